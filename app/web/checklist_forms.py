"""Writing the questions of a drafted checklist, each on a page of its own, and its defects and places on another."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries.checklist_versions import Version
from app.domain.checklist_drafts import FIXED, MOST_OPTIONS, MOST_WORDS, offered_branches, read_question, read_words
from app.domain.checklists import Ask, Cap, Checklist, DefectCode, ItemPlace, Question
from app.domain.grading import COSMETICS, FUNCTION
from app.domain.messages.core import Said
from app.services import checklisting
from app.services.acting import Act
from app.web import current
from app.web.checklist_view import answer_text, ask_text, plain
from app.web.checklists import SCOPE, version_of
from app.web.drafts import done, seen
from app.web.forms import Form, sentences
from app.web.responses import go_to

blueprint = Blueprint("checklist_forms", __name__, url_prefix="/checklists/<uuid:checklist_id>")

UNPROCESSABLE = 422
W = TypeVar("W", DefectCode, ItemPlace)
CAPS = [
    *((f"function:{score}", f"F{score}") for score in FUNCTION[:-1]),
    *((f"cosmetics:{score}", f"C{score}") for score in COSMETICS[:-1]),
]
"""What an answer or a defect may lower an item to; the tops of the scales lower nothing."""


@blueprint.get("/questions/<int(max=99):position>")
def edit(checklist_id: UUID, position: int) -> ResponseReturnValue:
    """Show the form of a question of a draft; position 0 is a new one."""
    with current.database().reading() as session:
        version, checklist = _draft_of(session, checklist_id)
    if position > len(checklist.questions):
        raise NotFound
    typed = _typed(checklist.questions[position - 1]) if position else {"ask": Ask.CHECK.value}
    return _form(version, checklist, position, Form(typed))


@blueprint.post("/questions/<int(max=99):position>")
def update(checklist_id: UUID, position: int) -> ResponseReturnValue:
    """Keep a question; with faults show the form again as it was typed and keep nothing."""
    form = current.form()
    row, faults = read_question(form)
    if faults:
        with current.database().reading() as session:
            version, checklist = _draft_of(session, checklist_id)
        return _form(version, checklist, position, Form(form, sentences(faults))), UNPROCESSABLE
    return _done(
        checklist_id,
        lambda session, act: checklisting.save_question(session, act, checklist_id, seen(), position, row),
    )


@blueprint.post("/questions/<int(max=99):position>/<any(removal, rise):deed>")
def do(checklist_id: UUID, position: int, deed: str) -> ResponseReturnValue:
    """Take a question out, or let it change places with the one above it."""
    verb = {"removal": checklisting.remove_question, "rise": checklisting.raise_question}[deed]
    return _done(checklist_id, lambda session, act: verb(session, act, checklist_id, seen(), position))


@blueprint.get("/words")
def words(checklist_id: UUID) -> ResponseReturnValue:
    """Show the form of the defects of a draft and of the places on the item."""
    with current.database().reading() as session:
        version, checklist = _draft_of(session, checklist_id)
    return _words(version, Form(_typed_words(checklist)))


@blueprint.post("/words")
def keep_words(checklist_id: UUID) -> ResponseReturnValue:
    """Keep the defects and places of a draft."""
    form = current.form()
    defects, places, faults = read_words(form)
    if faults:
        with current.database().reading() as session:
            version, _checklist = _draft_of(session, checklist_id)
        return _words(version, Form(form, sentences(faults))), UNPROCESSABLE
    return _done(
        checklist_id,
        lambda session, act: checklisting.save_words(session, act, checklist_id, seen(), defects, places),
    )


def _draft_of(session: Session, checklist_id: UUID) -> tuple[Version, Checklist]:
    version, checklist = version_of(session, checklist_id)
    if not version.is_draft:  # a version in force has no forms
        raise NotFound
    return version, checklist


def _done(checklist_id: UUID, verb: Callable[[Session, Act], Said]) -> ResponseReturnValue:
    answered = done(SCOPE, verb)
    return go_to(url_for("checklists.show", checklist_id=checklist_id, answer=answered.client_id))


def _form(version: Version, checklist: Checklist, position: int, form: Form) -> str:
    branches = offered_branches(checklist.questions, position)
    return render_template(
        "checklists/question.html",
        checklist=version,
        position=position,
        form=form,
        kinds=[(each.value, ask_text(each)) for each in Ask],
        branches=[
            (f"{question.key}:{key}", f"{plain(question.text)}: {_answer(question, key)}") for question, key in branches
        ],
        caps=CAPS,
        defects=[(each.key, plain(each.text)) for each in checklist.defects],
        places=[(each.key, plain(each.text)) for each in checklist.places],
        most=MOST_OPTIONS,
    )


def _answer(question: Question, key: str) -> str:
    return next(answer_text(question, option) for option in question.options if option.key == key)


def _words(version: Version, form: Form) -> str:
    return render_template("checklists/words.html", checklist=version, form=form, caps=CAPS, most=MOST_WORDS)


def _typed(question: Question) -> dict[str, str]:
    """Return the texts with which the form of a stored question begins."""
    typed = {"key": question.key, "ask": question.ask.value, "unit": question.unit, "tool": question.tool}
    typed |= {f"text_{language}": text for language, text in question.text.texts.items()}
    typed["when"] = f"{question.when.question}:{question.when.answer}" if question.when else ""
    for n, option in enumerate(question.options, start=1):
        own = {
            "defect": option.defect,
            "place": option.place,
            "cap": _cap(option.cap),
            "photo": "on" * option.needs_photo,
        }
        own |= {end: str(value) for end, value in (("low", option.low), ("high", option.high)) if value is not None}
        own |= {f"text_{language}": text for language, text in (option.text.texts.items() if option.text else ())}
        own |= {"key": option.key} if question.ask not in FIXED else {}
        typed |= {f"option-{n}-{name}": text for name, text in own.items()}
    return typed


def _typed_words(checklist: Checklist) -> dict[str, str]:
    typed: dict[str, str] = {}
    for name, row in _numbered("defect", checklist.defects):
        typed |= _typed_word(name, row)
    for name, place in _numbered("place", checklist.places):
        typed |= _typed_word(name, place)
    return typed | {f"{name}-cap": _cap(row.cap) for name, row in _numbered("defect", checklist.defects)}


def _typed_word(name: str, row: DefectCode | ItemPlace) -> dict[str, str]:
    texts = {f"{name}-text_{language}": text for language, text in row.text.texts.items()}
    return {f"{name}-key": row.key, **texts}


def _numbered(of: str, rows: Sequence[W]) -> list[tuple[str, W]]:
    return [(f"{of}-{n}", row) for n, row in enumerate(rows, start=1)]


def _cap(cap: Cap | None) -> str:
    return f"{cap.axis.value}:{cap.worst}" if cap else ""
