"""Pallets on the floor: built carton by carton, broken up again. Each public verb is one act, answered once.

What the answer leaves pending is the pallet that is chosen: the browser sends it back with the next act.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, table_of
from app.db.queries import cartons, pallets
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import FloorError, Question, Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, Moved, about_carton, about_child
from app.domain.messages import pallets as say
from app.domain.messages.core import Param, Said, Word
from app.domain.messages.floor import NOTHING_ASKED
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import CartonState
from app.domain.vocabulary import Command
from app.services import correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.moving import Standing, touch_carton
from app.services.parting import release
from app.services.reading import plate_of, readings_of
from app.services.receiving.opening import is_new
from app.services.recording import record
from app.services.stackable import BUILT_IN, check_stackable

SCOPE = "pallets"
CARTON = table_of(Carton)


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the pallet that is chosen, what undo would take back, the plate that is asked about."""

    pallet_id: UUID | None = None
    last: str = ""
    ask: str = ""


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: the pallet, then each carton that is put on it."""
    return _answer(session, act, screen, lambda: _take(session, act, screen, readings_of(act)))


def take_off(session: Session, act: Act, screen: Screen, carton_id: UUID | None) -> Answered[None]:
    """Take one carton off the chosen pallet."""
    return _answer(session, act, screen, lambda: _take_off(session, act, screen.pallet_id, carton_id))


def break_up(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take everything off the chosen pallet; its plate is free."""
    return _answer(session, act, screen, lambda: _take_off(session, act, screen.pallet_id))


def confirm(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take off what was scanned again: the carton, or with the plate of the pallet all that stands on it."""
    return _answer(session, act, screen, lambda: _confirm(session, act, screen))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take back the last act of this screen."""
    return _answer(session, act, screen, lambda: _take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[None]]) -> Answered[None]:
    return answer(session, act, lambda: _keeping_the_pallet(screen, do))


def _keeping_the_pallet(screen: Screen, do: Callable[[], Outcome[None]]) -> Outcome[None]:
    """A refusal changes nothing, so the pallet that was chosen stays chosen."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(_choosing(screen.pallet_id)) from None


def _choosing(pallet_id: UUID | None, ask: str = "") -> Mapping[str, str]:
    return {"pallet": str(pallet_id), **({"ask": ask} if ask else {})} if pallet_id else {}


def _take_back(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    undone = correcting.undo(session, act, screen.last)
    return Outcome(undone.said, undone.event_id, _choosing(screen.pallet_id))


def _take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[None]:
    first = readings[0]
    match first.kind:
        case ReadingKind.COMMAND if first.command is Command.UNDO:
            return _take_back(session, act, screen)
        case ReadingKind.COMMAND if first.command is Command.CONFIRM and screen.ask:
            return _confirm(session, act, screen)
        case ReadingKind.COMMAND if first.command in (Command.CLOSE, Command.CONFIRM):
            return Outcome(Said(say.PUT_ASIDE))
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return _plate(session, act, screen, plate_of(first))
        case _:
            raise Refused(say.PLATE_EXPECTED, text=first.text, kind=Word(first.kind.value))


def _confirm(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    asked = cartons.standing_by_plate(session, act.site_id, screen.ask) if screen.ask else None
    if asked is None:
        raise Refused(NOTHING_ASKED)
    return _take_off(session, act, screen.pallet_id, None if asked.id == screen.pallet_id else asked.id)


def _plate(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[None]:
    known = cartons.standing_by_plate(session, act.site_id, plate)
    if known and known.state is CartonState.EXPECTED:
        raise Refused(say.NOT_HERE_YET, lpn=plate)
    if known and known.is_pallet:
        return _take_up(session, act, known, is_chosen=known.id == screen.pallet_id)
    if screen.pallet_id:
        return _put_on(session, act, screen.pallet_id, known, plate)
    if known is None:
        return _open(session, act, plate)
    under = cartons.standing_by_id(session, act.site_id, known.parent_id) if known.parent_id else None
    if under is None:
        raise Refused(say.PALLET_FIRST, lpn=plate)
    return _take_up(session, act, under)  # any of its cartons says which pallet is meant


def _take_up(session: Session, act: Act, pallet: StandingCarton, *, is_chosen: bool = False) -> Outcome[None]:
    facts: dict[str, Param] = {"lpn": pallet.lpn, "tail": tail(pallet.lpn)}
    on_it = len(pallets.standing_on(session, act.site_id, pallet.id))
    if is_chosen and on_it:
        question = Question(say.ALL_OFF, pallet.lpn, **facts, cartons=on_it)
        raise question.keeping(_choosing(pallet.id, pallet.lpn))
    return Outcome(Said(say.TAKEN_UP, {**facts, "cartons": on_it}), pending=_choosing(pallet.id))


def _open(session: Session, act: Act, plate: str) -> Outcome[None]:
    pallet_id = new_id()
    row = {
        "site_id": act.site_id, "id": pallet_id, "lpn": plate, "state": CartonState.OPEN, "state_since": act.now,
        "location_id": act.station_id, "code": None, "is_quarantine": False, "is_pallet": True, "version": 0,
    }  # fmt: skip
    if not is_new(session, CARTON, row):  # somebody opened it at the same instant
        return _plate(session, act, Screen(), plate)
    entry = Entry(
        kind=EventKind.PALLET_OPENED,
        action=EpcisAction.ADD,
        biz_step=BizStep.PACKING,
        disposition=Disposition.IN_PROGRESS,
        items=(about_carton(pallet_id, plate),),
        biz_location=act.station_id,
        # Taken back, a pallet that was begun in error is cancelled: its row stays for the ledger.
        changes=(Change("carton", pallet_id, "state", CartonState.CANCELLED, CartonState.OPEN),),
    )
    event_id = record(session, act, entry)
    return Outcome(Said(say.OPENED, {"lpn": plate, "tail": tail(plate)}), event_id, _choosing(pallet_id))


def _put_on(session: Session, act: Act, pallet_id: UUID, known: StandingCarton | None, plate: str) -> Outcome[None]:
    """Put a carton on the pallet; from another pallet it comes off in the same act."""
    locked = pallets.lock(session, act.site_id, [pallet_id, known.id, known.parent_id] if known else [pallet_id])
    pallet = _standing(locked.get(pallet_id))
    carton = locked.get(known.id) if known else None
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate, pallet=pallet.lpn)
    if carton.parent_id == pallet.id:
        question = Question(say.ALREADY_ON, carton.lpn, lpn=carton.lpn, pallet=pallet.lpn)
        raise question.keeping(_choosing(pallet.id, carton.lpn))
    on_it = pallets.standing_on(session, act.site_id, pallet.id, locked=True)
    check_stackable(session, act, carton, pallet, on_it)
    changes, items = _settle(session, act, carton, pallet, is_first=not on_it)
    left = locked.get(carton.parent_id) if carton.parent_id else None
    if left:
        changes += release(session, act, _standing(left), {carton.id})
        items += (about_carton(left.id, left.lpn),)
    entry = Entry(
        kind=EventKind.PALLET_STACKED,
        action=EpcisAction.ADD,
        biz_step=BizStep.PACKING,
        disposition=Disposition.IN_PROGRESS,
        items=items,
        biz_location=carton.location_id if not on_it else pallet.location_id,
        changes=changes,
    )
    event_id = record(session, act, entry)
    facts: dict[str, Param] = {"lpn": carton.lpn, "tail": tail(carton.lpn), "pallet": pallet.lpn}
    return Outcome(Said(say.PUT_ON, {**facts, "cartons": len(on_it) + 1}), event_id, _choosing(pallet.id))


def _standing(pallet: StandingCarton | None) -> StandingCarton:
    if pallet is None or pallet.state in (CartonState.CLOSED, CartonState.CANCELLED):
        raise Refused(say.NO_PALLET)
    if pallet.state not in BUILT_IN:
        raise Refused(say.PALLET_UNDER_WAY, lpn=pallet.lpn, state=Word(pallet.state.value))
    return pallet


def _settle(
    session: Session, act: Act, carton: StandingCarton, pallet: StandingCarton, *, is_first: bool
) -> tuple[tuple[Change, ...], tuple[Moved, ...]]:
    """Write that the carton stands on the pallet: where that stands, or where the first carton did."""
    place_id = carton.location_id if is_first else pallet.location_id
    changes = [Change("carton", carton.id, "parent_id", str(carton.parent_id or ""), str(pallet.id))]
    for each, columns in ((pallet, {}), (carton, {"parent_id": pallet.id})):
        touch_carton(session, act, _as_found(each), location_id=place_id, **columns)
        if each.location_id != place_id:
            changes.append(Change("carton", each.id, "location_id", str(each.location_id or ""), str(place_id or "")))
    return tuple(changes), (about_carton(pallet.id, pallet.lpn), about_child(carton.id, carton.lpn))


def _as_found(carton: StandingCarton) -> Standing:
    return Standing(carton.id, carton.lpn, carton.state, carton.version)


def _take_off(session: Session, act: Act, pallet_id: UUID | None, carton_id: UUID | None = None) -> Outcome[None]:
    """Take one carton, or without `carton_id` all of them, off the pallet; the last one to leave closes it."""
    pallet = _standing(pallets.lock(session, act.site_id, [pallet_id]).get(pallet_id) if pallet_id else None)
    on_it = pallets.standing_on(session, act.site_id, pallet.id, locked=True)
    off = [each for each in on_it if carton_id in (None, each.id)]
    if carton_id and not off:
        gone = cartons.standing_by_id(session, act.site_id, carton_id)
        raise Refused(say.NOT_ON_IT, lpn=gone.lpn if gone else "-", pallet=pallet.lpn)
    for each in off:
        touch_carton(session, act, _as_found(each), parent_id=None)
    changes = [Change("carton", each.id, "parent_id", str(pallet.id), "") for each in off]
    changes += release(session, act, pallet, {each.id for each in off})
    entry = Entry(
        kind=EventKind.PALLET_UNSTACKED,
        action=EpcisAction.DELETE,
        biz_step=BizStep.OTHER,
        disposition=Disposition.IN_PROGRESS,
        items=(about_carton(pallet.id, pallet.lpn), *(about_child(each.id, each.lpn) for each in off)),
        biz_location=pallet.location_id,
        changes=tuple(changes),
    )
    event_id = record(session, act, entry)
    if carton_id is None:
        said = Said(say.BROKEN, {"lpn": pallet.lpn, "tail": tail(pallet.lpn), "cartons": len(off)})
        return Outcome(said, event_id, _choosing(pallet.id))
    facts: dict[str, Param] = {"lpn": off[0].lpn, "tail": tail(off[0].lpn), "pallet": pallet.lpn}
    return Outcome(Said(say.OFF, {**facts, "cartons": len(on_it) - 1}), event_id, _choosing(pallet.id))
