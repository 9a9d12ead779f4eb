"""Writing an advance notice in the office: one line for each product in each carton, until something of it has come."""

from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import authorization, pallets, parties
from app.db.queries.authorization import Paper
from app.domain.authorizing import MOST_LINES
from app.domain.messages import noticing as say
from app.services import noticing
from app.web import acts, current, notice_parsing
from app.web.authorizations import seen_of
from app.web.forms import Form, sentences
from app.web.responses import go_to
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("notice_forms", __name__, url_prefix="/authorizations/<uuid:paper_id>/notice")

UNPROCESSABLE, CONFLICT = 422, 409
FEWEST_ROWS, MORE_ROWS = 4, 10
KEPT = (say.ANNOUNCED, say.SAME)


@blueprint.get("")
def edit(paper_id: UUID) -> ResponseReturnValue:
    """Show the notice of an authorization as it stands, or an empty form."""
    with current.database().reading() as session:
        paper = _paper(session, paper_id)
        said = pallets.notice(session, current.principal().site_id, paper_id)
        return _form(session, paper, Form(notice_parsing.texts_of(said)), None)


@blueprint.post("")
def update(paper_id: UUID) -> ResponseReturnValue:
    """Keep the notice as it is typed; with faults, or when another was first, show the form again and keep nothing."""
    act, typed = acts.read_act(noticing.SCOPE), notice_parsing.typed(current.form())
    seen = seen_of(paper_id)
    with current.database().unit_of_work() as session:
        paper = _paper(session, paper_id)
        if current.form().get("more"):
            return _form(session, paper, Form(typed), None)
        lines = noticing.read(session, act, notice_parsing.rows(typed))
        if faults := notice_parsing.faults_of([(each.number, each.faults) for each in lines]):
            return _form(session, paper, Form(typed, sentences(faults)), None), UNPROCESSABLE
        answered = noticing.announce(session, act, seen, lines)
        if answered.said.message not in KEPT:
            return _form(session, paper, Form(typed), signal_of(answered.said)), CONFLICT
    return go_to(url_for("authorizations.show", paper_id=paper_id, answer=act.client_id))


@blueprint.post("/withdrawal")
def withdraw(paper_id: UUID) -> ResponseReturnValue:
    """Take the whole notice back."""
    act, seen = acts.read_act(noticing.SCOPE), seen_of(paper_id)
    with current.database().unit_of_work() as session:
        _paper(session, paper_id)
        noticing.withdraw(session, act, seen)
    return go_to(url_for("authorizations.show", paper_id=paper_id, answer=act.client_id))


def _paper(session: Session, paper_id: UUID) -> Paper:
    paper = authorization.one(session, current.principal().site_id, paper_id)
    if paper is None:
        raise NotFound
    return paper


def _form(session: Session, paper: Paper, form: Form, signal: SignalView | None) -> str:
    filled = notice_parsing.lines_in(form.typed)
    rows = filled + MORE_ROWS if current.form().get("more") else max(filled + 1, FEWEST_ROWS)
    return render_template(
        "notices/form.html",
        paper=paper,
        form=form,
        signal=signal,
        rows=max(filled, min(rows, MOST_LINES)),
        products=parties.products(session),
    )
