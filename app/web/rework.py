"""The rework screen: what waits for the workshop, one carton's work orders, and what is done to its goods."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import cartons, contracting
from app.db.queries import grading as queries
from app.db.queries import reworking as orders_
from app.db.queries.cartons import StandingCarton
from app.db.queries.waiting import Waiting, waiting
from app.domain.dwell import Stage
from app.domain.messages.core import Money
from app.domain.messages.floor import UNDONE
from app.domain.principals import Principal
from app.domain.reworking import OperationKind, Priority
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode
from app.domain.work_orders import Order
from app.services import acting, reworking
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.reworking import SCOPE, Screen, Sheet
from app.web import acts, approvers, current, guard, next_best, render
from app.web.routes import today

blueprint = Blueprint("rework", __name__, url_prefix="/rework")

Verb = Callable[[Session, Act, Screen], Answered[Sheet]]


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the sheet of the query: the queue, or the carton on the bench with its orders."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        last = queries.last_act(session, by.site_id, by.operator_id, SCOPE, UNDOABLE)
        return render_template("rework/page.html", **_context(session, by, _sheet(request.args), answered, last))


@blueprint.get("/cartons/<uuid:carton_id>")
def carton(carton_id: UUID) -> ResponseReturnValue:
    """Show one carton, as lists name it, before it is taken up."""
    by = current.principal()
    with current.database().reading() as session:
        if not orders_.of_carton(session, by.site_id, carton_id):
            raise NotFound
        return render_template("rework/page.html", **_context(session, by, Sheet(carton_id), None, ""))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan."""
    act = acts.read_act(SCOPE)
    return guard.switch_operator(act) or _next(act) or _do(reworking.scan, act)


def _next(act: Act) -> ResponseReturnValue | None:
    """Take the next best by its command, unless a carton is on the bench."""
    return None if _screen().sheet.carton_id else next_best.by_command(act, Stage.REWORK)


@blueprint.post(
    "/<any(pause, finish, whole_lot, confirmation, recycling, destruction, units, sending, charge, undo):deed>"
)
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says."""
    return _do(DEEDS[deed], acts.read_act(SCOPE))


DEEDS: dict[str, Verb] = {
    "pause": reworking.pause,
    "finish": reworking.finish,
    "whole_lot": reworking.finish_lot,
    "confirmation": reworking.confirm,
    "recycling": lambda session, act, screen: reworking.give_up(session, act, screen, DispositionCode.RECYCLE),
    "destruction": lambda session, act, screen: reworking.give_up(session, act, screen, DispositionCode.DESTROY),
    "units": lambda session, act, screen: reworking.say_units(session, act, screen, _said("count")),
    "sending": lambda session, act, screen: reworking.send_out(session, act, screen, _said("party")),
    "charge": lambda session, act, screen: reworking.charge(session, act, screen, _said("amount")),
    "undo": reworking.undo,
}


def _said(name: str) -> str:
    return current.form().get(name, "").strip()[:40]


def _do(verb: Verb, act: Act) -> ResponseReturnValue:
    screen = _screen()
    with current.database().unit_of_work() as session:
        answered = verb(session, act, screen)
        if asked := approvers.asked(act, answered):
            return asked
        sheet = Sheet.parse(answered.pending)
        last = _last(session, act, screen, answered)
        context = _context(session, act.by, sheet, answered, last)
        page = page_of(sheet, answer=answered.client_id)
        return render.swap_or_go("rework/done.swap.html", page, **context)


def page_of(sheet: Sheet, **more: str) -> str:
    """Return the address of the page that shows `sheet`."""
    query: dict[str, Any] = {**more, **sheet.to_params()}
    return url_for("rework.index", **query)


def _screen() -> Screen:
    form = current.form()
    return Screen(
        sheet=_sheet(form),
        new_tote_id=acts.an_optional_id(form.get("new_tote")),
        last=form.get("last", "")[:36],
    )


def _sheet(form: Mapping[str, str]) -> Sheet:
    try:
        return Sheet.parse(form)
    except ValueError:
        raise BadRequest("not a sheet of the workshop") from None


def _last(session: Session, act: Act, screen: Screen, answered: Answered[Sheet]) -> str:
    if answered.said.message is UNDONE or answered.is_replay:
        return queries.last_act(session, act.site_id, act.by.operator_id, SCOPE, UNDOABLE)
    return act.client_id if answered.event_id else screen.last


@dataclass(frozen=True, slots=True)
class Queued:
    """A carton that waits for the workshop, with what the work on it should gain, and its plan."""

    waits: Waiting
    gain: Money
    orders: int
    bench: str
    priority: Priority


def _queue(session: Session, by: Principal) -> list[Queued]:
    """Return what waits: by priority, of that what stands or is planned at this bench first, then what gains most."""
    gains: dict[UUID, list[Order]] = {}
    for order in orders_.queue(session, by.site_id):
        gains.setdefault(order.carton_id, []).append(order)
    rows = [_queued(each, gains.get(each.id, [])) for each in waiting(session, by.site_id, today(by), Stage.REWORK)]
    here = by.station.code if by.station else ""

    def rank(row: Queued) -> tuple[int, bool, Decimal, datetime]:
        is_elsewhere = here not in (row.waits.place, row.bench)
        return SOONEST.index(row.priority), is_elsewhere, -row.gain.amount, row.waits.since

    return sorted(rows, key=rank)


SOONEST = (Priority.URGENT, Priority.NORMAL, Priority.LATER)


def _queued(waits: Waiting, orders: list[Order]) -> Queued:
    now = current.now()
    gain = sum((order.account(now).gain_planned.amount for order in orders), Decimal(0))
    currency = orders[0].currency if orders else waits.goods.currency
    bench = next((order.bench for order in orders if order.bench), "")
    priority = min((order.priority for order in orders), key=SOONEST.index, default=Priority.NORMAL)
    return Queued(waits, Money(gain, currency), len(orders), bench, priority)


def _context(
    session: Session, by: Principal, sheet: Sheet, answered: Answered[Sheet] | None, last: str
) -> dict[str, Any]:
    carton_ = _carton(session, by, sheet)
    orders = orders_.of_carton(session, by.site_id, carton_.id) if carton_ else []
    order = _chosen(orders, sheet)
    fields = {**sheet.to_params(), "new_tote": render.fresh_id(), "last": last}
    undo = acts.undo_of(answered, url_for("rework.do", deed="undo"), fields) if answered else None
    return {
        "sheet": sheet,
        "carton": carton_,
        "is_here": carton_ is not None and carton_.state is CartonState.REWORKING,
        "orders": orders,
        "order": order,
        "account": order.account(current.now()) if order else None,
        "kinds": list(OperationKind),
        "contractors": contracting.contractors(session) if carton_ else [],
        "queue": [] if carton_ else _queue(session, by),
        "fields": fields,
        "here": page_of(sheet.bare),
        "signal": acts.shown(answered, undo) if answered else next_best.told(session, by),
        "me": by.operator_id,
        "now": current.now(),
        "scan": {
            "action": url_for("rework.scan"),
            "client_id": render.fresh_id(),
            "after": "",
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }


def _carton(session: Session, by: Principal, sheet: Sheet) -> StandingCarton | None:
    """Return the carton of the sheet, as long as it is one for the workshop."""
    found = cartons.standing_by_id(session, by.site_id, sheet.carton_id) if sheet.carton_id else None
    return found if found and found.state in (CartonState.PLACED, CartonState.REWORKING, CartonState.AWAY) else None


def _chosen(orders: list[Order], sheet: Sheet) -> Order | None:
    if sheet.order_id is None:
        return orders[0] if len(orders) == 1 else None
    return next((order for order in orders if order.id == sheet.order_id), None)
