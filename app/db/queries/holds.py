"""Locked lines and the cartons that they lock."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Carton, CartonLine, Hold, HoldOrder, Operator, Receipt, ReceiptLine, table_of
from app.db.queries import cartons
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.holds import HeldCarton, HeldLine, Lock, allows
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import DispositionCode, HoldReason

CARTON, LINE, HOLD = table_of(Carton), table_of(CartonLine), table_of(Hold)
ORDER, OPERATOR = table_of(HoldOrder), table_of(Operator)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)


def held_carton(session: Session, site_id: UUID, carton_id: UUID, *, lock: bool = False) -> HeldCarton | None:
    """Return the carton with its locked lines, the first to come first; `lock` keeps others from changing it."""
    carton = cartons.standing_by_id(session, site_id, carton_id, lock=lock)
    if carton is None:
        return None
    units = sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0)).where(*_in(site_id, carton_id))
    return HeldCarton(
        id=carton.id,
        lpn=carton.lpn,
        state=carton.state,
        version=carton.version,
        is_quarantine=carton.is_quarantine,
        units=int(session.execute(units).scalar_one()),
        lines=_lines(session, site_id, carton_id),
    )


def carton_of(session: Session, site_id: UUID, line_id: UUID) -> UUID | None:
    """Return the carton of a line, whether it is locked or not."""
    where = (LINE.c.site_id == site_id, LINE.c.id == line_id)
    return session.execute(sa.select(LINE.c.carton_id).where(*where)).scalar_one_or_none()


def locks(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> dict[UUID, tuple[Lock, ...]]:
    """Return the locks on each of these lines that has any."""
    where = (HOLD.c.site_id == site_id, HOLD.c.carton_line_id.in_(line_ids), HOLD.c.released_at.is_(None))
    query = (
        sa.select(HOLD.c.carton_line_id, HOLD.c.reason, HOLD.c.order_id, ORDER.c.code, _IS_LIFTED)
        .join(LINE, _same(HOLD, "carton_line_id", LINE))
        .join(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .outerjoin(ORDER, _same(HOLD, "order_id", ORDER))
        .where(*where)
        .order_by(HOLD.c.id)
    )
    found: dict[UUID, list[Lock]] = defaultdict(list)
    for row in session.execute(query):
        found[row.carton_line_id].append(Lock(row.reason, row.code, row.order_id, bool(row.is_lifted)))
    return {line_id: tuple(each) for line_id, each in found.items()}


# what an order locked goes by the order, what customs held by the entry that covers it
_IS_LIFTED = sa.case(
    (ORDER.c.id.is_not(None), ORDER.c.state != HoldOrderState.ACTIVE),
    else_=(HOLD.c.reason == HoldReason.CUSTOMS) & RECEIPT_LINE.c.customs_line_id.is_not(None),
).label("is_lifted")


def _in(site_id: UUID, carton_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return (LINE.c.site_id == site_id, LINE.c.carton_id == carton_id)


_OWN = (
    "id", "receipt_line_id", "owner_id", "lot", "expiry", "serial", "condition", "grade", "regrade", "code", "hold",
    "quantity",
)  # fmt: skip


def _lines(session: Session, site_id: UUID, carton_id: UUID) -> tuple[HeldLine, ...]:
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in _OWN),
            RECEIPT_LINE.c.receipt_id,
            RECEIPT_LINE.c.regime,
            PAPER.c.id.label("paper_id"),
            *COLUMNS,
        )
        .select_from(LINE)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _same(RECEIPT, "authorization_id", PAPER))
        .where(*_in(site_id, carton_id), LINE.c.quantity > 0, LINE.c.hold != "")
        .order_by(LINE.c.id)
    )
    held = rows.all()
    locked = locks(session, site_id, [row.id for row in held]) if held else {}
    return tuple(_line(row, locked.get(row.id, (Lock(row.hold),))) for row in held)


def _same(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


def _line(row: Any, locked: tuple[Lock, ...]) -> HeldLine:
    own = {name: getattr(row, name) for name in (*_OWN, "receipt_id", "paper_id", "regime")}
    return HeldLine(product=product_from(row), locks=locked, **own)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a lock: why, by whom and since when (UTC), by which order with what words, until which day.

    `way_out` is the code that it allows by itself. `number` is empty for what the floor found.
    """

    reason: HoldReason
    who: str
    since: datetime
    number: str
    words: str
    until: date | None
    way_out: DispositionCode | None
    is_lifted: bool


def told(session: Session, site_id: UUID, carton_id: UUID, line_id: UUID | None = None) -> list[Told]:
    """Return what locks a carton, or one line of it, each lock once, the first to come first."""
    where = [
        LINE.c.site_id == site_id,
        LINE.c.carton_id == carton_id,
        LINE.c.quantity > 0,
        HOLD.c.released_at.is_(None),
    ]
    if line_id:
        where.append(LINE.c.id == line_id)
    names = (ORDER.c.number, ORDER.c.words, ORDER.c.until, ORDER.c.code, _IS_LIFTED)
    rows = session.execute(
        sa.select(HOLD.c.reason, OPERATOR.c.name, HOLD.c.placed_at, *names)
        .join(LINE, _same(HOLD, "carton_line_id", LINE))
        .join(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(OPERATOR, OPERATOR.c.id == HOLD.c.placed_by)
        .outerjoin(ORDER, _same(HOLD, "order_id", ORDER))
        .where(*where)
        .order_by(HOLD.c.id)
    )
    found: dict[tuple[HoldReason, str], Told] = {}
    for row in rows:
        way_out = allows([Lock(row.reason, row.code)])
        each = Told(
            row.reason, row.name, row.placed_at, row.number or "", row.words or "", row.until, way_out,
            bool(row.is_lifted),
        )  # fmt: skip
        found.setdefault((each.reason, each.number), each)
    return list(found.values())
