"""Customs entries and the documents that discharge them."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class CustomsEntryState(StrEnum):
    """An entry is open while anything of it is undischarged; what is discharged again opens it again."""

    OPEN = "open"
    DISCHARGED = "discharged"
    CANCELLED = "cancelled"


class DischargeState(StrEnum):
    """A document discharges from its recording on; a wrong one is made void and another is recorded."""

    RECORDED = "recorded"
    VOID = "void"


_E, _D, _M = CustomsEntryState, DischargeState, Move

CUSTOMS_ENTRY_MOVES: Table = {
    # Customs entry: what goods came under is rectified, never cancelled
    (_E.OPEN, _M.EDIT): frozenset({_E.OPEN}),
    (_E.OPEN, _M.RECTIFY): frozenset({_E.OPEN}),
    (_E.OPEN, _M.CANCEL): frozenset({_E.CANCELLED}),
    (_E.OPEN, _M.DISCHARGE): frozenset({_E.DISCHARGED}),
    (_E.DISCHARGED, _M.REOPEN): frozenset({_E.OPEN}),
    (_E.DISCHARGED, _M.RECTIFY): frozenset({_E.OPEN}),
}
DISCHARGE_MOVES: Table = {
    # Discharge document
    (_D.RECORDED, _M.VOID): frozenset({_D.VOID}),
}
