"""Where unsold goods should go: within agreements to their vendors, else where they bring most."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreements import Agreement, AgreementTerms, QuotaKind, QuotaPeriod, wrong
from app.domain.plain import in_english
from app.domain.proposing import Proposal, Surplus, propose
from app.domain.recovery import Priced
from app.domain.vocabulary import Category, DispositionCode

TODAY = date(2026, 11, 22)
VENDOR, STORE, OTHER_STORE = UUID(int=1), UUID(int=2), UUID(int=3)
TERMS = AgreementTerms(
    "AG-1",
    VENDOR,
    frozenset(),
    frozenset(),
    QuotaKind.UNITS,
    100,
    0,
    QuotaPeriod.YEAR,
    None,
    None,
    0,
    Decimal(0),
    0,
    90,
)
DRILL = Priced(Decimal(100), Decimal(60), "USD", Category.TOOLS)
SHAKE = Priced(Decimal(12), Decimal(6), "USD", Category.FOOD, 400)


def surplus(number: int = 10, quantity: int = 5, goods: Priced = DRILL, **said: Any) -> Surplus:
    made = Surplus(UUID(int=number), STORE, UUID(int=100 + number), VENDOR, goods, quantity, TODAY - timedelta(days=40))
    return replace(made, **said)


def agreement(left: int = 100, **said: Any) -> Agreement:
    terms = replace(TERMS, **said)
    return Agreement(UUID(int=sum(map(ord, terms.number))), terms, left)


def told(*surpluses: Surplus, by: tuple[Agreement, ...] = ()) -> list[tuple[str, int]]:
    return [(each.way.code.value, each.surplus.quantity) for each in propose(surpluses, by, TODAY)]


def why(*surpluses: Surplus, by: tuple[Agreement, ...] = ()) -> str:
    return in_english(propose(surpluses, by, TODAY)[0].why)


def test_within_an_agreement_goods_go_back() -> None:
    (one,) = propose([surplus()], [agreement()], TODAY)
    assert (one.way.code, one.credit, one.runner_up.code) == (
        DispositionCode.RETURN_TO_VENDOR, Decimal("270.00"), DispositionCode.LIQUIDATE,
    )  # fmt: skip
    # 5 x 60 at nine tenths, less 5 x (3.00 handling + 0.02 x 30 days)
    assert one.way.net.amount == Decimal("252.00")
    assert in_english(one.why) == (
        "Within AG-1: the vendor credits 270.00 USD, 31.16 USD more than the next way: Liquidate."
    )
    assert why(surplus(), by=(agreement(credit_percent=50),)) == (
        "Within AG-1: the vendor credits 150.00 USD. Another way would bring 88.84 USD more: Liquidate."
    )


OUTSIDE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"vendor_id": UUID(int=9)}, "No agreement takes it back."),
    ({"categories": frozenset({Category.FOOD})}, "No agreement takes it back."),
    ({"products": frozenset({UUID(int=7)})}, "No agreement takes it back."),
    ({"opens_on": date(2026, 11, 23)}, "AG-1 takes goods back from 2026-11-23 on."),
    ({"ends_on": date(2026, 11, 21)}, "AG-1 ended on 2026-11-21."),
    ({"window_days": 39}, "The window of AG-1 closed on 2026-11-21."),
)  # fmt: skip


@pytest.mark.parametrize(("terms", "because"), OUTSIDE)
def test_outside_of_it_they_are_sold_off(terms: dict[str, Any], because: str) -> None:
    assert why(surplus(), by=(agreement(**terms),)) == (
        f"{because} Liquidation brings 220.84 USD; next is Donate with 19.88 USD."
    )


def test_a_window_counts_from_the_day_the_goods_came_in() -> None:
    assert told(surplus(), by=(agreement(window_days=40),)) == [("return_to_vendor", 5)]
    assert why(surplus(received_on=None), by=(agreement(window_days=40),)).startswith(
        "AG-1 counts from the day the goods came in, and the snapshot does not say it. Liquidation brings "
    )


def test_an_agreement_covers_categories_and_products_alike() -> None:
    both = {"categories": frozenset({Category.FOOD}), "products": frozenset({UUID(int=110)})}
    assert told(surplus(), by=(agreement(**both),)) == [("return_to_vendor", 5)]
    assert told(surplus(11, goods=SHAKE), by=(agreement(**both),)) == [("return_to_vendor", 5)]
    assert told(surplus(11), by=(agreement(**both),)) == [("liquidate", 5)]


def test_of_two_agreements_the_better_one_is_used() -> None:
    (one,) = propose([surplus()], [agreement(), agreement(number="AG-2", credit_percent=95)], TODAY)
    assert one.agreement and one.agreement.terms.number == "AG-2"


def test_a_quota_goes_to_what_the_vendor_pays_best_and_cuts_the_last() -> None:
    cheap, dear = surplus(10, goods=SHAKE), surplus(11)
    proposals = propose([cheap, dear], [agreement(left=7)], TODAY)
    assert [(each.way.code.value, each.surplus.line_id.int, each.surplus.quantity) for each in proposals] == [
        ("return_to_vendor", 11, 5),
        ("return_to_vendor", 10, 2),
        ("liquidate", 10, 3),
    ]
    assert in_english(proposals[2].why).startswith("The quota of AG-1 is used up. Liquidation brings ")
    assert told(surplus(), by=(agreement(left=0),)) == [("liquidate", 5)]


def test_what_is_worth_less_than_a_return_is_sold_off() -> None:
    least = agreement(minimum=Decimal(400))
    assert why(surplus(), by=(least,)).startswith(
        "AG-1 takes returns of 400 USD or more; all that could go from here is worth 300 USD. Liquidation brings "
    )
    assert told(surplus(), surplus(11, 2), by=(least,)) == [("return_to_vendor", 2), ("return_to_vendor", 5)]
    assert told(surplus(), surplus(11, 2, place_id=OTHER_STORE), by=(least,)) == [("liquidate", 2), ("liquidate", 5)]


@pytest.mark.parametrize(
    ("days", "ways"),
    [(400, ("liquidate", "donate")), (61, ("liquidate", "donate")), (60, ("donate", "liquidate")),
     (0, ("donate", "recycle")), (-1, ("recycle", "destroy"))],
)  # fmt: skip
def test_food_near_its_date_is_given_away(days: int, ways: tuple[str, str]) -> None:
    (one,) = propose([surplus(goods=replace(SHAKE, expiry_days=days))], [], TODAY)
    assert (one.way.code.value, one.runner_up.code.value) == ways


SAID = (
    (60, "Hard to sell, still good to be given: -4.31 USD; next is Liquidate with 20.35 USD."),
    (-1, "Neither sold nor given, so recycled: -5.50 USD; next is Destroy with -10.75 USD."),
)


@pytest.mark.parametrize(("days", "sentence"), SAID)
def test_every_way_has_its_sentence(days: int, sentence: str) -> None:
    assert why(surplus(goods=replace(SHAKE, expiry_days=days))) == f"No agreement takes it back. {sentence}"


def test_a_quota_in_percent_is_of_what_was_bought() -> None:
    share = replace(TERMS, quota_kind=QuotaKind.SHARE, quota=12, purchased=1_005)
    assert (TERMS.allowed, share.allowed) == (100, 120)


@pytest.mark.parametrize(
    ("period", "day", "first", "after"),
    [
        (QuotaPeriod.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        (QuotaPeriod.QUARTER, date(2026, 5, 4), date(2026, 4, 1), date(2026, 7, 1)),
        (QuotaPeriod.QUARTER, date(2026, 10, 1), date(2026, 10, 1), date(2027, 1, 1)),
        (QuotaPeriod.YEAR, date(2024, 2, 29), date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_period_is_one_of_the_calendar(period: QuotaPeriod, day: date, first: date, after: date) -> None:
    assert replace(TERMS, period=period).period_of(day) == (first, after)


def test_what_is_wrong_with_an_agreement() -> None:
    bad = replace(TERMS, number="", quota_kind=QuotaKind.SHARE, quota=101, opens_on=TODAY, ends_on=date(2026, 1, 1),
                  fee_percent=101, credit_percent=200)  # fmt: skip
    assert {name: in_english(said) for name, said in wrong(bad).items()} == {
        "number": "Enter the number that both sides use.",
        "quota": "Entered 101. Expected 100 percent at most.",
        "purchased": "A quota in percent needs the units bought in a period.",
        "ends_on": "It would end before it begins (2026-11-22).",
        "fee_percent": "Entered 101. Expected 100 percent at most.",
        "credit_percent": "Entered 200. Expected 100 percent at most.",
    }
    assert wrong(TERMS) == {}


_SURPLUSES = st.lists(
    st.builds(
        surplus,
        st.integers(10, 60),
        st.integers(1, 500),
        st.builds(replace, st.sampled_from([DRILL, SHAKE]), expiry_days=st.one_of(st.none(), st.integers(-50, 500))),
    ),
    max_size=12,
    unique_by=lambda one: one.line_id,
)


@given(_SURPLUSES, st.integers(0, 900), st.integers(0, 400))
def test_no_unit_is_lost_or_proposed_twice_and_no_quota_exceeded(
    surpluses: list[Surplus], left: int, minimum: int
) -> None:
    proposals = propose(surpluses, [agreement(left, minimum=Decimal(minimum))], TODAY)
    units: Counter[UUID] = Counter()
    for each in proposals:
        units[each.surplus.line_id] += each.surplus.quantity
    assert units == {one.line_id: one.quantity for one in surpluses}
    assert sum(each.surplus.quantity for each in proposals if each.agreement) <= left
    assert all(_is_worth_it(each, proposals, minimum) for each in proposals)


def _is_worth_it(one: Proposal, proposals: list[Proposal], minimum: int) -> bool:
    return not one.agreement or sum(each.surplus.value for each in proposals if each.agreement) >= minimum
