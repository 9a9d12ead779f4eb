"""The grade table in the office: its versions, a draft with a grade for each score, and putting it in force."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import checklist_versions as queries
from app.db.queries.checklist_versions import Version
from app.domain.grading import COSMETICS, FUNCTION
from app.domain.messages import checklist_drafts as say
from app.domain.messages.core import Said
from app.domain.messages.grading import COSMETIC_WORDS, FUNCTION_WORDS
from app.domain.vocabulary import Grade
from app.services import checklisting
from app.services.acting import Act
from app.web import acts, current
from app.web.checklists import standing
from app.web.drafts import done, seen
from app.web.exporting import list_file
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("grade_tables", __name__, url_prefix="/grade-tables")
SCOPE = "grade_tables"
SCALES = (("function", "F", FUNCTION, FUNCTION_WORDS), ("cosmetics", "C", COSMETICS, COSMETIC_WORDS))


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show every version with its letters, the newest first."""
    with current.database().reading() as session:
        return render_template(
            "grade_tables/index.html",
            versions=queries.scales(session),
            standing=standing,
            signal=acts.told(session, SCOPE),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the versions as a file, a column a score."""
    with current.database().reading() as session:
        versions = queries.scales(session)
    scores = (f"{letter}{score}" for _name, letter, scale, _words in SCALES for score in scale)
    heads = (_("Version"), _("State"), *scores, _("What is new"), _("By"))
    rows = (
        (each.version, standing(each), *each.function, *each.cosmetics, each.note, each.changed_by)
        for each in versions
    )  # fmt: skip
    return list_file(f"grade-tables-{today(current.principal()).isoformat()}", kind, heads, rows)


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Make a draft of the table in force."""
    made: list[UUID] = []

    def draft(session: Session, act: Act) -> Said:
        draft_id, said = checklisting.draft_scale(session, act)
        made.append(draft_id)
        return said

    answered = done(SCOPE, draft)
    if not made:  # sent again: the draft stands in the list
        return go_to(url_for("grade_tables.index", answer=answered.client_id))
    return go_to(url_for("grade_tables.show", scale_id=made[0], answer=answered.client_id))


@blueprint.get("/<uuid:scale_id>")
def show(scale_id: UUID) -> ResponseReturnValue:
    """Show one version: a grade for each score, to choose in a draft."""
    with current.database().reading() as session:
        version = queries.scale(session, scale_id)
        signal = acts.told(session, SCOPE)
    if version is None:
        raise NotFound
    return render_template(
        "grade_tables/show.html",
        table=version,
        standing=standing(version),
        scales=_rows(version),
        grades=[grade.value for grade in Grade],
        signal=signal,
    )


def _rows(version: Version) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return both scales from the best score down, each score with its words and its letter."""
    return [(name, _scores(getattr(version, name), letter, words)) for name, letter, _scale, words in SCALES]


def _scores(grades: str, letter: str, words: Mapping[int, str]) -> list[tuple[str, str, str]]:
    rows = [(f"{letter}{score}", str(_(words[score])), grade) for score, grade in enumerate(grades, start=1)]
    return rows[::-1]


@blueprint.post("/<uuid:scale_id>/<any(change, activation, removal):deed>")
def do(scale_id: UUID, deed: str) -> ResponseReturnValue:
    """Keep the grades of a draft, put it in force, or throw it away."""
    answered = done(SCOPE, lambda session, act: DEEDS[deed](session, act, scale_id))
    if answered.said.message is say.DISCARDED:
        return go_to(url_for("grade_tables.index", answer=answered.client_id))
    return go_to(url_for("grade_tables.show", scale_id=scale_id, answer=answered.client_id))


def _change(session: Session, act: Act, scale_id: UUID) -> Said:
    form = current.form()
    letters = {
        name: "".join(form.get(f"{letter}{score}", "")[:1] or "-" for score in scale)
        for name, letter, scale, _words in SCALES
    }
    return checklisting.save_scale(session, act, scale_id, seen(), **letters)


DEEDS: dict[str, Callable[[Session, Act, UUID], Any]] = {
    "change": _change,
    "activation": lambda session, act, scale_id: checklisting.activate_scale(
        session, act, scale_id, seen(), current.form().get("note", "")
    ),
    "removal": lambda session, act, scale_id: checklisting.discard_scale(session, act, scale_id, seen()),
}
