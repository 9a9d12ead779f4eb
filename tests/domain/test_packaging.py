"""Packaging without a database: deposits by condition, shares of what is held, washes, losses, where each state is."""

from decimal import Decimal
from uuid import UUID

import pytest

from app.domain import deposits
from app.domain.epcis import Boundary
from app.domain.journal import Account, JournalEntry
from app.domain.packaging import (
    PLACE_OF,
    WAYS,
    CountedBy,
    DepositTerms,
    Loss,
    PackagingCondition,
    is_wash_due,
    loss_of,
    loss_together,
    share,
)
from app.domain.transitions import AssetState, moved

TERMS = DepositTerms(Decimal("12.50"), "USD", dirty_percent=90)
PARTY = UUID(int=1)
_C = PackagingCondition


@pytest.mark.parametrize(
    ("quantity", "counted_by", "charged"),
    [(1, CountedBy.ASSET, "12.50"), (3, CountedBy.PIECE, "37.50"), (1500, CountedBy.GRAM, "18.75"),
     (1, CountedBy.GRAM, "0.01")],
)  # fmt: skip
def test_a_deposit_is_for_a_piece_or_a_kilogram(quantity: int, counted_by: CountedBy, charged: str) -> None:
    assert TERMS.charged(quantity, counted_by) == Decimal(charged)


@pytest.mark.parametrize(
    ("condition", "credited"),
    [(_C.GOOD, "12.50"), (_C.DIRTY, "11.25"), (_C.DAMAGED, "6.25"), (_C.BEYOND_REUSE, "0")],
)
def test_the_condition_says_how_much_of_it_is_given_back(condition: PackagingCondition, credited: str) -> None:
    assert TERMS.credited(Decimal("12.50"), condition) == Decimal(credited)


@pytest.mark.parametrize(
    ("held", "quantity", "balance", "shared"),
    [("10", 1, 3, "3.33"), ("6.67", 1, 2, "3.34"), ("3.33", 1, 1, "3.33"), ("0", 5, 9, "0"), ("7", 10, 10, "7")],
)
def test_what_comes_back_carries_its_share_and_the_last_all_that_is_left(
    held: str, quantity: int, balance: int, shared: str
) -> None:
    assert share(Decimal(held), quantity, balance, "USD") == Decimal(shared)


@pytest.mark.parametrize(("trips", "wash_after", "due"), [(0, 0, False), (99, 0, False), (4, 5, False), (5, 5, True)])
def test_a_wash_is_due_after_so_many_trips(trips: int, wash_after: int, due: bool) -> None:
    assert is_wash_due(trips, wash_after) is due


@pytest.mark.parametrize(
    ("until", "within", "returned", "loss"),
    [
        (10, 10, 8, Loss(10, 2)),  # all of it in the year
        (10, 4, 8, Loss(4, 2)),  # the oldest came back first
        (10, 4, 3, Loss(4, 4)),  # what is missing from before the year is not of this year
        (10, 10, 15, Loss(10, 0)),  # what was issued after the cut-off came back already
        (0, 0, 0, Loss(0, 0)),
    ],
)
def test_loss_is_of_the_latest_issues_of_its_year(until: int, within: int, returned: int, loss: Loss) -> None:
    assert loss_of(until, within, returned) == loss


def test_a_rate_is_of_something() -> None:
    assert loss_together([Loss(10, 2), Loss(30, 8)]).rate == Decimal("0.25")
    assert loss_together([]).rate is None


def test_every_state_has_its_place_in_the_ledger() -> None:
    assert set(PLACE_OF) == set(AssetState)
    assert {Boundary(place) for place in PLACE_OF.values()} == {
        Boundary.STORE, Boundary.PARTY, Boundary.ADJUSTED, Boundary.TRANSFORMED,
    }  # fmt: skip


@pytest.mark.parametrize("condition", PackagingCondition)
def test_what_comes_back_has_a_way_in_every_condition(condition: PackagingCondition) -> None:
    assert moved(AssetState.ISSUED, WAYS[condition].move) is not AssetState.ISSUED
    assert moved(AssetState.LOST, WAYS[condition].move) is not AssetState.LOST


def sums(*entries: JournalEntry) -> dict[Account, Decimal]:
    found: dict[Account, Decimal] = {}
    for leg in (leg for entry in entries for leg in entry.legs):
        found[leg.account] = found.get(leg.account, Decimal(0)) + leg.amount
    return {account: amount for account, amount in found.items() if amount}


def test_a_deposit_is_charged_given_back_in_part_and_settled() -> None:
    held, back = Decimal("12.50"), Decimal("6.25")
    out = deposits.charge(PARTY, held, "USD")
    assert sums(out) == {Account.PACKAGING_RECEIVABLE: held, Account.PACKAGING_DEPOSITS: -held}
    came = deposits.credit(PARTY, held, back, "USD")
    assert sums(out, came) == {Account.PACKAGING_RECEIVABLE: back, Account.PACKAGING_INCOME: -back}
    paid = deposits.settle(PARTY, back, "USD", "W-1")
    assert sums(out, came, paid) == {Account.CASH: back, Account.PACKAGING_INCOME: -back}


def test_what_is_lost_and_found_leaves_nothing_behind() -> None:
    held = Decimal("12.50")
    told = (
        deposits.charge(PARTY, held, "USD"), deposits.keep(PARTY, held, "USD"), deposits.keep(PARTY, -held, "USD"),
        deposits.credit(PARTY, held, held, "USD"),
    )  # fmt: skip
    assert sums(*told) == {}
