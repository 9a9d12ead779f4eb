"""The workshop of the demo: one order in work with a part in it, one carton with a contractor."""

from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, Product, table_of
from app.db.queries import reworking as queries
from app.demo.hands import Crew, Hand, result_of
from app.demo.parties import WORKSHOP
from app.services import reworking
from app.services.reworking import Screen, Sheet

PARTY, PRODUCT = table_of(Party), table_of(Product)
SEED = 6
MECHANIC, BENCH, HOURS_AGO = "2550", "B-01", 1.0
"""The quality inspector, who works on what she sends back to stock."""
PART, PART_LOT = "BAT-18V-5", "B2611"


def play_workshop(session: Session, now: datetime) -> None:
    """Repair what stands in the workshop by itself, not done yet, and send what stands together to the contractor."""
    # a draw of its own: what follows stays as it is
    hand = Crew(session, Random(SEED), now).hand(MECHANIC, BENCH, HOURS_AGO)  # noqa: S311
    waits = queries.queue(session, hand.by.site_id)
    stays = {each.lpn for each in waits if each.product.data_bearing}
    plates = [each.lpn for each in waits if each.lpn not in stays]
    for together in sorted({plate for plate in plates if plates.count(plate) > 1})[:1]:
        _send_out(hand, together)
    for alone in sorted(plate for plate in plates if plates.count(plate) == 1)[:1]:
        _repair(hand, alone)


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
