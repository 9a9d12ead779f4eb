"""Putting a carton on a load, or a pallet with all that stands on it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import OutboundLoad, table_of
from app.db.queries import cartons, loading
from app.db.queries.cartons import StandingCarton
from app.db.queries.outbound import Outbound
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import Question, Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry
from app.domain.messages import loading as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.transitions import CartonState, Move, allows, moved
from app.services.acting import Act, Outcome
from app.services.departed import ABOUT
from app.services.loading.checking import check_may_ride
from app.services.loading.screen import Ask, Screen, locked
from app.services.moving import Standing, move_carton
from app.services.parting import Parted, part
from app.services.recording import record
from app.services.routing.stack import Stack, stack_of

OUTBOUND = table_of(OutboundLoad)


def put_on(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[None]:
    """Put what `plate` names on the load. Raises Refused for what must not ride, Question for what is on it already."""
    load = locked(session, act, screen)
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate, load=load.number)
    if carton.state is CartonState.LOADED:
        raise _again(session, act, load, carton)
    stack = stack_of(session, act, carton)
    _check_placed(stack)
    check_may_ride(session, act, load, stack.every)
    parted = part(session, act, carton)
    _begin(session, act, load)
    event_id = record(session, act, _entry(load, stack, parted, _put(session, act, load, stack, parted)))
    facts: dict[str, Param] = {"tail": tail(carton.lpn), "load": load.number, "party": load.party}
    units = Units(load.units + stack.goods.units)
    return Outcome(Said(say.PUT_ON, {**facts, "units": units}), event_id, screen.bare.to_params())


def _again(session: Session, act: Act, load: Outbound, carton: StandingCarton) -> Refused | Question:
    was = loading.loading_of(session, act.site_id, carton.id)
    facts: dict[str, Param] = {"who": was.who, "when": was.when, "lpn": carton.lpn, "load": load.number}
    if was.load_id != load.id:
        return Refused(say.ON_ANOTHER, other=was.load, **facts)
    question = Question(say.ALREADY_ON, Ask.TAKE_OFF, **facts)
    question.keeping(Screen(load.id, Ask.TAKE_OFF, carton.lpn).to_params())
    return question


def _check_placed(stack: Stack) -> None:
    """Refuse what is on its way, in work, or stands where nobody put it; a pallet built in a place stands there."""
    for each in stack.every:
        built_here = each.is_pallet and each.state is CartonState.OPEN and stack.on_it
        if each.is_quarantine or not (each.state is CartonState.PLACED or built_here):
            raise Refused(say.NOT_PLACED, lpn=each.lpn, state=Word(each.state.value))
        assert allows(each.state, Move.LOAD), "what stands in its place may be loaded"


def _begin(session: Session, act: Act, load: Outbound) -> None:
    """The first carton begins the loading; the load's row is locked."""
    after = moved(load.state, Move.LOAD)
    if after is not load.state:
        mine = (OUTBOUND.c.site_id == act.site_id, OUTBOUND.c.id == load.id)
        told = {"changed_at": act.now, "changed_by": act.by.operator_id, "version": load.version + 1}
        session.execute(sa.update(OUTBOUND).where(*mine).values(state=after, **told))


def _put(session: Session, act: Act, load: Outbound, stack: Stack, parted: Parted) -> tuple[Change, ...]:
    """Move all of it to the door of the load, else to where the operator stands."""
    place_id = load.dock_id or act.station_id or stack.carton.location_id
    changes: list[Change] = []
    for each in stack.every:
        columns = parted.columns if each is stack.carton else {}
        standing = Standing(each.id, each.lpn, each.state, each.version)
        changes += move_carton(
            session, act, standing, Move.LOAD, location_id=place_id, outbound_load_id=load.id, **columns
        )
        changes.append(Change("carton", each.id, "outbound_load_id", "", str(load.id)))
        if each.location_id != place_id:
            changes.append(Change("carton", each.id, "location_id", str(each.location_id or ""), str(place_id or "")))
    return tuple(changes)


def _entry(load: Outbound, stack: Stack, parted: Parted, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.CARTON_LOADED,
        action=EpcisAction.ADD,
        biz_step=BizStep.LOADING,
        disposition=DISPOSITION_OF[load.code],
        items=parted.items if parted.pallet else stack.items,
        biz_location=load.dock_id,
        biz_transactions=({"type": ABOUT, "id": str(load.id)},),
        changes=(*changes, *parted.changes),
    )
