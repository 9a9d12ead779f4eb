"""Starting a move: may this carton go, where to, and which place there has room."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Route, table_of
from app.db.queries import cartons, segregation
from app.db.queries import routing as queries
from app.db.queries.cartons import StandingCarton
from app.db.queries.contents import Contents
from app.db.queries.routing import Place, Proposal, Target
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Overtaken, Question, Refused
from app.domain.holds import strictest
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry
from app.domain.messages import medical, pallets
from app.domain.messages import routing as say
from app.domain.messages.core import Local, Message, Param, Said, Units, Word
from app.domain.putting_away import Why
from app.domain.transitions import CartonState, Move, RouteState, allows
from app.domain.vocabulary import ZONE_OF, DispositionCode, LocationKind, Zone
from app.services import customs
from app.services.acting import Act, Outcome
from app.services.moving import Standing, move_carton
from app.services.parting import Parted, part
from app.services.recording import record
from app.services.routing.stack import Stack, check_all_move, stack_of
from app.services.routing.trip import Ask, Trip
from app.services.sanitizing import check_may_go

ROUTE = table_of(Route)

HOLD_PLACE = Target(zone=Zone.QUARANTINE)
STAGING = Target(kind=LocationKind.STAGING)


def start(session: Session, act: Act, plate: str, confirmed: Ask | None = None) -> Outcome[Trip]:
    """Start moving the carton with `plate`, once what must be confirmed is. Raises Refused, Question or Overtaken.

    An open tote is closed and started in one act: two listed moves, one event, taken back together.
    """
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate)
    if carton.state is CartonState.ROUTING:
        return _under_way(session, act, carton)
    here = queries.place_by_id(session, carton.location_id)
    stack = stack_of(session, act, carton)
    target = _target(stack, here, confirmed)
    if stack.stands_placed and here and target.takes(here):
        raise Refused(say.ALREADY_THERE, lpn=carton.lpn, place=here.code, when=carton.state_since)
    if not stack.goods.is_locked:
        check_may_go(session, act, [each.id for each in stack.every], next(iter(stack.goods.codes)))
        customs.check_may_go(session, act, [each.id for each in stack.every], next(iter(stack.goods.codes)))
    if carton.state is CartonState.OPEN and confirmed is None and not carton.is_pallet:
        raise _asking(_tote_open(carton, stack.goods, target), carton)
    return _start(session, act, stack, target, _with_room(session, act, carton, target, here))


def _under_way(session: Session, act: Act, carton: StandingCarton) -> Outcome[Trip]:
    """Show the way again to who has the carton; tell anyone else who that is."""
    if carton.parent_id:  # the pallet under it has the route
        part(session, act, carton)
    moving = queries.moving(session, act.site_id, carton.id)
    assert moving is not None, "a carton on its way has its route"
    if moving.started_by != act.by.operator_id:
        raise someone_has_it(moving)
    facts: dict[str, Param] = {
        "lpn": carton.lpn, "tail": tail(carton.lpn), "to": Word(moving.target.word), "when": moving.started_at,
        "place": moving.to.code,
    }  # fmt: skip
    trip = Trip(carton.id)
    return Outcome(Said(say.RESUMED, facts), pending=trip.to_params(), result=trip)


def someone_has_it(moving: queries.Moving) -> Overtaken:
    """Return the refusal that names who has the carton, with the question whether to take it over."""
    refusal = Overtaken(
        say.SOMEONE_HAS_IT, who=moving.mover, lpn=moving.lpn, place=moving.to.code, when=moving.started_at
    )
    refusal.keeping(Trip(ask=Ask.TAKE_OVER, plate=moving.lpn).to_params())
    return refusal


def _target(stack: Stack, here: Place | None, confirmed: Ask | None) -> Target:
    """Return where the carton or pallet may go. Raises Refused for what must not move, Question for a locked one."""
    carton, goods = stack.carton, stack.goods
    if carton.is_quarantine:
        raise Refused(say.QUARANTINE_STAYS, lpn=carton.lpn, place=here.code if here else "-")
    if carton.state is not CartonState.OPEN and not allows(carton.state, Move.ROUTE):
        raise Refused(say.NOT_MOVABLE, lpn=carton.lpn, state=Word(carton.state.value))
    check_all_move(stack)
    if not goods.units:
        raise Refused(say.EMPTY_CARTON, lpn=carton.lpn)
    if goods.is_locked:
        return _hold_place(stack, here, confirmed)
    if len(goods.codes) > 1:
        raise Refused(say.SEVERAL_CODES, lpn=carton.lpn, count=len(goods.codes))
    code = next(iter(goods.codes))
    return Target(zone=ZONE_OF[code]) if code else STAGING


def _hold_place(stack: Stack, here: Place | None, confirmed: Ask | None) -> Target:
    """A held line locks its carton, and the pallet under it, until it is split out; only a hold place may take it."""
    carton, reason = stack.carton, Word(str(strictest(stack.goods.holds)))
    if HOLD_PLACE.takes(here):
        raise Refused(say.HELD_HERE, lpn=carton.lpn, reason=reason, place=here.code if here else "-")
    if confirmed is not Ask.TO_HOLD_PLACE and carton.is_pallet:
        held = Question(pallets.HELD, Ask.TO_HOLD_PLACE, lpn=carton.lpn, carton=stack.held, reason=reason)
        raise _asking(held, carton)
    if confirmed is not Ask.TO_HOLD_PLACE:
        raise _asking(Question(say.HELD, Ask.TO_HOLD_PLACE, lpn=carton.lpn, reason=reason), carton)
    return HOLD_PLACE


def _tote_open(carton: StandingCarton, goods: Contents, target: Target) -> Question:
    return Question(
        say.TOTE_OPEN,
        Ask.CLOSE_TOTE,
        lpn=carton.lpn,
        tail=tail(carton.lpn),
        units=Units(goods.units),
        to=Word(target.word),
    )


def _asking(question: Question, carton: StandingCarton) -> Question:
    question.keeping(Trip(ask=Ask(question.ask), plate=carton.lpn).to_params())
    return question


def _with_room(session: Session, act: Act, carton: StandingCarton, target: Target, here: Place | None) -> Proposal:
    """Return the best place; a carton that was sent to staging when it was closed goes where it was sent."""
    places = queries.places_with_room(session, act.site_id, target, carton.id)
    if not places:
        raise Refused(say.NO_PLACE, lpn=carton.lpn, to=Word(target.word))
    places = with_own_kind(session, act, places, carton.id)
    if not places:
        raise Refused(medical.PLACE_APART, lpn=carton.lpn, to=Word(target.word))
    sent = here in [each.place for each in places]
    return Proposal(here, Why.SENT_THERE) if here and sent else places[0]


def with_own_kind(session: Session, act: Act, places: list[Proposal], carton_id: UUID) -> list[Proposal]:
    """Return the places that may take the carton or pallet without medical goods and others standing together."""
    apart = segregation.apart_from(session, act.site_id, [each.place.id for each in places], carton_id)
    return [each for each in places if each.place.id not in apart]


def _start(session: Session, act: Act, stack: Stack, target: Target, proposal: Proposal) -> Outcome[Trip]:
    carton, goods = stack.carton, stack.goods
    code = next(iter(goods.codes)) if len(goods.codes) == 1 else None
    parted = part(session, act, carton)
    changes = [change for each in stack.every for change in _set_moving(session, act, each, parted)]
    route_id, opened = open_route(session, act, carton.id, carton.location_id, proposal, code)
    entry = Entry(
        kind=EventKind.ROUTE_STARTED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.OTHER,
        disposition=disposition_of(code, is_held=bool(goods.holds)),
        items=parted.items if parted.pallet else stack.items,
        biz_transactions=(about_route(route_id),),
        changes=(*changes, *parted.changes, opened),
    )
    event_id = record(session, act, entry)
    trip = Trip(carton.id)
    return Outcome(_said(carton, goods, target, proposal.place, code), event_id, trip.to_params(), trip)


def _set_moving(session: Session, act: Act, carton: StandingCarton, parted: Parted) -> tuple[Change, ...]:
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    if carton.state is not CartonState.OPEN:
        return move_carton(session, act, standing, Move.ROUTE, **parted.columns)
    closed = move_carton(session, act, standing, Move.CLOSE)
    graded = Standing(carton.id, carton.lpn, CartonState.GRADED, carton.version + 1)
    return (*closed, *move_carton(session, act, graded, Move.ROUTE))


def open_route(
    session: Session, act: Act, carton_id: UUID, from_id: UUID | None, to: Proposal, code: DispositionCode | None
) -> tuple[UUID, Change]:
    """Write the route of a carton to the place of `to`; return its id and the change that undo reverses."""
    route_id = new_id()
    session.execute(
        sa.insert(ROUTE).values(
            site_id=act.site_id,
            id=route_id,
            carton_id=carton_id,
            state=RouteState.MOVING,
            code=code,
            from_location_id=from_id,
            to_location_id=to.place.id,
            why=to.why,
            full_places=[],
            started_at=act.now,
            started_by=act.by.operator_id,
        )
    )
    # Taken back, a route is given up: its row stays for the ledger.
    return route_id, Change("route", route_id, "state", RouteState.ABANDONED, RouteState.MOVING)


def about_route(route_id: UUID) -> dict[str, str]:
    """Return the route as an EPCIS business transaction."""
    return {"type": "route", "id": str(route_id)}


def disposition_of(code: DispositionCode | None, *, is_held: bool) -> Disposition:
    """Return what CBV calls goods under `code`, or goods that nobody has judged yet."""
    if is_held:
        return Disposition.NON_SELLABLE_OTHER
    return DISPOSITION_OF[code] if code else Disposition.RETURNED


def _said(carton: StandingCarton, goods: Contents, target: Target, to: Place, code: DispositionCode | None) -> Said:
    goes_to = code.value if code and not goods.is_locked else target.word
    facts: dict[str, Param] = {
        "tail": tail(carton.lpn), "to": Word(goes_to), "units": goods.units, "lost": goods.losing, "place": to.code,
    }  # fmt: skip
    if len(goods.names) > 1:
        return Said(say.STARTED_MIXED, {**facts, "products": len(goods.names)})
    facts["product"] = Local(goods.names[0])
    message: Message = say.STARTED
    if len(goods.grades) == 1 and (grade := next(iter(goods.grades))):
        message, facts["grade"] = say.STARTED_GRADED, grade.value
    return Said(message, facts)
