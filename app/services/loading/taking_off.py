"""Taking a carton off a load again: it goes back to where it stood before it was put on."""

from sqlalchemy.orm import Session

from app.db.queries import cartons, loading, pallets, routing
from app.db.queries.cartons import StandingCarton
from app.db.queries.outbound import Outbound
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, about_carton, about_child
from app.domain.messages import loading as say
from app.domain.messages.core import Said
from app.domain.transitions import CartonState, Move
from app.services.acting import Act, Outcome
from app.services.departed import ABOUT
from app.services.loading.screen import Screen, locked
from app.services.moving import Standing, move_carton
from app.services.recording import record


def take_off(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    """Take the carton that the screen asks about off the load, a pallet with all on it."""
    load = locked(session, act, screen)
    carton = cartons.standing_by_plate(session, act.site_id, screen.about, lock=True)
    if carton is None or carton.state is not CartonState.LOADED:
        raise Refused(say.NOT_ON_IT, lpn=screen.about, load=load.number)
    was = loading.loading_of(session, act.site_id, carton.id)
    if was.load_id != load.id:
        raise Refused(say.NOT_ON_IT, lpn=screen.about, load=load.number)
    _check_alone(session, act, load, carton)
    on_it = pallets.standing_on(session, act.site_id, carton.id, locked=True) if carton.is_pallet else []
    changes: list[Change] = []
    for each in (carton, *on_it):
        back = was.places.get(each.id, each.location_id)
        standing = Standing(each.id, each.lpn, each.state, each.version)
        changes += move_carton(session, act, standing, Move.TAKE_OFF, location_id=back, outbound_load_id=None)
        changes.append(Change("carton", each.id, "outbound_load_id", str(load.id), ""))
        if back != each.location_id:
            changes.append(Change("carton", each.id, "location_id", str(each.location_id or ""), str(back or "")))
    event_id = record(session, act, _entry(load, carton, on_it, tuple(changes)))
    place = routing.place_by_id(session, was.places.get(carton.id, carton.location_id))
    said = Said(say.TAKEN_OFF, {"lpn": carton.lpn, "load": load.number, "place": place.code if place else "-"})
    return Outcome(said, event_id, screen.bare.to_params())


def _check_alone(session: Session, act: Act, load: Outbound, carton: StandingCarton) -> None:
    under = cartons.standing_by_id(session, act.site_id, carton.parent_id) if carton.parent_id else None
    if under:
        raise Refused(say.ON_PALLET, lpn=carton.lpn, load=load.number, pallet=under.lpn)


def _entry(load: Outbound, carton: StandingCarton, on_it: list[StandingCarton], changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.CARTON_TAKEN_OFF,
        action=EpcisAction.DELETE,
        biz_step=BizStep.UNLOADING,
        disposition=DISPOSITION_OF[load.code],
        items=(about_carton(carton.id, carton.lpn), *(about_child(each.id, each.lpn) for each in on_it)),
        biz_location=load.dock_id,
        biz_transactions=({"type": ABOUT, "id": str(load.id)},),
        changes=changes,
    )
