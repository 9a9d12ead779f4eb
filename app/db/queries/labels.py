"""Named reads for labels: what stands on the plate of a carton, on an item, on a badge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Answer,
    Authorization,
    Carton,
    CartonLine,
    Inspection,
    Location,
    Operator,
    Product,
    Receipt,
    ReceiptLine,
    Route,
    Site,
    table_of,
)
from app.db.queries.contents import GRADE
from app.domain.transitions import OPEN_CARTON, CartonState, RouteState
from app.domain.vocabulary import DispositionCode, Grade, Zone

SITE, CARTON, LINE, PRODUCT = table_of(Site), table_of(Carton), table_of(CartonLine), table_of(Product)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
PLACE, ROUTE, INSPECTION = table_of(Location), table_of(Route), table_of(Inspection)
OPERATOR, ANSWER = table_of(Operator), table_of(Answer)


@dataclass(frozen=True, slots=True)
class Building:
    """Whose labels these are, and in what language they are written."""

    name: str
    language: str
    address: str = ""
    gln: str = ""


def building(session: Session, site_id: UUID) -> Building:
    """Return the site as its labels name it."""
    columns = (SITE.c[name] for name in Building.__dataclass_fields__)
    return Building(*session.execute(sa.select(*columns).where(SITE.c.id == site_id)).one())


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """Goods of one kind in a carton, by the grade that they have now.

    `rma` is the number of their authorization, empty for blind receipts; `work_order_id` the rework that they had.
    """

    id: UUID
    product: Mapping[str, str]
    gtin: str
    lot: str
    expiry: date | None
    serial: str
    grade: Grade | None
    code: DispositionCode | None
    quantity: int
    rma: str
    work_order_id: UUID | None


@dataclass(frozen=True, slots=True)
class LabelledCarton:
    """A carton with what its plate says. `bound_for` is the place a router is taking it to, empty when none is."""

    id: UUID
    lpn: str
    state: CartonState
    code: DispositionCode | None
    is_quarantine: bool
    place: str
    zone: Zone | None
    bound_for: str
    lines: tuple[LabelledLine, ...]


def carton_by_id(session: Session, site_id: UUID, carton_id: UUID) -> LabelledCarton | None:
    """Return the carton with that id, in any state."""
    return _carton(session, site_id, CARTON.c.id == carton_id)


def carton_by_plate(session: Session, site_id: UUID, lpn: str) -> LabelledCarton | None:
    """Return the carton that carries the plate; when none is open, the last one that did."""
    return _carton(session, site_id, CARTON.c.lpn == lpn)


def _carton(session: Session, site_id: UUID, which: sa.ColumnElement[bool]) -> LabelledCarton | None:
    is_closed = sa.case((CARTON.c.state.in_(sorted(OPEN_CARTON)), 0), else_=1)
    row: Any = session.execute(
        sa.select(
            *(CARTON.c[name] for name in ("id", "lpn", "state", "code", "is_quarantine")),
            sa.func.coalesce(PLACE.c.code, "").label("place"),
            PLACE.c.zone,
            sa.func.coalesce(_target(), "").label("bound_for"),
        )
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
        .where(CARTON.c.site_id == site_id, which)
        .order_by(is_closed, CARTON.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    lines = _lines(session, site_id, LINE.c.carton_id == row.id, LINE.c.quantity > 0)
    return LabelledCarton(**row._mapping, lines=lines)


def _target() -> "sa.ScalarSelect[str]":
    to = PLACE.alias("bound")
    return (
        sa.select(to.c.code)
        .join(ROUTE, ROUTE.c.to_location_id == to.c.id)
        .where(ROUTE.c.site_id == CARTON.c.site_id, ROUTE.c.carton_id == CARTON.c.id)
        .where(ROUTE.c.state == RouteState.MOVING)
        .order_by(ROUTE.c.id.desc())
        .limit(1)
        .correlate(CARTON)
        .scalar_subquery()
    )


def line(session: Session, site_id: UUID, line_id: UUID) -> LabelledLine | None:
    """Return one line of goods, also when it was emptied."""
    return next(iter(_lines(session, site_id, LINE.c.id == line_id)), None)


def _lines(session: Session, site_id: UUID, *where: sa.ColumnElement[bool]) -> tuple[LabelledLine, ...]:
    before, after = ("lot", "expiry", "serial"), ("code", "quantity")
    rows: Any = session.execute(
        sa.select(
            LINE.c.id,
            PRODUCT.c.name,
            PRODUCT.c.gtin,
            *(LINE.c[name] for name in before),
            GRADE,
            *(LINE.c[name] for name in after),
            sa.func.coalesce(PAPER.c.number, ""),
            _rework(),
        )
        .select_from(LINE)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _parent(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _parent(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _parent(RECEIPT, "authorization_id", PAPER))
        .where(LINE.c.site_id == site_id, *where)
        .order_by(LINE.c.id)
    )
    return tuple(LabelledLine(*row) for row in rows)


def _rework() -> "sa.ScalarSelect[Any]":
    mine = (INSPECTION.c.site_id == LINE.c.site_id) & (INSPECTION.c.carton_line_id == LINE.c.id)
    last = sa.select(INSPECTION.c.work_order_id).where(mine, INSPECTION.c.undone_at.is_(None), LINE.c.regrade != "")
    return last.order_by(INSPECTION.c.id.desc()).limit(1).correlate(LINE).scalar_subquery()


def _parent(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


def scores(session: Session, site_id: UUID, line_id: UUID) -> tuple[int, int] | None:
    """Return function and cosmetics of a line; None when it was not inspected, or its units differ."""
    rows = session.execute(
        sa.select(INSPECTION.c.function, INSPECTION.c.cosmetics)
        .where(INSPECTION.c.site_id == site_id, INSPECTION.c.carton_line_id == line_id)
        .where(INSPECTION.c.undone_at.is_(None))
        .distinct()
        .limit(2)
    ).all()
    return (rows[0].function, rows[0].cosmetics) if len(rows) == 1 else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A carton in the list of those whose label one may want."""

    id: UUID
    lpn: str
    state: CartonState
    state_since: datetime


def cartons(session: Session, site_id: UUID, ending: str, limit: int = 24) -> list[Listed]:
    """Return the cartons whose plate ends in `ending`, the last changed first."""
    rows = session.execute(
        sa.select(*(CARTON.c[name] for name in Listed.__dataclass_fields__))
        .where(CARTON.c.site_id == site_id, CARTON.c.lpn.endswith(ending, autoescape=True))
        .order_by(CARTON.c.state_since.desc(), CARTON.c.id.desc())
        .limit(limit)
    )
    return [Listed(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on a badge; `roles` are values of `Role`."""

    number: str
    name: str
    roles: tuple[str, ...]


def badges(session: Session, site_id: UUID, number: str = "") -> list[Badge]:
    """Return the badges of active operators by name; with `number` that one alone."""
    columns = (OPERATOR.c.badge, OPERATOR.c.name, OPERATOR.c.roles)
    query = sa.select(*columns).where(OPERATOR.c.site_id == site_id, OPERATOR.c.is_active, OPERATOR.c.badge != "")
    query = query.order_by(OPERATOR.c.name)
    rows = session.execute(query.where(OPERATOR.c.badge == number) if number else query)
    return [Badge(row.badge, row.name, tuple(word for word in row.roles.split(",") if word)) for row in rows]


def highest_plates(session: Session, site_id: UUID, verdict: str) -> list[str]:
    """Return the own plates with the highest number: of those that cartons ever carried, and of those issued."""
    lpn = ANSWER.c.params["lpn"].as_string()
    carried = sa.select(CARTON.c.lpn).where(CARTON.c.site_id == site_id, CARTON.c.lpn.startswith("T-"))
    issued = sa.select(lpn).where(ANSWER.c.site_id == site_id, ANSWER.c.scope == "plates", ANSWER.c.verdict == verdict)
    statements = (_highest(carried, CARTON.c.lpn), _highest(issued, lpn))
    return [str(plate) for statement in statements for plate in session.execute(statement).scalars()]


def _highest(plates: "sa.Select[tuple[str]]", lpn: sa.ColumnElement[str]) -> "sa.Select[tuple[str]]":
    # T-10000 comes after T-9999
    return plates.order_by(sa.func.length(lpn).desc(), lpn.desc()).limit(1)
