"""What of an authorization is made good by goods: how much may go, what left in advance and is missing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    CartonLine,
    Party,
    Receipt,
    ReceiptLine,
    Replacement,
    Site,
    table_of,
)
from app.db.queries import policies, settling
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.db.queries.replacements import VOID
from app.domain.products import Product
from app.domain.receipts import FILLING
from app.domain.refunds import Goods, LineFacts, Resolution, Term, Terms, usual
from app.domain.replacing import REPLACES, Given, Room, accepted, returned
from app.domain.transitions import AuthorizationState, ReceiptState, ReplacementState
from app.domain.vocabulary import DispositionCode

PAPER, LINE, PARTY, SITE = table_of(Authorization), table_of(AuthorizationLine), table_of(Party), table_of(Site)
RECEIPT, COUNTED, HELD = table_of(Receipt), table_of(ReceiptLine), table_of(CartonLine)
REPLACEMENT = table_of(Replacement)

OUT = (ReplacementState.SHIPPED, ReplacementState.DELIVERED)
"""States in which a replacement has left."""


@dataclass(frozen=True, slots=True)
class Replaceable:
    """A line of an authorization that is made good by goods. `term` is the refund term for what it declares."""

    id: UUID
    position: int
    product: Product
    lot: str
    serial: str
    resolution: Resolution
    room: Room
    term: Term | None

    @property
    def may_go_first(self) -> bool:
        """Whether a replacement may leave before its goods come."""
        return self.resolution is Resolution.REPLACEMENT and self.term is not None and self.term.advance_days > 0


def of_paper(session: Session, site_id: UUID, paper_id: UUID) -> tuple[Replaceable, ...]:
    """Return the lines of an authorization that are made good by goods, in their order."""
    rows = [
        row
        for row in session.execute(_LINES.where(LINE.c.site_id == site_id, LINE.c.authorization_id == paper_id))
        if usual(row.resolution, row.program) in REPLACES
    ]
    if not rows:
        return ()
    asked_on = rows[0].created_at.astimezone(ZoneInfo(rows[0].time_zone)).date()
    terms = policies.terms_in_force(session, site_id, asked_on)
    rooms = _rooms(session, site_id, {row.id: row.quantity for row in rows}, terms)
    going_back = _going_back(session, site_id, [row.id for row in rows])
    return tuple(_replaceable(row, rooms[row.id], going_back.get(row.id, 0), terms) for row in rows)


_LINES = (
    sa.select(
        *(LINE.c[name] for name in ("id", "position", "quantity", "lot", "serial", "reason", "condition")),
        LINE.c.resolution, PAPER.c.program, PAPER.c.created_at, PARTY.c.tier, SITE.c.time_zone, *COLUMNS,
    )
    .join(PAPER, (PAPER.c.site_id == LINE.c.site_id) & (PAPER.c.id == LINE.c.authorization_id))
    .join(PARTY, PARTY.c.id == PAPER.c.party_id)
    .join(SITE, SITE.c.id == LINE.c.site_id)
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    .order_by(LINE.c.position)
)  # fmt: skip


def _replaceable(row: Any, room: Room, going_back: int, terms: Terms) -> Replaceable:
    product, resolution = product_from(row), usual(row.resolution, row.program)
    goods = Goods(row.program, product.category, row.tier, row.reason, row.condition)
    if resolution is Resolution.REPAIR_AND_RETURN:  # what goes back are the units that are decided to, no others
        room = Room(room.quantity, going_back, room.returned, room.given)
    return Replaceable(
        row.id, row.position, product, row.lot, row.serial, resolution, room, terms.for_goods(goods)
    )  # fmt: skip


def _rooms(session: Session, site_id: UUID, lines: Mapping[UUID, int], terms: Terms) -> dict[UUID, Room]:
    came, given = _came(session, site_id, lines), _given(session, site_id, lines)
    return {
        line_id: Room(
            quantity,
            sum(accepted(facts, terms) for facts in came[line_id]),
            sum(returned(facts) for facts in came[line_id]),
            tuple(given[line_id]),
        )
        for line_id, quantity in lines.items()
    }


def _came(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> Mapping[UUID, list[LineFacts]]:
    """Return what was counted of each line, as settling sees it."""
    of = COUNTED.c.authorization_line_id
    mine = sa.select(COUNTED.c.id, of).where(COUNTED.c.site_id == site_id, of.in_(line_ids), COUNTED.c.quantity > 0)
    counted = {row.id: row.authorization_line_id for row in session.execute(mine)}
    found: dict[UUID, list[LineFacts]] = defaultdict(list)
    for each in settling.lines(session, site_id, counted) if counted else ():
        found[counted[each.id]].append(each.facts)
    return found


def _given(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> Mapping[UUID, list[Given]]:
    rows = session.execute(
        sa.select(REPLACEMENT).where(
            REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.authorization_line_id.in_(line_ids),
            REPLACEMENT.c.state.not_in(VOID),
        ).order_by(REPLACEMENT.c.id)
    )  # fmt: skip
    found: dict[UUID, list[Given]] = defaultdict(list)
    for row in rows:
        found[row.authorization_line_id].append(
            Given(row.id, row.quantity, row.is_advance, row.state in OUT, row.return_by, row.charged_at is not None)
        )
    return found


def _going_back(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many unheld units of each line are decided to go back to their customer, or went."""
    of = COUNTED.c.authorization_line_id
    mine = (COUNTED.c.site_id == site_id, of.in_(line_ids), COUNTED.c.verdict.in_(sorted(FILLING)))
    counted = {row.id: row.authorization_line_id for row in session.execute(sa.select(COUNTED.c.id, of).where(*mine))}
    own = tuple(HELD.c[name] for name in ("receipt_line_id", "hold", "code", "quantity"))
    standing = sa.select(*own).where(HELD.c.site_id == site_id, HELD.c.receipt_line_id.in_(counted))
    rows = [*session.execute(standing), *(settling.gone(session, site_id, list(counted)) if counted else ())]
    found: dict[UUID, int] = defaultdict(int)
    for row in rows:
        if row.code is DispositionCode.RETURN_TO_CUSTOMER and row.hold is None:
            found[counted[row.receipt_line_id]] += row.quantity
    return found


@dataclass(frozen=True, slots=True)
class Advance:
    """A replacement that left before its goods came: what is `missing` of it now, and what was charged for that."""

    id: UUID
    number: str
    authorization_id: UUID
    party_id: UUID
    line_id: UUID
    state: ReplacementState
    list_price: Decimal
    charge_percent: int
    currency: str
    charged: Decimal
    charged_at: datetime | None
    return_by: date
    version: int
    missing: int


def advances(session: Session, site_id: UUID, *where: "sa.ColumnElement[bool]") -> list[Advance]:
    """Return the replacements that left in advance and fit `where`, in the order in which they are locked."""
    names = [name for name in Advance.__dataclass_fields__ if name not in ("line_id", "missing")]
    rows = session.execute(
        sa.select(*(REPLACEMENT.c[name] for name in names), REPLACEMENT.c.authorization_line_id.label("line_id"),
                  LINE.c.quantity)
        .join(LINE, (LINE.c.site_id == REPLACEMENT.c.site_id) & (LINE.c.id == REPLACEMENT.c.authorization_line_id))
        .where(REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.is_advance, REPLACEMENT.c.state.in_(OUT), *where)
        .order_by(REPLACEMENT.c.authorization_id, REPLACEMENT.c.id)
    ).all()  # fmt: skip
    if not rows:
        return []
    rooms = _rooms(session, site_id, {row.line_id: row.quantity for row in rows}, Terms(0))
    return [_advance(row, rooms[row.line_id]) for row in rows]


def _advance(row: Any, room: Room) -> Advance:
    values = {name: value for name, value in row._mapping.items() if name != "quantity"}
    return Advance(**values, missing=room.missing()[row.id])


def missing(session: Session, site_id: UUID, replacement_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many units of each of these replacements are to come back and are not here."""
    found = advances(session, site_id, REPLACEMENT.c.id.in_(replacement_ids)) if replacement_ids else []
    return {each.id: each.missing for each in found}


def overdue(session: Session, site_id: UUID, today: date) -> Iterable[tuple[UUID, UUID]]:
    """Return id and authorization of what left in advance, was to be here before `today`, and was not charged.

    What is closed is agreed on; while goods of the line are being counted, nobody says that they did not come.
    """
    counting = sa.exists().where(
        RECEIPT.c.site_id == REPLACEMENT.c.site_id,
        RECEIPT.c.id == COUNTED.c.receipt_id,
        RECEIPT.c.state == ReceiptState.OPEN,
        COUNTED.c.site_id == REPLACEMENT.c.site_id,
        COUNTED.c.authorization_line_id == REPLACEMENT.c.authorization_line_id,
        COUNTED.c.quantity > 0,
    )
    found = session.execute(
        sa.select(REPLACEMENT.c.id, REPLACEMENT.c.authorization_id)
        .join(PAPER, (PAPER.c.site_id == REPLACEMENT.c.site_id) & (PAPER.c.id == REPLACEMENT.c.authorization_id))
        .where(
            REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.is_advance, REPLACEMENT.c.state.in_(OUT),
            REPLACEMENT.c.return_by < today, REPLACEMENT.c.charged_at.is_(None),
            PAPER.c.state != AuthorizationState.CLOSED, ~counting,
        )
        .order_by(REPLACEMENT.c.authorization_id, REPLACEMENT.c.id)
    )  # fmt: skip
    return [(row.id, row.authorization_id) for row in found]
