"""Putting a carton on a workshop bench, and choosing the order that is worked on."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.gates import pass_gate
from app.db.queries import cartons, work_orders
from app.db.queries import reworking as queries
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry
from app.domain.messages import pallets
from app.domain.messages import reworking as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.transitions import CartonState, Move, allows
from app.domain.work_orders import Order
from app.services.acting import Act, Outcome
from app.services.drawing_up import draw_up
from app.services.moving import Standing, move_carton
from app.services.parting import part
from app.services.recording import record
from app.services.reworking import contracting
from app.services.reworking.screen import Sheet
from app.services.reworking.writing import check_free


def take_up(session: Session, act: Act, plate: str) -> Outcome[Sheet]:
    """Take up the carton with `plate`, go on with one that is in work, or take one back from its contractor."""
    pass_gate(session, act.site_id)  # before any carton is locked: what comes back comes in
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate)
    if carton.is_pallet:
        raise Refused(pallets.IS_A_PALLET, lpn=plate)
    if carton.state is CartonState.AWAY:
        return contracting.take_back(session, act, carton)
    if carton.state is not CartonState.REWORKING and not allows(carton.state, Move.REWORK):
        raise Refused(say.NOT_FOR_WORK, lpn=carton.lpn, state=Word(carton.state.value))
    draw_up(session, act, carton.id)
    orders = queries.of_carton(session, act.site_id, carton.id)
    if not orders:
        raise _nothing(session, act, carton)
    if len(orders) == 1:
        check_free(orders[0])
    event_id = None if carton.state is CartonState.REWORKING else _start(session, act, carton)
    return _on_the_bench(act, carton, orders, event_id)


def _nothing(session: Session, act: Act, carton: StandingCarton) -> Refused:
    """Return the refusal of a carton without work: who took its orders out of the plan, if somebody did."""
    cancelled = work_orders.cancelled(session, act.site_id, carton.id)
    if cancelled is None:
        return Refused(say.NO_WORK, lpn=carton.lpn)
    return Refused(say.CANCELLED, lpn=carton.lpn, who=cancelled.who, when=cancelled.at, reason=cancelled.reason)


def _start(session: Session, act: Act, carton: StandingCarton) -> UUID:
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    parted = part(session, act, carton)
    before, after = carton.location_id, act.station_id or carton.location_id
    changes = move_carton(session, act, standing, Move.REWORK, location_id=after, **parted.columns) + parted.changes
    if before != after:
        changes += (Change("carton", carton.id, "location_id", str(before or ""), str(after or "")),)
    entry = Entry(
        kind=EventKind.REWORK_STARTED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.REPAIRING,
        disposition=Disposition.IN_PROGRESS,
        items=parted.items,
        biz_location=after,
        changes=changes,
    )
    return record(session, act, entry)


def _on_the_bench(act: Act, carton: StandingCarton, orders: list[Order], event_id: UUID | None) -> Outcome[Sheet]:
    if len(orders) > 1:
        sheet = Sheet(carton.id)
        several = Said(say.TAKEN_UP_SEVERAL, {"tail": tail(carton.lpn), "lpn": carton.lpn, "count": len(orders)})
        return Outcome(several, event_id, sheet.to_params(), sheet)
    order = orders[0]
    sheet = Sheet(carton.id, order.id)
    said = Said(say.TAKEN_UP, {"tail": tail(carton.lpn), **_facts(act, order)})
    return Outcome(said, event_id, sheet.to_params(), sheet)


def choose(act: Act, order: Order) -> Outcome[Sheet]:
    """Choose one order of the carton on the bench. Raises Refused for goods that a hold locks."""
    check_free(order)
    sheet = Sheet(order.carton_id, order.id)
    return Outcome(Said(say.CHOSEN, {"lpn": order.lpn, **_facts(act, order)}), None, sheet.to_params(), sheet)


def _facts(act: Act, order: Order) -> dict[str, Param]:
    gain = order.account(act.now).gain_planned
    return {"units": Units(order.quantity), "product": order.product.said, "gain": gain}
