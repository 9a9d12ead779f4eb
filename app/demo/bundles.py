"""Sale bundles of the demo: shirts that were sold and mostly paid for, and one of T-shirts that is being built."""

from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from app.db.queries import bundles
from app.db.queries.bundles import OneBundle, Wanted
from app.demo.bench import Bench
from app.demo.floor import SURPLUS
from app.demo.forklift import Forklift
from app.demo.gs1 import sscc
from app.demo.hands import Crew, Hand, Refusal, operator_at, result_of
from app.demo.paperwork import SUPERVISOR
from app.domain.vocabulary import DispositionCode
from app.services import bundling
from app.services.bundling import Price, Screen, Seen

SEED = 11
UNWANTED = sscc(421)
"""A carton of T-shirts that nobody has graded until now."""


def play_bundles(session: Session, now: datetime) -> None:
    """Sell what stands in the liquidation zone, and bring another carton there."""
    crew = Crew(session, Random(SEED), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    _build(crew.hand("2412", "L-01", 5.0), SURPLUS)
    _sell(crew.hand(SUPERVISOR, "D-04", 4.0))
    _bring(crew, UNWANTED)
    _build(crew.hand("2412", "L-02", 0.2), UNWANTED)


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


def _bring(crew: Crew, plate: str) -> None:
    bench = Bench(crew.hand("2304", "B-02", 0.9), iter(()))
    (goods,) = bench.take_up(plate)
    supervisor = operator_at(crew.session, SUPERVISOR, "B-02")
    bench.decide(goods, supervisor, DispositionCode.LIQUIDATE, "No shop takes the colour", None)
    forklift = Forklift(crew.hand("2412", "F-01", 0.6))
    forklift.take(plate)
    forklift.put_down()
