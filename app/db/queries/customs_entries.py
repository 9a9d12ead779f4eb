"""Customs entries as a list, by their clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CustomsEntry, CustomsLine, Party, table_of
from app.db.queries.customs import ACCOUNTED
from app.domain.customs import Clock, clock, shown
from app.domain.transitions import CustomsEntryState

ENTRY, LINE, PARTY = table_of(CustomsEntry), table_of(CustomsLine), table_of(Party)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries a list shows, in which order; `today` is the day that clocks are read on."""

    today: date
    state: CustomsEntryState | None = None
    clock: Clock | None = None
    owner_id: UUID | None = None
    find: str = ""
    order: str = "due"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list."""

    id: UUID
    number: str
    entry_key: str
    state: CustomsEntryState
    cleared_on: date
    due_on: date
    owner: str
    units: int
    discharged: int

    @property
    def said(self) -> str:
        """Its number as people write it."""
        return shown(self.number)

    def clock(self, today: date) -> Clock:
        """Return what its clock shows on a day."""
        return clock((self.due_on - today).days)


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": ENTRY.c.number,
    "state": ENTRY.c.state,
    "owner": sa.func.lower(PARTY.c.name),
    "cleared": ENTRY.c.cleared_on,
    "due": ENTRY.c.due_on,
}
"""What the list sorts by."""


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` entries from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    of_it = (LINE.c.site_id == ENTRY.c.site_id) & (LINE.c.entry_id == ENTRY.c.id)
    units = sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0)).where(of_it).scalar_subquery()
    gone = sa.select(sa.func.coalesce(sa.func.sum(ACCOUNTED), 0)).where(of_it).scalar_subquery()
    names = ("id", "number", "entry_key", "state", "cleared_on", "due_on")
    rows = session.execute(
        sa.select(
            *(ENTRY.c[name] for name in names),
            PARTY.c.name.label("owner"),
            units.label("units"),
            gone.label("discharged"),
        )
        .join(PARTY, PARTY.c.id == ENTRY.c.owner_id)
        .where(*_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, ENTRY.c.id.desc() if wanted.falls else ENTRY.c.id)
        .offset(start)
        .limit(limit)
    )
    return [Listed(**{**row._mapping, "units": int(row.units), "discharged": int(row.discharged)}) for row in rows]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many entries are wanted."""
    return session.execute(
        sa.select(sa.func.count())
        .select_from(ENTRY)
        .join(PARTY, PARTY.c.id == ENTRY.c.owner_id)
        .where(*_conditions(site_id, wanted))
    ).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, ENTRY.c.state == wanted.state),
        (wanted.owner_id, ENTRY.c.owner_id == wanted.owner_id),
    ]
    timed = [*_within(wanted.clock, wanted.today), ENTRY.c.state == CustomsEntryState.OPEN] if wanted.clock else []
    named = (ENTRY.c.number, ENTRY.c.entry_key, ENTRY.c.rectified_by, PARTY.c.name)
    text = wanted.find.replace(" ", "") if wanted.find.replace(" ", "").isdecimal() else wanted.find
    found = [sa.or_(*(column.icontains(text, autoescape=True) for column in named))] if text else []
    return [ENTRY.c.site_id == site_id, *(test for value, test in asked if value is not None), *timed, *found]


_SPANS: Mapping[Clock, tuple[int | None, int | None]] = {
    Clock.OVERDUE: (None, -1),
    Clock.LAST_DAYS: (0, 7),
    Clock.NEAR: (8, 30),
    Clock.SOON: (31, 90),
    Clock.EASY: (91, None),
}
"""From how many days left to how many a clock shows the same."""


def _within(shown_as: Clock, today: date) -> list["sa.ColumnElement[bool]"]:
    least, most = _SPANS[shown_as]
    from_ = [ENTRY.c.due_on >= today + timedelta(days=least)] if least is not None else []
    return [*from_, *([ENTRY.c.due_on <= today + timedelta(days=most)] if most is not None else [])]


def clocks(session: Session, site_id: UUID, today: date) -> dict[Clock, int]:
    """Return how many open entries each clock shows that any shows, the nearest first."""
    of_site = (ENTRY.c.site_id == site_id, ENTRY.c.state == CustomsEntryState.OPEN)
    found = [clock((due - today).days) for due in session.scalars(sa.select(ENTRY.c.due_on).where(*of_site))]
    return {each: found.count(each) for each in Clock if each in found}


def due_within(session: Session, site_id: UUID, today: date, days: int) -> tuple[int, date | None]:
    """Return how many open entries have their last day within `days`, and the nearest of those days."""
    near = (ENTRY.c.site_id == site_id, ENTRY.c.state == CustomsEntryState.OPEN)
    query = sa.select(sa.func.count(), sa.func.min(ENTRY.c.due_on))
    row = session.execute(query.where(*near, ENTRY.c.due_on <= today + timedelta(days=days))).one()
    return row[0], row[1]
