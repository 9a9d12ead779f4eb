"""What the quality office holds: a lot that its maker recalls, another that is looked at, and a carton let go again."""

from uuid import UUID

import sqlalchemy as sa

from app.db.models import CartonLine, Product, ShipmentLine, table_of
from app.demo.hands import Crew, Hand, result_of
from app.domain.hold_orders import About, Draft
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope, ReleaseReason
from app.services import isolating
from app.services.isolating.naming import name_it

_QUALITY, _STATION = "2550", "B-02"
_PUMP, _HONEY, _TOTE = "PMP-INF-01", "HON-500 M5411C", "T-0302"
PRODUCT, SHIPPED, LINE = table_of(Product), table_of(ShipmentLine), table_of(CartonLine)


def play_holds(crew: Crew) -> None:
    """Give the orders, and lift one of them."""
    hand = crew.hand(_QUALITY, _STATION, 3)
    carton = _place(hand, _TOTE, HoldReason.QUALITY_CHECK, "Two seams open: look at the others")
    _place(hand, _HONEY, HoldReason.QUALITY_CHECK, "A customer found it crystallized")
    draft = Draft(
        _recalled(hand), HoldReason.RECALL, "The maker's letter: pumps may stop", DispositionCode.RETURN_TO_VENDOR
    )
    result_of(isolating.place(hand.session, hand.act(isolating.SCOPE), draft))
    result_of(isolating.lift(hand.session, hand.act(isolating.SCOPE), carton, ReleaseReason.INSPECTED))


def _place(hand: Hand, what: str, reason: HoldReason, words: str) -> UUID:
    about = name_it(hand.session, hand.by.site_id, what)
    return result_of(isolating.place(hand.session, hand.act(isolating.SCOPE), Draft(about, reason, words)))


def _recalled(hand: Hand) -> About:
    """Return a lot of pumps that was delivered and has not come back yet: whoever returns one finds it held."""
    here = sa.select(LINE.c.lot).where(LINE.c.product_id == PRODUCT.c.id, LINE.c.quantity > 0)
    query = (
        sa.select(SHIPPED.c.product_id, SHIPPED.c.lot)
        .join(PRODUCT, PRODUCT.c.id == SHIPPED.c.product_id)
        .where(PRODUCT.c.sku == _PUMP, SHIPPED.c.lot != "", SHIPPED.c.lot.not_in(here))
        .order_by(SHIPPED.c.lot)
        .limit(1)
    )
    row = hand.session.execute(query).one()
    return About(HoldScope.LOT, product_id=row.product_id, lot=row.lot)
