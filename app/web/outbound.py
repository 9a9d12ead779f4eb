"""Outbound loads in the office: the list, one load with what is on it, its sheet, its papers once it has departed."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import labels, loading, views
from app.db.queries import outbound as queries
from app.db.queries.outbound import Outbound, Wanted
from app.domain.consignments import LoadPaper
from app.domain.outbound import TAKERS
from app.domain.transitions import Move, OutboundState, allows
from app.domain.vocabulary import DispositionCode
from app.exchange.documents import pages
from app.exchange.documents.paper import Paper
from app.labels import load_sheet
from app.services import acting, outbound
from app.services.outbound import Proof, Seen
from app.web import acts, current, listing, outbound_rows
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.labels import Sheet, send
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("outbound", __name__, url_prefix="/outbound")

LIST = Shape(
    room="outbound",
    filters={"state": OutboundState, "code": DispositionCode, "since": listing.DAY, "until": listing.DAY},
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
            "outbound/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in OutboundState],
            codes=[(each.value, word(each.value)) for each in TAKERS],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("State"), _("Day"), _("Party"), _("Code"), _("Carrier"), _("Trailer"), _("Seal"), _("Door"),
        _("Departed"), _("Delivered"), _("Taken over by"), _("Pallets and cartons"), _("Units"), _("Grams"),
    )  # fmt: skip
    zone = ZoneInfo(by.time_zone)

    def at(instant: datetime | None) -> str:
        return instant.astimezone(zone).isoformat(timespec="minutes") if instant else ""

    lines = (
        (
            row.number, row.state.value, row.planned_on, row.party, row.code.value, row.carrier, row.trailer, row.seal,
            row.dock, at(row.departed_at), row.delivered_on or "", row.received_by, row.handling_units, row.units,
            row.grams,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"outbound-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", OutboundState),
        code=asked.read("code", DispositionCode),
        since=asked.read("since", listing.DAY),
        until=asked.read("until", listing.DAY),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:load_id>")
def show(load_id: UUID) -> ResponseReturnValue:
    """Show one load: whom it goes to, what is on it or what left with it, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        load = found(session, load_id)
        papers = queries.papers(session, by.site_id, load_id)
        answered = acting.recall(session, by.site_id, outbound.SCOPE, request.args.get("answer", ""))
        return render_template(
            "outbound/show.html",
            load=load,
            on_it=loading.shown(session, by.site_id, load_id),
            says=papers.record if papers else None,
            moves={move.value for move in Move if allows(load.state, move)},
            kinds=list(LoadPaper),
            today=today(by),
            signal=acts.shown(answered) if answered else None,
        )


@blueprint.post("/<uuid:load_id>/<any(cancellation, delivery):deed>")
def do(load_id: UUID, deed: str) -> ResponseReturnValue:
    """Let the load not go, or close it by its proof of delivery."""
    act, seen, form = acts.read_act(outbound.SCOPE), seen_of(load_id), current.form()
    with current.database().unit_of_work() as session:
        found(session, load_id)
        if deed == "delivery":
            proof = Proof(_day(form.get("delivered_on", "")), form.get("received_by", ""), form.get("note", ""))
            outbound.deliver(session, act, seen, proof)
        else:
            outbound.cancel(session, act, seen)
    return go_to(url_for("outbound.show", load_id=load_id, answer=act.client_id))


def _day(text: str) -> date:
    """Return the day of a proof of delivery; what is no day is one that no load was taken over on."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


@blueprint.get("/<uuid:load_id>/<any(manifest, packing_list, bill_of_lading):kind>.<any(en, es):language>.pdf")
def paper(load_id: UUID, kind: str, language: str) -> ResponseReturnValue:
    """Send one paper as it was frozen: the same bytes each time."""
    with current.database().reading() as session:
        frozen = queries.papers(session, current.principal().site_id, load_id)
    if frozen is None:
        raise NotFound
    name = f'inline; filename="{frozen.record.number}.{kind}.{language}.pdf"'
    drawn = pages.draw(Paper.from_json(frozen.papers[kind][language]))
    return Response(drawn, mimetype="application/pdf", headers={"Content-Disposition": name})


@blueprint.get("/<uuid:load_id>/sheet")
def sheet(load_id: UUID) -> ResponseReturnValue:
    """Show the sheet that hangs at the door; what prints is the sheet alone."""
    with current.database().reading() as session:
        load = found(session, load_id)
    shown = Sheet(url_for("outbound.sheet_file", load_id=load_id), load.number)
    return render_template("outbound/sheet.html", load=load, sheet=shown)


@blueprint.get("/<uuid:load_id>/sheet.svg")
def sheet_file(load_id: UUID) -> Response:
    """Send the sheet, A4, in the language of whoever asks."""
    by = current.principal()
    with current.database().reading() as session:
        load = found(session, load_id)
        taker = queries.taker(session, load.party_id)
        on_it = loading.shown(session, by.site_id, load_id)
        building = labels.building(session, by.site_id)
    row = outbound_rows.sheet_row(load, taker, on_it, building)
    return send(lambda: load_sheet.lay_out(row), load.number, "svg")


def found(session: Session, load_id: UUID) -> Outbound:
    """Return a load of the site. Raises NotFound."""
    load = queries.one(session, current.principal().site_id, load_id)
    if load is None:
        raise NotFound
    return load


def seen_of(load_id: UUID) -> Seen:
    """Return the load as the page showed it whose form was sent."""
    version = current.form().get("version", "")
    return Seen(load_id, int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else -1)
