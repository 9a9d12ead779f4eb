"""Sale bundles: goods that are offered and sold together."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class BundleState(StrEnum):
    """Where a sale bundle stands; only an open one is built on."""

    OPEN = "open"
    OFFERED = "offered"
    SOLD = "sold"
    GONE = "gone"
    CANCELLED = "cancelled"


_B, _M = BundleState, Move

BUNDLE_MOVES: Table = {
    (_B.OPEN, _M.OFFER): frozenset({_B.OFFERED}),
    (_B.OFFERED, _M.SELL): frozenset({_B.SOLD}),
    # nobody wants it as it is, or the buyer does not take it after all: it is built on, and offered anew
    (_B.OFFERED, _M.REOPEN): frozenset({_B.OPEN}),
    (_B.SOLD, _M.REOPEN): frozenset({_B.OPEN}),
    # all of it has left on loads to its buyer
    (_B.SOLD, _M.DEPART): frozenset({_B.GONE}),
    (_B.OPEN, _M.CANCEL): frozenset({_B.CANCELLED}),
}
