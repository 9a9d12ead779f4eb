"""Goods in place of goods, in the office: the list, and one with what is done about it."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import money, parties, replacing, views
from app.db.queries import replacements as queries
from app.db.queries.replacements import Wanted
from app.domain.refunds import Resolution
from app.domain.replacing import REPLACES
from app.domain.transitions import Move, ReplacementState, allows
from app.services import acting
from app.services import replacing as verbs
from app.services.acting import Act, Answered
from app.services.replacing import Parcel, Seen
from app.services.replacing.guarding import MAY_REPLACE
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.refunds import reason, seen_of
from app.web.replacement_plans import day_in, wish
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("replacements", __name__, url_prefix="/replacements")


class Back(StrEnum):
    """What is to come back for a replacement."""

    ADVANCE = "advance"
    OVERDUE = "overdue"


LIST = Shape(
    room="replacements",
    filters={"state": ReplacementState, "what": Resolution, "party": listing.ID, "back": Back},
    columns=tuple(queries.ORDERS),
    order="due",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the replacements that were asked for, what is due first, first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE)
        return render_template(
            "replacements/index.html",
            asked=asked,
            rows=rows,
            total=queries.count(session, by.site_id, wanted),
            missing=replacing.missing(session, by.site_id, [row.id for row in rows]),
            today=today(by),
            states=[(each.value, word(f"replacement_is_{each.value}")) for each in ReplacementState],
            kinds=[(each.value, word(each.value)) for each in sorted(REPLACES)],
            backs=[(Back.ADVANCE.value, _("In advance")), (Back.OVERDUE.value, _("Past their day"))],
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
        missing = replacing.missing(session, by.site_id, [row.id for row in rows])
    heads = (
        _("Number"), _("Kind"), _("State"), _("Authorization"), _("Party"), _("SKU"), _("Units"), _("Order"),
        _("Due"), _("Shipped on"), _("Tracking number"), _("Delivered on"), _("To be here by"), _("Not here"),
        _("Charged"), _("Currency"),
    )  # fmt: skip
    lines = (
        (
            row.number, row.resolution.value, row.state.value, row.paper, row.party, row.sku, row.quantity, row.order,
            row.due_on, row.shipped_on, row.tracking, row.delivered_on, row.return_by, missing.get(row.id, 0),
            row.charged, row.currency,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"replacements-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    back = asked.read("back", Back)
    return Wanted(
        state=asked.read("state", ReplacementState),
        resolution=asked.read("what", Resolution),
        party_id=asked.read("party", listing.ID),
        only_advance=back is not None,
        overdue_on=today(current.principal()) if back is Back.OVERDUE else None,
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:replacement_id>")
def show(replacement_id: UUID) -> ResponseReturnValue:
    """Show one replacement with its entries in the journal, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        found = queries.one(session, by.site_id, replacement_id)
        if found is None:
            raise NotFound
        answered = acting.recall(session, by.site_id, verbs.SCOPE, request.args.get("answer", ""))
        return render_template(
            "replacements/show.html",
            replacement=found,
            missing=replacing.missing(session, by.site_id, [found.id]).get(found.id, 0),
            entries=money.entries(session, by.site_id, replacement_id=replacement_id),
            today=today(by),
            may=lambda move: by.has(*MAY_REPLACE) and allows(found.state, Move(move)),
            signal=acts.shown(answered) if answered else None,
        )


DEEDS: dict[str, Callable[[Session, Act, Seen], Answered[UUID]]] = {
    "shipment": lambda session, act, seen: verbs.ship(session, act, seen, _parcel()),
    "delivery": lambda session, act, seen: verbs.deliver(session, act, seen, _day()),
    "change": lambda session, act, seen: verbs.edit(session, act, seen, wish()),
    "loss": lambda session, act, seen: verbs.lose(session, act, seen, reason()),
    "cancellation": lambda session, act, seen: verbs.cancel(session, act, seen, reason()),
    "charge": verbs.charge,
}


@blueprint.post("/<uuid:replacement_id>/<any(change, shipment, delivery, loss, cancellation, charge):deed>")
def do(replacement_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says, to the replacement as its page showed it."""
    act, was = acts.read_act(verbs.SCOPE), seen_of(replacement_id)
    with current.database().unit_of_work() as session:
        if queries.one(session, act.site_id, replacement_id) is None:
            raise NotFound
        DEEDS[deed](session, act, Seen(was.id, was.version))
    return go_to(url_for("replacements.show", replacement_id=replacement_id, answer=act.client_id))


def _parcel() -> Parcel:
    form = current.form()
    return Parcel(_day(), **{name: form.get(name, "") for name in ("tracking", "lot", "serial")})


def _day() -> date:
    return day_in("day")
