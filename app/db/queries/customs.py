"""Customs entries: one with the balance of its lines, and the authorizations that come under it."""

from dataclasses import dataclass
from datetime import date, datetime
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
