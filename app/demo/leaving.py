"""What leaves Laredo: tools went back to their vendor on a load, and one to the liquidator is being loaded."""

from datetime import datetime, timedelta
from random import Random
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
from app.demo.parties import LIQUIDATOR, POWER_VENDOR
from app.domain.outbound import LoadDraft
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode
from app.exchange.documents import consignment
from app.services import loading, outbound
from app.services.loading import Screen
from app.services.routing.calendar import today

CARTON, LINE, PRODUCT, PARTY = (table_of(model) for model in (Carton, CartonLine, Product, Party))
_ROUTER, _SUPERVISOR = "2412", "2007"
_TOTES = ("T-0390", "T-0391")
_WHY = "Asked for by whoever takes it"


def play_leaving(session: Session, now: datetime) -> None:
    """Decide anew about two cartons in stock, plan their loads, load them; the vendor's departs."""
    crew = Crew(session, Random(9), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    clerk, router = crew.hand(CLERK, "D-04", 0.2), crew.hand(_ROUTER, "D-02", 0.15)
    back = _take_out(crew, _TOTES[0], DispositionCode.RETURN_TO_VENDOR, POWER_VENDOR)
    if back:
        load_id = _plan(clerk, POWER_VENDOR, DispositionCode.RETURN_TO_VENDOR, 0, "TX-6120")
        _scans(router, load_id, back, "CMD-CLOSE", "SL-882014", "CMD-CONFIRM")
    sold = _take_out(crew, _TOTES[1], DispositionCode.LIQUIDATE)
    if sold:
        _scans(router, _plan(clerk, LIQUIDATOR, DispositionCode.LIQUIDATE, 1, ""), sold)


def _take_out(crew: Crew, tote: str, code: DispositionCode, vendor: str = "") -> str:
    """Decide about the first carton in stock that the rules let go under `code`, and take it to its place."""
    for plate in _in_stock(crew.session, vendor):
        bench = Bench(crew.hand(_SUPERVISOR, "B-01", 0.25), iter(()))
        if bench.decide_again(plate, tote, code, _WHY):
            forklift = Forklift(crew.hand(_ROUTER, "F-01", 0.2))
            forklift.take(tote)
            forklift.put_down()
            return tote
    return ""


def _in_stock(session: Session, vendor: str) -> list[str]:
    """Return the plates of cartons of one line that nothing keeps: it is of the vendor, where one is named."""
    mine = (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0)
    kept = sa.case((sa.or_(LINE.c.hold != "", PRODUCT.c.data_bearing), 1), else_=0)
    others = sa.case((sa.func.coalesce(PARTY.c.name, "") == vendor, 0), else_=1) if vendor else sa.literal(0)
    query = (
        sa.select(CARTON.c.lpn)
        .join(LINE, mine)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(PARTY, PARTY.c.id == PRODUCT.c.vendor_id)
        .where(CARTON.c.state == CartonState.PLACED, CARTON.c.code == DispositionCode.RESTOCK)
        .group_by(CARTON.c.lpn)
        .having(sa.func.sum(kept + others) == 0, sa.func.count() == 1)
    )
    return list(session.scalars(query.order_by(CARTON.c.lpn)))


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
