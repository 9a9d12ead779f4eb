"""Outbound loads."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class OutboundState(StrEnum):
    """Where a load that leaves the building stands; `closed` means that whom it went to has it."""

    PLANNED = "planned"
    LOADING = "loading"
    DEPARTED = "departed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_O, _M = OutboundState, Move

OUTBOUND_MOVES: Table = {
    # Outbound load: it is loading from the first carton on, also while nothing is left on it
    (_O.PLANNED, _M.EDIT): frozenset({_O.PLANNED}),
    (_O.LOADING, _M.EDIT): frozenset({_O.LOADING}),
    (_O.PLANNED, _M.LOAD): frozenset({_O.LOADING}),
    (_O.LOADING, _M.LOAD): frozenset({_O.LOADING}),
    (_O.PLANNED, _M.CANCEL): frozenset({_O.CANCELLED}),
    (_O.LOADING, _M.CANCEL): frozenset({_O.CANCELLED}),
    (_O.LOADING, _M.DEPART): frozenset({_O.DEPARTED}),
    (_O.DEPARTED, _M.DELIVER): frozenset({_O.CLOSED}),
}
