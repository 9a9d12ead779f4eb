"""Receipt lines as settling sees them: what was promised, what became of the units, what was posted so far."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    CartonLine,
    Claim,
    ClaimLine,
    EventItem,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    Settlement,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.domain.epcis import Boundary
from app.domain.refunds import Batch, LineFacts, Resolution, usual
from app.domain.transitions import ClaimState, ReceiptState
from app.domain.vocabulary import ReasonCode

RECEIPT, RECEIPT_LINE, CARTON_LINE = table_of(Receipt), table_of(ReceiptLine), table_of(CartonLine)
PAPER, PAPER_LINE, PARTY, PRODUCT = (
    table_of(Authorization),
    table_of(AuthorizationLine),
    table_of(Party),
    table_of(Product),
)
SETTLEMENT, CLAIM, CLAIM_LINE, ITEM = table_of(Settlement), table_of(Claim), table_of(ClaimLine), table_of(EventItem)
SHIPMENT, SHIPMENT_LINE = table_of(Shipment), table_of(ShipmentLine)

CREDITED = (ClaimState.ACCEPTED, ClaimState.PARTLY, ClaimState.PAID)
"""States of a claim in which the vendor has given credit."""

WENT_OUT = (Boundary.OUT, Boundary.DESTROYED, Boundary.TRANSFORMED)
"""Ways out of the building that change nothing about what was accepted; what is adjusted away was never there."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit cost the party; `is_list` where no delivery says it."""

    amount: Decimal
    currency: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """What was posted for a receipt line so far, and under which refund."""

    authorization_id: UUID
    party_id: UUID
    resolution: Resolution
    price: Price
    units: int
    gross: Decimal
    fee: Decimal


@dataclass(frozen=True, slots=True)
class SettlingLine:
    """One receipt line with its paper. `asked_at` decides which terms hold."""

    id: UUID
    authorization_id: UUID
    party_id: UUID
    asked_at: datetime
    facts: LineFacts
    price: Price
    posted: Posted | None


def papers_of(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> list[UUID]:
    """Return the authorizations that receipt lines came under, in the order in which they are locked."""
    found = (
        sa.select(_OF_PAPER.label("paper")).select_from(_LINES).where(*_mine(site_id, line_ids), _OF_PAPER.is_not(None))
    )
    return sorted(session.scalars(found.distinct()))


def lines_of_receipt(session: Session, site_id: UUID, receipt_id: UUID) -> list[UUID]:
    """Return the lines of a receipt."""
    mine = (RECEIPT_LINE.c.site_id == site_id, RECEIPT_LINE.c.receipt_id == receipt_id)
    return list(session.scalars(sa.select(RECEIPT_LINE.c.id).where(*mine).order_by(RECEIPT_LINE.c.id)))


def lines_of_paper(session: Session, site_id: UUID, paper_id: UUID) -> list[UUID]:
    """Return the receipt lines that came under an authorization."""
    mine = (RECEIPT_LINE.c.site_id == site_id, _OF_PAPER.in_([paper_id]))
    found = sa.select(RECEIPT_LINE.c.id).select_from(_LINES).where(*mine)
    return list(session.scalars(found.order_by(RECEIPT_LINE.c.id)))


_OF_PAPER: "sa.ColumnElement[UUID]" = sa.func.coalesce(
    PAPER_LINE.c.authorization_id, RECEIPT.c.authorization_id, SETTLEMENT.c.authorization_id
)
"""A line says its authorization itself, else its receipt; that of a match taken back is what was posted for it."""
_LINES = (
    RECEIPT_LINE.join(
        RECEIPT, (RECEIPT.c.site_id == RECEIPT_LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id)
    )
    .outerjoin(
        PAPER_LINE,
        (PAPER_LINE.c.site_id == RECEIPT_LINE.c.site_id) & (PAPER_LINE.c.id == RECEIPT_LINE.c.authorization_line_id),
    )
    .outerjoin(
        SETTLEMENT,
        (SETTLEMENT.c.site_id == RECEIPT_LINE.c.site_id) & (SETTLEMENT.c.receipt_line_id == RECEIPT_LINE.c.id),
    )
)


def _mine(site_id: UUID, line_ids: Collection[UUID]) -> tuple["sa.ColumnElement[bool]", ...]:
    return (RECEIPT_LINE.c.site_id == site_id, RECEIPT_LINE.c.id.in_(line_ids))


def lines(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> list[SettlingLine]:
    """Return the lines that came under paper, each as it stands; blind ones are owed nothing until they are matched."""
    rows = session.execute(_QUERY.where(*_mine(site_id, line_ids)).order_by(RECEIPT_LINE.c.id)).all()
    batches = _batches(session, site_id, {row.id: row.quantity for row in rows})
    credited = _credited(session, site_id, [row.id for row in rows])
    return [_line(session, row, tuple(batches[row.id]), credited.get(row.id, 0)) for row in rows]


_QUERY = sa.select(
    *(RECEIPT_LINE.c[name] for name in ("site_id", "id", "lot", "serial", "verdict", "product_id", "quantity")),
    RECEIPT.c.state.label("receipt_state"),
    *(PAPER.c[name].label(f"paper_{name}") for name in ("id", "program", "party_id", "order", "created_at")),
    PARTY.c.tier,
    PAPER_LINE.c.reason,
    PAPER_LINE.c.resolution,
    *(PRODUCT.c[name] for name in ("category", "list_price", "currency")),
    *(
        SETTLEMENT.c[name].label(f"posted_{name}")
        for name in (
            "authorization_id", "party_id", "resolution", "price", "currency", "is_list_price", "units", "gross", "fee",
            "approved_at",
        )
    ),
).select_from(
    _LINES.join(PAPER, (PAPER.c.site_id == RECEIPT_LINE.c.site_id) & (PAPER.c.id == _OF_PAPER))
    .join(PARTY, PARTY.c.id == PAPER.c.party_id)
    .join(PRODUCT, PRODUCT.c.id == RECEIPT_LINE.c.product_id)
)  # fmt: skip


def _line(session: Session, row: Any, batches: tuple[Batch, ...], credited: int) -> SettlingLine:
    posted = _posted(row)
    is_same_paper = posted is not None and posted.authorization_id == row.paper_id
    price = posted.price if posted and is_same_paper else price_of(session, row)
    facts = LineFacts(
        program=row.paper_program,
        category=row.category,
        tier=row.tier,
        reason=row.reason or ReasonCode.OTHER,
        resolution=usual(row.resolution, row.paper_program),
        verdict=row.verdict,
        price=price.amount,
        currency=price.currency,
        batches=batches,
        is_checked_in=row.receipt_state is ReceiptState.CLOSED,
        is_approved=row.posted_approved_at is not None,
        credited=credited,
    )
    return SettlingLine(row.id, row.paper_id, row.paper_party_id, row.paper_created_at, facts, price, posted)


def _posted(row: Any) -> Posted | None:
    if row.posted_authorization_id is None:
        return None
    price = Price(row.posted_price, row.posted_currency, row.posted_is_list_price)
    return Posted(
        row.posted_authorization_id, row.posted_party_id, row.posted_resolution, price, row.posted_units,
        row.posted_gross, row.posted_fee,
    )  # fmt: skip


def price_of(session: Session, row: Any) -> Price:
    """Return what the party paid for such goods: by serial, then by the order, then by lot, the latest delivery.

    `row` has site, product and lot, the party and order of its paper, and the list price.
    """
    line = SHIPMENT_LINE.c
    found = session.execute(
        sa.select(line.unit_price, line.currency)
        .join(SHIPMENT, (SHIPMENT.c.site_id == line.site_id) & (SHIPMENT.c.id == line.shipment_id))
        .where(
            line.site_id == row.site_id,
            line.product_id == row.product_id,
            SHIPMENT.c.party_id == row.paper_party_id,
            line.unit_price.is_not(None),
        )
        .order_by(
            sa.case((sa.and_(line.serial == row.serial, line.serial != ""), 0), else_=1),
            sa.case((sa.and_(SHIPMENT.c.order == row.paper_order, SHIPMENT.c.order != ""), 0), else_=1),
            sa.case((line.lot == row.lot, 0), else_=1),
            SHIPMENT.c.delivered_on.desc(),
            line.id.desc(),
        )
        .limit(1)
    ).one_or_none()
    if found is None:
        return Price(row.list_price, row.currency, is_list=True)
    return Price(found.unit_price, found.currency or row.currency, is_list=False)


def _batches(session: Session, site_id: UUID, counted: Mapping[UUID, int]) -> Mapping[UUID, list[Batch]]:
    """Return the units of receipt lines, given how many each counted: in cartons, or out of the building since."""
    own = tuple(CARTON_LINE.c[name] for name in ("receipt_line_id", "grade", "condition", "hold", "quantity"))
    mine = (CARTON_LINE.c.site_id == site_id, CARTON_LINE.c.receipt_line_id.in_(counted), CARTON_LINE.c.quantity > 0)
    found: dict[UUID, list[Batch]] = defaultdict(list)
    for row in session.execute(sa.select(*own).where(*mine)):
        found[row.receipt_line_id].append(_batch(row))
    missing = [line_id for line_id, units in counted.items() if units != sum(each.quantity for each in found[line_id])]
    for row in gone(session, site_id, missing) if missing else ():
        found[row.receipt_line_id].append(_batch(row))
    return found


def _batch(row: Any) -> Batch:
    return Batch(row.quantity, row.grade, row.condition, row.hold is not None)


def gone(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> list[Any]:
    """Return what left from which carton line, less what came back to it: the ledger keeps what no line holds."""
    crossings = sa.union_all(
        _crossing(ITEM.c.from_line_id, ITEM.c.to_place, 1), _crossing(ITEM.c.to_line_id, ITEM.c.from_place, -1)
    ).subquery()
    own = tuple(CARTON_LINE.c[name] for name in ("receipt_line_id", "id", "grade", "condition", "hold", "code"))
    query = (
        sa.select(*own, sa.cast(sa.func.sum(crossings.c.units), sa.Integer).label("quantity"))
        .join(crossings, (crossings.c.site_id == CARTON_LINE.c.site_id) & (crossings.c.line_id == CARTON_LINE.c.id))
        .where(CARTON_LINE.c.site_id == site_id, CARTON_LINE.c.receipt_line_id.in_(line_ids))
        .group_by(*own)
    )
    return [row for row in session.execute(query) if row.quantity > 0]


def _crossing(line: "sa.Column[Any]", place: "sa.Column[Any]", sign: int) -> "sa.Select[Any]":
    units = (sign * ITEM.c.quantity).label("units")
    return sa.select(ITEM.c.site_id, line.label("line_id"), units).where(place.in_(WENT_OUT))


def _credited(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> dict[UUID, int]:
    rows = session.execute(
        sa.select(CLAIM_LINE.c.receipt_line_id, sa.func.sum(CLAIM_LINE.c.quantity))
        .join(CLAIM, (CLAIM.c.site_id == CLAIM_LINE.c.site_id) & (CLAIM.c.id == CLAIM_LINE.c.claim_id))
        .where(CLAIM_LINE.c.site_id == site_id, CLAIM_LINE.c.receipt_line_id.in_(line_ids), CLAIM.c.state.in_(CREDITED))
        .group_by(CLAIM_LINE.c.receipt_line_id)
    )
    return {line_id: int(units) for line_id, units in rows}
