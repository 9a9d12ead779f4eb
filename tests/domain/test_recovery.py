"""Net recovery per code and value lost per hour."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pricing import STARTING
from app.domain.recovery import Priced, lost_per_hour, nets
from app.domain.rules import CODES
from app.domain.vocabulary import Category, DispositionCode, Grade, Program

DRILL = Priced(Decimal(100), Decimal(60), "USD", Category.TOOLS)
YOGURT = Priced(Decimal(10), Decimal(6), "MXN", Category.FOOD, expiry_days=30)


def test_the_starting_shares_of_list_price() -> None:
    assert {grade.value: str(share) for grade, share in STARTING.value_share.items()} == {
        "A": "0.85", "B": "0.55", "C": "0.30", "D": "0.10",
    }  # fmt: skip


# Worked out by hand for a tool of 100 list, 60 cost: proceeds x probability - rework - handling - holding x dwell.
BY_HAND = [
    (Grade.A, DispositionCode.RESTOCK, "79.05"),  # 85 x .95 - 1.50 - .02 x 10
    (Grade.B, DispositionCode.REWORK, "66.22"),  # 85 x .90 - 8 - 2 - .02 x 14
    (Grade.C, DispositionCode.REFURBISH, "31.17"),  # 55 x 1.05 x .85 - 15 - 2.50 - .02 x 21 = 31.1675
    (Grade.D, DispositionCode.RETURN_TO_VENDOR, "7.20"),  # 60 x .9 x .20 - 3 - .02 x 30
    (Grade.C, DispositionCode.LIQUIDATE, "15.70"),  # 30 x .6 x .95 - 1 - .02 x 20
    (Grade.A, DispositionCode.DONATE, "4.00"),  # 60 x .1 x .9 - 1 - .02 x 20
    (Grade.D, DispositionCode.RECYCLE, "0.70"),  # 60 x .03 - .80 - .01 x 30
    (Grade.D, DispositionCode.DESTROY, "-2.15"),  # 0 - 2 - .01 x 15
    (Grade.B, DispositionCode.RETURN_TO_CUSTOMER, "-6.10"),  # 0 - 6 - .02 x 5
]


@pytest.mark.parametrize(("grade", "code", "expected"), BY_HAND)
def test_net_recovery_by_hand(grade: Grade, code: DispositionCode, expected: str) -> None:
    net = nets(DRILL, grade)[code]
    assert (net.amount, net.currency) == (Decimal(expected), "USD")


def test_every_code_has_economics_and_a_net_to_the_cent() -> None:
    assert set(STARTING.economics) == set(CODES)
    for grade in Grade:
        amounts = nets(DRILL, grade)
        assert list(amounts) == list(CODES)
        assert all(net.amount == net.amount.quantize(Decimal("0.01")) for net in amounts.values())


def test_default_economics_send_each_grade_somewhere_sensible() -> None:
    best = {grade: max(nets(DRILL, grade).items(), key=lambda row: row[1].amount)[0].value for grade in Grade}
    assert best == {"A": "restock", "B": "rework", "C": "rework", "D": "return_to_vendor"}


def test_a_better_grade_never_recovers_less() -> None:
    for code in CODES:
        amounts = [nets(DRILL, grade)[code].amount for grade in Grade]
        assert amounts == sorted(amounts, reverse=True)


def test_expired_goods_bring_nothing_but_costs() -> None:
    assert all(net.amount < 0 for net in nets(replace(YOGURT, expiry_days=-1), Grade.A).values())


def test_value_fades_evenly_over_the_last_sixty_days() -> None:
    fresh, half, last = (replace(YOGURT, expiry_days=days).freshness for days in (200, 30, 0))
    assert (fresh, half, last) == (Decimal(1), Decimal("0.5"), Decimal(0))
    assert DRILL.freshness == Decimal(1)


def test_every_program_has_a_usual_mix_that_adds_up() -> None:
    assert set(STARTING.usual_mix) == {*Program, None}
    assert all(sum(mix.values()) == 1 and list(mix) == list(Grade) for mix in STARTING.usual_mix.values())
    assert set(STARTING.decay) == set(Category)


def test_value_lost_per_hour_by_hand() -> None:
    # Grade A, best is restock: a day takes 0.1 % of 85, at probability .95; 48 drills over 24 hours.
    assert lost_per_hour(DRILL, 48, grade=Grade.A, program=None) == Decimal("0.1615")


def test_a_decided_code_counts_its_own_net() -> None:
    by_best = lost_per_hour(DRILL, 1000, grade=Grade.A, program=None)
    by_code = lost_per_hour(DRILL, 1000, grade=Grade.A, program=None, code=DispositionCode.LIQUIDATE)
    assert by_best == Decimal("3.3646")
    assert by_code == Decimal("2.0825")  # 0.1 % of 85 x .6 x .98, times 1000, over 24


def test_expiry_costs_more_than_decay() -> None:
    shelf = replace(YOGURT, expiry_days=None)
    assert lost_per_hour(YOGURT, 100, grade=Grade.A, program=None) > lost_per_hour(
        shelf, 100, grade=Grade.A, program=None
    )


CREDITED = replace(DRILL, vendor_credit=Decimal(90))


@pytest.mark.parametrize(
    ("days", "code", "lost"),
    [
        (None, None, "0.0000"),  # the vendor credits 90 whenever it goes back: nothing is lost by waiting
        (5, None, "0.0000"),  # it still takes it tomorrow
        (0, None, "7.4308"),  # today is the last day: 90 - 3 - .02 x 30 = 86.40; tomorrow restock at 78.96925
        (-1, None, "0.0808"),  # over already: the best of the others, restock, loses a day of decay
        (0, DispositionCode.RETURN_TO_VENDOR, "7.4308"),  # decided for the vendor, the best of the others is left
        (0, DispositionCode.LIQUIDATE, "0.0500"),  # decided otherwise, the window is nothing to it
    ],
)
def test_a_vendor_s_last_day_costs_what_it_credits_more_than_the_best_of_the_rest(
    days: int | None, code: DispositionCode | None, lost: str
) -> None:
    goods = replace(CREDITED, vendor_days=days)
    assert lost_per_hour(goods, 24, grade=Grade.A, program=None, code=code) == Decimal(lost)


def test_ungraded_goods_lose_at_the_usual_mix_of_their_program() -> None:
    for program, mix in STARTING.usual_mix.items():
        graded = sum(share * lost_per_hour(DRILL, 2400, grade=grade, program=None) for grade, share in mix.items())
        ungraded = lost_per_hour(DRILL, 2400, grade=None, program=program)
        assert abs(graded - ungraded) < Decimal("0.001")


@given(
    days=st.none() | st.integers(-500, 5000),
    category=st.sampled_from(Category),
    grade=st.none() | st.sampled_from(Grade),
    price=st.decimals(0, 100_000, places=2),
    quantity=st.integers(0, 100_000),
)
def test_waiting_never_gains(
    days: int | None, category: Category, grade: Grade | None, price: Decimal, quantity: int
) -> None:
    goods = Priced(price, price / 2, "USD", category, days)
    assert lost_per_hour(goods, quantity, grade=grade, program=Program.WARRANTY) >= 0
