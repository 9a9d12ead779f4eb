"""Taking up an exception, and settling it. Nothing on the floor moves by that, so the ledger has no event of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import FloorException, table_of
from app.db.queries import exceptions
from app.db.queries.exceptions import OpenException
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.messages import routing as say
from app.domain.messages.core import Said, Word
from app.domain.principals import Principal

EXCEPTION = table_of(FloorException)


def own(session: Session, by: Principal, exception_id: UUID, now: datetime) -> Said:
    """Make the exception the operator's own. Raises Overtaken when another has it or it is settled."""
    may = sa.or_(EXCEPTION.c.owner_id.is_(None), EXCEPTION.c.owner_id == by.operator_id)
    if not _update(session, by, exception_id, may, owner_id=by.operator_id):
        raise _why_not(session, by, exception_id, now)
    return Said(say.OWNED, {"kind": _kind(session, by, exception_id)})


def settle(session: Session, by: Principal, exception_id: UUID, now: datetime) -> Said:
    """Close the exception. Raises Overtaken when another has settled it, or has it in hand."""
    may = sa.or_(EXCEPTION.c.owner_id.is_(None), EXCEPTION.c.owner_id == by.operator_id)
    done = {"owner_id": by.operator_id, "resolved_at": now, "resolved_by": by.operator_id}
    if not _update(session, by, exception_id, may, **done):
        raise _why_not(session, by, exception_id, now)
    return Said(say.SETTLED, {"kind": _kind(session, by, exception_id)})


def _update(session: Session, by: Principal, exception_id: UUID, may: sa.ColumnElement[bool], **values: Any) -> bool:
    changed = session.execute(
        sa.update(EXCEPTION)
        .where(
            EXCEPTION.c.site_id == by.site_id, EXCEPTION.c.id == exception_id, EXCEPTION.c.resolved_at.is_(None), may
        )
        .values(**values)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _why_not(session: Session, by: Principal, exception_id: UUID, now: datetime) -> FloorError:
    found = exceptions.one(session, by.site_id, exception_id)
    if found is None:
        return Refused(say.NO_EXCEPTION)
    kind = Word(found.kind.value)
    if found.resolved_at:
        return Overtaken(say.SETTLED_BEFORE, kind=kind, who=found.resolved_by, when=found.resolved_at or now)
    return Overtaken(say.OWNED_BY_OTHER, kind=kind, who=found.owner)


def _kind(session: Session, by: Principal, exception_id: UUID) -> Word:
    found: OpenException | None = exceptions.one(session, by.site_id, exception_id)
    assert found is not None, "it was changed just now"
    return Word(found.kind.value)
