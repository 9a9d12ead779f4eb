"""Sale bundles of the demo: one was sold and mostly paid for, one is being put together."""

from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, Location, table_of
from app.db.queries import bundles, destroying
from app.db.queries.bundles import OneBundle, Wanted
from app.demo.forklift import Forklift
from app.demo.hands import Crew, Hand, Refusal, result_of
from app.demo.paperwork import SUPERVISOR
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode, Zone
from app.domain.worksheet import Worksheet
from app.services import bundling, grading
from app.services.bundling import Price, Screen, Seen

CARTON, PLACE = table_of(Carton), table_of(Location)
SEED = 11
A_WHILE = timedelta(hours=6)


def play_bundles(session: Session, now: datetime) -> None:
    """Sell what has stood in the liquidation zone for a while; bring a tote there and begin a bundle with it."""
    crew = Crew(session, Random(SEED), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    builder = crew.hand("2412", "L-01", 5.0)
    standing = destroying.standing(session, builder.by.site_id, Zone.LIQUIDATION)
    for each in [each for each in standing if each.since < now - A_WHILE][:1]:
        _build(builder, each.lpn)
        _sell(crew.hand(SUPERVISOR, "D-04", 4.0))
    for plate in _full_totes(session)[:1]:
        _bring(crew, plate)
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


def _full_totes(session: Session) -> list[str]:
    """Return the open totes that are to be liquidated, when another one stays open on the benches."""
    totes = sa.select(CARTON.c.lpn, CARTON.c.code).where(
        CARTON.c.state == CartonState.OPEN, ~CARTON.c.is_quarantine, ~CARTON.c.is_pallet
    )
    found = session.execute(totes.order_by(CARTON.c.lpn)).all()
    return [tote.lpn for tote in found if tote.code is DispositionCode.LIQUIDATE] if len(found) > 1 else []


def _bring(crew: Crew, plate: str) -> None:
    tote = crew.session.execute(
        sa.select(CARTON.c.id, PLACE.c.code)
        .join(PLACE, PLACE.c.id == CARTON.c.location_id)
        .where(CARTON.c.lpn == plate, CARTON.c.state == CartonState.OPEN)
    ).one()
    bench = crew.hand("2318", tote.code, 0.3)
    result_of(grading.close_tote(crew.session, bench.act("grading"), grading.Screen(Worksheet(tote_id=tote.id))))
    forklift = Forklift(crew.hand("2412", "F-01", 0.2))
    forklift.take(plate)
    forklift.put_down()
