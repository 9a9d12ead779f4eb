"""What the arrival screen knows, and what each of its acts starts from and writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import loads
from app.db.queries.loads import Door, Inbound
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry
from app.domain.messages import transport as say
from app.domain.messages.core import Word
from app.domain.transitions import LoadState, Move, moved
from app.services.acting import Act

SCOPE = "arriving"
SHOWN = 60
"""Characters of a scan that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the load, the door that was scanned, the question that is open, what undo takes back."""

    load_id: UUID
    door: str = ""
    ask: str = ""
    last: str = ""


def load_of(session: Session, act: Act, screen: Screen) -> Inbound:
    """Return the load of the screen. Raises Refused when it is not there, closed or cancelled."""
    load = loads.one(session, act.site_id, screen.load_id)
    if load is None:
        raise Refused(say.UNKNOWN_LOAD)
    if load.state is LoadState.CLOSED:
        raise Refused(say.CLOSED_BEFORE, load=load.number, who=load.changed_by, when=load.changed_at)
    if load.state is LoadState.CANCELLED:
        move = Word(Move.ARRIVE.value)
        raise Refused(say.NOT_NOW, number=load.number, state=Word(load.state.value), move=move)
    return load


def door_at(session: Session, act: Act, code: str) -> Door | None:
    """Return the dock door with that code, or None."""
    return next((each for each in loads.doors(session, act.site_id) if each.code == code), None)


# CBV 2.0: arriving is being at the site, unloading is being taken off the vehicle.
_STEPS: Mapping[EventKind, tuple[BizStep, Move]] = {
    EventKind.LOAD_ARRIVED: (BizStep.ARRIVING, Move.ARRIVE),
    EventKind.LOAD_UNLOADED: (BizStep.UNLOADING, Move.CLOSE),
}


def entry_of(
    session: Session, act: Act, load: Inbound, door: Door, kind: EventKind, changes: tuple[Change, ...] = ()
) -> Entry:
    """Return the event of one act on a load; `changes` are those besides its state."""
    step, move = _STEPS[kind]
    rmas = [{"type": "rma", "id": str(each.id)} for each in loads.papers(session, act.site_id, load.id)]
    return Entry(
        kind=kind,
        action=EpcisAction.OBSERVE,
        biz_step=step,
        disposition=Disposition.RETURNED,
        read_point=door.id,
        biz_location=door.id,
        biz_transactions=({"type": "load", "id": str(load.id)}, *rmas),
        changes=(Change("load", load.id, "state", load.state, moved(load.state, move)), *changes),
    )
