"""Donations in the office: the list, one of them with what it counts for, and the charity's receipt for it."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import donations as queries
from app.db.queries import views
from app.db.queries.donations import Given, Wanted
from app.exchange.documents import donation as documents
from app.exchange.documents import pages
from app.exchange.documents.paper import Paper
from app.services import acting, donating
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import moment
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("donations", __name__, url_prefix="/donations")

CONFIRMED = {"yes": True, "no": False}


def _confirmed(text: str) -> bool:
    if text not in CONFIRMED:
        raise ValueError(text)
    return CONFIRMED[text]


LIST = Shape(room="donations", filters={"confirmed": _confirmed}, columns=tuple(queries.ORDERS), order="-given")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the donations that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "donations/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            confirmed=[("yes", _("yes")), ("no", _("no"))],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it, a row for each currency."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("Load"), _("Charity"), _("Given"), _("Units"), _("Value for tax"), _("Currency"), _("Receipt"),
        _("Confirmed by"),
    )  # fmt: skip
    lines = (
        (row.number, row.record.load, row.party, moment(row.given_at), row.units, total.amount, total.currency,
         row.receipt, row.confirmed_by)
        for row in rows
        for total in row.record.totals
    )  # fmt: skip
    return list_file(f"donations-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(asked.read("confirmed", _confirmed), asked.find, asked.order, asked.falls)


@blueprint.get("/<uuid:donation_id>")
def show(donation_id: UUID) -> ResponseReturnValue:
    """Show what one donation states, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        given = _found(session, donation_id)
        answered = acting.recall(session, by.site_id, donating.SCOPE, request.args.get("answer", ""))
    signal = acts.shown(answered) if answered else None
    return render_template("donations/show.html", given=given, says=given.record, signal=signal)


def _found(session: Session, donation_id: UUID) -> Given:
    given = queries.one(session, current.principal().site_id, donation_id)
    if given is None:
        raise NotFound
    return given


@blueprint.post("/<uuid:donation_id>/confirmation")
def confirm(donation_id: UUID) -> ResponseReturnValue:
    """Keep the charity's receipt; the paper is frozen with it."""
    act, receipt = acts.read_act(donating.SCOPE), current.form().get("receipt", "")
    with current.database().unit_of_work() as session:
        _found(session, donation_id)
        donating.confirm(session, act, donation_id, receipt, documents.papers)
    return go_to(url_for("donations.show", donation_id=donation_id, answer=act.client_id))


@blueprint.get("/<uuid:donation_id>.<any(en, es):language>.pdf")
def paper(donation_id: UUID, language: str) -> Response:
    """Send the paper: as it was frozen, and before that as it would be."""
    with current.database().reading() as session:
        given = _found(session, donation_id)
    frozen = given.papers.get(language)
    says = Paper.from_json(frozen) if frozen else documents.paper(given.record, language)
    name = f'inline; filename="{given.number}.{language}.pdf"'
    return Response(pages.draw(says), mimetype="application/pdf", headers={"Content-Disposition": name})
