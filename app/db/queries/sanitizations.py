"""Data-bearing units, what was done to their media, and which of them may not leave."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Event, Operator, Product, Sanitization, table_of
from app.domain import sanitizing
from app.domain.messages.core import Local
from app.domain.sanitizing import Attempt, Medium, SanitizationMethod, SanitizationResult
from app.domain.vocabulary import Condition, DispositionCode

CARTON, LINE, PRODUCT = table_of(Carton), table_of(CartonLine), table_of(Product)
DONE, EVENT = table_of(Sanitization), table_of(Event)
OPERATOR, VERIFIER = table_of(Operator), table_of(Operator).alias("verifier")


@dataclass(frozen=True, slots=True)
class Unit:
    """A data-bearing line with units in the building; one with a serial is one unit."""

    line_id: UUID
    carton_id: UUID
    lpn: str
    receipt_line_id: UUID
    product_id: UUID
    owner_id: UUID
    product: Mapping[str, str]
    lot: str
    serial: str
    condition: frozenset[Condition]
    code: DispositionCode | None

    @property
    def said(self) -> Local:
        """The product's name as a sentence parameter."""
        return Local(self.product)


_UNIT = (
    LINE.c.id, LINE.c.carton_id, CARTON.c.lpn, LINE.c.receipt_line_id, LINE.c.product_id, LINE.c.owner_id,
    PRODUCT.c.name, LINE.c.lot, LINE.c.serial, LINE.c.condition, LINE.c.code,
)  # fmt: skip
_UNITS = (
    sa.select(*_UNIT)
    .select_from(LINE)
    .join(CARTON, (CARTON.c.site_id == LINE.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    .where(PRODUCT.c.data_bearing, LINE.c.quantity > 0)
    .order_by(LINE.c.id)
)


def by_serials(session: Session, site_id: UUID, serials: Collection[str]) -> list[Unit]:
    """Return the data-bearing units here whose serial is among `serials`."""
    return [Unit(*row) for row in session.execute(_UNITS.where(LINE.c.site_id == site_id, LINE.c.serial.in_(serials)))]


def one(session: Session, site_id: UUID, line_id: UUID) -> Unit | None:
    """Return the data-bearing unit of a line that still holds it."""
    row = session.execute(_UNITS.where(LINE.c.site_id == site_id, LINE.c.id == line_id)).one_or_none()
    return Unit(*row) if row and row.serial else None


def staying(session: Session, site_id: UUID, carton_ids: Collection[UUID], code: DispositionCode | None) -> Unit | None:
    """Return a unit in these cartons whose data keeps it from going where `code` leads; None when all may go."""
    mine = (LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids))
    units = [Unit(*row) for row in session.execute(_UNITS.where(*mine))]
    done = attempts(session, site_id, [each.receipt_line_id for each in units]) if units else {}
    kept = (each for each in units if sanitizing.must_stay(each.condition, code, done.get(_key(each), ())))
    return next(kept, None)


def _key(unit: Unit) -> tuple[UUID, str]:
    return unit.receipt_line_id, unit.serial


def is_sanitized(session: Session, site_id: UUID, receipt_line_id: UUID, serial: str) -> bool:
    """Tell whether every medium of a unit that came in on the receipt line is sanitized and verified."""
    return sanitizing.is_sanitized(attempts(session, site_id, [receipt_line_id]).get((receipt_line_id, serial), ()))


def attempts(
    session: Session, site_id: UUID, receipt_lines: Collection[UUID]
) -> Mapping[tuple[UUID, str], tuple[Attempt, ...]]:
    """Return what was done to the media of units and not taken back, in order, by receipt line and serial."""
    names = ("receipt_line_id", "serial", "make", "model", "medium_serial", "method", "tool", "tool_version", "result")
    mine = (DONE.c.site_id == site_id, DONE.c.receipt_line_id.in_(receipt_lines), DONE.c.serial != "", counts())
    found: dict[tuple[UUID, str], list[Attempt]] = defaultdict(list)
    for row in session.execute(sa.select(*(DONE.c[name] for name in names)).where(*mine).order_by(DONE.c.id)):
        medium = Medium(row.make, row.model, row.medium_serial)
        attempt = Attempt(medium, row.method, row.tool, row.tool_version, row.result)
        found[row.receipt_line_id, row.serial].append(attempt)
    return {unit: tuple(each) for unit, each in found.items()}


def counts() -> sa.ColumnElement[bool]:
    """Whether an attempt of a query was not taken back."""
    undoing = EVENT.alias("undoing")
    return ~sa.exists().where(undoing.c.site_id == DONE.c.site_id, undoing.c.undoes_event_id == DONE.c.event_id)


@dataclass(frozen=True, slots=True)
class Listed:
    """One attempt as the office lists it."""

    id: UUID
    done_at: datetime
    sku: str
    product: Mapping[str, str]
    serial: str
    make: str
    model: str
    medium_serial: str
    method: SanitizationMethod
    tool: str
    version: str
    result: SanitizationResult
    done_by: str
    verified_by: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which attempts a list shows, in which order; what was taken back is never among them."""

    method: SanitizationMethod | None = None
    result: SanitizationResult | None = None
    find: str = ""
    order: str = "done"
    falls: bool = True


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "done": DONE.c.done_at,
    "product": PRODUCT.c.sku,
    "serial": DONE.c.serial,
    "method": DONE.c.method,
    "result": DONE.c.result,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many attempts are wanted."""
    total: int = session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Listed]:
    """Return the wanted attempts in order."""
    column = ORDERS[wanted.order]
    order = (column.desc(), DONE.c.id.desc()) if wanted.falls else (column, DONE.c.id)
    rows = session.execute(_from(sa.select(*_LISTED), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [Listed(*row) for row in rows]


_OWN = ("serial", "make", "model", "medium_serial", "method", "tool", "tool_version", "result")
_LISTED = (
    DONE.c.id, DONE.c.done_at, PRODUCT.c.sku, PRODUCT.c.name, *(DONE.c[name] for name in _OWN), OPERATOR.c.name,
    VERIFIER.c.name,
)  # fmt: skip


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(DONE)
        .join(PRODUCT, PRODUCT.c.id == DONE.c.product_id)
        .join(OPERATOR, OPERATOR.c.id == DONE.c.done_by)
        .join(VERIFIER, VERIFIER.c.id == DONE.c.verified_by)
        .where(DONE.c.site_id == site_id, counts())
    )
    if wanted.method:
        statement = statement.where(DONE.c.method == wanted.method)
    if wanted.result:
        statement = statement.where(DONE.c.result == wanted.result)
    return statement.where(_found(wanted.find)) if wanted.find else statement


def _found(text: str) -> sa.ColumnElement[bool]:
    own = tuple(DONE.c[name] for name in ("serial", "medium_serial", "make", "model", "tool"))
    named = (PRODUCT.c.sku, OPERATOR.c.name, VERIFIER.c.name)
    return sa.or_(*(column.icontains(text, autoescape=True) for column in (*own, *named)))
