"""What the demo's authorizations say beside their goods, and the story of each up to where it stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.db.ids import new_id
from app.db.models import Authorization, PaperEvent
from app.domain.authorizing import DataDeclaration, Detail, PaperAct
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program

_S, _A, _D = AuthorizationState, PaperAct, Detail

CLERK, SUPERVISOR, QUALITY = "2118", "2007", "2550"
"""Badges of who writes authorizations here, and of who says yes."""


def details(program: Program, number: int) -> dict[str, Any]:
    """Return what the head of authorization `number` says, by column: all that its program asks for."""
    order, year = f"SO-{number - 28_000}", 26
    said: dict[Program, dict[Detail, Any]] = {
        Program.CUSTOMER_RETURN: {_D.ORDER: order},
        Program.TRADE_RETURN: {},
        Program.WARRANTY: {_D.ORDER: order},
        Program.UNSOLD: {_D.AGREEMENT: f"VRA-{year}-{number % 7 + 1:02d}"},
        Program.PACKAGING: {_D.RETURN_PLACE: "Pool depot, gate 2"},
        Program.END_OF_LIFE: {
            _D.CONTACT: "Facilities desk, +1 956 555 0142",
            _D.DATA_BEARING: (DataDeclaration.ERASED, DataDeclaration.HOLDS_DATA)[number % 2],
        },
        Program.RECALL: {_D.RECALL_NUMBER: f"RC-{year}-{number % 3 + 1:03d}"},
    }
    return {detail.value: text for detail, text in said[program].items()}


# How each state was reached: what was done, by whom, and how many hours after the one before.
_WAYS: dict[AuthorizationState, tuple[tuple[PaperAct, str, int], ...]] = {
    _S.DRAFT: (),
    _S.PENDING_APPROVAL: ((_A.SUBMITTED, CLERK, 1),),
    _S.APPROVED: ((_A.SUBMITTED, CLERK, 1), (_A.APPROVED, SUPERVISOR, 3)),
    _S.IN_TRANSIT: ((_A.SUBMITTED, CLERK, 1), (_A.APPROVED, SUPERVISOR, 2), (_A.SENT, CLERK, 4)),
    _S.REJECTED: ((_A.SUBMITTED, CLERK, 1), (_A.REJECTED, SUPERVISOR, 5)),
    _S.CANCELLED: ((_A.CANCELLED, CLERK, 4),),
    _S.EXPIRED: ((_A.SUBMITTED, CLERK, 1), (_A.APPROVED, SUPERVISOR, 3), (_A.EXPIRED, "", 31 * 24)),
}
_REACHED = {
    _A.SUBMITTED: _S.PENDING_APPROVAL,
    _A.APPROVED: _S.APPROVED,
    _A.SENT: _S.IN_TRANSIT,
    _A.REJECTED: _S.REJECTED,
    _A.CANCELLED: _S.CANCELLED,
    _A.EXPIRED: _S.EXPIRED,
}
_REASONS = {_A.REJECTED: "Delivered more than 60 days ago", _A.CANCELLED: "The customer keeps it"}


def stories(authorizations: Iterable[Authorization], operators: dict[str, UUID]) -> list[PaperEvent]:
    """Return the history of every authorization; `operators` maps badges to ids."""
    return [told for each in authorizations for told in _story(each, operators)]


def _story(authorization: Authorization, operators: dict[str, UUID]) -> list[PaperEvent]:
    at, state = authorization.created_at, _S.DRAFT
    told = [_told(authorization, _A.CREATED, at, operators[CLERK], [])]
    for act, badge, hours in _WAYS[authorization.state]:
        who = QUALITY if badge == SUPERVISOR and authorization.program is Program.RECALL else badge
        at, before, state = at + timedelta(hours=hours), state, _REACHED[act]
        changes = [["state", before.value, state.value]]
        told.append(_told(authorization, act, at, operators.get(who), changes))
    return told


def _told(
    authorization: Authorization, act: PaperAct, at: datetime, operator: UUID | None, changes: list[Any]
) -> PaperEvent:
    return PaperEvent(
        site_id=authorization.site_id,
        id=new_id(),
        authorization_id=authorization.id,
        act=act,
        at=at,
        operator_id=operator,
        changes=changes,
        reason=_REASONS.get(act, ""),
    )
