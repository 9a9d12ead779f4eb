"""Returnable packaging: assets that are issued, come back, are washed and repaired."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class AssetState(StrEnum):
    """Where an asset stands. Whoever has an `issued` one stands beside it; a `scrapped` one is material by now."""

    AVAILABLE = "available"
    ISSUED = "with_party"
    WASHING = "washing"
    REPAIRING = "repairing"
    LOST = "lost"
    SCRAPPED = "scrapped"


_S, _M = AssetState, Move
_IN_HAND = (_S.AVAILABLE, _S.ISSUED, _S.LOST, _S.WASHING, _S.REPAIRING)
# where what comes back goes by its condition, and what was washed or repaired after it
_GOES_TO = {_M.SHELVE: _S.AVAILABLE, _M.WASH: _S.WASHING, _M.REPAIR: _S.REPAIRING, _M.SCRAP: _S.SCRAPPED}

ASSET_MOVES: Table = {
    (_S.AVAILABLE, _M.ISSUE): frozenset({_S.ISSUED}),
    **{(each, move): frozenset({to}) for move, to in _GOES_TO.items() for each in _IN_HAND if each is not to},
    (_S.ISSUED, _M.LOSE): frozenset({_S.LOST}),
    (_S.ISSUED, _M.UNDO_ASSET): frozenset({_S.AVAILABLE}),
    (_S.LOST, _M.UNDO_ASSET): frozenset({_S.ISSUED}),
    **{(to, _M.UNDO_ASSET): frozenset({*_IN_HAND} - {to}) for to in _GOES_TO.values()},
}
