"""Authorizations and return policies."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class AuthorizationState(StrEnum):
    """Where the paper stands."""

    DRAFT = "draft"
    PENDING_APPROVAL = "pending_approval"
    APPROVED = "approved"
    IN_TRANSIT = "in_transit"
    RECEIVING = "receiving"
    RECEIVED = "received"
    RECONCILED = "reconciled"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class PolicyState(StrEnum):
    """A version of a return policy is written, then in force for good: only a later version takes its place."""

    DRAFT = "draft"
    ACTIVE = "active"


_A, _M = AuthorizationState, Move

AUTHORIZATION_MOVES: Table = {
    # Authorization: changed until it is approved, split until its goods are on their way
    (_A.DRAFT, _M.EDIT): frozenset({_A.DRAFT}),
    (_A.PENDING_APPROVAL, _M.EDIT): frozenset({_A.PENDING_APPROVAL}),
    (_A.DRAFT, _M.SPLIT): frozenset({_A.DRAFT}),
    (_A.PENDING_APPROVAL, _M.SPLIT): frozenset({_A.PENDING_APPROVAL}),
    (_A.APPROVED, _M.SPLIT): frozenset({_A.APPROVED}),
    (_A.DRAFT, _M.SUBMIT): frozenset({_A.PENDING_APPROVAL}),
    (_A.DRAFT, _M.APPROVE): frozenset({_A.APPROVED}),
    (_A.PENDING_APPROVAL, _M.APPROVE): frozenset({_A.APPROVED}),
    (_A.PENDING_APPROVAL, _M.REJECT): frozenset({_A.REJECTED}),
    # what was rejected is put right and asked for again
    (_A.REJECTED, _M.EDIT): frozenset({_A.DRAFT}),
    (_A.REJECTED, _M.SUBMIT): frozenset({_A.PENDING_APPROVAL}),
    (_A.APPROVED, _M.SEND): frozenset({_A.IN_TRANSIT}),
    (_A.APPROVED, _M.EXPIRE): frozenset({_A.EXPIRED}),
    (_A.DRAFT, _M.CANCEL): frozenset({_A.CANCELLED}),
    (_A.PENDING_APPROVAL, _M.CANCEL): frozenset({_A.CANCELLED}),
    (_A.APPROVED, _M.CANCEL): frozenset({_A.CANCELLED}),
    (_A.IN_TRANSIT, _M.CANCEL): frozenset({_A.CANCELLED}),
    # goods may come late, so receiving starts again from the states after it
    (_A.APPROVED, _M.RECEIVE): frozenset({_A.RECEIVING}),
    (_A.IN_TRANSIT, _M.RECEIVE): frozenset({_A.RECEIVING}),
    (_A.RECEIVED, _M.RECEIVE): frozenset({_A.RECEIVING}),
    (_A.RECONCILED, _M.RECEIVE): frozenset({_A.RECEIVING}),
    (_A.EXPIRED, _M.RECEIVE): frozenset({_A.RECEIVING}),
    (_A.RECEIVING, _M.CLOSE): frozenset({_A.RECEIVED}),
    (_A.RECEIVED, _M.REOPEN): frozenset({_A.RECEIVING}),
    # a blind receipt was matched to it by mistake: it stands where it stood before
    (_A.RECEIVING, _M.UNDO_MATCH): frozenset({_A.APPROVED, _A.IN_TRANSIT, _A.RECEIVED, _A.RECONCILED, _A.EXPIRED}),
    (_A.RECEIVED, _M.UNDO_MATCH): frozenset({_A.APPROVED, _A.IN_TRANSIT, _A.RECONCILED, _A.EXPIRED}),
    # the paper itself: agreed on, closed, opened again by who may approve it or by goods that come late
    (_A.RECEIVED, _M.RECONCILE): frozenset({_A.RECONCILED}),
    (_A.RECONCILED, _M.CLOSE_PAPER): frozenset({_A.CLOSED}),
    (_A.CLOSED, _M.REOPEN_PAPER): frozenset({_A.RECONCILED}),
}
POLICY_MOVES: Table = {
    (PolicyState.DRAFT, _M.ACTIVATE): frozenset({PolicyState.ACTIVE}),
}
