"""Routing: a carton is scanned, taken to the place that its disposition code names, and confirmed by scanning it.

Each public verb is one act, answered once (see `services.acting`). What the answer leaves pending is the trip as it
stands after the act: the browser sends it back with the next one.
"""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.queries import routing as queries
from app.domain.errors import FloorError
from app.domain.messages import routing as say
from app.domain.principals import Principal
from app.services import correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.reading import readings_of
from app.services.routing import changing, scanning
from app.services.routing.trip import NO_TRIP, Ask, Screen, Trip

SCOPE = "routing"

__all__ = ["NO_TRIP", "SCOPE", "Ask", "Screen", "Trip", "accept", "place_is_full", "scan", "undo", "undoable"]


def scan(session: Session, act: Act, screen: Screen) -> Answered[Trip]:
    """Take one scan on the routing screen: a carton, or the place where the carton on its way was put down."""
    return _answer(session, act, screen, lambda: scanning.take(session, act, screen, readings_of(act)))


def accept(session: Session, act: Act, screen: Screen) -> Answered[Trip]:
    """Confirm the open question: close the tote, go to a hold place, take the carton over."""
    return _answer(session, act, screen, lambda: scanning.accept(session, act, screen))


def place_is_full(session: Session, act: Act, screen: Screen) -> Answered[Trip]:
    """Report the place of the carton on its way as full and send it to the next one."""
    return _answer(session, act, screen, lambda: changing.place_is_full(session, act, screen.trip))


def undo(session: Session, act: Act, screen: Screen) -> Answered[Trip]:
    """Take back the last act of this screen."""
    return _answer(session, act, screen, lambda: changing.undo(session, act, screen))


def undoable(session: Session, by: Principal, screen: Screen, answered: Answered[Trip]) -> str:
    """Return the client id that undo takes back after `answered`, or "" when there is nothing of this screen."""
    if answered.said.message is say.TAKEN_OVER:  # the other's way has ended for good
        return ""
    if answered.event_id and answered.said.message not in UNDONE:
        return answered.client_id
    trip = Trip.parse(answered.pending)
    moving = queries.moving(session, by.site_id, trip.carton_id) if trip.carton_id else None
    if moving:
        return correcting.last_undoable(session, by, SCOPE, moving.route_id)
    return "" if answered.event_id else screen.last


UNDONE = (say.ON_ITS_WAY_AGAIN, say.STANDS_AGAIN)


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[Trip]]) -> Answered[Trip]:
    return answer(session, act, lambda: _keeping_the_trip(session, act, screen, do))


def _keeping_the_trip(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[Trip]]) -> Outcome[Trip]:
    """A refusal changes nothing, so the carton that is on its way stays so; questions are asked anew."""
    try:
        return do()
    except FloorError as error:
        if error.pending:
            raise
        trip = replace(screen.trip, wrong="", ask=None, plate="")
        moving = queries.moving(session, act.site_id, trip.carton_id) if trip.carton_id else None
        is_mine = moving is not None and moving.started_by == act.by.operator_id
        raise error.keeping((trip if is_mine else NO_TRIP).to_params()) from None
