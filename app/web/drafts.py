"""Versions that people draft and put in force: what all their pages do with an act."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.domain.messages.core import Said
from app.services import acting
from app.services.acting import Act, Answered, Outcome
from app.web import acts, current


def done(scope: str, verb: Callable[[Session, Act], Said]) -> Answered[Any]:
    """Do one thing to a draft, once, and return what was said of it."""
    act = acts.read_act(scope)
    with current.database().unit_of_work() as session:
        return acting.answer(session, act, lambda: Outcome(verb(session, act)))


def seen() -> int:
    """Return the revision of the draft that the form's page showed. Raises BadRequest."""
    return a_number(current.form().get("revision", ""))


def a_number(text: str) -> int:
    """Return a number that a form of ours carries. Raises BadRequest."""
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadRequest("not a number")
    return int(text)
