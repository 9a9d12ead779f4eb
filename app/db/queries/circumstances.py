"""What stands around goods on the bench: what their lot, customs, vendor and client say."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ClientWish, Decision, HoldOrder, Party, Product, SnapshotLine, UnsoldReturn, table_of
from app.db.queries import agreements, grading, sanitizations
from app.domain.agreements import Agreement
from app.domain.circumstances import ASKS_NO_QUOTA, NO_WISHES, Circumstances, Offer, VendorStanding, Wishes, offer
from app.domain.inspection import GRADABLE_HOLDS, Goods
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import HoldReason, HoldScope, LineVerdict, Program, ReasonCode

WISH, PARTY, PRODUCT, DECISION = table_of(ClientWish), table_of(Party), table_of(Product), table_of(Decision)
STOCK, RETURN, ORDER = table_of(SnapshotLine), table_of(UnsoldReturn), table_of(HoldOrder)


def around(session: Session, site_id: UUID, goods: Goods, today: date) -> Circumstances:
    """Return the circumstances of goods on a day of the site."""
    recalled = _is_recalled(goods) or _has_recall(session, site_id, goods)
    return Circumstances(
        recalled=recalled,
        sanitized=_is_sanitized(session, site_id, goods),
        regime=goods.regime,
        lot_held=goods.hold not in GRADABLE_HOLDS,
        udi_unread=goods.verdict is LineVerdict.UDI_UNREADABLE,
        offer=None if recalled else _offer(session, site_id, goods, today),
        wishes=_wishes(session, goods.product.owner_id),
    )


def _is_recalled(goods: Goods) -> bool:
    claim = goods.claim
    by_paper = claim is not None and (claim.program is Program.RECALL or claim.reason is ReasonCode.RECALL)
    return by_paper or goods.hold is HoldReason.RECALL


def _has_recall(session: Session, site_id: UUID, goods: Goods) -> bool:
    """Tell whether an order in force recalls the product or this lot of it, also where this unit was let go."""
    recalling = sa.select(ORDER.c.id).where(
        ORDER.c.site_id == site_id, ORDER.c.state == HoldOrderState.ACTIVE, ORDER.c.reason == HoldReason.RECALL,
        ORDER.c.product_id == goods.product.id, ORDER.c.scope.in_([HoldScope.PRODUCT, HoldScope.LOT]),
        sa.or_(ORDER.c.scope == HoldScope.PRODUCT, ORDER.c.lot == goods.lot),
    )  # fmt: skip
    return session.execute(recalling.limit(1)).first() is not None


def _is_sanitized(session: Session, site_id: UUID, goods: Goods) -> bool:
    return goods.product.data_bearing and sanitizations.is_sanitized(
        session, site_id, goods.receipt_line_id, goods.serial
    )


def _wishes(session: Session, owner_id: UUID) -> Wishes:
    row = session.execute(
        sa.select(PARTY.c.name, WISH.c.forbids, WISH.c.least, WISH.c.currency)
        .join(PARTY, PARTY.c.id == WISH.c.owner_id)
        .where(WISH.c.owner_id == owner_id)
    ).one_or_none()
    return Wishes(*row) if row else NO_WISHES


def _offer(session: Session, site_id: UUID, goods: Goods, today: date) -> Offer | None:
    """Return what the vendor's agreement says; nothing where goods go back without one."""
    if goods.claim and goods.claim.program in ASKS_NO_QUOTA:
        return None
    product = goods.product
    vendor = sa.select(PRODUCT.c.vendor_id).where(PRODUCT.c.id == product.id)
    vendor_id = session.execute(vendor).scalar_one_or_none()
    standing = agreements.of_vendor(session, vendor_id, today) if vendor_id else []
    promised = _promised(session, site_id, goods) if standing else None
    if promised:
        return _as_promised(standing, promised, goods)
    asks_day = any(each.terms.window_days for each in standing)
    return offer(standing, product, vendor_id, today, _received_on(session, site_id, goods) if asks_day else None)


def _promised(session: Session, site_id: UUID, goods: Goods) -> UUID | None:
    """Return the agreement under which the authorization was made: what it asks for has its quota already."""
    if goods.grade is not None:
        return _held_since(session, site_id, goods)
    if goods.claim is None or goods.claim.program is not Program.UNSOLD:
        return None
    made = sa.select(RETURN.c.agreement_id).where(
        RETURN.c.site_id == site_id, RETURN.c.authorization_id == goods.claim.authorization_id,
        RETURN.c.agreement_id.is_not(None),
    )  # fmt: skip
    found: UUID | None = session.execute(made.limit(1)).scalar_one_or_none()
    return found


def _held_since(session: Session, site_id: UUID, goods: Goods) -> UUID | None:
    """Return the agreement whose quota goods took up when they were graded before: they need no second part of it."""
    last = grading.last_inspection(session, site_id, goods.id)
    decided = sa.select(DECISION.c.agreement_id).where(DECISION.c.site_id == site_id, DECISION.c.inspection_id == last)
    found: UUID | None = session.execute(decided).scalar_one_or_none()
    return found


def _as_promised(standing: list[Agreement], agreement_id: UUID, goods: Goods) -> Offer:
    credits_: dict[UUID, Any] = {each.id: each.terms.credit(goods.product.unit_cost, 1) for each in standing}
    return Offer(VendorStanding.PROMISED, agreement_id, 0, credits_.get(agreement_id, goods.product.unit_cost))


def _received_on(session: Session, site_id: UUID, goods: Goods) -> date | None:
    """Return the first day on which any place says that it got this lot: an agreement's days count from there."""
    same_lot = (STOCK.c.site_id == site_id, STOCK.c.product_id == goods.product.id, STOCK.c.lot == goods.lot)
    found: date | None = session.execute(sa.select(sa.func.min(STOCK.c.received_on)).where(*same_lot)).scalar_one()
    return found
