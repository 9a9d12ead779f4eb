"""Documents that end the regime of temporary imports: one, the list, and what they cover."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Carton,
    CartonLine,
    CustomsEntry,
    CustomsLine,
    Discharge,
    DischargeLine,
    Operator,
    Product,
    ReceiptLine,
    table_of,
)
from app.db.queries.customs import ACCOUNTED
from app.domain.circumstances import Regime
from app.domain.customs import DischargeKind, DischargeMethod, shown
from app.domain.discharging import IS_ENTRY, Undischarged
from app.domain.messages.core import Local
from app.domain.transitions import CustomsEntryState, DischargeState

ENTRY, LINE = table_of(CustomsEntry), table_of(CustomsLine)
DOCUMENT, PART = table_of(Discharge), table_of(DischargeLine)
COUNTED, STANDS, CARTON = table_of(ReceiptLine), table_of(CartonLine), table_of(Carton)
PRODUCT, RECORDER, VOIDER = table_of(Product), table_of(Operator), table_of(Operator).alias("voider")


@dataclass(frozen=True, slots=True)
class Under:
    """What was counted together under a line of an entry: how much came, is here, and is covered by which documents."""

    receipt_line_id: UUID
    customs_line_id: UUID
    entry: str
    product: Mapping[str, str]
    fraction: str
    method: DischargeMethod
    regime: Regime | None
    received: int
    here: int
    covered: Mapping[DischargeKind, int]

    @property
    def said(self) -> Local:
        """The product's name as a sentence parameter."""
        return Local(self.product)

    @property
    def gone(self) -> int:
        """Base units that are here no more."""
        return max(0, self.received - self.here)

    @property
    def accounted(self) -> int:
        """Base units that documents cover."""
        return sum(self.covered.values())


_HERE = (
    sa.select(sa.func.coalesce(sa.func.sum(STANDS.c.quantity), 0))
    .where(STANDS.c.site_id == COUNTED.c.site_id, STANDS.c.receipt_line_id == COUNTED.c.id)
    .scalar_subquery()
)


def under(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> list[Under]:
    """Return those of receipt lines that came under an entry, in the order in which they were counted."""
    ids = sorted(line_ids)
    rows = session.execute(
        sa.select(
            COUNTED.c.id, LINE.c.id, ENTRY.c.number, PRODUCT.c.name, LINE.c.fraction, LINE.c.method, COUNTED.c.regime,
            COUNTED.c.quantity, _HERE,
        )
        .join(LINE, (LINE.c.site_id == COUNTED.c.site_id) & (LINE.c.id == COUNTED.c.customs_line_id))
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .join(PRODUCT, PRODUCT.c.id == COUNTED.c.product_id)
        .where(COUNTED.c.site_id == site_id, COUNTED.c.id.in_(ids))
        .order_by(COUNTED.c.id)
    ).all()  # fmt: skip
    covered = _covered(session, site_id, [row[0] for row in rows]) if rows else {}
    return [Under(*row[:2], shown(row[2]), *row[3:8], int(row[8]), covered.get(row[0], {})) for row in rows]


def _covered(session: Session, site_id: UUID, line_ids: list[UUID]) -> dict[UUID, dict[DischargeKind, int]]:
    rows = session.execute(
        sa.select(PART.c.receipt_line_id, DOCUMENT.c.kind, sa.func.sum(PART.c.quantity))
        .join(DOCUMENT, (DOCUMENT.c.site_id == PART.c.site_id) & (DOCUMENT.c.id == PART.c.discharge_id))
        .where(PART.c.site_id == site_id, PART.c.receipt_line_id.in_(line_ids))
        .where(DOCUMENT.c.state == DischargeState.RECORDED)
        .group_by(PART.c.receipt_line_id, DOCUMENT.c.kind)
    )
    found: dict[UUID, dict[DischargeKind, int]] = {}
    for line_id, kind, units in rows:
        found.setdefault(line_id, {})[kind] = int(units)
    return found


def in_cartons(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many base units of which receipt line stand in these cartons."""
    rows = session.execute(
        sa.select(STANDS.c.receipt_line_id, sa.func.sum(STANDS.c.quantity))
        .where(STANDS.c.site_id == site_id, STANDS.c.carton_id.in_(carton_ids), STANDS.c.quantity > 0)
        .group_by(STANDS.c.receipt_line_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def cartons_of(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the cartons in which anything of these receipt lines stands, with their plates."""
    rows = session.execute(
        sa.select(CARTON.c.id, CARTON.c.lpn)
        .join(STANDS, (STANDS.c.site_id == CARTON.c.site_id) & (STANDS.c.carton_id == CARTON.c.id))
        .where(STANDS.c.site_id == site_id, STANDS.c.receipt_line_id.in_(line_ids), STANDS.c.quantity > 0)
        .order_by(CARTON.c.lpn)
    )
    return {row.id: row.lpn for row in rows}


def undischarged(session: Session, site_id: UUID, fractions: Collection[str]) -> list[Undischarged]:
    """Return the lines of entries of these fractions, the one cleared first standing first; the entries are locked."""
    of_fraction = sa.select(LINE.c.entry_id).where(LINE.c.site_id == site_id, LINE.c.fraction.in_(fractions))
    named = (ENTRY.c.site_id == site_id, ENTRY.c.id.in_(of_fraction))
    session.execute(sa.select(ENTRY.c.id).where(*named).order_by(ENTRY.c.id).with_for_update(key_share=True)).all()
    rows = session.execute(
        sa.select(LINE.c.id, LINE.c.fraction, LINE.c.quantity - ACCOUNTED)
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .where(*named, LINE.c.fraction.in_(fractions), ENTRY.c.state != CustomsEntryState.CANCELLED)
        .order_by(ENTRY.c.cleared_on, ENTRY.c.number, LINE.c.position)
    )
    return [Undischarged(row[0], row[1], int(row[2])) for row in rows]


def entries_of(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> list[UUID]:
    """Return the entries of these lines."""
    mine = (LINE.c.site_id == site_id, LINE.c.id.in_(line_ids))
    return list(session.scalars(sa.select(LINE.c.entry_id).where(*mine).distinct().order_by(LINE.c.entry_id)))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: `quantity` base units of a product, by the entry that it discharges."""

    receipt_line_id: UUID
    customs_line_id: UUID
    entry_id: UUID
    entry: str
    sku: str
    product: Mapping[str, str]
    fraction: str
    method: DischargeMethod
    quantity: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """A document with its parts."""

    id: UUID
    kind: DischargeKind
    number: str
    dated: date
    state: DischargeState
    recorded_at: datetime
    recorded_by: str
    voided_at: datetime | None
    voided_by: str
    why_void: str
    parts: tuple[Part, ...]

    @property
    def said(self) -> str:
        """Its number as people write it."""
        return written(self.kind, self.number)

    @property
    def units(self) -> int:
        """Base units that it covers."""
        return sum(each.quantity for each in self.parts)


_OWN = ("id", "kind", "number", "dated", "state", "recorded_at")


def one(session: Session, site_id: UUID, document_id: UUID, *, lock: bool = False) -> Recorded | None:
    """Return a document of the site, or None."""
    mine = (DOCUMENT.c.site_id == site_id, DOCUMENT.c.id == document_id)
    if lock:
        session.execute(sa.select(DOCUMENT.c.id).where(*mine).with_for_update(key_share=True))
    row = session.execute(
        sa.select(
            *(DOCUMENT.c[name] for name in _OWN), RECORDER.c.name.label("recorded_by"), DOCUMENT.c.voided_at,
            sa.func.coalesce(VOIDER.c.name, "").label("voided_by"), DOCUMENT.c.why_void,
        )
        .join(RECORDER, RECORDER.c.id == DOCUMENT.c.recorded_by)
        .outerjoin(VOIDER, VOIDER.c.id == DOCUMENT.c.voided_by)
        .where(*mine)
    ).one_or_none()  # fmt: skip
    parts = _parts(session, site_id, PART.c.discharge_id == document_id) if row else ()
    return Recorded(**row._mapping, parts=parts) if row else None


def _parts(session: Session, site_id: UUID, *where: "sa.ColumnElement[bool]") -> tuple[Part, ...]:
    rows = session.execute(
        sa.select(
            PART.c.receipt_line_id, LINE.c.id, ENTRY.c.id, ENTRY.c.number, PRODUCT.c.sku, PRODUCT.c.name,
            LINE.c.fraction, LINE.c.method, PART.c.quantity,
        )
        .join(LINE, (LINE.c.site_id == PART.c.site_id) & (LINE.c.id == PART.c.customs_line_id))
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .join(COUNTED, (COUNTED.c.site_id == PART.c.site_id) & (COUNTED.c.id == PART.c.receipt_line_id))
        .join(PRODUCT, PRODUCT.c.id == COUNTED.c.product_id)
        .where(PART.c.site_id == site_id, *where)
        .order_by(PART.c.id)
    )  # fmt: skip
    return tuple(Part(*row[:3], shown(row[3]), *row[4:]) for row in rows)


def written(kind: DischargeKind, number: str) -> str:
    """Return the number of a document as people write it."""
    return shown(number) if kind in IS_ENTRY else number


def id_of(session: Session, site_id: UUID, kind: DischargeKind, number: str) -> UUID | None:
    """Return the document of a kind with that number."""
    mine = (DOCUMENT.c.site_id == site_id, DOCUMENT.c.kind == kind, DOCUMENT.c.number == number)
    return session.execute(sa.select(DOCUMENT.c.id).where(*mine)).scalar_one_or_none()


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
        sa.select(*(DOCUMENT.c[name] for name in _OWN[:-1]), RECORDER.c.name.label("recorded_by"), units.label("units"))
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
