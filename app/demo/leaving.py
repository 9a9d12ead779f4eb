"""What leaves Laredo: a camera went back to its vendor on a load, and one to the liquidator is being loaded."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Party, table_of
from app.db.queries import loads
from app.demo.floor import TO_LIQUIDATOR, TO_VENDOR
from app.demo.forklift import Forklift
from app.demo.hands import Crew, Hand, Refusal, result_of
from app.demo.paperwork import CLERK
from app.demo.parties import LIQUIDATOR, POWER_VENDOR
from app.domain.outbound import LoadDraft
from app.domain.vocabulary import DispositionCode
from app.exchange.documents import consignment
from app.services import loading, outbound
from app.services.loading import Screen
from app.services.routing.calendar import today

PARTY = table_of(Party)
_ROUTER = "2412"


def play_leaving(session: Session, now: datetime) -> None:
    """Take both cartons to their places, plan their loads, load them; the vendor's departs."""
    crew = Crew(session, Random(9), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    forklift = Forklift(crew.hand(_ROUTER, "F-01", 0.25))
    for plate in (TO_VENDOR, TO_LIQUIDATOR):
        forklift.take(plate)
        forklift.put_down()
    clerk, router = crew.hand(CLERK, "D-04", 0.2), crew.hand(_ROUTER, "D-02", 0.15)
    vendors = _plan(clerk, POWER_VENDOR, DispositionCode.RETURN_TO_VENDOR, 0, "TX-6120")
    buyers = _plan(clerk, LIQUIDATOR, DispositionCode.LIQUIDATE, 1, "")
    _scans(router, vendors, TO_VENDOR, "CMD-CLOSE", "SL-882014", "CMD-CONFIRM")
    _scans(router, buyers, TO_LIQUIDATOR)


def _plan(clerk: Hand, party: str, code: DispositionCode, days: int, trailer: str) -> UUID:
    session, act = clerk.session, clerk.act(outbound.SCOPE)
    party_id: UUID = session.execute(sa.select(PARTY.c.id).where(PARTY.c.name == party)).scalar_one()
    carrier_id = next(carrier_id for carrier_id, _name in loads.carriers(session))
    door = next(each.id for each in loads.doors(session, act.site_id) if each.code == "D-02")
    draft = LoadDraft(party_id, code, today(act) + timedelta(days=days), carrier_id, trailer, door)
    return result_of(outbound.plan(session, act, new_id(), draft))


def _scans(router: Hand, load_id: UUID, *texts: str) -> None:
    screen = Screen(load_id)
    for text in texts:
        act = router.act(loading.SCOPE, text)
        answered = loading.scan(router.session, act, screen, consignment.papers)
        screen = Screen.parse(answered.pending)
    if answered.event_id is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
