"""What leaves Laredo: tools went back to their vendor on a load, and one to the liquidator is being loaded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Party, Product, table_of
from app.db.queries import loads
from app.demo.hands import Crew, Hand, Refusal, result_of
from app.demo.paperwork import CLERK
from app.demo.parties import CHARITY, LIQUIDATOR
from app.demo.picking import at_hand, take_out
from app.domain.outbound import LoadDraft
from app.domain.vocabulary import DispositionCode
from app.exchange.documents import consignment
from app.services import loading, outbound
from app.services.loading import Screen
from app.services.routing.calendar import today

CARTON, LINE, PRODUCT, PARTY = (table_of(model) for model in (Carton, CartonLine, Product, Party))
_ROUTER, _SUPERVISOR = "2412", "2007"
_WHY = "Asked for by whoever takes it"
_C = DispositionCode
_TAKERS = {_C.LIQUIDATE: LIQUIDATOR, _C.DONATE: CHARITY}


def play_leaving(session: Session, now: datetime) -> None:
    """Put what may leave on two loads that are planned for it; the first of them departs."""
    crew = Crew(session, Random(9), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    gone = _load(crew, "T-0390", (_C.RETURN_TO_VENDOR, _C.LIQUIDATE), 0)
    if gone:
        _scans(crew.hand(_ROUTER, "D-02", 0.1), gone, "CMD-CLOSE", "SL-882014", "CMD-CONFIRM")
    _load(crew, "T-0391", (_C.LIQUIDATE, _C.DONATE), 1)


def _load(crew: Crew, tote: str, codes: Sequence[DispositionCode], days: int) -> UUID | None:
    """Put a carton that may go under one of `codes` on a load of its own, planned for so many days from today."""
    for code in codes:
        for found in at_hand(crew.session, code):
            vendor = found.vendor if code is _C.RETURN_TO_VENDOR else _TAKERS[code]
            plate = take_out(crew, found, tote, code, _WHY) if vendor else ""
            if plate:
                load_id = _plan(crew.hand(CLERK, "D-04", 0.2), vendor, code, days)
                _scans(crew.hand(_ROUTER, "D-02", 0.15), load_id, plate)
                return load_id
    return None


def _plan(clerk: Hand, party: str, code: DispositionCode, days: int) -> UUID:
    session, act = clerk.session, clerk.act(outbound.SCOPE)
    party_id: UUID = session.execute(sa.select(PARTY.c.id).where(PARTY.c.name == party)).scalar_one()
    carrier_id = next(carrier_id for carrier_id, _name in loads.carriers(session))
    door = next(each.id for each in loads.doors(session, act.site_id) if each.code == "D-02")
    draft = LoadDraft(party_id, code, today(act) + timedelta(days=days), carrier_id, "" if days else "TX-6120", door)
    return result_of(outbound.plan(session, act, new_id(), draft))


def _scans(router: Hand, load_id: UUID, *texts: str) -> None:
    screen = Screen(load_id)
    for text in texts:
        act = router.act(loading.SCOPE, text)
        answered = loading.scan(router.session, act, screen, consignment.papers)
        screen = Screen.parse(answered.pending)
    if answered.event_id is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
