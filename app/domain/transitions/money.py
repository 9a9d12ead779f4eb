"""Refunds and vendor claims."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class RefundState(StrEnum):
    """What is owed to a party for one authorization. An approval is of one amount: a change takes it back."""

    OWED = "owed"
    APPROVED = "approved"
    PAID = "paid"
    REVERSED = "reversed"
    WRITTEN_OFF = "written_off"


class ClaimState(StrEnum):
    """What a vendor is asked to give credit for."""

    OPEN = "open"
    SENT = "sent"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    PAID = "paid"
    WRITTEN_OFF = "written_off"
    CANCELLED = "cancelled"


_R, _C, _M = RefundState, ClaimState, Move

REFUND_MOVES: Table = {
    # Refund: what changes while it is open is its amount; what was paid is never changed, only reversed
    (_R.OWED, _M.RESTATE): frozenset({_R.OWED}),
    (_R.APPROVED, _M.RESTATE): frozenset({_R.OWED}),
    (_R.OWED, _M.APPROVE): frozenset({_R.APPROVED}),
    (_R.OWED, _M.PAY): frozenset({_R.PAID}),
    (_R.APPROVED, _M.PAY): frozenset({_R.PAID}),
    (_R.OWED, _M.WRITE_OFF): frozenset({_R.WRITTEN_OFF}),
    (_R.PAID, _M.REVERSE): frozenset({_R.REVERSED}),
}
CLAIM_MOVES: Table = {
    (_C.OPEN, _M.SEND): frozenset({_C.SENT}),
    (_C.OPEN, _M.CANCEL): frozenset({_C.CANCELLED}),
    (_C.SENT, _M.ACCEPT): frozenset({_C.ACCEPTED}),
    (_C.SENT, _M.ACCEPT_PARTLY): frozenset({_C.PARTLY}),
    (_C.SENT, _M.REJECT): frozenset({_C.REJECTED}),
    **{(state, _M.PAY): frozenset({_C.PAID}) for state in (_C.ACCEPTED, _C.PARTLY)},
    **{(state, _M.WRITE_OFF): frozenset({_C.WRITTEN_OFF}) for state in (_C.SENT, _C.ACCEPTED, _C.PARTLY)},
    # a payment that did not come after all: back to what the vendor had said
    (_C.PAID, _M.REVERSE): frozenset({_C.ACCEPTED, _C.PARTLY}),
}
