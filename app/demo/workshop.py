"""The workshop of the demo: an order in work with a part in it, one given up, one that is urgent, a carton away."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Party, Product, table_of
from app.db.queries import reworking as queries
from app.db.queries import work_orders
from app.demo.hands import Crew, Hand, result_of
from app.demo.parties import WORKSHOP
from app.domain.reworking import Priority
from app.domain.vocabulary import DispositionCode
from app.domain.work_orders import Order
from app.domain.work_plans import Plan
from app.domain.worksheet import Worksheet
from app.services import grading, reworking, work_plans
from app.services.grading import Screen as GradingScreen
from app.services.reworking import Screen, Sheet
from app.services.work_plans import Seen

PARTY, PRODUCT = table_of(Party), table_of(Product)
SEED = 6
MECHANIC, BENCH, HOURS_AGO = "2550", "B-01", 1.0
"""The quality inspector, who works on what she sends back to stock."""
SUPERVISOR, PLANNED_AT, GIVEN_UP_TO = "2007", "B-02", "T-0399"
PART, PART_LOT = "BAT-18V-5", "B2611"


def play_workshop(session: Session, now: datetime) -> None:
    """Repair what stands in the workshop by itself, not done yet, and send what stands together to the contractor."""
    # a draw of its own: what follows stays as it is
    hand = Crew(session, Random(SEED), now).hand(MECHANIC, BENCH, HOURS_AGO)  # noqa: S311
    waits = queries.queue(session, hand.by.site_id)
    stays = {each.lpn for each in waits if each.product.data_bearing}
    for urgent in [each for each in waits if each.lpn in stays][:1]:
        _plan(Crew(session, Random(SEED), now).hand(SUPERVISOR, BENCH, HOURS_AGO), urgent)  # noqa: S311
    plates = [each.lpn for each in waits if each.lpn not in stays]
    for together in sorted({plate for plate in plates if plates.count(plate) > 1})[:1]:
        fewest = min((each for each in waits if each.lpn == together), key=lambda each: each.quantity)
        _give_up(Crew(session, Random(SEED), now).hand(SUPERVISOR, BENCH, HOURS_AGO), fewest)  # noqa: S311
        _send_out(hand, together)
    for alone in sorted(plate for plate in plates if plates.count(plate) == 1)[:1]:
        _repair(hand, alone)


def _plan(hand: Hand, order: Order) -> None:
    """Have what bears data worked on first, at the bench next door."""
    benches = {each.code: each.id for each in work_orders.benches(hand.session, hand.by.site_id)}
    wished = Plan(benches[PLANNED_AT], Priority.URGENT)
    result_of(work_plans.plan(hand.session, hand.act(work_plans.SCOPE), Seen(order.id, order.version), wished))


def _give_up(hand: Hand, order: Order) -> None:
    """Give up what is not worth the way to the contractor."""
    sheet = replace(_scan(hand, Sheet(), order.lpn), order_id=order.id, scrap=DispositionCode.RECYCLE)
    screen = Screen(sheet, new_id())
    result_of(reworking.give_up_to(hand.session, hand.act(reworking.SCOPE), screen, GIVEN_UP_TO))
    close = GradingScreen(Worksheet(tote_id=screen.new_tote_id))
    result_of(grading.close_tote(hand.session, hand.act("grading"), close))


def _send_out(hand: Hand, plate: str) -> None:
    party = str(hand.session.scalars(sa.select(PARTY.c.id).where(PARTY.c.name == WORKSHOP)).one())
    sheet = _scan(hand, Sheet(), plate)
    result_of(reworking.send_out(hand.session, hand.act(reworking.SCOPE), Screen(sheet), party))


def _repair(hand: Hand, plate: str) -> None:
    sheet = _scan(hand, _scan(hand, Sheet(), plate), "CMD-REPAIR")
    hand.now += timedelta(minutes=17)
    sheet = _scan(hand, sheet, f"01{_gtin(hand.session)}10{PART_LOT}")
    hand.now += timedelta(minutes=6)
    sheet = _scan(hand, sheet, "CMD-FINISH")
    _scan(hand, sheet, "CMD-CLEAN")


def _scan(hand: Hand, sheet: Sheet, text: str) -> Sheet:
    return result_of(reworking.scan(hand.session, hand.act(reworking.SCOPE, text), Screen(sheet)))


def _gtin(session: Session) -> str:
    return str(session.scalars(sa.select(PRODUCT.c.gtin).where(PRODUCT.c.sku == PART)).one())
