"""Credit memos."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class CreditMemoState(StrEnum):
    """A memo is written, then given to the party; issued, it binds until it is settled or void."""

    DRAFT = "draft"
    ISSUED = "issued"
    SETTLED = "settled"
    VOID = "void"


_C, _M = CreditMemoState, Move

CREDIT_MEMO_MOVES: Table = {
    # Credit memo: once issued it is never edited; a wrong one is made void and another is written
    (_C.DRAFT, _M.EDIT): frozenset({_C.DRAFT}),
    (_C.DRAFT, _M.ISSUE): frozenset({_C.ISSUED}),
    (_C.ISSUED, _M.SETTLE): frozenset({_C.SETTLED}),
    (_C.DRAFT, _M.VOID): frozenset({_C.VOID}),
    (_C.ISSUED, _M.VOID): frozenset({_C.VOID}),
}
