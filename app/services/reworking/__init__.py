"""Rework: a carton is taken up at a workshop bench, operations run by scan, parts go in, goods are graded again.

Each public verb is one act, answered once (see `services.acting`). What the answer leaves pending is the sheet as it
stands after the act: the browser sends it back with the next one.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.domain.errors import FloorError
from app.domain.vocabulary import DispositionCode
from app.services.acting import Act, Answered, Outcome, answer
from app.services.reading import readings_of
from app.services.reworking import contracting, ending, lots, scanning, scrapping, working
from app.services.reworking.screen import GIVEN_UP, Screen, Sheet

SCOPE = "reworking"

__all__ = [
    "GIVEN_UP", "SCOPE", "Screen", "Sheet", "charge", "confirm", "finish", "finish_lot", "give_up",
    "give_up_to", "pause", "say_units", "scan", "send_out", "undo",
]  # fmt: skip


def scan(session: Session, act: Act, screen: Screen) -> Answered[Sheet]:
    """Take one scan on the rework screen: a carton, an item, a part, an operation, a contractor, a tote."""
    return _answer(session, act, screen, lambda: scanning.take(session, act, screen, readings_of(act)))


def pause(session: Session, act: Act, screen: Screen) -> Answered[Sheet]:
    """Pause the operation that runs."""
    return _answer(session, act, screen, lambda: working.pause(session, act, screen))


def finish(session: Session, act: Act, screen: Screen) -> Answered[Sheet]:
    """Finish the operation that runs."""
    return _answer(session, act, screen, lambda: working.finish(session, act, screen))


def finish_lot(session: Session, act: Act, screen: Screen) -> Answered[Sheet]:
    """Finish the operation that runs, for every order of the lot in the queue."""
    return _answer(session, act, screen, lambda: lots.finish_lot(session, act, screen))


def confirm(session: Session, act: Act, screen: Screen) -> Answered[Sheet]:
    """Say that the chosen order is done."""
    return _answer(session, act, screen, lambda: ending.confirm(session, act, screen))


def give_up(session: Session, act: Act, screen: Screen, code: DispositionCode) -> Answered[Sheet]:
    """Ask for the tote that takes the goods of the chosen order."""
    return _answer(session, act, screen, lambda: scrapping.ask(session, act, screen, code))


def say_units(session: Session, act: Act, screen: Screen, typed: str) -> Answered[Sheet]:
    """Say how many units of the chosen order are given up, as if each had been scanned."""
    return _answer(session, act, screen, lambda: scrapping.say_units(session, act, screen, typed))


def give_up_to(session: Session, act: Act, screen: Screen, plate: str) -> Answered[Sheet]:
    """Give the goods of the chosen order up into the tote with `plate`, as if it had been scanned."""
    return _answer(session, act, screen, lambda: scrapping.give_up(session, act, screen, plate))


def send_out(session: Session, act: Act, screen: Screen, party: str) -> Answered[Sheet]:
    """Send the carton to the contractor with that id or GLN."""
    return _answer(session, act, screen, lambda: contracting.send_out(session, act, screen, party))


def charge(session: Session, act: Act, screen: Screen, typed: str) -> Answered[Sheet]:
    """Note what the contractor asked for the carton."""
    return _answer(session, act, screen, lambda: contracting.charge(session, act, screen, typed))


def undo(session: Session, act: Act, screen: Screen) -> Answered[Sheet]:
    """Set an open question aside; else take back the last act of this screen."""
    return _answer(session, act, screen, lambda: scanning.take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[Sheet]]) -> Answered[Sheet]:
    return answer(session, act, lambda: _keeping_the_sheet(screen, do))


def _keeping_the_sheet(screen: Screen, do: Callable[[], Outcome[Sheet]]) -> Outcome[Sheet]:
    """A refusal changes nothing, so the carton and order stay; what was asked is asked anew, but for a refused tote."""
    try:
        return do()
    except FloorError as error:
        if error.pending:
            raise
        kept = screen.sheet if screen.sheet.scrap else screen.sheet.bare
        raise error.keeping(kept.to_params()) from None
