"""Collection requests, the loads that bring them, and the forward trips that they ride back with."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class CollectionState(StrEnum):
    """Where a request to collect stands; `planned` means that a load was made for it."""

    REQUESTED = "requested"
    PLANNED = "planned"
    COLLECTED = "collected"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


class LoadState(StrEnum):
    """Where an inbound load stands. It is unloaded while `arrived`: its receipts say how far."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TripState(StrEnum):
    """Whether a forward trip runs. What becomes of it on its way is told by those who drive it, not here."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


_C, _L, _T, _M = CollectionState, LoadState, TripState, Move

COLLECTION_MOVES: Table = {
    (_C.REQUESTED, _M.EDIT): frozenset({_C.REQUESTED}),
    (_C.REQUESTED, _M.PLAN): frozenset({_C.PLANNED}),
    (_C.PLANNED, _M.DROP): frozenset({_C.REQUESTED}),
    (_C.PLANNED, _M.COLLECT): frozenset({_C.COLLECTED}),
    # a driver seldom reports each stop: what came was collected
    (_C.PLANNED, _M.ARRIVE): frozenset({_C.ARRIVED}),
    (_C.COLLECTED, _M.ARRIVE): frozenset({_C.ARRIVED}),
    (_C.ARRIVED, _M.UNDO_ARRIVE): frozenset({_C.PLANNED, _C.COLLECTED}),
    # nothing of it was on the load: it waits to be planned again
    (_C.ARRIVED, _M.MISS): frozenset({_C.REQUESTED}),
    (_C.REQUESTED, _M.CANCEL): frozenset({_C.CANCELLED}),
    (_C.PLANNED, _M.CANCEL): frozenset({_C.CANCELLED}),
}
LOAD_MOVES: Table = {
    (_L.PLANNED, _M.EDIT): frozenset({_L.PLANNED}),
    (_L.PLANNED, _M.ARRIVE): frozenset({_L.ARRIVED}),
    (_L.ARRIVED, _M.UNDO_ARRIVE): frozenset({_L.PLANNED}),
    (_L.ARRIVED, _M.CLOSE): frozenset({_L.CLOSED}),
    (_L.PLANNED, _M.CANCEL): frozenset({_L.CANCELLED}),
}
TRIP_MOVES: Table = {
    (_T.PLANNED, _M.EDIT): frozenset({_T.PLANNED}),
    (_T.PLANNED, _M.CANCEL): frozenset({_T.CANCELLED}),
}
