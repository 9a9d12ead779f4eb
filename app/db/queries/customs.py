"""Customs entries: one with its balance, and the list by its clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    CartonLine,
    CustomsEntry,
    CustomsLine,
    CustomsPaper,
    Discharge,
    DischargeLine,
    Operator,
    Party,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.customs import Clock, DischargeMethod, EntryLine, Pedimento, clock, shown
from app.domain.transitions import CustomsEntryState, DischargeState

ENTRY, LINE, LINK = table_of(CustomsEntry), table_of(CustomsLine), table_of(CustomsPaper)
DOCUMENT, DISCHARGED = table_of(Discharge), table_of(DischargeLine)
PARTY, OPERATOR, PAPER = table_of(Party), table_of(Operator), table_of(Authorization)
RECEIPT, COUNTED, STANDS = table_of(Receipt), table_of(ReceiptLine), table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class Balance:
    """A line of an entry with what came under it, what of that is in the building, what documents account for.

    All in base units. `left` is what is still to be discharged.
    """

    id: UUID
    line: EntryLine
    received: int
    here: int
    discharged: int

    @property
    def left(self) -> int:
        """What no document accounts for."""
        return self.line.quantity - self.discharged


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its lines in order. `version` guards every change."""

    id: UUID
    number: str
    entry_key: str
    state: CustomsEntryState
    cleared_on: date
    due_on: date
    owner_id: UUID
    owner: str
    currency: str
    rectified_by: str
    changed_at: datetime
    changed_by: str
    version: int
    lines: tuple[Balance, ...]

    @property
    def said(self) -> str:
        """Its number as people write it."""
        return shown(self.number)

    @property
    def units(self) -> int:
        """Base units that it brought in."""
        return sum(each.line.quantity for each in self.lines)

    @property
    def received(self) -> int:
        """Base units that were received under it."""
        return sum(each.received for each in self.lines)

    @property
    def left(self) -> int:
        """Base units that no document accounts for."""
        return sum(each.left for each in self.lines)

    @property
    def pedimento(self) -> Pedimento:
        """Its number in parts."""
        return Pedimento(self.number)

    def days_left(self, today: date) -> int:
        """Return how many days after `today` its last one is."""
        return (self.due_on - today).days

    def clock(self, today: date) -> Clock:
        """Return what its clock shows on a day."""
        return clock(self.days_left(today))


_HEAD = (
    "id", "number", "entry_key", "state", "cleared_on", "due_on", "owner_id", "currency", "rectified_by", "changed_at",
    "version",
)  # fmt: skip


def one(session: Session, site_id: UUID, entry_id: UUID, *, lock: bool = False) -> Entry | None:
    """Return an entry of the site, or None; `lock` keeps others from changing what it says."""
    if lock:
        own = (ENTRY.c.site_id == site_id, ENTRY.c.id == entry_id)
        session.execute(sa.select(ENTRY.c.id).where(*own).with_for_update(key_share=True))
    row = session.execute(
        sa.select(*(ENTRY.c[name] for name in _HEAD), PARTY.c.name.label("owner"), OPERATOR.c.name.label("changed_by"))
        .join(PARTY, PARTY.c.id == ENTRY.c.owner_id)
        .join(OPERATOR, OPERATOR.c.id == ENTRY.c.changed_by)
        .where(ENTRY.c.site_id == site_id, ENTRY.c.id == entry_id)
    ).one_or_none()
    return Entry(**row._mapping, lines=tuple(balances(session, site_id, LINE.c.entry_id == entry_id))) if row else None


_LINE = ("fraction", "nico", "quantity", "tariff_quantity", "tariff_unit", "value", "origin", "method")

RECEIVED = (
    sa.select(sa.func.coalesce(sa.func.sum(COUNTED.c.quantity), 0))
    .where(COUNTED.c.site_id == LINE.c.site_id, COUNTED.c.customs_line_id == LINE.c.id)
    .correlate(LINE)
    .scalar_subquery()
)
HERE = (
    sa.select(sa.func.coalesce(sa.func.sum(STANDS.c.quantity), 0))
    .join(COUNTED, (COUNTED.c.site_id == STANDS.c.site_id) & (COUNTED.c.id == STANDS.c.receipt_line_id))
    .where(COUNTED.c.site_id == LINE.c.site_id, COUNTED.c.customs_line_id == LINE.c.id)
    .correlate(LINE)
    .scalar_subquery()
)
ACCOUNTED = (
    sa.select(sa.func.coalesce(sa.func.sum(DISCHARGED.c.quantity), 0))
    .join(DOCUMENT, (DOCUMENT.c.site_id == DISCHARGED.c.site_id) & (DOCUMENT.c.id == DISCHARGED.c.discharge_id))
    .where(DISCHARGED.c.site_id == LINE.c.site_id, DISCHARGED.c.customs_line_id == LINE.c.id)
    .where(DOCUMENT.c.state == DischargeState.RECORDED)
    .correlate(LINE)
    .scalar_subquery()
)


def balances(session: Session, site_id: UUID, *where: "sa.ColumnElement[bool]") -> list[Balance]:
    """Return lines of entries with their balances, by entry and position."""
    own = (LINE.c.id, *(LINE.c[name] for name in _LINE))
    sums = (RECEIVED.label("received"), HERE.label("here"), ACCOUNTED.label("accounted"))
    rows = session.execute(
        sa.select(*own, *sums, *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, *where)
        .order_by(LINE.c.entry_id, LINE.c.position)
    )
    return [_balance(row) for row in rows]


def _balance(row: Any) -> Balance:
    line = EntryLine(product=product_from(row), **{name: getattr(row, name) for name in _LINE})
    return Balance(row.id, line, int(row.received), int(row.here), int(row.accounted))


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


def id_of(session: Session, site_id: UUID, number: str) -> UUID | None:
    """Return the entry with that number."""
    wanted = sa.select(ENTRY.c.id).where(ENTRY.c.site_id == site_id, ENTRY.c.number == number)
    return session.execute(wanted).scalar_one_or_none()


def methods(session: Session, site_id: UUID, but: UUID | None = None) -> dict[str, DischargeMethod]:
    """Return the method of every tariff fraction that entries other than `but` name."""
    rows = session.execute(
        sa.select(LINE.c.fraction, LINE.c.method)
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .where(LINE.c.site_id == site_id, LINE.c.entry_id != but if but else sa.true())
        .where(ENTRY.c.state != CustomsEntryState.CANCELLED)
        .distinct()
    )
    return {row.fraction: row.method for row in rows}


@dataclass(frozen=True, slots=True)
class Linked:
    """An authorization whose goods come under an entry; `received` base units of it did, or wait for it."""

    id: UUID
    number: str
    party: str
    received: int


def linked(session: Session, site_id: UUID, entry_id: UUID) -> list[Linked]:
    """Return the authorizations that name an entry."""
    rows = session.execute(
        sa.select(PAPER.c.id, PAPER.c.number, PARTY.c.name, received_of(site_id))
        .join(LINK, (LINK.c.site_id == PAPER.c.site_id) & (LINK.c.authorization_id == PAPER.c.id))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(LINK.c.site_id == site_id, LINK.c.entry_id == entry_id)
        .order_by(PAPER.c.number)
    )
    return [Linked(row[0], row[1], row[2], int(row[3])) for row in rows]


def received_of(site_id: UUID) -> "sa.ScalarSelect[Any]":
    """Return the base units that were received of the authorization of a query."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(COUNTED.c.quantity), 0))
        .join(RECEIPT, (RECEIPT.c.site_id == COUNTED.c.site_id) & (RECEIPT.c.id == COUNTED.c.receipt_id))
        .where(COUNTED.c.site_id == site_id, RECEIPT.c.authorization_id == PAPER.c.id)
        .correlate(PAPER)
        .scalar_subquery()
    )
