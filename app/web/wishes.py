"""What clients want of their goods, in the office: the clients, and the form of one."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import wishes as queries
from app.db.queries.wishes import Stored
from app.domain.messages import ruling as say
from app.domain.vocabulary import DispositionCode
from app.domain.wish_drafts import read_wish
from app.services import ruling
from app.services.ruling import Wish
from app.web import acts, current
from app.web.drafts import seen
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.responses import go_to
from app.web.routes import today
from app.web.rulesets import currency
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("wishes", __name__, url_prefix="/disposition/clients")
SCOPE = "wishes"
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show every client with what it wants."""
    with current.database().reading() as session:
        return render_template(
            "wishes/index.html", rows=queries.listed(session), codes_of=codes_of, signal=acts.told(session, SCOPE)
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the list as a file."""
    with current.database().reading() as session:
        rows = queries.listed(session)
    heads = (_("Client"), _("Does not want"), _("Least a sold unit brings"), _("Currency"), _("Note"), _("Changed by"))
    lines = ((row.client, codes_of(row), row.least or None, row.currency, row.note, row.changed_by) for row in rows)
    return list_file(f"clients-{today(current.principal()).isoformat()}", kind, heads, lines)


def codes_of(row: Stored) -> str:
    """Write the codes that a client forbids, in their order."""
    return ", ".join(word(code.value) for code in DispositionCode if code in row.forbids)


@blueprint.get("/<uuid:owner_id>")
def show(owner_id: UUID) -> ResponseReturnValue:
    """Show the form of one client."""
    with current.database().reading() as session:
        stored = _stored(session, owner_id)
        typed = {"least": f"{stored.least:f}" if stored.least else "", "note": stored.note}
        return _form(session, stored, Form(typed), [code.value for code in stored.forbids])


@blueprint.post("/<uuid:owner_id>")
def update(owner_id: UUID) -> ResponseReturnValue:
    """Keep what a client wants; with faults, or when another clerk was first, show the form again as it was typed."""
    form, ticked = current.form(), request.form.getlist("forbids")
    least, faults = read_wish(form)
    with current.database().unit_of_work() as session:
        stored = _stored(session, owner_id)
        if faults:
            return _form(session, stored, Form(form, sentences(faults)), ticked), UNPROCESSABLE
        forbids = frozenset(code for code in DispositionCode if code.value in ticked)
        wish = Wish(forbids, least, currency(session) if least != Decimal(0) else "", form.get("note", ""))
        act = acts.read_act(SCOPE)
        act = replace(act, content={**act.content, "forbids": ",".join(ticked)})
        kept = ruling.keep_wish(session, act, owner_id, seen(), wish)
        if kept.said.message is say.WISH_KEPT:
            return go_to(url_for("wishes.index", answer=kept.client_id))
        return _form(session, _stored(session, owner_id), Form(form), ticked, signal_of(kept.said)), CONFLICT


def _stored(session: Session, owner_id: UUID) -> Stored:
    stored = queries.one(session, owner_id)
    if stored is None:
        raise NotFound
    return stored


def _form(session: Session, stored: Stored, form: Form, ticked: list[str], signal: SignalView | None = None) -> str:
    return render_template(
        "wishes/show.html",
        stored=stored,
        form=form,
        ticked=ticked,
        codes=[(each.value, word(each.value)) for each in DispositionCode],
        currency=currency(session),
        signal=signal,
    )
