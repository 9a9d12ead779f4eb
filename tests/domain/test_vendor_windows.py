"""Until when a vendor takes goods back, row by row."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app.domain.agreements import AgreementTerms, QuotaKind, QuotaPeriod
from app.domain.vendor_windows import Supplied, Window, window
from app.domain.vocabulary import Category, Program

TODAY = date(2026, 11, 12)
VENDOR, DRILL = UUID(int=1), UUID(int=2)
TERMS = AgreementTerms(
    "VA-1", VENDOR, frozenset(), frozenset(), QuotaKind.UNITS, 100, 0, QuotaPeriod.MONTH, None, None, 0, Decimal(0),
    10, 100,
)  # fmt: skip
GOODS = Supplied(DRILL, VENDOR, Category.TOOLS, Decimal(60))
CREDIT = Decimal("54.00")  # 60 less 10 percent for restocking


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(("terms", "goods", "found"), [
    (TERMS, GOODS, Window(CREDIT, None)),
    (replace(TERMS, ends_on=day(3)), GOODS, Window(CREDIT, 3)),
    (replace(TERMS, ends_on=day(-1)), GOODS, Window(CREDIT, -1)),
    (replace(TERMS, opens_on=day(1)), GOODS, Window(CREDIT, -1)),
    (replace(TERMS, window_days=30), replace(GOODS, received_on=day(-28)), Window(CREDIT, 2)),
    (replace(TERMS, window_days=30), replace(GOODS, received_on=day(-31)), Window(CREDIT, -1)),
    (replace(TERMS, window_days=30), GOODS, Window(CREDIT, -1)),  # nobody knows when it came in
    (replace(TERMS, window_days=30, ends_on=day(1)), replace(GOODS, received_on=day(-28)), Window(CREDIT, 1)),
    (replace(TERMS, ends_on=day(-1)), replace(GOODS, program=Program.UNSOLD), Window(CREDIT, None)),
    (TERMS, replace(GOODS, program=Program.RECALL), None),
    (TERMS, replace(GOODS, vendor_id=UUID(int=3)), None),
    (replace(TERMS, categories=frozenset({Category.FOOD})), GOODS, None),
])  # fmt: skip
def test_what_one_agreement_says(terms: AgreementTerms, goods: Supplied, found: Window | None) -> None:
    assert window([terms], goods, TODAY) == found


def test_of_several_that_are_open_the_one_that_credits_most_counts() -> None:
    less, over = replace(TERMS, fee_percent=50, ends_on=day(9)), replace(TERMS, fee_percent=0, ends_on=day(-1))
    assert window([less, TERMS, over], GOODS, TODAY) == Window(CREDIT, None)
    assert window([less, over], GOODS, TODAY) == Window(Decimal("30.00"), 9)
    assert window([], GOODS, TODAY) is None
