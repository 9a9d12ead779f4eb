"""What a party gets in place of goods that came back."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class ReplacementState(StrEnum):
    """Where a replacement stands; what was shipped is ground for later returns."""

    PLANNED = "planned"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    LOST = "lost"
    CANCELLED = "cancelled"


_S, _M = ReplacementState, Move

REPLACEMENT_MOVES: Table = {
    (_S.PLANNED, _M.EDIT): frozenset({_S.PLANNED}),
    (_S.PLANNED, _M.SHIP): frozenset({_S.SHIPPED}),
    (_S.PLANNED, _M.CANCEL): frozenset({_S.CANCELLED}),
    (_S.SHIPPED, _M.DELIVER): frozenset({_S.DELIVERED}),
    # it never reached its party: what it stood for may be replaced again
    (_S.SHIPPED, _M.LOSE): frozenset({_S.LOST}),
    # a charge is of goods that did not come: where the replacement stands is as before
    (_S.SHIPPED, _M.CHARGE): frozenset({_S.SHIPPED}),
    (_S.DELIVERED, _M.CHARGE): frozenset({_S.DELIVERED}),
}
