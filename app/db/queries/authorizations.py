"""The list of authorizations: searched, filtered, sorted, by pages or whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Party,
    Product,
    ReceiptLine,
    Tracking,
    table_of,
)
from app.domain.receipts import FILLING
from app.domain.tracking import numbers_in
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program

PAPER, LINE, TRACKING = table_of(Authorization), table_of(AuthorizationLine), table_of(Tracking)
PARTY, PRODUCT, RECEIPT_LINE = table_of(Party), table_of(Product), table_of(ReceiptLine)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of authorizations is to hold, and in which order; None and empty leave nothing out.

    `since` and `until` bound the day on which one was made, in the site's calendar as `midnights` of UTC.
    """

    state: AuthorizationState | None = None
    program: Program | None = None
    party_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    find: str = ""
    order: str = "created"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One authorization of a list; `received` is how many of the expected base units were counted."""

    id: UUID
    number: str
    program: Program
    state: AuthorizationState
    party: str
    expected_on: date | None
    expires_on: date | None
    created_at: datetime
    purchase_order: str
    order: str
    credit_memo: str
    units: int = 0
    received: int = 0


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": PAPER.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "program": PAPER.c.program,
    "state": PAPER.c.state,
    "expected": PAPER.c.expected_on,
    "expires": PAPER.c.expires_on,
    "created": PAPER.c.created_at,
}
"""What the list sorts by. Those without a day stand last, whichever way it sorts."""


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` authorizations from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    turned = column.desc() if wanted.falls else column
    rows = session.execute(
        sa.select(*(PAPER.c[name] for name in _HEAD), PARTY.c.name.label("party"))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(*_conditions(site_id, wanted))
        .order_by(column.is_(None), turned, PAPER.c.id.desc() if wanted.falls else PAPER.c.id)
        .offset(start)
        .limit(limit)
    ).all()
    # by the same conditions, or by the few ids of a page: a list of a hundred thousand ids is no statement
    which = _page_of([row.id for row in rows]) if limit else _whole(site_id, wanted)
    units = _units(session, site_id, which)
    return [_listed(row, units) for row in rows]


_HEAD = (
    "id", "number", "program", "state", "expected_on", "expires_on", "created_at", "purchase_order", "order",
    "credit_memo",
)  # fmt: skip


def _listed(row: Any, units: Mapping[UUID, tuple[int, int]]) -> Listed:
    expected, received = units.get(row.id, (0, 0))
    return Listed(**row._mapping, units=expected, received=received)


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many authorizations are wanted."""
    return session.execute(
        sa.select(sa.func.count())
        .select_from(PAPER)
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(*_conditions(site_id, wanted))
    ).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    exact = {PAPER.c.state: wanted.state, PAPER.c.program: wanted.program, PAPER.c.party_id: wanted.party_id}
    conditions = [PAPER.c.site_id == site_id, *(column == value for column, value in exact.items() if value)]
    if wanted.since:
        conditions.append(PAPER.c.created_at >= wanted.since)
    if wanted.until:
        conditions.append(PAPER.c.created_at < wanted.until)
    if wanted.find:
        conditions.append(_finds(wanted.find))
    return conditions


def _finds(text: str) -> "sa.ColumnElement[bool]":
    """Match what a person remembers: part of a number or name; a whole tracking number, SKU, GTIN, lot or serial."""
    part = f"%{_escaped(text.lower())}%"
    named = (PAPER.c[name] for name in ("number", "purchase_order", "order", "credit_memo", "recall_number"))
    tracked = sa.select(TRACKING.c.authorization_id).where(
        TRACKING.c.site_id == PAPER.c.site_id, TRACKING.c.number.in_(numbers_in(text) or ("",))
    )
    upper = text.upper()
    held = (
        sa.select(LINE.c.authorization_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == PAPER.c.site_id, LINE.c.authorization_id == PAPER.c.id)
        .where(
            sa.or_(
                sa.func.upper(PRODUCT.c.sku) == upper,
                PRODUCT.c.gtin == upper.zfill(14),
                sa.func.upper(LINE.c.lot) == upper,
                sa.func.upper(LINE.c.serial) == upper,
                *(sa.func.lower(PRODUCT.c.name[spoken].as_string()).like(part, escape="\\") for spoken in ("en", "es")),
            )
        )
    )
    texts = (*named, PARTY.c.name)
    return sa.or_(
        *(sa.func.lower(column).like(part, escape="\\") for column in texts),
        PAPER.c.id.in_(tracked),
        held.exists(),
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _page_of(ids: list[UUID]) -> "sa.ColumnElement[bool]":
    return LINE.c.authorization_id.in_(ids)


def _whole(site_id: UUID, wanted: Wanted) -> "sa.ColumnElement[bool]":
    papers = sa.select(PAPER.c.id).join(PARTY, PARTY.c.id == PAPER.c.party_id).where(*_conditions(site_id, wanted))
    return LINE.c.authorization_id.in_(papers)


def _units(session: Session, site_id: UUID, which: "sa.ColumnElement[bool]") -> Mapping[UUID, tuple[int, int]]:
    """Return (expected, received) base units by authorization; overs never hide what is short."""
    counted = (
        sa.select(sa.func.sum(RECEIPT_LINE.c.quantity))
        .where(
            RECEIPT_LINE.c.site_id == LINE.c.site_id,
            RECEIPT_LINE.c.authorization_line_id == LINE.c.id,
            RECEIPT_LINE.c.verdict.in_(sorted(FILLING)),
        )
        .scalar_subquery()
    )
    lines = (
        sa.select(LINE.c.authorization_id, LINE.c.quantity, sa.func.coalesce(counted, 0).label("counted"))
        .where(LINE.c.site_id == site_id, which)
        .subquery()
    )
    received = sa.case((lines.c.counted > lines.c.quantity, lines.c.quantity), else_=lines.c.counted)
    rows = session.execute(
        sa.select(lines.c.authorization_id, sa.func.sum(lines.c.quantity), sa.func.sum(received)).group_by(
            lines.c.authorization_id
        )
    )
    return MappingProxyType({paper_id: (int(units), int(done)) for paper_id, units, done in rows})


def to_approve(session: Session, site_id: UUID) -> int:
    """Return how many authorizations wait for approval."""
    waits = PAPER.c.state == AuthorizationState.PENDING_APPROVAL
    return session.scalar(sa.select(sa.func.count()).where(PAPER.c.site_id == site_id, waits)) or 0


def states(session: Session, site_id: UUID) -> Mapping[AuthorizationState, int]:
    """Return how many authorizations stand in each state that any stands in."""
    rows = session.execute(
        sa.select(PAPER.c.state, sa.func.count()).where(PAPER.c.site_id == site_id).group_by(PAPER.c.state)
    )
    return MappingProxyType({row[0]: row[1] for row in rows})
