"""Documents that discharge customs entries, in the office: the list, a new one, one of them, and making it void."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import customs_documents, views
from app.db.queries import discharges as queries
from app.db.queries.customs_documents import Wanted
from app.domain.customs import DischargeKind, Faults
from app.domain.discharging import LONGEST_NUMBER, MOST_PLATES, Document, number_of, wrong
from app.domain.messages import customs as say_entry
from app.domain.messages import discharging as say
from app.domain.messages.core import Said
from app.domain.transitions import DischargeState, Move, allows
from app.services import customs
from app.web import acts, current, listing
from app.web.customs import words
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("discharges", __name__, url_prefix="/customs/documents")

UNPROCESSABLE, CONFLICT = 422, 409
LIST = Shape(
    "discharges", {"document": DischargeKind, "state": DischargeState}, tuple(customs_documents.ORDERS), "-dated"
)
_BETWEEN = re.compile(r"[\s,;]+")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the documents, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        return render_template(
            "customs/documents.html",
            asked=asked,
            rows=customs_documents.listed(session, by.site_id, _wanted(asked), asked.first - 1, listing.PAGE),
            total=customs_documents.count(session, by.site_id, _wanted(asked)),
            kinds=words(DischargeKind),
            states=words(DischargeState),
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = customs_documents.listed(session, by.site_id, _wanted(asked))
    heads = (_("Document"), _("Number"), _("Dated"), _("State"), _("Units"), _("Recorded by"))
    lines = (
        (word(row.kind.value), row.said, row.dated, row.state.value, row.units, row.recorded_by) for row in rows
    )  # fmt: skip
    return list_file(f"customs-documents-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        asked.read("document", DischargeKind), asked.read("state", DischargeState), asked.find, asked.order, asked.falls
    )


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new document; the address may name plates."""
    day = today(current.principal()).isoformat()
    return _form(Form({"dated": day, "plates": request.args.get("plates", "")[:200]}))


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Record a document; with faults, or where it is refused, show the form again as it was typed."""
    read = _read(current.form(), today(current.principal()))
    if read.document is None:
        signal = signal_of(Said(say.WRONG, {"count": len(read.faults)}))
        return _form(Form(read.typed, sentences(read.faults)), signal), UNPROCESSABLE
    with current.database().unit_of_work() as session:
        act = acts.read_act(customs.SCOPE)
        answered = customs.discharge(session, act, new_id(), read.document)
        kept = _kept(session, read.document) if answered.said.message is say.RECORDED else None
    if kept:
        return go_to(url_for("discharges.show", document_id=kept, answer=answered.client_id))
    return _form(Form(read.typed), signal_of(answered.said)), CONFLICT


@dataclass(frozen=True, slots=True)
class _Read:
    """What was typed; the document, or None with what is wrong by field."""

    typed: Mapping[str, str]
    document: Document | None
    faults: Faults


def _read(form: Mapping[str, str], now: date) -> _Read:
    typed = {"kind": form.get("kind", ""), "plates": form.get("plates", "").strip()[:4000]}
    typed |= {"number": form.get("number", "").strip()[:LONGEST_NUMBER], "dated": form.get("dated", "").strip()[:20]}
    kind = DischargeKind(typed["kind"]) if typed["kind"] in set(DischargeKind) else DischargeKind.EXIT
    plates = dict.fromkeys(plate.upper() for plate in _BETWEEN.split(typed["plates"]) if plate)
    faults: Faults = {}
    dated = _day(typed["dated"], faults)
    document = Document(kind, typed["number"], dated, tuple(plates)[:MOST_PLATES])
    faults = {**wrong(document, now), **faults}
    return _Read(typed, None if faults else document, faults)


def _day(text: str, faults: Faults) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults["dated"] = Said(say_entry.NO_DAY, {"text": text or "-"})
        return date.min


def _kept(session: Session, document: Document) -> UUID | None:
    return queries.id_of(session, current.principal().site_id, document.kind, number_of(document))


def _form(form: Form, signal: SignalView | None = None) -> str:
    return render_template("customs/document_form.html", form=form, kinds=words(DischargeKind), signal=signal)


@blueprint.get("/<uuid:document_id>")
def show(document_id: UUID) -> ResponseReturnValue:
    """Show one document: what it covers, and which entries it discharges."""
    with current.database().reading() as session:
        found = queries.one(session, current.principal().site_id, document_id)
        if found is None:
            raise NotFound
        may_void = allows(found.state, Move.VOID)
        return render_template(
            "customs/document.html", document=found, may_void=may_void, signal=acts.told(session, customs.SCOPE)
        )


@blueprint.post("/<uuid:document_id>/voiding")
def void(document_id: UUID) -> ResponseReturnValue:
    """Make the document void, with a reason."""
    with current.database().unit_of_work() as session:
        answered = customs.void(session, acts.read_act(customs.SCOPE), document_id, current.form().get("reason", ""))
        if queries.one(session, current.principal().site_id, document_id) is None:
            raise NotFound
    return go_to(url_for("discharges.show", document_id=document_id, answer=answered.client_id))
