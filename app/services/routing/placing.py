"""Confirming by scan that a carton was put down where it had to go."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Route, table_of
from app.db.queries import cartons
from app.db.queries import routing as queries
from app.db.queries.cartons import StandingCarton
from app.db.queries.next_best import given_to_others
from app.db.queries.routing import Moving, Proposal
from app.db.queries.waiting import folded, suggested, waiting
from app.domain.dwell import Stage
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import FloorError, Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry
from app.domain.messages import floor
from app.domain.messages import routing as say
from app.domain.messages.core import Param, Said, Units
from app.domain.putting_away import Why
from app.domain.transitions import Move, RouteState, moved
from app.domain.vocabulary import TallyKind, Zone
from app.services.acting import Act, Outcome
from app.services.drawing_up import draw_up
from app.services.moving import Standing, move_carton, overtaken
from app.services.recording import record
from app.services.routing.calendar import today
from app.services.routing.stack import Stack, stack_of
from app.services.routing.starting import about_route, disposition_of, someone_has_it, with_own_kind
from app.services.routing.trip import NO_TRIP, Trip
from app.services.tallying import tally

ROUTE = table_of(Route)


def confirm(session: Session, act: Act, trip: Trip, code: str) -> Outcome[Trip]:
    """Place the carton at the scanned place, its own or one that does as well.

    Raises Refused for a wrong place, Overtaken when another was first.
    """
    carton, moving = locked(session, act, trip)
    diverted: tuple[Change, ...] = ()
    meant = moving.to.code
    if code != meant:
        chosen = _fitting(session, act, moving, code)
        if chosen is None:
            raise _wrong_place(session, act, trip, moving, code)
        diverted = lead_to(session, act, moving, chosen)
        moving = replace(moving, to=chosen.place)
    stack = stack_of(session, act, carton)
    event_id = _place(session, act, stack, moving, diverted)
    return Outcome(_said(session, act, stack, moving, meant), event_id, NO_TRIP.to_params(), NO_TRIP)


def _fitting(session: Session, act: Act, moving: Moving, code: str) -> Proposal | None:
    """Return the scanned place where it is of the same zone, has room, and was not reported full: it does as well."""
    with_room = queries.places_with_room(session, act.site_id, moving.target, moving.carton_id)
    with_room = with_own_kind(session, act, with_room, moving.carton_id)
    found = next((each.place for each in with_room if each.place.code == code), None)
    return Proposal(found, Why.CHOSEN) if found else None


def lead_to(session: Session, act: Act, moving: Moving, to: Proposal, **values: Any) -> tuple[Change, ...]:
    """Send the carton on its way to another place; return what undo reverses."""
    session.execute(
        sa.update(ROUTE)
        .where(ROUTE.c.site_id == act.site_id, ROUTE.c.id == moving.route_id)
        .values(to_location_id=to.place.id, why=to.why, **values)
    )
    return (
        Change("route", moving.route_id, "to_location_id", str(moving.to.id), str(to.place.id)),
        Change("route", moving.route_id, "why", moving.why, to.why),
    )


def locked(session: Session, act: Act, trip: Trip) -> tuple[StandingCarton, Moving]:
    """Return the carton of the trip and its move, locked. Raises Refused or Overtaken when it is not on its way."""
    carton = cartons.standing_by_id(session, act.site_id, trip.carton_id, lock=True) if trip.carton_id else None
    if carton is None or carton.is_quarantine:
        raise Refused(say.NOTHING_MOVING if trip.carton_id is None else floor.UNKNOWN_THING)
    moving = queries.moving(session, act.site_id, carton.id)
    if moving is None:
        raise overtaken(session, act, standing(carton))
    if moving.started_by != act.by.operator_id:
        raise someone_has_it(moving)
    return carton, moving


def standing(carton: StandingCarton) -> Standing:
    """Return the carton as the guarded moves take it."""
    return Standing(carton.id, carton.lpn, carton.state, carton.version)


def _wrong_place(session: Session, act: Act, trip: Trip, moving: Moving, code: str) -> FloorError:
    facts: dict[str, Param] = {"tail": tail(moving.lpn), "place": moving.to.code}
    scanned = queries.place_by_code(session, act.site_id, code)
    if scanned is None:
        return Refused(say.UNKNOWN_PLACE, text=code, **facts)
    refusal = Refused(say.WRONG_PLACE, scanned=code, scanned_name=scanned.said, **facts)
    return refusal.keeping(replace(trip, wrong=code).to_params())


def _place(session: Session, act: Act, stack: Stack, moving: Moving, diverted: tuple[Change, ...]) -> UUID:
    changes = [change for each in stack.every for change in _put_down(session, act, each, moving)]
    if moving.to.zone is Zone.WORKSHOP:
        for each in stack.every:
            draw_up(session, act, each.id)
    placed = len(stack.on_it) or 1
    tally(session, act, TallyKind.CARTONS_PLACED, placed)
    is_held = moving.to.zone is Zone.QUARANTINE
    entry = Entry(
        kind=EventKind.CARTON_PLACED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.HOLDING if is_held else BizStep.STORING,
        disposition=disposition_of(moving.code, is_held=is_held),
        items=stack.items,
        biz_location=moving.to.id,
        biz_transactions=(about_route(moving.route_id),),
        changes=(*changes, *diverted, _close_route(session, act, moving)),
        detail={"tally": [[TallyKind.CARTONS_PLACED, placed]]},
    )
    return record(session, act, entry)


def _put_down(session: Session, act: Act, carton: StandingCarton, moving: Moving) -> tuple[Change, ...]:
    changes = move_carton(session, act, standing(carton), Move.PLACE, location_id=moving.to.id)
    return (*changes, Change("carton", carton.id, "location_id", str(carton.location_id or ""), str(moving.to.id)))


def _close_route(session: Session, act: Act, moving: Moving) -> Change:
    after = moved(RouteState.MOVING, Move.PLACE)
    session.execute(
        sa.update(ROUTE)
        .where(ROUTE.c.site_id == act.site_id, ROUTE.c.id == moving.route_id, ROUTE.c.state == RouteState.MOVING)
        .values(state=after, placed_at=act.now, placed_by=act.by.operator_id)
    )
    return Change("route", moving.route_id, "state", RouteState.MOVING, after)


def _said(session: Session, act: Act, stack: Stack, moving: Moving, meant: str) -> Said:
    facts: dict[str, Param] = {"tail": tail(moving.lpn), "place": moving.to.code, "units": Units(stack.goods.units)}
    if moving.to.code != meant:
        return Said(say.PLACED_ELSEWHERE, {**facts, "meant": meant})
    given = given_to_others(session, act.site_id, act.by.operator_id, act.now)
    following = suggested(folded(waiting(session, act.site_id, today(act), Stage.ROUTE)), given)
    if following is None:
        return Said(say.PLACED_LAST, facts)
    more: dict[str, Param] = {
        "next": following.tail, "next_place": following.place or "-", "lost": following.goods.losing,
    }  # fmt: skip
    return Said(say.PLACED, {**facts, **more})
