"""What stands in a place for destruction, and all that is known of the goods there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Certificate,
    Location,
    Operator,
    Party,
    Photo,
    Product,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.db.queries.stages import STANDING
from app.domain.certificates import CertificateKind, DestructionMethod, ManifestLine, Picture
from app.domain.transitions import CartonState
from app.domain.vocabulary import Program, Zone

CARTON, LINE, PLACE, PHOTO = table_of(Carton), table_of(CartonLine), table_of(Location), table_of(Photo)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
PRODUCT, OWNER, OPERATOR, CERTIFICATE = table_of(Product), table_of(Party), table_of(Operator), table_of(Certificate)


@dataclass(frozen=True, slots=True)
class EndingLine:
    """One line that still holds units, with what a certificate says of it."""

    id: UUID
    carton_id: UUID
    receipt_line_id: UUID
    product_id: UUID
    owner_id: UUID
    program: Program | None
    says: ManifestLine

    @property
    def quantity(self) -> int:
        """Base units."""
        return self.says.units


def lines(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> list[EndingLine]:
    """Return the lines with units in these cartons, carton by carton."""
    own = (*(LINE.c[name] for name in _OWN), PAPER.c.program)
    says = (
        PRODUCT.c.sku, PRODUCT.c.name, OWNER.c.name, LINE.c.lot, LINE.c.expiry, LINE.c.serial, CARTON.c.lpn,
        sa.func.coalesce(PAPER.c.number, ""), LINE.c.quantity, LINE.c.quantity * PRODUCT.c.weight_grams,
    )  # fmt: skip
    rows = session.execute(
        sa.select(*own, *says)
        .select_from(LINE)
        .join(CARTON, _same(LINE, "carton_id", CARTON))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(OWNER, OWNER.c.id == LINE.c.owner_id)
        .join(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _same(RECEIPT, "authorization_id", PAPER))
        .where(LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0)
        .order_by(CARTON.c.lpn, PRODUCT.c.sku, LINE.c.lot, LINE.c.serial, LINE.c.id)
    )
    return [_line(tuple(row), len(own)) for row in rows]


_OWN = ("id", "carton_id", "receipt_line_id", "product_id", "owner_id")


def _line(row: tuple[Any, ...], own: int) -> EndingLine:
    ids: list[UUID] = list(row[:own])
    return EndingLine(ids[0], ids[1], ids[2], ids[3], ids[4], row[own - 1], ManifestLine(*row[own:]))


def _same(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


@dataclass(frozen=True, slots=True)
class Ending:
    """A carton or pallet that stands in a place of the zone, since when (UTC), with the units on it."""

    id: UUID
    lpn: str
    place: str
    since: datetime
    is_pallet: bool
    units: int
    products: tuple[Mapping[str, str], ...]


def standing(session: Session, site_id: UUID, zone: Zone) -> list[Ending]:
    """Return what was put down in the places of a zone, the longest there first; a pallet with all that is on it."""
    under = CARTON.alias("under")
    top = sa.case((CARTON.c.parent_id.is_not(None), under.c.id), else_=CARTON.c.id).label("top")
    rows = session.execute(
        sa.select(
            top, sa.func.coalesce(under.c.lpn, CARTON.c.lpn).label("lpn"), PLACE.c.code.label("place"),
            CARTON.c.state_since, under.c.id.is_not(None).label("is_pallet"), LINE.c.quantity, PRODUCT.c.name,
        )
        .select_from(CARTON)
        .join(PLACE, PLACE.c.id == CARTON.c.location_id)
        .join(LINE, _same_carton())
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(under, (under.c.site_id == CARTON.c.site_id) & (under.c.id == CARTON.c.parent_id))
        .where(CARTON.c.site_id == site_id, CARTON.c.state == CartonState.PLACED, CARTON.c.state.in_(STANDING),
               PLACE.c.zone == zone, ~CARTON.c.is_quarantine, LINE.c.quantity > 0)
        .order_by(CARTON.c.state_since, CARTON.c.lpn, PRODUCT.c.sku)
    ).all()  # fmt: skip
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.top, []).append(row)
    return [_ending(top_id, on_it) for top_id, on_it in found.items()]


def _same_carton() -> sa.ColumnElement[bool]:
    return (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id)


def _ending(top_id: UUID, rows: Sequence[Any]) -> Ending:
    first = rows[0]
    names = {row.name["en"]: row.name for row in rows}
    units = sum(row.quantity for row in rows)
    return Ending(top_id, first.lpn, first.place, first.state_since, first.is_pallet, units, tuple(names.values()))


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of goods that are to be destroyed."""

    id: UUID
    digest: str
    taken_at: datetime

    @property
    def says(self) -> Picture:
        """As a certificate names it."""
        return Picture(str(self.id), self.digest)


def pictures(session: Session, site_id: UUID, carton_ids: Collection[UUID], since: datetime) -> list[Shown]:
    """Return the photos of these cartons that were taken since then, the first one first."""
    where = (PHOTO.c.site_id == site_id, PHOTO.c.carton_id.in_(carton_ids), PHOTO.c.taken_at >= since)
    columns = (PHOTO.c.id, PHOTO.c.digest, PHOTO.c.taken_at)
    return [Shown(*row) for row in session.execute(sa.select(*columns).where(*where).order_by(PHOTO.c.id))]


def usual_method(session: Session, site_id: UUID) -> DestructionMethod | None:
    """Return how goods were destroyed here the last time."""
    mine = (CERTIFICATE.c.site_id == site_id, CERTIFICATE.c.kind == CertificateKind.DESTRUCTION)
    last = sa.select(CERTIFICATE.c.record).where(*mine).order_by(CERTIFICATE.c.id.desc()).limit(1)
    record = session.execute(last).scalar_one_or_none()
    return DestructionMethod(record["method"]) if record else None


def name_of(session: Session, operator_id: UUID) -> str:
    """Return an operator's name."""
    return str(session.execute(sa.select(OPERATOR.c.name).where(OPERATOR.c.id == operator_id)).scalar_one())
