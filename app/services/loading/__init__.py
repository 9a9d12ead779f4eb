"""Loading: a load is chosen by its sheet, cartons and pallets are put on it by scan, and it departs, which is final.

Each public verb is one act, answered once (see `services.acting`). What the answer leaves pending is the screen as it
stands after the act: the browser sends it back with the next one. `write` puts the papers of a load that departs into
words.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.domain.errors import FloorError
from app.services.acting import Act, Answered, Outcome, answer
from app.services.loading import departing, scanning
from app.services.loading.freezing import Changed, Held, Write, verify
from app.services.loading.screen import SCOPE, Ask, Screen
from app.services.reading import readings_of

__all__ = [
    "SCOPE", "Ask", "Changed", "Held", "Screen", "Write", "close", "confirm", "scan", "seal", "undo", "verify",
]  # fmt: skip


def scan(session: Session, act: Act, screen: Screen, write: Write) -> Answered[None]:
    """Take one scan: the sheet of a load, what goes on it, the seal on its doors, a command."""
    return _answer(session, act, screen, lambda: scanning.take(session, act, screen, readings_of(act), write))


def close(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Say that all is on the chosen load: its seal is asked for."""
    return _answer(session, act, screen, lambda: departing.ask_seal(session, act, screen))


def seal(session: Session, act: Act, screen: Screen, text: str) -> Answered[None]:
    """Tell the seal by hand; empty text says that there is none."""
    return _answer(session, act, screen, lambda: departing.sealed(session, act, screen, text))


def confirm(session: Session, act: Act, screen: Screen, write: Write) -> Answered[None]:
    """Do what the screen asks about: take a carton off, go on without a seal, let the load depart."""
    return _answer(session, act, screen, lambda: scanning.confirm(session, act, screen, write))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Set an open question aside; else take back the last act of this screen."""
    return _answer(session, act, screen, lambda: scanning.take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[None]]) -> Answered[None]:
    return answer(session, act, lambda: _keeping_the_load(screen, do))


def _keeping_the_load(screen: Screen, do: Callable[[], Outcome[None]]) -> Outcome[None]:
    """A refusal changes nothing, so the load stays chosen; what was asked is asked anew."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(screen.bare.to_params()) from None
