"""What a sale bundle should bring, and how proceeds are shared over its lines."""

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bundles import BundleLine, Goods, below, brought, estimate, shares
from app.domain.pricing import STARTING
from app.domain.vocabulary import Category, Grade

D = Decimal


def a_line(expected: str = "1.00", listed: str = "2.00", quantity: int = 1) -> BundleLine:
    return BundleLine(
        carton_id=uuid4(), carton_line_id=uuid4(), receipt_line_id=uuid4(), authorization_id=None, product_id=uuid4(),
        lpn="T-0412", pallet="", sku="SHT-M", gtin="", name={"en": "Shirt"}, lot="", expiry=None, serial="", grade=None,
        quantity=quantity, list_total=D(listed), estimate=D(expected),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("grade", "quantity", "reworked", "expected"),
    [
        # list 20.00 x share of the grade x 0.60 x probability, less 1.00 of handling and 20 days at 0.02
        (Grade.A, 1, False, "8.60"),
        (Grade.A, 10, False, "86.00"),
        (Grade.B, 1, False, "5.07"),
        (Grade.C, 1, False, "2.02"),
        (Grade.D, 1, False, "-0.44"),
        (None, 3, False, "-1.32"),
        (Grade.A, 1, True, "8.60"),
    ],
)
def test_a_line_is_estimated_at_its_net_recovery(
    grade: Grade | None, quantity: int, reworked: bool, expected: str
) -> None:
    goods = Goods(D(20), D(9), "USD", Category.APPAREL, None, grade, reworked)
    assert estimate(goods, quantity, STARTING) == D(expected)


@pytest.mark.parametrize(
    ("lines", "amount", "expected"),
    [
        ([a_line("2.00"), a_line("1.00")], "10.00", ["6.67", "3.33"]),
        ([a_line("1.00"), a_line("1.00"), a_line("1.00")], "0.01", ["0.01", "0.00", "0.00"]),
        ([a_line("-0.44"), a_line("1.00")], "5.00", ["0.00", "5.00"]),  # what costs more than it brings gets nothing
        ([a_line("-0.44", "30.00"), a_line("-1.00", "10.00")], "4.00", ["3.00", "1.00"]),
        ([a_line("0.00", "0.00", 3), a_line("0.00", "0.00", 1)], "4.00", ["3.00", "1.00"]),
    ],
)
def test_proceeds_are_shared_by_estimates_then_list_prices_then_units(
    lines: list[BundleLine], amount: str, expected: list[str]
) -> None:
    assert shares(D(amount), lines, "USD") == tuple(map(D, expected))


_CENTS = st.integers(-500, 100_000).map(lambda cents: D(cents) / 100)


@given(st.lists(st.tuples(_CENTS, _CENTS.map(abs), st.integers(1, 99)), min_size=1), st.lists(_CENTS.map(abs)))
def test_payments_are_shared_to_the_cent(rows: list[tuple[Decimal, Decimal, int]], paid: list[Decimal]) -> None:
    lines = [a_line(str(expected), str(listed), quantity) for expected, listed, quantity in rows]
    found = brought(paid, lines, "USD")
    assert sum(found) == sum(paid)
    assert min(found) >= 0


@pytest.mark.parametrize(
    ("agreed", "expected", "percent"),
    [("90", "100", "10"), ("100", "100", "0"), ("120", "100", "0"), ("5", "-3", "0"), ("5", "0", "0")],
)
def test_a_price_stays_below_an_estimate_by_percent(agreed: str, expected: str, percent: str) -> None:
    assert below(D(agreed), D(expected)) == D(percent)
