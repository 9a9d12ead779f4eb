"""States and the one table of moves per thing. A move that is not listed is illegal; nobody else assigns a state."""

from enum import StrEnum
from typing import TypeVar, cast

from app.domain.errors import Refused
from app.domain.messages.core import Word
from app.domain.messages.floor import ILLEGAL_MOVE
from app.domain.transitions.bundles import BUNDLE_MOVES, BundleState
from app.domain.transitions.credits import CREDIT_MEMO_MOVES, CreditMemoState
from app.domain.transitions.customs import CUSTOMS_ENTRY_MOVES, DISCHARGE_MOVES, CustomsEntryState, DischargeState
from app.domain.transitions.goods import (
    CARTON_MOVES,
    OPEN_CARTON,
    RECEIPT_MOVES,
    ROUTE_MOVES,
    STANDS_STILL,
    CartonState,
    ReceiptState,
    RouteState,
)
from app.domain.transitions.holds import HOLD_ORDER_MOVES, HoldOrderState
from app.domain.transitions.imports import IMPORT_MOVES, ImportState
from app.domain.transitions.judgement import (
    CHECKLIST_MOVES,
    GRADE_TABLE_MOVES,
    ChecklistState,
    GradeTableState,
)
from app.domain.transitions.money import CLAIM_MOVES, REFUND_MOVES, ClaimState, RefundState
from app.domain.transitions.moves import Move, Table
from app.domain.transitions.outbound import OUTBOUND_MOVES, OutboundState
from app.domain.transitions.packaging import ASSET_MOVES, AssetState
from app.domain.transitions.paper import AUTHORIZATION_MOVES, POLICY_MOVES, AuthorizationState, PolicyState
from app.domain.transitions.replacements import REPLACEMENT_MOVES, ReplacementState
from app.domain.transitions.rework import (
    LIVE_ORDER,
    OPERATION_MOVES,
    WORK_ORDER_MOVES,
    OperationState,
    WorkOrderState,
)
from app.domain.transitions.rulesets import RULESET_MOVES, RulesetState
from app.domain.transitions.sampling import SAMPLE_MOVES, SampleState
from app.domain.transitions.transport import (
    COLLECTION_MOVES,
    LOAD_MOVES,
    TRIP_MOVES,
    CollectionState,
    LoadState,
    TripState,
)
from app.domain.transitions.webhooks import MESSAGE_MOVES, MessageState

__all__ = [
    "LIVE_ORDER",
    "MOVES",
    "OPEN_CARTON",
    "STANDS_STILL",
    "AssetState",
    "AuthorizationState",
    "BundleState",
    "CartonState",
    "ChecklistState",
    "ClaimState",
    "CollectionState",
    "CreditMemoState",
    "CustomsEntryState",
    "DischargeState",
    "GradeTableState",
    "HoldOrderState",
    "ImportState",
    "LoadState",
    "MessageState",
    "Move",
    "OperationState",
    "OutboundState",
    "PolicyState",
    "ReceiptState",
    "RefundState",
    "ReplacementState",
    "RouteState",
    "RulesetState",
    "SampleState",
    "TripState",
    "WorkOrderState",
    "allows",
    "as_mermaid",
    "moved",
    "reverses",
]

# One table per thing, since words such as "received" stand in several.
MOVES: dict[type[StrEnum], Table] = {
    CartonState: CARTON_MOVES,
    ReceiptState: RECEIPT_MOVES,
    RouteState: ROUTE_MOVES,
    AuthorizationState: AUTHORIZATION_MOVES,
    CreditMemoState: CREDIT_MEMO_MOVES,
    PolicyState: POLICY_MOVES,
    RulesetState: RULESET_MOVES,
    ChecklistState: CHECKLIST_MOVES,
    GradeTableState: GRADE_TABLE_MOVES,
    ImportState: IMPORT_MOVES,
    MessageState: MESSAGE_MOVES,
    CollectionState: COLLECTION_MOVES,
    LoadState: LOAD_MOVES,
    TripState: TRIP_MOVES,
    RefundState: REFUND_MOVES,
    ClaimState: CLAIM_MOVES,
    ReplacementState: REPLACEMENT_MOVES,
    WorkOrderState: WORK_ORDER_MOVES,
    OperationState: OPERATION_MOVES,
    HoldOrderState: HOLD_ORDER_MOVES,
    AssetState: ASSET_MOVES,
    SampleState: SAMPLE_MOVES,
    CustomsEntryState: CUSTOMS_ENTRY_MOVES,
    DischargeState: DISCHARGE_MOVES,
    OutboundState: OUTBOUND_MOVES,
    BundleState: BUNDLE_MOVES,
}


S = TypeVar("S", bound=StrEnum)


def moved(state: S, move: Move, back_to: S | None = None) -> S:
    """Return the state after `move`. `back_to` picks among the outcomes of an undo. Raises Refused when not listed."""
    outcomes = MOVES[type(state)].get((state, move), frozenset())
    if back_to is not None and back_to in outcomes:
        return back_to
    if back_to is None and len(outcomes) == 1:
        return cast(S, next(iter(outcomes)))  # a thing's table leads to states of that thing alone
    raise Refused(ILLEGAL_MOVE, state=Word(state.value), move=Word(move.value))


def allows(state: StrEnum, move: Move) -> bool:
    """Tell whether `move` is listed for `state`; buttons are drawn from this."""
    return (state, move) in MOVES[type(state)]


def reverses(after: StrEnum, before: StrEnum) -> bool:
    """Tell whether some listed move leads from `after` back to `before`: the condition for undo to set it."""
    table = MOVES[type(after)]
    same_thing = type(after) is type(before)
    return same_thing and any(start == after and before in ends for (start, _), ends in table.items())


def as_mermaid(thing: type[StrEnum]) -> str:
    """Return the moves of `thing` as a Mermaid state diagram; `docs/moves.md` is made of these."""
    arrows = [
        f"    {start} --> {end}: {move}"
        for (start, move), ends in MOVES[thing].items()
        for end in sorted(ends)
        if move is not Move.EMPTY
    ]
    emptied = [f"    note right of {CartonState.CLOSED}: any open carton, once emptied"] if thing is CartonState else []
    return "\n".join(["stateDiagram-v2", *arrows, *emptied])
