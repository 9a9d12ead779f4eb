"""Documents that end the regime of temporary imports, as a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Discharge, DischargeLine, Operator, table_of
from app.db.queries.discharges import written
from app.domain.customs import DischargeKind
from app.domain.transitions import DischargeState

DOCUMENT, PART, RECORDER = table_of(Discharge), table_of(DischargeLine), table_of(Operator)
_OWN = ("id", "kind", "number", "dated", "state")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents a list shows, in which order."""

    kind: DischargeKind | None = None
    state: DischargeState | None = None
    find: str = ""
    order: str = "dated"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of a list."""

    id: UUID
    kind: DischargeKind
    number: str
    dated: date
    state: DischargeState
    recorded_by: str
    units: int

    @property
    def said(self) -> str:
        """Its number as people write it."""
        return written(self.kind, self.number)


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": DOCUMENT.c.number,
    "kind": DOCUMENT.c.kind,
    "dated": DOCUMENT.c.dated,
    "state": DOCUMENT.c.state,
}
"""What the list sorts by."""


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` documents from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    mine = (PART.c.site_id == DOCUMENT.c.site_id) & (PART.c.discharge_id == DOCUMENT.c.id)
    units = sa.select(sa.func.coalesce(sa.func.sum(PART.c.quantity), 0)).where(mine).scalar_subquery()
    rows = session.execute(
        sa.select(*(DOCUMENT.c[name] for name in _OWN), RECORDER.c.name.label("recorded_by"), units.label("units"))
        .join(RECORDER, RECORDER.c.id == DOCUMENT.c.recorded_by)
        .where(*_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, DOCUMENT.c.id)
        .offset(start)
        .limit(limit)
    )
    return [Listed(**{**row._mapping, "units": int(row.units)}) for row in rows]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many documents are wanted."""
    query = sa.select(sa.func.count()).select_from(DOCUMENT).where(*_conditions(site_id, wanted))
    return session.execute(query).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.kind, DOCUMENT.c.kind == wanted.kind),
        (wanted.state, DOCUMENT.c.state == wanted.state),
    ]
    text = wanted.find.replace(" ", "") if wanted.find.replace(" ", "").isdecimal() else wanted.find
    found = [DOCUMENT.c.number.icontains(text, autoescape=True)] if text else []
    return [DOCUMENT.c.site_id == site_id, *(test for value, test in asked if value is not None), *found]
