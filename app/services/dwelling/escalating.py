"""Telling somebody of cartons that stand too long, and taking that back once they went on. Nobody acts here."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import FloorException, Site, table_of
from app.db.queries import dwell_targets, escalations
from app.db.queries.escalations import Overdue
from app.domain.dwell_targets import Targets
from app.domain.dwell_words import STAGE_WORDS
from app.domain.messages.core import Word, params_to_json
from app.domain.vocabulary import ExceptionKind

EXCEPTION, SITE = table_of(FloorException), table_of(Site)
AT_ONCE = 200
"""Cartons told of in one transaction; the rest wait for the next look."""


def is_due(session: Session, site_id: UUID, now: datetime) -> bool:
    """Tell whether `escalate` would find something to do at `now` (UTC)."""
    targets = dwell_targets.in_force(session, site_id)
    return bool(
        escalations.overdue(session, site_id, targets, now, 1) or escalations.went_on(session, site_id, targets, now)
    )


def escalate(session: Session, site_id: UUID, now: datetime) -> int:
    """Raise one exception for each carton over its target, settle those of cartons that went on; return how many."""
    # one server of several tells: the others find it told
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == site_id).with_for_update(key_share=True))
    targets = dwell_targets.in_force(session, site_id)
    settled = escalations.went_on(session, site_id, targets, now)
    if settled:
        session.execute(
            sa.update(EXCEPTION)
            .where(EXCEPTION.c.site_id == site_id, EXCEPTION.c.id.in_(settled), EXCEPTION.c.resolved_at.is_(None))
            .values(resolved_at=now)
        )
    found = escalations.overdue(session, site_id, targets, now, AT_ONCE)
    if found:
        session.execute(sa.insert(EXCEPTION), [_told(site_id, targets, each, now) for each in found])
    return len(settled) + len(found)


def _told(site_id: UUID, targets: Targets, late: Overdue, now: datetime) -> dict[str, object]:
    role = targets.stages[late.stage].usual.role
    params = {"stage": Word(STAGE_WORDS[late.stage]), "role": Word(role.value)}
    return {
        "site_id": site_id, "id": new_id(), "kind": ExceptionKind.OVER_TARGET, "params": params_to_json(params),
        "carton_id": late.carton_id, "raised_at": now,
    }  # fmt: skip
