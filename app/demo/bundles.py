"""Sale bundles of the demo: one was sold and mostly paid for, one is being put together."""

from datetime import datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy.orm import Session

from app.db.models import Carton, Location, table_of
from app.db.queries import bundles, destroying
from app.db.queries.bundles import OneBundle, Wanted
from app.demo.hands import Crew, Hand, Refusal, result_of
from app.demo.paperwork import SUPERVISOR
from app.demo.picking import at_hand, take_out
from app.domain.vocabulary import DispositionCode, Zone
from app.services import bundling
from app.services.bundling import Price, Screen, Seen

CARTON, PLACE = table_of(Carton), table_of(Location)
SEED = 11
LIQUIDATE = DispositionCode.LIQUIDATE
A_WHILE = timedelta(hours=6)


def play_bundles(session: Session, now: datetime) -> None:
    """Sell what has stood in the liquidation zone for a while; bring a carton there and begin a bundle with it."""
    crew = Crew(session, Random(SEED), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    builder = crew.hand("2412", "L-01", 5.0)
    standing = destroying.standing(session, builder.by.site_id, Zone.LIQUIDATION)
    for each in [each for each in standing if each.since < now - A_WHILE][:1]:
        _build(builder, each.lpn)
        _sell(crew.hand(SUPERVISOR, "D-04", 4.0))
    plates = (take_out(crew, each, "T-0392", LIQUIDATE, "The season is over") for each in at_hand(session, LIQUIDATE))
    for plate in islice(filter(None, plates), 1):
        _build(crew.hand("2412", "L-02", 0.1), plate)


def _build(hand: Hand, plate: str) -> None:
    answered = bundling.scan(hand.session, hand.act(bundling.BUILDING, plate), Screen())
    if answered.event_id is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")


def _sell(hand: Hand) -> None:
    (buyer, _name), *_more = bundles.liquidators(hand.session)
    result_of(bundling.offer(hand.session, hand.act(bundling.SCOPE), _seen(hand), Price(buyer, "80.00")))
    result_of(bundling.sell(hand.session, hand.act(bundling.SCOPE), _seen(hand), Price(buyer, "72.00")))
    result_of(bundling.pay(hand.session, hand.act(bundling.SCOPE), _seen(hand), "60.00", "Wire 5520"))


def _seen(hand: Hand) -> Seen:
    latest: OneBundle = bundles.listed(hand.session, hand.by.site_id, Wanted())[0]
    return Seen(latest.id, latest.version)
