"""What leaves Laredo: tools went back to their vendor on a load, and one to the liquidator is being loaded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Party, Product, table_of
from app.db.queries import loads
from app.demo.bench import Bench
from app.demo.forklift import Forklift
from app.demo.hands import Crew, Hand, Refusal, result_of
from app.demo.paperwork import CLERK
from app.demo.parties import CHARITY, LIQUIDATOR
from app.domain.outbound import LoadDraft
from app.domain.transitions import CartonState
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
        for found in _at_hand(crew.session, code):
            vendor = found.vendor if code is _C.RETURN_TO_VENDOR else _TAKERS[code]
            plate = _take_out(crew, found, tote, code) if vendor else ""
            if plate:
                load_id = _plan(crew.hand(CLERK, "D-04", 0.2), vendor, code, days)
                _scans(crew.hand(_ROUTER, "D-02", 0.15), load_id, plate)
                return load_id
    return None


def _take_out(crew: Crew, found: Any, tote: str, code: DispositionCode) -> str:
    """Have a carton in its place under `code`; nothing is changed of one that the rules keep from it."""
    plate = str(found.lpn) if found.code is code else tote
    try:
        with crew.session.begin_nested():
            if plate is tote:
                Bench(crew.hand(_SUPERVISOR, "B-01", 0.25), iter(())).decide_again(found.lpn, tote, code, _WHY)
            if plate is tote or found.state is CartonState.GRADED:
                forklift = Forklift(crew.hand(_ROUTER, "F-01", 0.22))
                forklift.take(plate)
                forklift.put_down()
    except Refusal:
        return ""
    return plate


def _at_hand(session: Session, code: DispositionCode) -> Sequence[Any]:
    """Return the cartons under `code`, then those in stock: with goods of one line that nothing keeps, of a vendor."""
    mine = (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0)
    kept = sa.case((sa.or_(LINE.c.hold != "", PRODUCT.c.data_bearing), 1), else_=0)
    query = (
        sa.select(
            CARTON.c.lpn, CARTON.c.state, CARTON.c.code, sa.func.max(sa.func.coalesce(PARTY.c.name, "")).label("vendor")
        )
        .join(LINE, mine)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(PARTY, PARTY.c.id == PRODUCT.c.vendor_id)
        .where(CARTON.c.state.in_(_STANDS), CARTON.c.code.in_((code, _C.RESTOCK)))
        .group_by(CARTON.c.lpn, CARTON.c.state, CARTON.c.code)
        .having(sa.func.sum(kept) == 0, sa.func.count() == 1)
        .order_by(CARTON.c.code == _C.RESTOCK, CARTON.c.state.desc(), CARTON.c.lpn)
    )
    return session.execute(query).all()


_STANDS = (CartonState.PLACED, CartonState.GRADED)


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
