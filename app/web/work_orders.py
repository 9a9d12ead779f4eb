"""Work orders in the office: the list, one of them with all it went through, and the plan of the workshop."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import contracting, reworking, views
from app.db.queries import work_orders as queries
from app.db.queries.work_orders import Wanted
from app.domain.reworking import Priority
from app.domain.transitions import OperationState, WorkOrderState
from app.domain.vocabulary import Category
from app.domain.work_orders import Order
from app.domain.work_plans import Plan
from app.services import acting, work_plans
from app.services.acting import Act, Answered
from app.services.work_plans import Seen
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("work_orders", __name__, url_prefix="/work-orders")

LIST = Shape(
    room="work_orders",
    filters={
        "state": WorkOrderState,
        "bench": listing.ID,
        "category": Category,
        "product": listing.ID,
        "contractor": listing.ID,
    },
    columns=tuple(queries.ORDERS),
    order="-drawn",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the orders, the latest drawn up first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "work_orders/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in WorkOrderState],
            benches=[(each.id, each.code) for each in queries.benches(session, by.site_id)],
            categories=[(each.value, word(each.value)) for each in Category],
            contractors=[(each.id, each.name) for each in contracting.contractors(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
            now=current.now(),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked, now = current.principal(), Asked.parse(LIST, request.args), current.now()
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("State"), _("Priority"), _("Bench"), _("SKU"), _("Product"), _("Lot"), _("Serial"), _("Units"),
        _("Grade as found"), _("Carton"), _("Place"), _("Contractor"), _("Drawn up"), _("State since"),
        _("Minutes planned"), _("Minutes"), _("Currency"), _("As it is"), _("After the work"), _("Parts"), _("Cost"),
        _("Gain planned"), _("Gain"),
    )  # fmt: skip
    lines = (
        (row.number, row.state.value, row.priority.value, row.bench, row.product.sku, in_language(row.product.name),
         row.lot, row.serial, row.quantity, row.grade.value if row.grade else "", row.lpn, row.place, row.contractor,
         row.drawn_up_at, row.state_since, account.planned_minutes, account.seconds // 60, row.currency,
         account.as_is.amount, account.after.amount, account.parts, account.cost.amount, account.gain_planned.amount,
         account.gain.amount)
        for row in rows
        for account in (row.account(now),)
    )  # fmt: skip
    return list_file(f"work-orders-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", WorkOrderState),
        bench_id=asked.read("bench", listing.ID),
        category=asked.read("category", Category),
        product_id=asked.read("product", listing.ID),
        contractor_id=asked.read("contractor", listing.ID),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:order_id>")
def show(order_id: UUID) -> ResponseReturnValue:
    """Show one order: its operations, parts, cost against gain, grades, and all that was done to it."""
    by = current.principal()
    with current.database().reading() as session:
        order = _order(session, order_id)
        answered = acting.recall(session, by.site_id, work_plans.SCOPE, request.args.get("answer", ""))
        return render_template(
            "work_orders/show.html",
            order=order,
            account=order.account(current.now()),
            regraded=queries.regraded(session, by.site_id, order.id),
            told=queries.told(session, by.site_id, order),
            benches=[(each.id, each.code) for each in queries.benches(session, by.site_id)],
            priorities=[(each.value, word(each.value)) for each in Priority],
            planned=[step.id for step in order.steps if step.state is OperationState.PLANNED],
            signal=acts.shown(answered) if answered else None,
            now=current.now(),
        )


def _order(session: Session, order_id: UUID) -> Order:
    found = reworking.one(session, current.principal().site_id, order_id)
    if found is None:
        raise NotFound
    return found


@blueprint.get("/<uuid:order_id>/operations.<any(csv, xlsx):kind>")
def one_file(order_id: UUID, kind: str) -> Response:
    """Send what was done to the goods of one order: its operations, then its parts."""
    now = current.now()
    with current.database().reading() as session:
        order = _order(session, order_id)
    heads = (
        _("Number"), _("What"), _("State"), _("Minutes planned"), _("Minutes"), _("Done by"), _("Used at"), _("Lot"),
        _("Serial"), _("Quantity"), _("Cost"), _("Currency"),
    )  # fmt: skip
    operations = (
        (order.number, word(step.kind.value), word(step.state.value), step.planned_minutes, step.minutes_at(now),
         step.who, None, "", "", None, None, "")
        for step in order.steps
    )  # fmt: skip
    parts = (
        (order.number, in_language(part.product.name), "", None, None, part.who, part.used_at, part.lot, part.serial,
         part.quantity, part.cost, order.currency)
        for part in order.parts
    )  # fmt: skip
    return list_file(f"work-order-{order.number}", kind, heads, (*operations, *parts))


@blueprint.post("/<uuid:order_id>/<any(plan, sequence, cancellation, reopening):deed>")
def do(order_id: UUID, deed: str) -> ResponseReturnValue:
    """Write the plan of one order, or take it out of the plan."""
    act = acts.read_act(work_plans.SCOPE)
    with current.database().unit_of_work() as session:
        seen = Seen(_order(session, order_id).id, _version())
        answered = DEEDS[deed](session, act, seen)
    return go_to(url_for("work_orders.show", order_id=order_id, answer=answered.client_id))


Deed = Callable[[Session, Act, Seen], Answered[UUID]]
DEEDS: dict[str, Deed] = {
    "plan": lambda session, act, seen: work_plans.plan(session, act, seen, _plan()),
    "sequence": lambda session, act, seen: work_plans.bring_forward(
        session, act, seen, acts.an_id(current.form().get("operation"))
    ),
    "cancellation": lambda session, act, seen: work_plans.cancel(session, act, seen, current.form().get("reason", "")),
    "reopening": work_plans.reopen,
}


def _plan() -> Plan:
    form = current.form()
    priority = form.get("priority", "")
    if priority not in set(Priority):
        raise BadRequest("not a priority")
    return Plan(acts.an_optional_id(form.get("bench")), Priority(priority))


def _version() -> int:
    version = current.form().get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a version")
    return int(version)
