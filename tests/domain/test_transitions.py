"""The one table of moves."""

from enum import StrEnum
from itertools import product
from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.domain.messages.core import Word
from app.domain.transitions import (
    OPEN_CARTON,
    AssetState,
    AuthorizationState,
    BundleState,
    CartonState,
    ChecklistState,
    ClaimState,
    CollectionState,
    CreditMemoState,
    CustomsEntryState,
    DischargeState,
    GradeTableState,
    HoldOrderState,
    ImportState,
    LoadState,
    MessageState,
    Move,
    OperationState,
    OutboundState,
    PolicyState,
    ReceiptState,
    RefundState,
    ReplacementState,
    RouteState,
    RulesetState,
    SampleState,
    TripState,
    WorkOrderState,
    allows,
    as_mermaid,
    moved,
    reverses,
)
from tests.domain.listed_moves import LISTED

NAMES: dict[str, type[StrEnum]] = {
    "carton": CartonState,
    "receipt": ReceiptState,
    "route": RouteState,
    "authorization": AuthorizationState,
    "policy": PolicyState,
    "ruleset": RulesetState,
    "checklist": ChecklistState,
    "grade_table": GradeTableState,
    "import": ImportState,
    "refund": RefundState,
    "claim": ClaimState,
    "replacement": ReplacementState,
    "message": MessageState,
    "memo": CreditMemoState,
    "collection": CollectionState,
    "load": LoadState,
    "order": HoldOrderState,
    "asset": AssetState,
    "trip": TripState,
    "work_order": WorkOrderState,
    "operation": OperationState,
    "sample": SampleState,
    "customs_entry": CustomsEntryState,
    "discharge": DischargeState,
    "outbound": OutboundState,
    "bundle": BundleState,
}
THINGS = tuple(NAMES.values())


def parse(row: str) -> tuple[StrEnum, Move, list[StrEnum]]:
    thing, start, move, ends = row.split()
    states = NAMES[thing]
    return states(start), Move(move), [states(end) for end in ends.split("|")]


ROWS = [
    *map(parse, LISTED),
    *((state, Move.EMPTY, [CartonState.CLOSED]) for state in sorted(OPEN_CARTON)),
]
# A state equals its text, and so a state of another thing: what is listed is told apart by the kind of state too.
KNOWN = {(type(start), start, move) for start, move, _ in ROWS}
STARTS = [start for states in THINGS for start in states]


@pytest.mark.parametrize(("start", "move", "ends"), ROWS)
def test_every_listed_move_leads_where_it_is_listed(start: StrEnum, move: Move, ends: list[StrEnum]) -> None:
    assert allows(start, move)
    assert all(moved(start, move, back_to=end) is end for end in ends)
    if len(ends) == 1:
        assert moved(start, move) is ends[0]


@pytest.mark.parametrize("start", STARTS)
def test_every_other_move_is_refused_with_the_whole_sentence(start: StrEnum) -> None:
    for move in Move:
        if (type(start), start, move) in KNOWN:
            continue
        assert not allows(start, move)
        with pytest.raises(Refused) as refusal:
            moved(start, move)
        assert refusal.value.said.message.say == "It is {state}, so this step is not possible: {move}."
        assert refusal.value.said.params == {"state": Word(start.value), "move": Word(move.value)}


def test_an_undo_with_several_outcomes_must_be_told_which() -> None:
    with pytest.raises(Refused):
        moved(CartonState.GRADING, Move.UNDO_GRADE)
    with pytest.raises(Refused):
        moved(CartonState.GRADING, Move.UNDO_GRADE, back_to=CartonState.LOADED)


@pytest.mark.parametrize("states", THINGS)
def test_reverses_is_true_exactly_where_some_listed_move_leads_back(states: type[StrEnum]) -> None:
    back = {(start, end) for start, _, ends in ROWS if type(start) is states for end in ends}
    assert {(after, before) for after, before in product(states, states) if reverses(after, before)} == back


def test_reverses_never_mixes_things_or_invents_moves() -> None:
    assert reverses(CartonState.GRADING, CartonState.RECEIVED)
    assert reverses(CartonState.CLOSED, CartonState.GRADING)
    assert not reverses(CartonState.CLOSED, CartonState.LOADED)
    assert not reverses(CartonState.CLOSED, CartonState.ROUTING)
    assert not reverses(CartonState.CLOSED, ReceiptState.OPEN)


def test_what_is_on_a_load_is_taken_off_or_departs() -> None:
    on_load = {Move.EMPTY, Move.TAKE_OFF, Move.UNDO_LOAD, Move.DEPART}
    assert {move for move in Move if allows(CartonState.LOADED, move)} == on_load


def test_the_page_of_moves_is_drawn_from_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "moves.md").read_text(encoding="utf-8")
    for thing in THINGS:
        assert as_mermaid(thing) in page, f"docs/moves.md does not show the moves of {thing.__name__}"
