"""Blind receipts: the list, the goods of one in their cartons, and who matched it."""

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
    Location,
    Operator,
    PaperEvent,
    Receipt,
    ReceiptLine,
    Site,
    table_of,
)
from app.domain.authorizing import PaperAct
from app.domain.transitions import CartonState, ReceiptState
from app.domain.vocabulary import HoldReason

RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
CARTON, LINE, HISTORY = table_of(Carton), table_of(CartonLine), table_of(PaperEvent)
LOCATION, OPERATOR, SITE = table_of(Location), table_of(Operator), table_of(Site)

_UNITS = (
    sa.select(sa.func.coalesce(sa.func.sum(RECEIPT_LINE.c.quantity), 0))
    .where(RECEIPT_LINE.c.site_id == RECEIPT.c.site_id, RECEIPT_LINE.c.receipt_id == RECEIPT.c.id)
    .correlate(RECEIPT)
    .scalar_subquery()
)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": RECEIPT.c.number,
    "opened": RECEIPT.c.opened_at,
    "units": _UNITS,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of blind receipts is to hold, and in which order; None and empty leave nothing out."""

    state: ReceiptState | None = None
    find: str = ""
    order: str = "opened"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One receipt without paper; `units` are base units."""

    id: UUID
    number: str
    state: ReceiptState
    opened_at: datetime
    opened_by: str
    dock: str
    units: int


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` blind receipts from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        sa.select(
            *(RECEIPT.c[name] for name in ("id", "number", "state", "opened_at")),
            OPERATOR.c.name.label("opened_by"),
            sa.func.coalesce(LOCATION.c.code, "").label("dock"),
            _UNITS.label("units"),
        )
        .join(OPERATOR, OPERATOR.c.id == RECEIPT.c.opened_by)
        .outerjoin(LOCATION, LOCATION.c.id == RECEIPT.c.dock_id)
        .where(*_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, RECEIPT.c.number)
        .offset(start)
        .limit(limit)
    )
    return [Listed(**{**row._mapping, "units": int(row.units)}) for row in rows]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many blind receipts are wanted."""
    return session.execute(sa.select(sa.func.count()).where(*_conditions(site_id, wanted))).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    blind = [RECEIPT.c.site_id == site_id, RECEIPT.c.authorization_id.is_(None)]
    state = [RECEIPT.c.state == wanted.state] if wanted.state else []
    found = [sa.func.lower(RECEIPT.c.number).contains(wanted.find.lower(), autoescape=True)] if wanted.find else []
    return [*blind, *state, *found]


def lock(session: Session, site_id: UUID, receipt_id: UUID, paper_id: UUID) -> None:
    """Keep others from counting in the receipt, and in the one that is open for the authorization, until this ends.

    The site too, as opening a receipt does: nobody opens one for the same authorization meanwhile.
    """
    mine = RECEIPT.c.id == receipt_id
    open_now = sa.and_(RECEIPT.c.authorization_id == paper_id, RECEIPT.c.state == ReceiptState.OPEN)
    session.execute(
        sa.select(RECEIPT.c.id)
        .where(RECEIPT.c.site_id == site_id, sa.or_(mine, open_now))
        .order_by(RECEIPT.c.id)
        .with_for_update(key_share=True)
    )
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == site_id).with_for_update(key_share=True))


@dataclass(frozen=True, slots=True)
class Piece:
    """Goods of one receipt line in one carton, alike in everything; `values` are the columns of their carton line."""

    id: UUID
    receipt_line_id: UUID
    carton_id: UUID
    lpn: str
    state: CartonState
    version: int
    is_quarantine: bool
    hold: HoldReason | None
    quantity: int
    values: Mapping[str, Any]


_SAME = (
    "site_id", "carton_id", "product_id", "owner_id", "lot", "expiry", "serial", "condition", "grade", "regrade",
    "code",
)  # fmt: skip


def pieces(session: Session, site_id: UUID, receipt_lines: Collection[UUID]) -> list[Piece]:
    """Return where the goods of receipt lines are, in the order in which they came there."""
    query = _pieces(site_id, receipt_lines)
    cartons = {row.carton_id for row in session.execute(query)}
    where = (CARTON.c.site_id == site_id, CARTON.c.id.in_(cartons))
    session.execute(sa.select(CARTON.c.id).where(*where).order_by(CARTON.c.id).with_for_update(key_share=True))
    return [_piece(row) for row in session.execute(query)]  # as they are now that nobody else moves them


def _pieces(site_id: UUID, receipt_lines: Collection[UUID]) -> "sa.Select[Any]":
    return (
        sa.select(
            LINE, CARTON.c.lpn, CARTON.c.state, CARTON.c.version, CARTON.c.is_quarantine
        )
        .join(CARTON, (CARTON.c.site_id == LINE.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
        .where(LINE.c.site_id == site_id, LINE.c.receipt_line_id.in_(receipt_lines), LINE.c.quantity > 0)
        .order_by(LINE.c.id)
    )  # fmt: skip


def _piece(row: Any) -> Piece:
    own = {name: getattr(row, name) for name in Piece.__dataclass_fields__ if name != "values"}
    return Piece(**own, values={name: getattr(row, name) for name in _SAME})


@dataclass(frozen=True, slots=True)
class Match:
    """To which authorization a receipt was matched, by whom and when."""

    number: str
    who: str
    when: datetime


def match_of(session: Session, site_id: UUID, receipt_number: str, paper_id: UUID) -> Match | None:
    """Return who matched the receipt to the authorization, None when it was opened for it."""
    rows = session.execute(
        sa.select(PAPER.c.number, OPERATOR.c.name.label("who"), HISTORY.c.at.label("when"), HISTORY.c.changes)
        .select_from(HISTORY)
        .join(PAPER, (PAPER.c.site_id == HISTORY.c.site_id) & (PAPER.c.id == HISTORY.c.authorization_id))
        .join(OPERATOR, OPERATOR.c.id == HISTORY.c.operator_id)
        .where(HISTORY.c.site_id == site_id, HISTORY.c.authorization_id == paper_id, HISTORY.c.act == PaperAct.MATCHED)
        .order_by(HISTORY.c.at.desc(), HISTORY.c.id.desc())
    )
    named: Sequence[Any] = [row for row in rows if ["receipt", "", receipt_number] in row.changes]
    return Match(named[0].number, named[0].who, named[0].when) if named else None


def came_since(session: Session, site_id: UUID, paper_id: UUID, receipt_id: UUID, since: datetime) -> bool:
    """Tell whether another receipt of the authorization was opened since an instant."""
    later = sa.select(RECEIPT.c.id).where(
        RECEIPT.c.site_id == site_id,
        RECEIPT.c.authorization_id == paper_id,
        RECEIPT.c.id != receipt_id,
        RECEIPT.c.opened_at >= since,
    )
    return session.execute(later.limit(1)).one_or_none() is not None


def counted_beside(session: Session, site_id: UUID, receipt_id: UUID, known: Collection[UUID]) -> bool:
    """Tell whether the receipt counted anything on other lines than `known`."""
    beside = sa.select(RECEIPT_LINE.c.id).where(
        RECEIPT_LINE.c.site_id == site_id,
        RECEIPT_LINE.c.receipt_id == receipt_id,
        RECEIPT_LINE.c.quantity > 0,
        RECEIPT_LINE.c.id.not_in(known),
    )
    return session.execute(beside.limit(1)).one_or_none() is not None
