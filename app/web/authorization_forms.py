"""Writing an authorization in the office: a form by program, lines in rows, faults in words beside their fields."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import authorization as one
from app.db.queries import parties
from app.db.queries.authorization import Paper
from app.domain.authorizing import MOST_LINES, REQUIRED, DataDeclaration, Detail, LineDetail, lacking, wrong
from app.domain.messages import authorizing as say
from app.domain.messages.core import Said
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, ReasonCode
from app.services import authorizing
from app.services.acting import Answered
from app.web import acts, current
from app.web.authorization_parsing import Parsed, parse, typed
from app.web.authorizations import seen_of
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.responses import go_to
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("authorization_forms", __name__, url_prefix="/authorizations")

UNPROCESSABLE, CONFLICT = 422, 409
FEWEST_ROWS, MORE_ROWS = 4, 5
KEPT = (
    say.CREATED, say.SUBMITTED, say.SUBMITTED_WHY, say.APPROVED_BY_POLICY, say.REJECTED_BY_POLICY, say.EDITED,
    say.UNCHANGED,
)  # fmt: skip


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Offer the programs, or the empty form of the one that is asked for."""
    asked = request.args.get("program", "")
    if asked not in set(Program):
        return render_template("authorizations/programs.html", programs=list(Program), required=REQUIRED)
    with current.database().reading() as session:
        return _form(session, Program(asked), Form({"language": current.principal().language}), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Keep a new authorization as a draft, or submit it; with faults show the form again and keep nothing."""
    program = Program.CUSTOMER_RETURN
    if current.form().get("program") in set(Program):
        program = Program(current.form()["program"])
    with current.database().unit_of_work() as session:
        parsed = parse(session, program, current.form())
        if not _is_sound(parsed) or parsed.draft is None:
            return _again(session, program, parsed, None)
        act = acts.read_act(authorizing.SCOPE)
        answered = authorizing.create(session, act, new_id(), parsed.draft, submit=_submits())
        return _done(session, program, parsed, None, answered)


@blueprint.get("/<uuid:paper_id>/edit")
def edit(paper_id: UUID) -> ResponseReturnValue:
    """Show the form of an authorization as it stands."""
    with current.database().reading() as session:
        paper = _found(session, paper_id)
        return _form(session, paper.program, Form(typed(paper)), paper)


@blueprint.post("/<uuid:paper_id>/edit")
def update(paper_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another clerk was first, show the form again as it was typed."""
    with current.database().unit_of_work() as session:
        paper = _found(session, paper_id)
        parsed = parse(session, paper.program, current.form())
        is_draft = paper.state is AuthorizationState.DRAFT
        if not _is_sound(parsed, submitted=not is_draft) or parsed.draft is None:
            return _again(session, paper.program, parsed, paper)
        act = acts.read_act(authorizing.SCOPE)
        answered = authorizing.edit(session, act, seen_of(paper_id), parsed.draft, submit=_submits())
        return _done(session, paper.program, parsed, paper, answered)


def _found(session: Session, paper_id: UUID) -> Paper:
    paper = one.one(session, current.principal().site_id, paper_id)
    if paper is None:
        raise NotFound
    return paper


def _submits() -> bool:
    return current.form().get("then") == "submission"


def _is_sound(parsed: Parsed, *, submitted: bool = False) -> bool:
    """Complete the faults of what was typed, and tell whether there are none; more rows are no fault but no save."""
    if parsed.draft is not None:
        parsed.faults.update(wrong(parsed.draft))
        if submitted or _submits():
            parsed.faults.update(lacking(parsed.draft))
    return not parsed.faults and not current.form().get("more")


def _done(
    session: Session, program: Program, parsed: Parsed, paper: Paper | None, answered: Answered[UUID]
) -> ResponseReturnValue:
    """Go to the authorization; a refusal shows the form as it was typed, and says who was first or what is lacking."""
    if answered.result is not None:
        return go_to(url_for("authorizations.show", paper_id=answered.result, answer=answered.client_id))
    if answered.is_replay and answered.said.message in KEPT:
        kept = one.id_of(session, current.principal().site_id, str(answered.said.params["number"]))
        return go_to(url_for("authorizations.show", paper_id=kept, answer=answered.client_id))
    form = Form(parsed.typed, sentences(parsed.faults))
    return _form(session, program, form, paper, signal_of(answered.said)), CONFLICT


def _again(session: Session, program: Program, parsed: Parsed, paper: Paper | None) -> ResponseReturnValue:
    if current.form().get("more"):
        return _form(session, program, Form(parsed.typed), paper)
    signal = signal_of(Said(say.WRONG, {"count": len(parsed.faults)}))
    return _form(session, program, Form(parsed.typed, sentences(parsed.faults)), paper, signal), UNPROCESSABLE


def _form(session: Session, program: Program, form: Form, paper: Paper | None, signal: SignalView | None = None) -> str:
    filled = sum(1 for name in form.typed if name.startswith("line-") and name.endswith("-product"))
    rows = filled + MORE_ROWS if current.form().get("more") else max(filled + 1, FEWEST_ROWS)
    needed = REQUIRED[program]
    return render_template(
        "authorizations/form.html",
        program=program,
        form=form,
        paper=paper,
        signal=signal,
        needed=needed,
        heads=[detail for detail in Detail if detail in {*needed.head, *needed.may}],
        rows=max(filled, min(rows, MOST_LINES)),
        reasons=[(each.value, word(each.value)) for each in ReasonCode],
        declarations=[(each.value, word(each.value)) for each in DataDeclaration],
        shows_types=LineDetail.ASSET_TYPE in needed.lines,
        parties=parties.named(session),
        products=parties.products(session),
    )
