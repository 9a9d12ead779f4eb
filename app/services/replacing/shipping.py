"""Shipping a replacement, which makes it a shipment like any other, and noting its delivery."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Product, Shipment, ShipmentLine, table_of
from app.db.queries import settling
from app.db.queries.replacements import OneReplacement
from app.db.queries.settling import Price
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import replacing as say
from app.domain.messages.core import Params, Said, Units
from app.domain.transitions import Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.replacing.guarding import Seen, change, facts, line_of, paper_for, replacement, today

SHIPMENT, SHIPPED = table_of(Shipment), table_of(ShipmentLine)
PAPER, LINE, PRODUCT = table_of(Authorization), table_of(AuthorizationLine), table_of(Product)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What left on which day: lot and serial where the product is told apart by them, the carrier's number."""

    shipped_on: date
    tracking: str = ""
    lot: str = ""
    serial: str = ""


def ship(session: Session, act: Act, seen: Seen, parcel: Parcel) -> Answered[UUID]:
    """Note that a replacement left: from then on it counts as delivered to the party, and can come back."""
    return answer(session, act, lambda: _ship(session, act, seen, parcel))


def _ship(session: Session, act: Act, seen: Seen, parcel: Parcel) -> Outcome[UUID]:
    found = replacement(session, act, seen, Move.SHIP)
    paper_for(session, act, found.authorization_id, is_advance=found.is_advance)
    _check_day(act, parcel.shipped_on, found.opened_at.date() - timedelta(days=1))
    _check_goods(session, act, found)
    _check_serial(session, found, parcel)
    back = parcel.shipped_on + timedelta(days=found.advance_days) if found.is_advance else None
    change(
        session, act, found, Move.SHIP, PaperAct.REPLACEMENT_SHIPPED, shipped_on=parcel.shipped_on, return_by=back,
        tracking=parcel.tracking.strip()[:40], lot=parcel.lot.strip().upper()[:40],
        serial=parcel.serial.strip().upper()[:40], shipment_id=_shipment(session, act, found, parcel),
    )  # fmt: skip
    said: Params = {**facts(found), "day": parcel.shipped_on}
    if back is None:
        return Outcome(Said(say.SHIPPED, said), result=found.id)
    return Outcome(Said(say.SHIPPED_IN_ADVANCE, {**said, "back": back}), result=found.id)


def _check_day(act: Act, day: date, since: date) -> None:
    if not since <= day <= today(act):
        raise Refused(say.DAY_TO_COME, day=day, since=since, today=today(act))


def _check_goods(session: Session, act: Act, found: OneReplacement) -> None:
    """Refuse what stands for goods that were locked or graded away since it was planned."""
    line = line_of(session, act, found.authorization_id, found.authorization_line_id)
    accepted = line.room.accepted if line else 0
    if not found.is_advance and (line is None or accepted < line.room.ordinary):
        raise Refused(say.NOT_ACCEPTED, number=found.number, product=found.product, accepted=Units(accepted))


def _check_serial(session: Session, found: OneReplacement, parcel: Parcel) -> None:
    if parcel.serial.strip() and found.quantity != 1:
        units = Units(found.quantity)
        raise Refused(say.SERIAL_IS_ONE, serial=parcel.serial.strip()[:40], number=found.number, units=units)
    by_serial = session.execute(sa.select(PRODUCT.c.serial_tracked).where(PRODUCT.c.id == found.product_id))
    if by_serial.scalar_one() and found.quantity == 1 and not parcel.serial.strip():
        raise Refused(say.NEEDS_SERIAL, product=found.product, number=found.number)


def _shipment(session: Session, act: Act, found: OneReplacement, parcel: Parcel) -> UUID:
    """Return the shipment that the replacement is, under its number: the one that was imported, else a new one."""
    mine = (SHIPMENT.c.site_id == act.site_id, SHIPMENT.c.number == found.number[:40])
    known: UUID | None = session.execute(sa.select(SHIPMENT.c.id).where(*mine)).scalar_one_or_none()
    if known:
        return known
    shipment_id, price = new_id(), _price(session, act, found)
    session.execute(sa.insert(SHIPMENT).values(
        site_id=act.site_id, id=shipment_id, number=found.number[:40], order=found.order, party_id=found.party_id,
        delivered_on=parcel.shipped_on,
    ))  # fmt: skip
    session.execute(sa.insert(SHIPPED).values(
        site_id=act.site_id, id=new_id(), shipment_id=shipment_id, product_id=found.product_id,
        expiry=None, lot=parcel.lot.strip().upper()[:40], serial=parcel.serial.strip().upper()[:40],
        quantity=found.quantity,
        unit_price=None if price.is_list else price.amount, currency="" if price.is_list else price.currency,
    ))  # fmt: skip
    return shipment_id


def _price(session: Session, act: Act, found: OneReplacement) -> Price:
    """Return what the party paid for what is replaced: whoever sends the replacement back later is refunded that."""
    row = session.execute(
        sa.select(
            LINE.c.site_id, LINE.c.product_id, LINE.c.lot, LINE.c.serial, PAPER.c.party_id.label("paper_party_id"),
            PAPER.c.order.label("paper_order"), PRODUCT.c.list_price, PRODUCT.c.currency,
        )
        .join(PAPER, (PAPER.c.site_id == LINE.c.site_id) & (PAPER.c.id == LINE.c.authorization_id))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == act.site_id, LINE.c.id == found.authorization_line_id)
    ).one()  # fmt: skip
    return settling.price_of(session, row)


def deliver(session: Session, act: Act, seen: Seen, day: date) -> Answered[UUID]:
    """Note on which day a replacement reached the party: windows for its return count from then."""
    return answer(session, act, lambda: _deliver(session, act, seen, day))


def _deliver(session: Session, act: Act, seen: Seen, day: date) -> Outcome[UUID]:
    found = replacement(session, act, seen, Move.DELIVER)
    _check_day(act, day, found.shipped_on or day)
    change(session, act, found, Move.DELIVER, PaperAct.REPLACEMENT_DELIVERED, delivered_on=day)
    mine = (SHIPMENT.c.site_id == act.site_id, SHIPMENT.c.id == found.shipment_id)
    session.execute(sa.update(SHIPMENT).where(*mine).values(delivered_on=day))
    return Outcome(Said(say.DELIVERED, {**facts(found), "day": day}), result=found.id)
