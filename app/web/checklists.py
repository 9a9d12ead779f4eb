"""Checklists in the office: the versions, one of them tried as the bench asks it, and what is done to a draft."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import checklist_versions as queries
from app.db.queries.checklist_versions import Version, Wanted
from app.db.queries.checklists import as_written, grade_table
from app.domain.answering import all_pass, found, observed, parse_answers
from app.domain.checklists import Checklist
from app.domain.errors import FloorError
from app.domain.grading import grade
from app.domain.messages import checklist_drafts as say
from app.domain.messages.core import Said
from app.domain.transitions import ChecklistState
from app.domain.vocabulary import Category
from app.domain.worksheet import Worksheet
from app.services import checklisting, grading
from app.services.acting import Act
from app.web import acts, current, listing
from app.web.checklist_view import defects_of, question_views, questions_of, word_views
from app.web.drafts import done, seen
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import signal_of

blueprint = Blueprint("checklists", __name__, url_prefix="/checklists")
SCOPE = "checklists"

LIST = Shape(
    room="checklists",
    filters={"category": Category, "state": ChecklistState},
    columns=tuple(queries.ORDERS),
    order="category",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the versions that were asked for, by category, the newest first."""
    asked = Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "checklists/index.html",
            asked=asked,
            rows=queries.listed(session, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, wanted),
            categories=[(each.value, word(each.value)) for each in Category],
            states=[(each.value, word(each.value)) for each in ChecklistState],
            signal=acts.told(session, SCOPE),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, _wanted(asked))
    heads = (_("Category"), _("Version"), _("State"), _("Questions"), _("What is new"), _("Changed"), _("By"))
    lines = (
        (word(str(row.category)), row.version, standing(row), row.questions, row.note,
         row.changed_at.date() if row.changed_at else "", row.changed_by)
        for row in rows
    )  # fmt: skip
    return list_file(f"checklists-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        category=asked.read("category", Category),
        state=asked.read("state", ChecklistState),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


def standing(version: Version) -> str:
    """Return where a version stands, in the language of the page."""
    return str(_("Draft") if version.is_draft else _("In force") if version.is_in_force else _("Superseded"))


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Make a draft of what is in force for a category."""
    text = current.form().get("category", "")
    if text not in set(Category):
        raise BadRequest("no such category")
    made: list[UUID] = []

    def draft(session: Session, act: Act) -> Said:
        draft_id, said = checklisting.draft(session, act, Category(text))
        made.append(draft_id)
        return said

    answered = done(SCOPE, draft)
    if not made:  # sent again: the draft stands in the list
        return go_to(url_for("checklists.index", category=text, answer=answered.client_id))
    return go_to(url_for("checklists.show", checklist_id=made[0], answer=answered.client_id))


@blueprint.get("/<uuid:checklist_id>")
def show(checklist_id: UUID) -> ResponseReturnValue:
    """Show one version, and what it makes of the answers in the address: taps as the bench has them, kept nowhere."""
    with current.database().reading() as session:
        version, checklist = version_of(session, checklist_id)
        sheet = _tapped(checklist, Worksheet.parse(request.args.to_dict()), request.args.get("set", ""))
        return render_template(
            "checklists/show.html",
            checklist=version,
            standing=standing(version),
            questions=question_views(checklist),
            words=word_views(checklist),
            tried=questions_of(checklist, sheet),
            defects=defects_of(checklist, sheet),
            said=sheet.to_params(),
            outcome=_outcome(checklist, sheet),
            signal=acts.told(session, SCOPE),
        )


def _tapped(checklist: Checklist, sheet: Worksheet, setting: str) -> Worksheet:
    if setting == "all:pass":
        return replace(sheet, answers=all_pass(checklist.questions), defects=())
    return grading.tapped(sheet, setting)


def _outcome(checklist: Checklist, sheet: Worksheet) -> dict[str, str]:
    """Return the grade of what was tapped with its sentence, or the sentence that says what is missing."""
    try:
        answers = parse_answers(checklist.questions, sheet.answers)
        graded = grade(observed(checklist, answers, found(checklist, answers, sheet.defects)), checklist.table)
    except FloorError as error:
        return {"grade": "", "say": signal_of(error.said).say}
    return {"grade": graded.grade.value, "say": signal_of(graded.why).say}


@blueprint.post("/<uuid:checklist_id>/<any(activation, removal):deed>")
def do(checklist_id: UUID, deed: str) -> ResponseReturnValue:
    """Put a draft in force, or throw it away."""
    answered = done(SCOPE, lambda session, act: DEEDS[deed](session, act, checklist_id))
    if answered.said.message is say.DISCARDED:
        return go_to(url_for("checklists.index", answer=answered.client_id))
    return go_to(url_for("checklists.show", checklist_id=checklist_id, answer=answered.client_id))


DEEDS: dict[str, Callable[[Session, Act, UUID], Said]] = {
    "activation": lambda session, act, draft_id: checklisting.activate(
        session, act, draft_id, seen(), current.form().get("note", "")
    ),
    "removal": lambda session, act, draft_id: checklisting.discard(session, act, draft_id, seen()),
}


def version_of(session: Session, checklist_id: UUID) -> tuple[Version, Checklist]:
    """Return a version and what it asks. Raises NotFound."""
    found_ = queries.one(session, checklist_id)
    if found_ is None:
        raise NotFound
    version, row = found_
    return version, as_written(row, grade_table(session))
