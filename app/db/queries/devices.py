"""Medical devices by their UDI: which there are, and what happened to one of them, from shipment to end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Certificate,
    Decontamination,
    Event,
    EventItem,
    Inspection,
    Operator,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.db.queries import decontaminations
from app.domain.device_history import DECONTAMINATED, SHIPPED, step_of
from app.domain.epcis import EventKind
from app.domain.messages.core import Word

PRODUCT, PARTY, OPERATOR = table_of(Product), table_of(Party), table_of(Operator)
SHIPMENT, SENT = table_of(Shipment), table_of(ShipmentLine)
CARTON, LINE = table_of(Carton), table_of(CartonLine)
EVENT, ITEM, INSPECTION = table_of(Event), table_of(EventItem), table_of(Inspection)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
CERTIFICATE, CLEAN = table_of(Certificate), table_of(Decontamination)
CONFIRMER = OPERATOR.alias("confirmer")
MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Device:
    """One device, or all of a lot that bear no serial. `here` are units in the building now."""

    product_id: UUID
    sku: str
    name: Mapping[str, str]
    lot: str
    serial: str
    sent_on: date | None
    here: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which devices a list shows, in which order."""

    here: bool = False
    find: str = ""
    order: str = "sent"
    falls: bool = True


def _seen(site_id: UUID) -> sa.Subquery:
    """Return every medical product with lot and serial that was sent, or came in."""
    same = (SHIPMENT.c.site_id == SENT.c.site_id) & (SHIPMENT.c.id == SENT.c.shipment_id)
    sent = (
        sa.select(SENT.c.product_id, SENT.c.lot, SENT.c.serial, SHIPMENT.c.delivered_on, sa.literal(0).label("here"))
        .join(SHIPMENT, same)
        .where(SENT.c.site_id == site_id)
    )
    never = sa.literal(None, SHIPMENT.c.delivered_on.type)
    came = sa.select(LINE.c.product_id, LINE.c.lot, LINE.c.serial, never, LINE.c.quantity).where(
        LINE.c.site_id == site_id
    )
    both = sent.union_all(came).subquery()
    return (
        sa.select(
            both.c.product_id, PRODUCT.c.sku, PRODUCT.c.name, both.c.lot, both.c.serial,
            sa.func.max(both.c.delivered_on).label("sent_on"), sa.func.sum(both.c.here).label("here"),
        )
        .join(PRODUCT, PRODUCT.c.id == both.c.product_id)
        .where(PRODUCT.c.medical, sa.or_(both.c.lot != "", both.c.serial != ""))
        .group_by(both.c.product_id, PRODUCT.c.id, both.c.lot, both.c.serial)
        .subquery("seen")
    )  # fmt: skip


ORDERS = ("sent", "product", "lot", "serial", "here")
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many devices are wanted."""
    seen = _seen(site_id)
    total: int = session.execute(sa.select(sa.func.count()).where(*_where(seen, wanted))).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Device]:
    """Return the wanted devices in order."""
    seen = _seen(site_id)
    by = {"sent": seen.c.sent_on, "product": seen.c.sku, "here": seen.c.here}
    column = by.get(wanted.order) if wanted.order in by else seen.c[wanted.order]
    assert column is not None, "every order is a column"
    order = (column.desc() if wanted.falls else column, seen.c.sku, seen.c.lot, seen.c.serial)
    rows = session.execute(sa.select(seen).where(*_where(seen, wanted)).order_by(*order).offset(skip).limit(limit))
    names = ("product_id", "sku", "name", "lot", "serial", "sent_on")
    return [Device(**{name: getattr(row, name) for name in names}, here=int(row.here)) for row in rows]


def _where(seen: sa.Subquery, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = [seen.c.product_id.is_not(None)]
    if wanted.here:
        where.append(seen.c.here > 0)
    if wanted.find:
        named = (seen.c.serial, seen.c.lot, seen.c.sku)
        where.append(sa.or_(*(column.icontains(wanted.find, autoescape=True) for column in named)))
    return where


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when (UTC), what as catalogue text, who did it, in which carton, with which paper.

    `detail` is a word of our vocabularies or what somebody wrote. `paper` is a number, `paper_id` and `paper_kind` what
    it is of: a shipment, an authorization, a certificate.
    """

    at: datetime
    what: str
    who: str = ""
    units: int = 1
    lpn: str = ""
    detail: Word | str = ""
    paper: str = ""
    paper_kind: str = ""
    paper_id: UUID | None = None


def product(session: Session, product_id: UUID) -> Any:
    """Return id, SKU and name of a medical product, None for another."""
    query = sa.select(PRODUCT.c.id, PRODUCT.c.sku, PRODUCT.c.name).where(PRODUCT.c.id == product_id, PRODUCT.c.medical)
    return session.execute(query).one_or_none()


def history(session: Session, site_id: UUID, product_id: UUID, lot: str, serial: str) -> list[Step]:
    """Return what happened to the device, the first thing first; without a serial to all of the lot."""
    acts = _acts(session, site_id, product_id, lot, serial)
    cartons = {each for row in acts for each in (row.from_carton_id, row.to_carton_id) if each}
    steps = [
        *_shipped(session, site_id, product_id, lot, serial),
        *map(_act, _told(acts)),
        *_cleaned(session, site_id, cartons),
    ]
    return sorted(steps, key=lambda step: step.at)


def _told(acts: list[Any]) -> list[Any]:
    """Leave out what is told of the carton as a whole."""
    return [row for row in acts if row.kind is not EventKind.DECONTAMINATED]


def _is_it(table: Any, product_id: UUID, lot: str, serial: str) -> list[sa.ColumnElement[bool]]:
    one = table.c.serial == serial if serial else (table.c.lot == lot) & (table.c.serial == "")
    return [table.c.product_id == product_id, one]


def _shipped(session: Session, site_id: UUID, product_id: UUID, lot: str, serial: str) -> list[Step]:
    rows = session.execute(
        sa.select(SHIPMENT.c.id, SHIPMENT.c.number, SHIPMENT.c.delivered_on, PARTY.c.name, SENT.c.quantity)
        .join(SHIPMENT, (SHIPMENT.c.site_id == SENT.c.site_id) & (SHIPMENT.c.id == SENT.c.shipment_id))
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(SENT.c.site_id == site_id, *_is_it(SENT, product_id, lot, serial))
        .limit(MOST_STEPS)
    )
    return [
        Step(
            datetime.combine(row.delivered_on, time(), UTC), SHIPPED, units=row.quantity, detail=row.name,
            paper=row.number, paper_kind="shipment", paper_id=row.id,
        )
        for row in rows
        if row.delivered_on
    ]  # fmt: skip


def _acts(session: Session, site_id: UUID, product_id: UUID, lot: str, serial: str) -> list[Any]:
    """Return the items of the ledger about it, with what was judged and issued in the same act."""
    undoing = EVENT.alias("undoing")
    taken_back = sa.exists().where(undoing.c.site_id == EVENT.c.site_id, undoing.c.undoes_event_id == EVENT.c.id)
    judged = (
        (INSPECTION.c.site_id == ITEM.c.site_id)
        & (INSPECTION.c.event_id == EVENT.c.id)
        & (INSPECTION.c.carton_line_id == ITEM.c.to_line_id)
    )
    query = (
        sa.select(
            EVENT.c.record_time, EVENT.c.kind, OPERATOR.c.name.label("who"), INSPECTION.c.grade,
            *(ITEM.c[name] for name in ("quantity", "lpn", "to_place", "from_carton_id", "to_carton_id")),
            PAPER.c.id.label("paper_id"), PAPER.c.number.label("paper"),
            CERTIFICATE.c.id.label("certificate_id"), CERTIFICATE.c.number.label("certificate"),
        )
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .outerjoin(RECEIPT_LINE, _same(ITEM, "receipt_line_id", RECEIPT_LINE))
        .outerjoin(RECEIPT, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _same(RECEIPT, "authorization_id", PAPER))
        .outerjoin(INSPECTION, judged)
        .outerjoin(CERTIFICATE, (CERTIFICATE.c.site_id == ITEM.c.site_id) & (CERTIFICATE.c.event_id == EVENT.c.id))
        .where(ITEM.c.site_id == site_id, *_is_it(ITEM, product_id, lot, serial))
        .where(EVENT.c.kind != EventKind.UNDONE, ~taken_back)
        .order_by(EVENT.c.id, ITEM.c.position)
        .limit(MOST_STEPS)
    )  # fmt: skip
    return list(session.execute(query))


def _same(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


def _act(row: Any) -> Step:
    kind = "certificate" if row.certificate_id else "authorization" if row.paper_id else ""
    return Step(
        row.record_time, step_of(row.kind, row.to_place), row.who, row.quantity, row.lpn,
        Word(row.grade.value) if row.grade else "", row.certificate or row.paper or "", kind,
        row.certificate_id or row.paper_id,
    )  # fmt: skip


def _cleaned(session: Session, site_id: UUID, cartons: set[UUID]) -> list[Step]:
    """Return how the cartons that it came in were decontaminated: the confirmer is who vouches for it."""
    rows = session.execute(
        sa.select(CLEAN.c.recorded_at, CLEAN.c.method, OPERATOR.c.name.label("who"), CONFIRMER.c.name, CARTON.c.lpn)
        .join(CARTON, (CARTON.c.site_id == CLEAN.c.site_id) & (CARTON.c.id == CLEAN.c.carton_id))
        .join(OPERATOR, OPERATOR.c.id == CLEAN.c.done_by)
        .join(CONFIRMER, CONFIRMER.c.id == CLEAN.c.confirmed_by)
        .where(CLEAN.c.site_id == site_id, CLEAN.c.carton_id.in_(cartons), decontaminations.counts())
        .order_by(CLEAN.c.id)
    )
    return [
        Step(row.recorded_at, DECONTAMINATED, f"{row.who}, {row.name}", lpn=row.lpn, detail=Word(row.method.value))
        for row in rows
    ]


def outward() -> sa.Subquery:
    """Return what the company's own systems read of medical devices: an item of the ledger a row."""
    undoing = EVENT.alias("undoing")
    taken_back = sa.exists().where(undoing.c.site_id == EVENT.c.site_id, undoing.c.undoes_event_id == EVENT.c.id)
    own = ("site_id", "id", "event_id", "product_id", "lot", "serial", "quantity", "lpn", "receipt_line_id", "to_place")
    return (
        sa.select(
            *(ITEM.c[name] for name in own), EVENT.c.kind, EVENT.c.event_time.label("at"), EVENT.c.operator_id,
            PRODUCT.c.sku, taken_back.label("is_taken_back"),
        )
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(PRODUCT, PRODUCT.c.id == ITEM.c.product_id)
        .where(PRODUCT.c.medical, EVENT.c.kind != EventKind.UNDONE)
        .subquery("device_events")
    )  # fmt: skip
