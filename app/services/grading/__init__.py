"""Grading: carton by carton on the bench, item by item into destination totes, or a sealed carton as a whole.

Each public verb is one act, answered once (see `services.acting`). What the answer leaves pending is the worksheet as
it stands after the act: the browser sends it back with the next one.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.domain.errors import FloorError
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Answered, Outcome, answer
from app.services.grading import accepting, again, blind, scanning, totes, whole
from app.services.grading.blind import set_share
from app.services.grading.looking import View, look, tapped, told
from app.services.grading.screen import Screen
from app.services.reading import readings_of

__all__ = [
    "Screen", "View", "accept", "accept_suggested", "accept_whole", "close_tote", "finish_again", "keep_check", "look",
    "scan", "set_share", "tapped", "told", "undo",
]  # fmt: skip

Result = Worksheet


def scan(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Take one scan on the grading screen: a carton, an item, a command or the tote that accepts."""
    return _answer(session, act, screen, lambda: scanning.take(session, act, screen, readings_of(act)))


def accept(session: Session, act: Act, screen: Screen, plate: str) -> Answered[Result]:
    """Grade the chosen goods into the tote with `plate`, as if it had been scanned."""
    return _answer(session, act, screen, lambda: accepting.accept(session, act, screen, plate))


def accept_suggested(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Grade the chosen goods into the started tote that the screen offers for them."""
    return _answer(session, act, screen, lambda: accepting.accept_suggested(session, act, screen))


def accept_whole(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Grade all that is left in the carton where it stands."""
    return _answer(session, act, screen, lambda: whole.accept(session, act, screen))


def close_tote(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Close the tote of the worksheet; an empty one is taken back."""
    return _answer(session, act, screen, lambda: totes.close(session, act, screen))


def finish_again(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Close a carton that was graded again: it waits for its route once more."""
    return _answer(session, act, screen, lambda: again.finish(session, act, screen))


def keep_check(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Keep the second grade of a blind check."""
    return _answer(session, act, screen, lambda: blind.keep(session, act, screen))


def undo(session: Session, act: Act, screen: Screen) -> Answered[Result]:
    """Set aside what is only chosen; else take back the last act of this screen."""
    return _answer(session, act, screen, lambda: scanning.take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[Result]]) -> Answered[Result]:
    return answer(session, act, lambda: _keeping_the_sheet(screen, do))


def _keeping_the_sheet(screen: Screen, do: Callable[[], Outcome[Result]]) -> Outcome[Result]:
    """A refusal changes nothing, so the worksheet stays as it was sent."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(screen.sheet.to_params()) from None
