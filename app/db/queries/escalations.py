"""Cartons that stand so much longer than they may that somebody is told, and those of them that went on since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, FloorException, Site, table_of
from app.db.queries.stages import is_declared, is_over, is_waiting
from app.domain.dwell import Stage, stage_of
from app.domain.dwell_targets import Targets
from app.domain.vocabulary import ExceptionKind

CARTON, EXCEPTION, SITE = table_of(Carton), table_of(FloorException), table_of(Site)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A carton that somebody is to be told of."""

    carton_id: UUID
    stage: Stage


def sites(session: Session) -> list[UUID]:
    """Return every site."""
    return list(session.scalars(sa.select(SITE.c.id).order_by(SITE.c.id)))


def overdue(session: Session, site_id: UUID, targets: Targets, now: datetime, limit: int) -> list[Overdue]:
    """Return cartons that nobody was told of since they wait where they do, those that wait longest first."""
    told = sa.exists().where(
        EXCEPTION.c.site_id == CARTON.c.site_id,
        EXCEPTION.c.carton_id == CARTON.c.id,
        EXCEPTION.c.kind == ExceptionKind.OVER_TARGET,
        EXCEPTION.c.raised_at >= CARTON.c.state_since,
    )
    rows = session.execute(
        sa.select(CARTON.c.id, CARTON.c.state, CARTON.c.code, is_declared().label("is_declared"))
        .where(CARTON.c.site_id == site_id, is_waiting(), is_over(targets.escalated(), now), ~told)
        .order_by(CARTON.c.state_since, CARTON.c.id)
        .limit(limit)
    )
    return [_overdue(row) for row in rows]


def _overdue(row: Any) -> Overdue:
    stage = stage_of(row.state, row.code, is_declared=row.is_declared)
    assert stage is not None, "only what waits was asked for"
    return Overdue(row.id, stage)


def went_on(session: Session, site_id: UUID, targets: Targets, now: datetime) -> list[UUID]:
    """Return the open exceptions of cartons that stand within what they may again: they moved on."""
    is_still = sa.exists().where(
        CARTON.c.site_id == EXCEPTION.c.site_id,
        CARTON.c.id == EXCEPTION.c.carton_id,
        is_waiting(),
        is_over(targets.escalated(), now),
    )
    where = (
        EXCEPTION.c.site_id == site_id,
        EXCEPTION.c.resolved_at.is_(None),
        EXCEPTION.c.kind == ExceptionKind.OVER_TARGET,
    )
    return list(session.scalars(sa.select(EXCEPTION.c.id).where(*where, ~is_still)))
