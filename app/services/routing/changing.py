"""What else can happen on the way: the place is full, another forklift takes over, the last act was a mistake."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import FloorException, Route, table_of
from app.db.queries import cartons
from app.db.queries import routing as queries
from app.db.queries.cartons import StandingCarton
from app.db.queries.routing import Moving, Proposal
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.holds import strictest
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, about_carton
from app.domain.messages import isolating as held
from app.domain.messages import routing as say
from app.domain.messages.core import Param, Said, Word
from app.domain.transitions import Move, RouteState, moved
from app.domain.vocabulary import ExceptionKind, Zone
from app.services import correcting
from app.services.acting import Act, Outcome
from app.services.excepting import raise_exception
from app.services.moving import touch_carton
from app.services.recording import record
from app.services.routing.placing import lead_to, locked, standing
from app.services.routing.stack import stack_of
from app.services.routing.starting import HOLD_PLACE, about_route, disposition_of, open_route, start, with_own_kind
from app.services.routing.trip import NO_TRIP, Screen, Trip

ROUTE, EXCEPTION = table_of(Route), table_of(FloorException)


def place_is_full(session: Session, act: Act, trip: Trip) -> Outcome[Trip]:
    """Tell a supervisor that the place is full and send the carton to the next one with room.

    The place takes no carton until a supervisor has settled that. Without another place the carton stays on its way.
    """
    carton, moving = locked(session, act, trip)
    if moving.to.code not in queries.full_places(session, act.site_id):
        params: dict[str, Param] = {"place": moving.to.code, "lpn": carton.lpn}
        raise_exception(session, act, ExceptionKind.PLACE_FULL, params, carton_id=carton.id)
    others = queries.places_with_room(session, act.site_id, moving.target, carton.id)
    others = with_own_kind(session, act, others, carton.id)
    facts: dict[str, Param] = {"full": moving.to.code, "tail": tail(carton.lpn)}
    trip = Trip(carton.id)
    if not others:
        said = Said(say.NO_OTHER_PLACE, {**facts, "place": moving.to.code, "to": Word(moving.target.word)})
        return Outcome(said, pending=trip.to_params(), result=trip)
    event_id = _send_to(session, act, carton, moving, others[0])
    return Outcome(Said(say.CHANGED, {**facts, "place": others[0].place.code}), event_id, trip.to_params(), trip)


def divert(session: Session, act: Act, trip: Trip, scanned: str) -> Outcome[Trip] | None:
    """Send a carton that was locked while it was on its way to a hold place; None where it may go where it goes."""
    carton, moving = locked(session, act, trip)
    goods = stack_of(session, act, carton).goods
    if not goods.is_locked or moving.to.zone is Zone.QUARANTINE:
        return None
    places = queries.places_with_room(session, act.site_id, HOLD_PLACE, carton.id)
    places = with_own_kind(session, act, places, carton.id)
    if not places:
        raise Refused(say.NO_PLACE, lpn=carton.lpn, to=Word(HOLD_PLACE.word))
    event_id = _send_to(session, act, carton, moving, places[0])
    facts: dict[str, Param] = {
        "tail": tail(carton.lpn), "reason": Word(str(strictest(goods.holds))), "scanned": scanned,
        "place": places[0].place.code,
    }  # fmt: skip
    trip = Trip(carton.id)
    return Outcome(Said(held.HELD_ON_THE_WAY, facts), event_id, trip.to_params(), trip)


def _send_to(session: Session, act: Act, carton: StandingCarton, moving: Moving, to: Proposal) -> UUID:
    touch_carton(session, act, standing(carton))
    changes = lead_to(session, act, moving, to, full_places=[*moving.full_places, moving.to.code])
    return record(session, act, _changed(moving, moving.route_id, changes))


def _changed(moving: Moving, route_id: UUID, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.ROUTE_CHANGED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.OTHER,
        disposition=disposition_of(moving.code, is_held=moving.to.zone is Zone.QUARANTINE),
        items=(about_carton(moving.carton_id, moving.lpn),),
        biz_transactions=(about_route(route_id),),
        changes=changes,
    )


def take_over(session: Session, act: Act, plate: str) -> Outcome[Trip]:
    """Go on with a carton that someone else had on the way: their route is given up, a new one leads to its place."""
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    moving = queries.moving(session, act.site_id, carton.id) if carton else None
    if carton is None or moving is None:
        return start(session, act, plate)  # nobody has it any more: it is taken like any other
    touch_carton(session, act, standing(carton))
    given_up = _give_up(session, act, moving)
    to = Proposal(moving.to, moving.why)
    route_id, opened = open_route(session, act, carton.id, moving.from_location_id, to, moving.code)
    event_id = record(session, act, _changed(moving, route_id, (given_up, opened)))
    facts: dict[str, Param] = {
        "lpn": carton.lpn, "tail": tail(carton.lpn), "who": moving.mover, "place": moving.to.code,
    }  # fmt: skip
    trip = Trip(carton.id)
    return Outcome(Said(say.TAKEN_OVER, facts), event_id, trip.to_params(), trip)


def _give_up(session: Session, act: Act, moving: Moving) -> Change:
    after = moved(RouteState.MOVING, Move.ABANDON)
    session.execute(
        sa.update(ROUTE).where(ROUTE.c.site_id == act.site_id, ROUTE.c.id == moving.route_id).values(state=after)
    )
    return Change("route", moving.route_id, "state", RouteState.MOVING, after)


def undo(session: Session, act: Act, screen: Screen) -> Outcome[Trip]:
    """Take back the last act: a placed carton is on its way again, one on its way stands where it stood."""
    if screen.trip.ask:
        return Outcome(Said(say.NOT_STARTED, {"lpn": screen.trip.plate}), pending=NO_TRIP.to_params(), result=NO_TRIP)
    undone = correcting.undo(session, act, screen.last)
    assert undone.event_id is not None, "an undo is an event"
    carton_id = queries.carton_of_event(session, act.site_id, undone.event_id)
    assert carton_id is not None, "every event of routing names its carton"
    if undone.said.params["what"] == Word(EventKind.ROUTE_CHANGED.value):
        _settle(session, act, carton_id)
    said, trip = _undone(session, act, carton_id)
    return Outcome(said, undone.event_id, trip.to_params(), trip)


def _undone(session: Session, act: Act, carton_id: UUID) -> tuple[Said, Trip]:
    carton = cartons.standing_by_id(session, act.site_id, carton_id)
    assert carton is not None, "it was moved just now"
    moving = queries.moving(session, act.site_id, carton_id)
    if moving:
        return Said(say.ON_ITS_WAY_AGAIN, {"lpn": carton.lpn, "place": moving.to.code}), Trip(carton_id)
    here = queries.place_by_id(session, carton.location_id)
    return Said(say.STANDS_AGAIN, {"lpn": carton.lpn, "place": here.code if here else "-"}), NO_TRIP


def _settle(session: Session, act: Act, carton_id: UUID) -> None:
    """The place was not full after all: what was reported with this carton needs nobody any more."""
    session.execute(
        sa.update(EXCEPTION)
        .where(
            EXCEPTION.c.site_id == act.site_id,
            EXCEPTION.c.kind == ExceptionKind.PLACE_FULL,
            EXCEPTION.c.carton_id == carton_id,
            EXCEPTION.c.raised_by == act.by.operator_id,
            EXCEPTION.c.resolved_at.is_(None),
        )
        .values(resolved_at=act.now, resolved_by=act.by.operator_id)
    )
