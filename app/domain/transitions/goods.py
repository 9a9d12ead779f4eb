"""Cartons, receiving sessions and routes."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


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
    AWAY = "away"
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


_C, _R, _T, _M = CartonState, ReceiptState, RouteState, Move

CARTON_MOVES: Table = {
    # Carton. Several outcomes of one move only where undo goes back to where the carton came from.
    (_C.EXPECTED, _M.RECEIVE): frozenset({_C.RECEIVING}),
    (_C.EXPECTED, _M.DECLARE): frozenset({_C.RECEIVED}),
    (_C.EXPECTED, _M.CANCEL): frozenset({_C.CANCELLED}),
    (_C.RECEIVED, _M.COUNT): frozenset({_C.RECEIVING}),
    (_C.PLACED, _M.COUNT): frozenset({_C.RECEIVING}),
    (_C.RECEIVING, _M.UNDO_RECEIVE): frozenset({_C.EXPECTED}),
    (_C.RECEIVING, _M.UNDO_COUNT): frozenset({_C.RECEIVED, _C.PLACED}),
    (_C.RECEIVED, _M.UNDO_DECLARE): frozenset({_C.EXPECTED}),
    (_C.RECEIVED, _M.UNDO_RELEASE): frozenset({_C.CANCELLED}),
    (_C.RECEIVING, _M.CLOSE): frozenset({_C.RECEIVED}),
    (_C.RECEIVING, _M.CANCEL): frozenset({_C.CANCELLED}),
    (_C.CANCELLED, _M.REOPEN): frozenset({_C.RECEIVING}),
    (_C.RECEIVED, _M.REOPEN): frozenset({_C.RECEIVING}),
    (_C.RECEIVED, _M.GRADE): frozenset({_C.GRADING}),
    (_C.PLACED, _M.GRADE): frozenset({_C.GRADING}),
    (_C.PLACED, _M.REWORK): frozenset({_C.REWORKING}),
    (_C.REWORKING, _M.UNDO_REWORK): frozenset({_C.PLACED}),
    (_C.PLACED, _M.SEND_OUT): frozenset({_C.AWAY}),
    (_C.REWORKING, _M.SEND_OUT): frozenset({_C.AWAY}),
    (_C.AWAY, _M.UNDO_SEND_OUT): frozenset({_C.PLACED, _C.REWORKING}),
    (_C.AWAY, _M.COME_BACK): frozenset({_C.REWORKING}),
    (_C.REWORKING, _M.UNDO_COME_BACK): frozenset({_C.AWAY}),
    (_C.REWORKING, _M.GRADE): frozenset({_C.GRADING}),
    (_C.GRADED, _M.GRADE): frozenset({_C.GRADING}),
    (_C.GRADING, _M.FINISH_GRADING): frozenset({_C.GRADED}),
    (_C.GRADING, _M.UNDO_GRADE): frozenset({_C.RECEIVED, _C.PLACED, _C.REWORKING, _C.GRADED}),
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
    (_C.PLACED, _M.LOAD): frozenset({_C.LOADED}),
    (_C.OPEN, _M.LOAD): frozenset({_C.LOADED}),  # a pallet that was built where its cartons stand
    (_C.LOADED, _M.UNDO_LOAD): frozenset({_C.PLACED, _C.OPEN}),
    (_C.LOADED, _M.TAKE_OFF): frozenset({_C.PLACED}),
    (_C.LOADED, _M.DEPART): frozenset({_C.CLOSED}),
    **{(state, _M.EMPTY): frozenset({_C.CLOSED}) for state in sorted(OPEN_CARTON)},
    (_C.CLOSED, _M.UNDO_EMPTY): STANDS_STILL | {_C.EXPECTED},
}
RECEIPT_MOVES: Table = {
    (_R.OPEN, _M.CLOSE): frozenset({_R.CLOSED}),
    (_R.CLOSED, _M.REOPEN): frozenset({_R.OPEN}),
}
ROUTE_MOVES: Table = {
    (_T.MOVING, _M.PLACE): frozenset({_T.PLACED}),
    (_T.MOVING, _M.ABANDON): frozenset({_T.ABANDONED}),
    (_T.PLACED, _M.UNDO_PLACE): frozenset({_T.MOVING}),
}
