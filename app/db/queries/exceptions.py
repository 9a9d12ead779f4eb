"""What needs a supervisor: the open exceptions, by their partial index."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, FloorException, Location, Operator, table_of
from app.domain.messages.core import Local, Param, params_from_json
from app.domain.vocabulary import ExceptionKind

EXCEPTION, CARTON, PLACE = table_of(FloorException), table_of(Carton), table_of(Location)
OWNER, RAISER, RESOLVER = (table_of(Operator).alias(name) for name in ("owner", "raiser", "resolver"))


_TELLING = ("place", "lot", "station", "tail", "product", "number", "stage", "role")


@dataclass(frozen=True, slots=True)
class OpenException:
    """One exception as a supervisor sees it; `params` are those of its sentence."""

    id: UUID
    kind: ExceptionKind
    params: Mapping[str, Param]
    station: Local | None
    lpn: str
    raised_at: datetime
    raised_by: str
    owner: str
    owner_id: UUID | None
    resolved_at: datetime | None
    resolved_by: str

    @property
    def details(self) -> tuple[Param, ...]:
        """What it is about, the most telling first: place, lot, station, carton, product, paper, stage, who is told."""
        named = {**self.params, "station": self.station or "", "tail": self.lpn[-4:]}
        found = (named.get(name) for name in _TELLING)
        return tuple(each for each in found if each)


def _exceptions(site_id: UUID) -> "sa.Select[Any]":
    return (
        sa.select(
            *(EXCEPTION.c[name] for name in ("id", "kind", "params", "raised_at", "owner_id", "resolved_at")),
            PLACE.c.name.label("station"),
            CARTON.c.lpn,
            RAISER.c.name.label("raised_by"),
            OWNER.c.name.label("owner"),
            RESOLVER.c.name.label("resolved_by"),
        )
        .select_from(EXCEPTION)
        .outerjoin(PLACE, PLACE.c.id == EXCEPTION.c.station_id)
        .outerjoin(CARTON, (CARTON.c.site_id == EXCEPTION.c.site_id) & (CARTON.c.id == EXCEPTION.c.carton_id))
        .outerjoin(RAISER, RAISER.c.id == EXCEPTION.c.raised_by)
        .outerjoin(OWNER, OWNER.c.id == EXCEPTION.c.owner_id)
        .outerjoin(RESOLVER, RESOLVER.c.id == EXCEPTION.c.resolved_by)
        .where(EXCEPTION.c.site_id == site_id)
    )


def _exception(row: Any) -> OpenException:
    return OpenException(
        id=row.id,
        kind=row.kind,
        params=params_from_json(row.params),
        station=Local(row.station) if row.station else None,
        lpn=row.lpn or "",
        raised_at=row.raised_at,
        raised_by=row.raised_by or "",
        owner=row.owner or "",
        owner_id=row.owner_id,
        resolved_at=row.resolved_at,
        resolved_by=row.resolved_by or "",
    )


def open_exceptions(session: Session, site_id: UUID, limit: int) -> list[OpenException]:
    """Return the open exceptions: calls for help first, then those without an owner, then the oldest."""
    rows = session.execute(
        _exceptions(site_id)
        .where(EXCEPTION.c.resolved_at.is_(None))
        .order_by(
            sa.case((EXCEPTION.c.kind == ExceptionKind.HELP, 0), else_=1),
            sa.case((EXCEPTION.c.owner_id.is_(None), 0), else_=1),
            EXCEPTION.c.raised_at,
            EXCEPTION.c.id,
        )
        .limit(limit)
    )
    return [_exception(row) for row in rows]


def one(session: Session, site_id: UUID, exception_id: UUID) -> OpenException | None:
    """Return one exception, open or settled."""
    row = session.execute(_exceptions(site_id).where(EXCEPTION.c.id == exception_id)).one_or_none()
    return _exception(row) if row else None


@dataclass(frozen=True, slots=True)
class ExceptionCounts:
    """How many are open, and how many of them nobody has taken up."""

    open: int
    unowned: int


def counts(session: Session, site_id: UUID) -> ExceptionCounts:
    """Count the open exceptions."""
    where = (EXCEPTION.c.site_id == site_id, EXCEPTION.c.resolved_at.is_(None))
    row = session.execute(sa.select(sa.func.count(), sa.func.count(EXCEPTION.c.owner_id)).where(*where)).one()
    return ExceptionCounts(row[0], row[0] - row[1])
