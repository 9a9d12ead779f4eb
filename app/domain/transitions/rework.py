"""Work orders and their operations."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class WorkOrderState(StrEnum):
    """Where the work on one line of goods stands. What is away is with a contractor; what is cancelled never began."""

    OPEN = "open"
    IN_WORK = "in_work"
    AWAY = "away"
    DONE = "done"
    REGRADED = "regraded"
    SCRAPPED = "scrapped"
    CANCELLED = "cancelled"


class OperationState(StrEnum):
    """Where one operation of a work order stands. What is left out may still be begun."""

    PLANNED = "planned"
    LEFT_OUT = "left_out"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


LIVE_ORDER = frozenset({WorkOrderState.OPEN, WorkOrderState.IN_WORK, WorkOrderState.AWAY, WorkOrderState.DONE})
"""Orders whose goods still stand on the line that they were drawn up for, or are with a contractor."""

_W, _O, _M = WorkOrderState, OperationState, Move

WORK_ORDER_MOVES: Table = {
    (_W.OPEN, _M.START): frozenset({_W.IN_WORK}),
    (_W.IN_WORK, _M.UNDO_START): frozenset({_W.OPEN}),
    (_W.OPEN, _M.FINISH): frozenset({_W.DONE}),
    (_W.IN_WORK, _M.FINISH): frozenset({_W.DONE}),
    (_W.DONE, _M.UNDO_FINISH): frozenset({_W.OPEN, _W.IN_WORK}),
    (_W.DONE, _M.GRADE): frozenset({_W.REGRADED}),
    (_W.REGRADED, _M.UNDO_GRADE): frozenset({_W.DONE}),
    (_W.OPEN, _M.SCRAP): frozenset({_W.SCRAPPED}),
    (_W.IN_WORK, _M.SCRAP): frozenset({_W.SCRAPPED}),
    (_W.DONE, _M.SCRAP): frozenset({_W.SCRAPPED}),
    (_W.SCRAPPED, _M.UNDO_SCRAP): frozenset({_W.OPEN, _W.IN_WORK, _W.DONE}),
    (_W.OPEN, _M.SEND_OUT): frozenset({_W.AWAY}),
    (_W.IN_WORK, _M.SEND_OUT): frozenset({_W.AWAY}),
    (_W.AWAY, _M.UNDO_SEND_OUT): frozenset({_W.OPEN, _W.IN_WORK}),
    (_W.AWAY, _M.COME_BACK): frozenset({_W.IN_WORK}),
    (_W.IN_WORK, _M.UNDO_COME_BACK): frozenset({_W.AWAY}),
    (_W.OPEN, _M.CANCEL): frozenset({_W.CANCELLED}),
    (_W.CANCELLED, _M.REOPEN): frozenset({_W.OPEN}),
}
OPERATION_MOVES: Table = {
    (_O.PLANNED, _M.START): frozenset({_O.RUNNING}),
    (_O.LEFT_OUT, _M.START): frozenset({_O.RUNNING}),
    (_O.PAUSED, _M.START): frozenset({_O.RUNNING}),
    (_O.RUNNING, _M.UNDO_START): frozenset({_O.PLANNED, _O.LEFT_OUT, _O.PAUSED}),
    (_O.RUNNING, _M.PAUSE): frozenset({_O.PAUSED}),
    (_O.PAUSED, _M.UNDO_PAUSE): frozenset({_O.RUNNING}),
    # a whole lot is finished by the work that ran on one of its orders
    **{(state, _M.FINISH): frozenset({_O.FINISHED}) for state in sorted(set(_O) - {_O.FINISHED})},
    (_O.FINISHED, _M.UNDO_FINISH): frozenset(_O) - {_O.FINISHED},
    (_O.PLANNED, _M.LEAVE_OUT): frozenset({_O.LEFT_OUT}),
    (_O.LEFT_OUT, _M.UNDO_LEAVE_OUT): frozenset({_O.PLANNED}),
}
