"""Writing a customs entry, and rectifying one."""

from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import catalogue, parties
from app.db.queries import customs as queries
from app.db.queries.customs import Entry
from app.domain.customs import MOST_LINES, DischargeMethod, TariffUnit, other_methods
from app.domain.messages import customs as say
from app.domain.messages.core import Said
from app.services import customs
from app.services.acting import Answered
from app.web import acts, current
from app.web.customs import found, seen_of, words
from app.web.customs_parsing import NEW, Parsed, parse, typed
from app.web.forms import Form, sentences
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("customs_forms", __name__, url_prefix="/customs")

UNPROCESSABLE, CONFLICT = 422, 409
FEWEST_ROWS, MORE_ROWS = 3, 5


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new entry."""
    with current.database().reading() as session:
        owner = next(iter(catalogue.owners(session)), None)
        return _page(session, Form({**NEW, "owner": str(owner[0])} if owner else NEW), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new entry; with faults show the form again as it was typed, and keep nothing."""
    with current.database().unit_of_work() as session:
        parsed = _parsed(session, None)
        if parsed.draft is None or current.form().get("more"):
            return _again(session, parsed, None)
        answered = customs.enter(session, acts.read_act(customs.SCOPE), new_id(), parsed.draft)
        return _done(session, parsed, None, answered)


@blueprint.get("/<uuid:entry_id>/edit")
def edit(entry_id: UUID) -> ResponseReturnValue:
    """Show the form of an entry as it stands."""
    with current.database().reading() as session:
        entry = found(session, entry_id)
        return _page(session, Form(typed(entry)), entry)


@blueprint.post("/<uuid:entry_id>/edit")
def update(entry_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another clerk was first, show the form again as it was typed."""
    with current.database().unit_of_work() as session:
        entry = found(session, entry_id)
        parsed = _parsed(session, entry)
        if parsed.draft is None or current.form().get("more"):
            return _again(session, parsed, entry)
        act = acts.read_act(customs.SCOPE)
        answered = customs.rectify(session, act, seen_of(entry_id), parsed.draft, parsed.rectified_by)
        return _done(session, parsed, entry, answered)


def _parsed(session: Session, entry: Entry | None) -> Parsed:
    by = current.principal()
    parsed = parse(session, current.form(), today(by), entry)
    if parsed.draft:
        known = queries.methods(session, by.site_id, entry.id if entry else None)
        parsed.faults.update(other_methods(parsed.draft, known))
        parsed.draft = None if parsed.faults else parsed.draft
    return parsed


def _done(session: Session, parsed: Parsed, entry: Entry | None, answered: Answered[UUID]) -> ResponseReturnValue:
    """Go to the entry; a refusal shows the form as it was typed, and says why."""
    if answered.said.message in (say.KEPT, say.RECTIFIED):  # a replay has no result
        number = str(answered.said.params["entry"]).replace(" ", "")
        kept = queries.id_of(session, current.principal().site_id, number)
        return go_to(url_for("customs.show", entry_id=kept, answer=answered.client_id))
    return _page(session, Form(parsed.typed), entry, signal_of(answered.said)), CONFLICT


def _again(session: Session, parsed: Parsed, entry: Entry | None) -> ResponseReturnValue:
    if current.form().get("more"):
        return _page(session, Form(parsed.typed), entry)
    signal = signal_of(Said(say.WRONG, {"count": len(parsed.faults)}))
    return _page(session, Form(parsed.typed, sentences(parsed.faults)), entry, signal), UNPROCESSABLE


def _page(session: Session, form: Form, entry: Entry | None, signal: SignalView | None = None) -> str:
    filled = sum(1 for name in form.typed if name.startswith("line-") and name.endswith("-product"))
    rows = filled + MORE_ROWS if current.form().get("more") else max(filled + 1, FEWEST_ROWS)
    return render_template(
        "customs/form.html",
        form=form,
        entry=entry,
        signal=signal,
        rows=max(filled, min(rows, MOST_LINES)),
        owners=catalogue.owners(session),
        products=parties.products(session),
        units=words(TariffUnit),
        methods=words(DischargeMethod),
    )
