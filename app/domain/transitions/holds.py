"""Orders to hold goods."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class HoldOrderState(StrEnum):
    """Where an order to hold stands: only an active one locks goods."""

    ACTIVE = "active"
    LIFTED = "lifted"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


_S, _M = HoldOrderState, Move

HOLD_ORDER_MOVES: Table = {
    (_S.ACTIVE, _M.LIFT): frozenset({_S.LIFTED}),
    (_S.ACTIVE, _M.EXPIRE): frozenset({_S.LAPSED}),
    (_S.ACTIVE, _M.CANCEL): frozenset({_S.CANCELLED}),
    (_S.LIFTED, _M.UNDO_RELEASE): frozenset({_S.ACTIVE}),
}
