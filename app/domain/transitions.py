"""States and the one table of moves per thing. A move that is not listed is illegal; nobody else assigns a state."""

from enum import StrEnum

from app.domain.errors import Refused
from app.domain.messages.core import Word
from app.domain.messages.floor import ILLEGAL_MOVE


class CartonState(StrEnum):
    """Where a carton is in its life."""

    EXPECTED = "expected"
    RECEIVING = "receiving"
    RECEIVED = "received"
    GRADING = "grading"
    OPEN = "open"
    GRADED = "graded"
    ROUTING = "routing"
    PLACED = "placed"
    REWORKING = "reworking"
    LOADED = "loaded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OPEN_CARTON = frozenset(CartonState) - {CartonState.CLOSED, CartonState.CANCELLED}

# Where goods stand still and nobody counts them in: from any of these states some may be taken out.
STANDS_STILL = frozenset({
    CartonState.OPEN, CartonState.RECEIVED, CartonState.GRADING, CartonState.GRADED, CartonState.PLACED,
    CartonState.REWORKING,
})  # fmt: skip


class ReceiptState(StrEnum):
    """A receiving session is open or closed."""

    OPEN = "open"
    CLOSED = "closed"


class RouteState(StrEnum):
    """A move of a carton that someone has begun."""

    MOVING = "moving"
    PLACED = "placed"
    ABANDONED = "abandoned"


class AuthorizationState(StrEnum):
    """Where the paper stands."""

    DRAFT = "draft"
    PENDING_APPROVAL = "pending_approval"
    APPROVED = "approved"
    IN_TRANSIT = "in_transit"
    RECEIVING = "receiving"
    RECEIVED = "received"
    RECONCILED = "reconciled"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class PolicyState(StrEnum):
    """A version of a return policy is written, then in force for good: only a later version takes its place."""

    DRAFT = "draft"
    ACTIVE = "active"


class ImportState(StrEnum):
    """How far a file has come. Its rows are read, then checked against what is stored, then written."""

    UPLOADED = "uploaded"
    READING = "reading"
    CHECKING = "checking"
    WRITING = "writing"
    IMPORTED = "imported"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What is done to a thing; buttons are drawn from the moves its state allows."""

    RECEIVE = "receive"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    GRADE = "grade"
    FINISH_GRADING = "finish_grading"
    ROUTE = "route"
    PLACE = "put_in_place"
    ABANDON = "abandon"
    EMPTY = "empty"
    UNDO_GRADE = "undo_grade"
    UNDO_ROUTE = "undo_route"
    UNDO_PLACE = "undo_place"
    UNDO_EMPTY = "undo_empty"
    ACTIVATE = "activate"
    READ = "read"
    CHECK = "check"
    WRITE = "write"
    FINISH = "finish"
    REFUSE = "refuse"
    EDIT = "edit"
    SPLIT = "split"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    SEND = "send"
    EXPIRE = "expire"


State = CartonState | ReceiptState | RouteState | AuthorizationState | PolicyState | ImportState

_C, _R, _T, _A, _I = CartonState, ReceiptState, RouteState, AuthorizationState, ImportState
_M = Move

Table = dict[tuple[State, Move], frozenset[State]]

# One table per thing, since words such as "received" stand in several.
MOVES: dict[type[StrEnum], Table] = {
    CartonState: {
        # Carton. Several outcomes of one move only where undo goes back to where the carton came from.
        (_C.EXPECTED, _M.RECEIVE): frozenset({_C.RECEIVING}),
        (_C.RECEIVING, _M.CLOSE): frozenset({_C.RECEIVED}),
        (_C.RECEIVING, _M.CANCEL): frozenset({_C.CANCELLED}),
        (_C.CANCELLED, _M.REOPEN): frozenset({_C.RECEIVING}),
        (_C.RECEIVED, _M.REOPEN): frozenset({_C.RECEIVING}),
        (_C.RECEIVED, _M.GRADE): frozenset({_C.GRADING}),
        (_C.PLACED, _M.GRADE): frozenset({_C.GRADING}),
        (_C.REWORKING, _M.GRADE): frozenset({_C.GRADING}),
        (_C.GRADING, _M.FINISH_GRADING): frozenset({_C.GRADED}),
        (_C.GRADING, _M.UNDO_GRADE): frozenset({_C.RECEIVED, _C.PLACED, _C.REWORKING}),
        (_C.GRADED, _M.UNDO_GRADE): frozenset({_C.GRADING}),
        (_C.OPEN, _M.CLOSE): frozenset({_C.GRADED}),
        (_C.GRADED, _M.REOPEN): frozenset({_C.OPEN}),
        (_C.OPEN, _M.CANCEL): frozenset({_C.CANCELLED}),
        (_C.RECEIVED, _M.ROUTE): frozenset({_C.ROUTING}),
        (_C.GRADED, _M.ROUTE): frozenset({_C.ROUTING}),
        (_C.PLACED, _M.ROUTE): frozenset({_C.ROUTING}),
        (_C.ROUTING, _M.UNDO_ROUTE): frozenset({_C.RECEIVED, _C.GRADED, _C.PLACED}),
        (_C.RECEIVED, _M.PLACE): frozenset({_C.PLACED}),
        (_C.ROUTING, _M.PLACE): frozenset({_C.PLACED}),
        (_C.PLACED, _M.UNDO_PLACE): frozenset({_C.RECEIVED, _C.ROUTING}),
        **{(state, _M.EMPTY): frozenset({_C.CLOSED}) for state in sorted(OPEN_CARTON)},
        (_C.CLOSED, _M.UNDO_EMPTY): STANDS_STILL,
    },
    ReceiptState: {
        (_R.OPEN, _M.CLOSE): frozenset({_R.CLOSED}),
        (_R.CLOSED, _M.REOPEN): frozenset({_R.OPEN}),
    },
    RouteState: {
        (_T.MOVING, _M.PLACE): frozenset({_T.PLACED}),
        (_T.MOVING, _M.ABANDON): frozenset({_T.ABANDONED}),
        (_T.PLACED, _M.UNDO_PLACE): frozenset({_T.MOVING}),
    },
    AuthorizationState: {
        # Authorization: changed until it is approved, split until its goods are on their way
        (_A.DRAFT, _M.EDIT): frozenset({_A.DRAFT}),
        (_A.PENDING_APPROVAL, _M.EDIT): frozenset({_A.PENDING_APPROVAL}),
        (_A.DRAFT, _M.SPLIT): frozenset({_A.DRAFT}),
        (_A.PENDING_APPROVAL, _M.SPLIT): frozenset({_A.PENDING_APPROVAL}),
        (_A.APPROVED, _M.SPLIT): frozenset({_A.APPROVED}),
        (_A.DRAFT, _M.SUBMIT): frozenset({_A.PENDING_APPROVAL}),
        (_A.DRAFT, _M.APPROVE): frozenset({_A.APPROVED}),
        (_A.PENDING_APPROVAL, _M.APPROVE): frozenset({_A.APPROVED}),
        (_A.PENDING_APPROVAL, _M.REJECT): frozenset({_A.REJECTED}),
        # what was rejected is put right and asked for again
        (_A.REJECTED, _M.EDIT): frozenset({_A.DRAFT}),
        (_A.REJECTED, _M.SUBMIT): frozenset({_A.PENDING_APPROVAL}),
        (_A.APPROVED, _M.SEND): frozenset({_A.IN_TRANSIT}),
        (_A.APPROVED, _M.EXPIRE): frozenset({_A.EXPIRED}),
        (_A.DRAFT, _M.CANCEL): frozenset({_A.CANCELLED}),
        (_A.PENDING_APPROVAL, _M.CANCEL): frozenset({_A.CANCELLED}),
        (_A.APPROVED, _M.CANCEL): frozenset({_A.CANCELLED}),
        (_A.IN_TRANSIT, _M.CANCEL): frozenset({_A.CANCELLED}),
        # goods may come late, so receiving starts again from the states after it
        (_A.APPROVED, _M.RECEIVE): frozenset({_A.RECEIVING}),
        (_A.IN_TRANSIT, _M.RECEIVE): frozenset({_A.RECEIVING}),
        (_A.RECEIVED, _M.RECEIVE): frozenset({_A.RECEIVING}),
        (_A.RECONCILED, _M.RECEIVE): frozenset({_A.RECEIVING}),
        (_A.EXPIRED, _M.RECEIVE): frozenset({_A.RECEIVING}),
        (_A.RECEIVING, _M.CLOSE): frozenset({_A.RECEIVED}),
        (_A.RECEIVED, _M.REOPEN): frozenset({_A.RECEIVING}),
    },
    PolicyState: {
        (PolicyState.DRAFT, _M.ACTIVATE): frozenset({PolicyState.ACTIVE}),
    },
    ImportState: {
        # Import: until it writes it can be given up, and nothing has changed
        (_I.UPLOADED, _M.EDIT): frozenset({_I.UPLOADED}),
        (_I.UPLOADED, _M.READ): frozenset({_I.READING}),
        (_I.READING, _M.CHECK): frozenset({_I.CHECKING}),
        (_I.CHECKING, _M.WRITE): frozenset({_I.WRITING}),
        (_I.WRITING, _M.FINISH): frozenset({_I.IMPORTED}),
        **{(state, _M.REFUSE): frozenset({_I.REFUSED}) for state in (_I.READING, _I.CHECKING, _I.WRITING)},
        **{(state, _M.CANCEL): frozenset({_I.CANCELLED}) for state in (_I.UPLOADED, _I.READING, _I.CHECKING)},
    },
}


def moved(state: State, move: Move, back_to: State | None = None) -> State:
    """Return the state after `move`. `back_to` picks among the outcomes of an undo. Raises Refused when not listed."""
    outcomes = MOVES[type(state)].get((state, move), frozenset())
    if back_to is not None and back_to in outcomes:
        return back_to
    if back_to is None and len(outcomes) == 1:
        return next(iter(outcomes))
    raise Refused(ILLEGAL_MOVE, state=Word(state.value), move=Word(move.value))


def allows(state: State, move: Move) -> bool:
    """Tell whether `move` is listed for `state`; buttons are drawn from this."""
    return (state, move) in MOVES[type(state)]


def reverses(after: State, before: State) -> bool:
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
