"""Inbound loads in the office: the list, the appointments of a day, one load, and what is said of it."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import collections, labels, views
from app.db.queries import loads as queries
from app.db.queries.loads import Inbound, Wanted
from app.domain.messages import transport as say
from app.domain.transitions import LoadState, Move, allows
from app.labels import load_sheet
from app.services import transporting
from app.web import acts, current, listing, load_facts, load_rows, transport
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import in_language, word
from app.web.labels import Sheet, send
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("loads", __name__, url_prefix="/loads")

UNPROCESSABLE, CONFLICT = 422, 409
LIST = Shape(
    room="loads",
    filters={"state": LoadState, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="-day",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the loads that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "loads/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in LoadState],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("State"), _("Day"), _("Carrier"), _("Trip"), _("Trailer"), _("Seal"), _("Seal found"),
        _("Door"), _("From"), _("Until"), _("Arrived"), _("Closed"), _("Requests"), _("Kilograms"), _("Litres"),
    )  # fmt: skip
    zone = ZoneInfo(by.time_zone)

    def at(instant: datetime | None) -> str:
        return instant.astimezone(zone).isoformat(timespec="minutes") if instant else ""

    lines = (
        (
            row.number, row.state.value, row.planned_on, row.carrier, row.trip, row.trailer, row.seal, row.seal_found,
            row.dock, at(row.appointment_from), at(row.appointment_until), at(row.arrived_at), at(row.closed_at),
            row.requests, row.kg, row.litres,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"loads-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", LoadState),
        since=asked.read("since", listing.DAY),
        until=asked.read("until", listing.DAY),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/appointments")
def board() -> ResponseReturnValue:
    """Show the appointments of one day by door: `?day=`, else today."""
    by = current.principal()
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        day = today(by)
    with current.database().reading() as session:
        doors, expected = queries.doors(session, by.site_id), queries.expected(session, by.site_id, day)
    return render_template("loads/board.html", day=day, doors=doors, loads=expected)


@blueprint.get("/<uuid:load_id>")
def show(load_id: UUID) -> ResponseReturnValue:
    """Show one load with the form of what is known of it, what it brings, and the verdict of the last act."""
    with current.database().reading() as session:
        load = found(session, load_id)
        return page(session, load, Form(load_facts.typed(load)), acts.told(session, transporting.SCOPE))


@blueprint.post("/<uuid:load_id>")
def update(load_id: UUID) -> ResponseReturnValue:
    """Keep what is said of the load; with faults, or when another was first, show it again as it was typed."""
    act, seen = acts.read_act(transporting.SCOPE), transport.seen(load_id)
    with current.database().unit_of_work() as session:
        load = found(session, load_id)
        parsed = load_facts.parse(session, current.form())
        if parsed.facts is None:
            return page(session, load, Form(parsed.typed, sentences(parsed.faults)), None), UNPROCESSABLE
        answered = transporting.edit(session, act, seen, parsed.facts)
        if answered.said.message is not say.LOAD_EDITED:
            return page(session, load, Form(parsed.typed), signal_of(answered.said)), CONFLICT
    return go_to(url_for("loads.show", load_id=load_id, answer=act.client_id))


@blueprint.post("/<uuid:load_id>/<any(cancellation, removal):deed>")
def do(load_id: UUID, deed: str) -> ResponseReturnValue:
    """Let the load not run, or take one request off it."""
    act, seen = acts.read_act(transporting.SCOPE), transport.seen(load_id)
    with current.database().unit_of_work() as session:
        found(session, load_id)
        if deed == "removal":
            transporting.drop(session, act, seen, acts.an_id(current.form().get("request")))
        else:
            transporting.cancel_load(session, act, seen)
    return go_to(url_for("loads.show", load_id=load_id, answer=act.client_id))


def found(session: Session, load_id: UUID) -> Inbound:
    """Return a load of the site. Raises NotFound."""
    load = queries.one(session, current.principal().site_id, load_id)
    if load is None:
        raise NotFound
    return load


def page(session: Session, load: Inbound, form: Form, signal: SignalView | None) -> str:
    """Return the page of one load."""
    by = current.principal()
    moves = {move.value for move in Move if allows(load.state, move) and by.has(*transport.DESK)}
    return render_template(
        "loads/show.html",
        load=load,
        form=form,
        moves=moves,
        requests=collections.of_load(session, by.site_id, load.id),
        doors=[
            (each.code, f"{each.code} {in_language(each.name.texts)}") for each in queries.doors(session, by.site_id)
        ],
        carriers=[(name, name) for _id, name in queries.carriers(session)],
        trailer=transport.trailer(),
        signal=signal,
    )


@blueprint.get("/<uuid:load_id>/sheet")
def sheet(load_id: UUID) -> ResponseReturnValue:
    """Show the sheet that travels with the load; what prints is the sheet alone."""
    with current.database().reading() as session:
        load = found(session, load_id)
    shown = Sheet(url_for("loads.sheet_file", load_id=load_id), load.number)
    return render_template("loads/sheet.html", load=load, sheet=shown)


@blueprint.get("/<uuid:load_id>/sheet.svg")
def sheet_file(load_id: UUID) -> Response:
    """Send the load sheet, A4, in the language of whoever asks."""
    by = current.principal()
    with current.database().reading() as session:
        load = found(session, load_id)
        brought = collections.of_load(session, by.site_id, load_id)
        building = labels.building(session, by.site_id)
    row = load_rows.sheet_row(load, brought, building)
    return send(lambda: load_sheet.lay_out(row), load.number, "svg")
