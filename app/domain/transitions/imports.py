"""Files of rows on their way in."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class ImportState(StrEnum):
    """How far a file has come. Its rows are read, then checked against what is stored, then written."""

    UPLOADED = "uploaded"
    READING = "reading"
    CHECKING = "checking"
    WRITING = "writing"
    IMPORTED = "imported"
    REFUSED = "refused"
    CANCELLED = "cancelled"


_I, _M = ImportState, Move

IMPORT_MOVES: Table = {
    # Import: until it writes it can be given up, and nothing has changed
    (_I.UPLOADED, _M.EDIT): frozenset({_I.UPLOADED}),
    (_I.UPLOADED, _M.READ): frozenset({_I.READING}),
    (_I.READING, _M.CHECK): frozenset({_I.CHECKING}),
    (_I.CHECKING, _M.WRITE): frozenset({_I.WRITING}),
    (_I.WRITING, _M.FINISH): frozenset({_I.IMPORTED}),
    **{(state, _M.REFUSE): frozenset({_I.REFUSED}) for state in (_I.READING, _I.CHECKING, _I.WRITING)},
    **{(state, _M.CANCEL): frozenset({_I.CANCELLED}) for state in (_I.UPLOADED, _I.READING, _I.CHECKING)},
}
