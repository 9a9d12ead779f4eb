"""Orders to hold goods, in the office: the list, a new one by scan or by typing, what one holds and where it stands."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import hold_orders as queries
from app.db.queries import isolating as goods
from app.db.queries import locked, views
from app.db.queries.hold_orders import Wanted
from app.domain.hold_orders import MAY_ALLOW, REASONS
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import HoldReason, HoldScope, ReleaseReason
from app.services import acting, isolating
from app.services.acting import Answered
from app.services.correcting import last_undoable
from app.web import acts, approvers, current, listing, render
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.hold_order_parsing import SCOPES, Parsed, parse
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, Undo, signal_of

blueprint = Blueprint("hold_orders", __name__, url_prefix="/hold-orders")

UNPROCESSABLE, CONFLICT, SHOWN = 422, 409, 100
LIST = Shape(
    "hold_orders",
    {"state": HoldOrderState, "reason": HoldReason, "scope": HoldScope},
    tuple(queries.ORDERS),
    "-placed",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the orders, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        return render_template(
            "hold_orders/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, _wanted(asked), asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, _wanted(asked)),
            choices={name: _words(kind) for name, kind in _FILTERS.items()},
            views=views.of_room(session, by.operator_id, LIST.room),
        )


_FILTERS: Mapping[str, Iterable[StrEnum]] = {"state": HoldOrderState, "reason": REASONS, "scope": HoldScope}


def _words(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, word(each.value)) for each in values]


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("State"), _("Holds"), _("What"), _("Reason"), _("Words"), _("May leave for"), _("Until"),
        _("Units"), _("Ordered"), _("Ordered by"), _("Ended"), _("Ended by"),
    )  # fmt: skip
    lines = (
        (row.number, row.state.value, word(row.scope.value), row.what, word(row.reason.value), row.words,
         word(row.code.value) if row.code else "", row.until, row.units, row.placed_at, row.who, row.ended_at,
         row.ended_by)
        for row in rows
    )  # fmt: skip
    return list_file(f"hold-orders-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        asked.read("state", HoldOrderState), asked.read("reason", HoldReason), asked.read("scope", HoldScope),
        asked.find, asked.order, asked.falls,
    )  # fmt: skip


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new order; what the address says is filled in."""
    return _form(Form({name: request.args.get(name, "")[:200] for name in ("what", "scope", "reason", "line")}))


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Give the order; with faults, or where it is refused, show the form again as it was typed."""
    form = current.form()
    with current.database().unit_of_work() as session:
        parsed = parse(session, current.principal().site_id, form)
        if parsed.draft is None:
            return _form(Form(form, sentences(parsed.faults)), parsed), UNPROCESSABLE
        given = isolating.place(session, acts.read_act(isolating.SCOPE), parsed.draft)
        stands = _given(session, given)
    if stands:
        return go_to(url_for("hold_orders.show", order_id=stands, answer=given.client_id))
    return _form(Form(form), parsed, signal_of(given.said)), CONFLICT


def _given(session: Session, given: Answered[UUID]) -> UUID | None:
    """Return the order that was given, also where the same form was sent twice; None where it was refused."""
    return goods.order_of(session, current.principal().site_id, given.event_id) if given.event_id else None


def _form(form: Form, parsed: Parsed | None = None, signal: SignalView | None = None) -> str:
    return render_template(
        "hold_orders/new.html",
        form=form,
        signal=signal or (signal_of(parsed.refusal) if parsed and parsed.refusal else None),
        scopes=_words(SCOPES),
        reasons=_words(REASONS),
        codes=[(each.value, word(each.value)) for each in MAY_ALLOW],
    )


@blueprint.get("/<uuid:order_id>")
def show(order_id: UUID) -> ResponseReturnValue:
    """Show one order: what it holds, where that stands and whom it came from, and who was sent the same."""
    by = current.principal()
    with current.database().reading() as session:
        order = queries.one(session, by.site_id, order_id)
        if order is None:
            raise NotFound
        wanted = locked.Wanted(ordered_by=order_id)
        return render_template(
            "hold_orders/show.html",
            order=order,
            lines=locked.listed(session, by.site_id, wanted, limit=SHOWN),
            total=locked.count(session, by.site_id, wanted),
            sent=goods.sent(session, by.site_id, order.about, SHOWN),
            reasons=[(each.value, word(each.value)) for each in ReleaseReason],
            signal=_told(session, order_id),
        )


def _told(session: Session, order_id: UUID) -> SignalView | None:
    by = current.principal()
    answered = acting.recall(session, by.site_id, isolating.SCOPE, request.args.get("answer", ""))
    if answered is None:
        return None
    last = last_undoable(session, by, isolating.SCOPE, order_id)
    undo = Undo(url_for("hold_orders.do", order_id=order_id, deed="undo"), render.fresh_id(), {"last": last})
    return acts.shown(answered, undo if last == answered.client_id else None)


@blueprint.post("/<uuid:order_id>/<any(lift, undo):deed>")
def do(order_id: UUID, deed: str) -> ResponseReturnValue:
    """Lift the order, or take back what was done with it last."""
    act, form = acts.read_act(isolating.SCOPE), current.form()
    why = form.get("why", "")
    with current.database().unit_of_work() as session:
        if deed == "lift":
            reason = ReleaseReason(why) if why in set(ReleaseReason) else None
            answered = isolating.lift(session, act, order_id, reason)
        else:
            answered = isolating.undo(session, act, form.get("last", "")[:36])
    shown = url_for("hold_orders.show", order_id=order_id, answer=answered.client_id)
    return approvers.asked(act, answered) or go_to(shown)
