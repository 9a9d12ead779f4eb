"""What is known of a request to return goods: its lines, what was delivered to the party and what of it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.db.queries.evidence import kinds as kinds_at_hand
from app.domain.grounds import Delivered, Ground, Taken, tightest
from app.domain.messages.core import Local
from app.domain.terms import Evidence, Match, PartyTier
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Category, Condition, Program, ReasonCode

PAPER, PAPER_LINE = table_of(Authorization), table_of(AuthorizationLine)
RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)
SHIPMENT, SHIPMENT_LINE = table_of(Shipment), table_of(ShipmentLine)
PARTY, PRODUCT = table_of(Party), table_of(Product)

_S = AuthorizationState
RESERVES = frozenset({_S.PENDING_APPROVAL, _S.APPROVED, _S.IN_TRANSIT, _S.RECEIVING})
"""States in which what an authorization names, and has not come yet, is kept from every other."""


def _same(child: sa.Table, column: str, parent: "sa.FromClause") -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


@dataclass(frozen=True, slots=True)
class Request:
    """One line of an authorization as it was asked for."""

    line_id: UUID
    position: int
    authorization_id: UUID
    number: str
    order: str
    program: Program
    party_id: UUID
    party: str
    tier: PartyTier
    asked_at: datetime
    product_id: UUID
    product: Local
    category: Category
    warranty_months: int
    quantity: int
    lot: str
    serial: str
    expiry: date | None
    reason: ReasonCode
    condition: frozenset[Condition]
    evidence: frozenset[Evidence]
    to_follow: frozenset[Evidence]


def lock_party(session: Session, site_id: UUID, authorization_id: UUID) -> None:
    """Keep everyone else from judging requests of the same party until this transaction ends."""
    of_paper = sa.select(PAPER.c.party_id).where(PAPER.c.site_id == site_id, PAPER.c.id == authorization_id)
    session.execute(
        sa.select(PARTY.c.id).where(PARTY.c.id == of_paper.scalar_subquery()).with_for_update(key_share=True)
    )


def requests(session: Session, site_id: UUID, authorization_id: UUID) -> list[Request]:
    """Return the lines of an authorization, in their order."""
    return _requests(session, site_id, PAPER.c.site_id == site_id, PAPER.c.id == authorization_id)


def request_of(session: Session, site_id: UUID, line_id: UUID) -> Request | None:
    """Return one line of an authorization."""
    return next(iter(_requests(session, site_id, PAPER_LINE.c.site_id == site_id, PAPER_LINE.c.id == line_id)), None)


def _requests(session: Session, site_id: UUID, *where: sa.ColumnElement[bool]) -> list[Request]:
    own = ("position", "quantity", "lot", "serial", "expiry", "reason", "condition", "claim")
    rows = session.execute(
        sa.select(
            PAPER_LINE.c.id.label("line_id"),
            *(PAPER_LINE.c[name] for name in own),
            PAPER_LINE.c.evidence_to_follow.label("to_follow"),
            *(PAPER.c[name] for name in ("number", "program", "party_id", "purchase_order", "order", "created_at")),
            PAPER.c.id.label("authorization_id"),
            PARTY.c.name.label("party"),
            PARTY.c.tier,
            PRODUCT.c.id.label("product_id"),
            PRODUCT.c.name.label("product"),
            PRODUCT.c.category,
            PRODUCT.c.warranty_months,
        )
        .select_from(PAPER_LINE)
        .join(PAPER, _same(PAPER_LINE, "authorization_id", PAPER))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .join(PRODUCT, PRODUCT.c.id == PAPER_LINE.c.product_id)
        .where(*where)
        .order_by(PAPER_LINE.c.position)
    ).all()
    at_hand = kinds_at_hand(session, site_id, [row.line_id for row in rows])
    return [_request(row._asdict(), at_hand.get(row.line_id, frozenset())) for row in rows]


def _request(row: dict[str, Any], at_hand: frozenset[Evidence]) -> Request:
    # What stands on the paper itself need not be sent along.
    written = {
        Evidence.TEXT: row.pop("claim"),
        Evidence.SERIAL: row["serial"],
        Evidence.PROOF_OF_PURCHASE: row.pop("purchase_order") + row["order"],
    }
    known = at_hand | {kind for kind, text in written.items() if text}
    asked_at, product = row.pop("created_at"), Local(row["product"])
    evidence = {"evidence": known, "to_follow": row["to_follow"] - known}
    return Request(**{**row, **evidence, "asked_at": asked_at, "product": product})


@dataclass(frozen=True, slots=True)
class Basis:
    """What deliveries to the party say of one request. `of_order` is what the order that it names delivered."""

    match: Match
    ground: Ground
    of_order: Ground

    def delivered_on(self, quantity: int) -> date | None:
        """Return the day whose delivery a return of `quantity` reaches: its order's, where that has so much left."""
        ground = self.of_order if self.of_order.left >= quantity else self.ground
        return ground.delivered_on(quantity)


def basis(session: Session, site_id: UUID, asked: Request, zone: ZoneInfo) -> Basis:
    """Return the narrowest ground of a request: its serial, its lot or the whole product; days are those of `zone`."""
    bound = _bound(site_id, asked)
    delivered = list(session.execute(_DELIVERED, bound))
    taken = [*_reserved(session, bound), *_returned(session, bound)]
    levels = _levels(asked, delivered, taken, zone)
    missing = next((match for match, ground in levels if not ground.shipped), None)
    own = [one for one in delivered if asked.order and one.order == asked.order]
    of_order = _levels(asked, own, [one for one in taken if one.order == asked.order], zone)
    grounds = (tightest(ground for _, ground in each) for each in (levels, of_order))
    return Basis(missing or Match.DELIVERED, *grounds)


@dataclass(frozen=True, slots=True)
class _Held:
    """A quantity that is not to be asked for again."""

    since: datetime
    lot: str
    serial: str
    quantity: int
    order: str
    is_back: bool


def _bound(site_id: UUID, asked: Request) -> dict[str, Any]:
    return {
        "site": site_id, "party": asked.party_id, "product": asked.product_id, "paper": asked.authorization_id,
        "position": asked.position,
    }  # fmt: skip


# Built once: for every line that is judged these are run, and building costs more than running them.
_SITE: "sa.BindParameter[UUID]" = sa.bindparam("site")
_PARTY: "sa.BindParameter[UUID]" = sa.bindparam("party")
_PRODUCT: "sa.BindParameter[UUID]" = sa.bindparam("product")
_PAPER: "sa.BindParameter[UUID]" = sa.bindparam("paper")
_POSITION: "sa.BindParameter[int]" = sa.bindparam("position")

_DELIVERED = (
    sa.select(
        SHIPMENT.c.delivered_on, SHIPMENT.c.order, *(SHIPMENT_LINE.c[name] for name in ("lot", "serial", "quantity"))
    )
    .join(SHIPMENT_LINE, _same(SHIPMENT_LINE, "shipment_id", SHIPMENT))
    .where(SHIPMENT.c.site_id == _SITE, SHIPMENT.c.party_id == _PARTY, SHIPMENT_LINE.c.product_id == _PRODUCT)
)

_CAME = (
    sa.select(sa.func.coalesce(sa.func.sum(RECEIPT_LINE.c.quantity), 0))
    .select_from(RECEIPT)
    .join(RECEIPT_LINE, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
    .where(
        RECEIPT.c.site_id == PAPER.c.site_id,
        RECEIPT.c.authorization_id == PAPER.c.id,
        RECEIPT_LINE.c.authorization_line_id == PAPER_LINE.c.id,
    )
    .correlate(PAPER, PAPER_LINE)
    .scalar_subquery()
)
# What other open authorizations name, and the lines above this one on its own.
_RESERVED = (
    sa.select(
        PAPER.c.created_at,
        PAPER.c.order,
        *(PAPER_LINE.c[name] for name in ("lot", "serial", "quantity")),
        _CAME.label("came"),
    )
    .join(PAPER_LINE, _same(PAPER_LINE, "authorization_id", PAPER))
    .where(
        PAPER.c.site_id == _SITE,
        PAPER.c.party_id == _PARTY,
        PAPER_LINE.c.product_id == _PRODUCT,
        sa.or_(
            sa.and_(PAPER.c.id == _PAPER, PAPER_LINE.c.position < _POSITION),
            sa.and_(PAPER.c.id != _PAPER, PAPER.c.state.in_(sorted(RESERVES))),
        ),
    )
)

_ANSWERED = PAPER_LINE.alias("answered")
# What came back on authorizations of the party, whatever was expected of them.
_RETURNED = (
    sa.select(PAPER.c.created_at, PAPER.c.order, *(RECEIPT_LINE.c[name] for name in ("lot", "serial", "quantity")))
    .select_from(RECEIPT_LINE)
    .join(RECEIPT, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
    .join(PAPER, _same(RECEIPT, "authorization_id", PAPER))
    .outerjoin(_ANSWERED, _same(RECEIPT_LINE, "authorization_line_id", _ANSWERED))
    .where(
        RECEIPT_LINE.c.site_id == _SITE,
        PAPER.c.party_id == _PARTY,
        RECEIPT_LINE.c.product_id == _PRODUCT,
        RECEIPT_LINE.c.quantity > 0,
        sa.or_(PAPER.c.id != _PAPER, _ANSWERED.c.position < _POSITION),
    )
)


def _reserved(session: Session, bound: dict[str, Any]) -> list[_Held]:
    return [
        _Held(row.created_at, row.lot, row.serial, row.quantity - int(row.came), row.order, is_back=False)
        for row in session.execute(_RESERVED, bound)
        if row.quantity > row.came
    ]


def _returned(session: Session, bound: dict[str, Any]) -> list[_Held]:
    return [
        _Held(row.created_at, row.lot, row.serial, row.quantity, row.order, is_back=True)
        for row in session.execute(_RETURNED, bound)
    ]


def _levels(asked: Request, delivered: list[Any], taken: list[_Held], zone: ZoneInfo) -> list[tuple[Match, Ground]]:
    """Return the ground of the product, and those of the lot and the serial that the request names.

    A delivery that was booked without lot or serial may have been of any.
    """

    def ground(column: str, named: str) -> Ground:
        told = [one for one in delivered if getattr(one, column) == named]
        untold = [one for one in delivered if getattr(one, column) == ""]
        sources = told if told and column == "serial" else told + untold
        return _ground(sources, (one for one in taken if getattr(one, column) == named), zone)

    levels = [(Match.NEVER, _ground(delivered, taken, zone))]
    if asked.lot:
        levels.append((Match.OTHER_LOT, ground("lot", asked.lot)))
    if asked.serial:
        levels.append((Match.OTHER_SERIAL, ground("serial", asked.serial)))
    return levels


def _ground(delivered: Iterable[Any], taken: Iterable[_Held], zone: ZoneInfo) -> Ground:
    return Ground(
        tuple(Delivered(one.delivered_on, one.quantity) for one in delivered),
        tuple(Taken(one.since.astimezone(zone).date(), one.quantity, one.is_back) for one in taken),
    )
