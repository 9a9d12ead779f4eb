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
    CartonState,
    ChecklistState,
    ClaimState,
    CollectionState,
    CreditMemoState,
    GradeTableState,
    HoldOrderState,
    ImportState,
    LoadState,
    MessageState,
    Move,
    PolicyState,
    ReceiptState,
    RefundState,
    ReplacementState,
    RouteState,
    RulesetState,
    SampleState,
    TripState,
    allows,
    as_mermaid,
    moved,
    reverses,
)

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
    "sample": SampleState,
}
THINGS = tuple(NAMES.values())

# The table as the domain's rules tell it, written out once more: thing, from, move, to (several where undo picks).
LISTED = """
carton expected receive receiving
carton expected declare received
carton expected cancel cancelled
carton received count receiving
carton placed count receiving
carton receiving undo_receive expected
carton receiving undo_count placed|received
carton received undo_declare expected
carton received undo_release cancelled
carton receiving close received
carton receiving cancel cancelled
carton cancelled reopen receiving
carton received reopen receiving
carton received grade grading
carton placed grade grading
carton reworking grade grading
carton graded grade grading
carton grading finish_grading graded
carton grading undo_grade graded|placed|received|reworking
carton graded undo_grade grading
carton open close graded
carton graded reopen open
carton open cancel cancelled
carton received route routing
carton graded route routing
carton placed route routing
carton routing undo_route graded|placed|received
carton received put_in_place placed
carton routing put_in_place placed
carton placed undo_place received|routing
carton closed undo_empty expected|graded|grading|open|placed|received|reworking
receipt open close closed
receipt closed reopen open
route moving put_in_place placed
route moving abandon abandoned
route placed undo_place moving
authorization draft edit draft
authorization pending_approval edit pending_approval
authorization draft split draft
authorization pending_approval split pending_approval
authorization approved split approved
authorization draft submit pending_approval
authorization draft approve approved
authorization pending_approval approve approved
authorization pending_approval reject rejected
authorization rejected edit draft
authorization rejected submit pending_approval
authorization approved send in_transit
authorization approved expire expired
authorization draft cancel cancelled
authorization pending_approval cancel cancelled
authorization approved cancel cancelled
authorization in_transit cancel cancelled
authorization approved receive receiving
authorization in_transit receive receiving
authorization received receive receiving
authorization reconciled receive receiving
authorization expired receive receiving
authorization receiving close received
authorization received reopen receiving
authorization receiving undo_match approved|expired|in_transit|received|reconciled
authorization received undo_match approved|expired|in_transit|reconciled
authorization received reconcile reconciled
authorization reconciled close_paper closed
authorization closed reopen_paper reconciled
checklist draft activate active
grade_table draft activate active
memo draft edit draft
memo draft issue issued
memo issued settle settled
memo draft make_void void
memo issued make_void void
policy draft activate active
ruleset draft activate active
ruleset active supersede superseded
import uploaded edit uploaded
import uploaded read reading
import reading check checking
import checking write writing
import writing finish imported
import reading refuse refused
import checking refuse refused
import writing refuse refused
import uploaded cancel cancelled
import reading cancel cancelled
import checking cancel cancelled
collection requested edit requested
collection requested plan planned
collection planned drop requested
collection planned collect collected
collection planned arrive arrived
collection collected arrive arrived
collection arrived undo_arrive collected|planned
collection arrived miss requested
collection requested cancel cancelled
collection planned cancel cancelled
load planned edit planned
load planned arrive arrived
load arrived undo_arrive planned
load arrived close closed
load planned cancel cancelled
trip planned edit planned
trip planned cancel cancelled
refund owed restate owed
refund approved restate owed
refund owed approve approved
refund owed pay paid
refund approved pay paid
refund owed write_off written_off
refund paid reverse reversed
claim open send sent
claim open cancel cancelled
claim sent accept accepted
claim sent accept_partly partly
claim sent reject rejected
claim accepted pay paid
claim partly pay paid
claim sent write_off written_off
claim accepted write_off written_off
claim partly write_off written_off
claim paid reverse accepted|partly
replacement planned ship shipped
replacement planned cancel cancelled
replacement shipped deliver delivered
replacement shipped charge shipped
replacement delivered charge delivered
order active lift lifted
order active expire lapsed
order active cancel cancelled
order lifted undo_release active
sample drawing accept accepted
sample drawing reject rejected
message queued send delivered
message queued abandon undelivered
message undelivered reopen queued
asset available issue with_party
asset with_party shelve available
asset lost shelve available
asset washing shelve available
asset repairing shelve available
asset available wash washing
asset with_party wash washing
asset lost wash washing
asset repairing wash washing
asset available repair repairing
asset with_party repair repairing
asset lost repair repairing
asset washing repair repairing
asset available scrap scrapped
asset with_party scrap scrapped
asset lost scrap scrapped
asset washing scrap scrapped
asset repairing scrap scrapped
asset with_party lose lost
asset with_party undo_asset available
asset lost undo_asset with_party
asset available undo_asset with_party|lost|repairing|washing
asset washing undo_asset available|with_party|lost|repairing
asset repairing undo_asset available|with_party|lost|washing
asset scrapped undo_asset available|with_party|lost|repairing|washing
""".strip().splitlines()


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
UNLISTED = [
    (start, move) for states in THINGS for start, move in product(states, Move) if (states, start, move) not in KNOWN
]


@pytest.mark.parametrize(("start", "move", "ends"), ROWS)
def test_every_listed_move_leads_where_it_is_listed(start: StrEnum, move: Move, ends: list[StrEnum]) -> None:
    assert allows(start, move)
    assert all(moved(start, move, back_to=end) is end for end in ends)
    if len(ends) == 1:
        assert moved(start, move) is ends[0]


@pytest.mark.parametrize(("start", "move"), UNLISTED)
def test_every_other_move_is_refused_with_the_whole_sentence(start: StrEnum, move: Move) -> None:
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
    assert not reverses(CartonState.LOADED, CartonState.PLACED)
    assert not reverses(CartonState.CLOSED, CartonState.ROUTING)
    assert not reverses(CartonState.CLOSED, ReceiptState.OPEN)


def test_nothing_leaves_a_carton_that_has_left() -> None:
    assert [move for move in Move if allows(CartonState.LOADED, move)] == [Move.EMPTY]


def test_the_page_of_moves_is_drawn_from_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "moves.md").read_text(encoding="utf-8")
    for thing in THINGS:
        assert as_mermaid(thing) in page, f"docs/moves.md does not show the moves of {thing.__name__}"
