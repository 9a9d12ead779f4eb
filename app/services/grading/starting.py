"""Putting a carton on the bench."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons, reworking
from app.db.queries import grading as queries
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry
from app.domain.messages import grading as say
from app.domain.messages import pallets
from app.domain.messages.core import Param, Said, Word
from app.domain.messages.reworking import WORK_UNFINISHED
from app.domain.transitions import CartonState, Move, allows
from app.domain.vocabulary import LineVerdict
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Outcome
from app.services.grading import again, totes
from app.services.moving import Standing, move_carton
from app.services.parting import part
from app.services.recording import record


def take_up(session: Session, act: Act, sheet: Worksheet, plate: str) -> Outcome[Worksheet]:
    """Start grading the carton with `plate`, or go on with one that is part-graded; an open tote is chosen."""
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate)
    if carton.is_pallet:
        raise Refused(pallets.IS_A_PALLET, lpn=plate)
    if carton.state is CartonState.OPEN and not carton.is_quarantine:
        return totes.choose(session, act, sheet, plate)
    if carton.is_quarantine:
        raise Refused(say.QUARANTINED, lpn=carton.lpn)
    if carton.state is not CartonState.GRADING and not allows(carton.state, Move.GRADE):
        raise Refused(say.NOT_GRADABLE, lpn=carton.lpn, state=Word(carton.state.value))
    if carton.state is CartonState.REWORKING and (count := reworking.unfinished(session, act.site_id, carton.id)):
        raise Refused(WORK_UNFINISHED, lpn=carton.lpn, count=count)
    return _take_up(session, act, sheet, carton)


def _take_up(session: Session, act: Act, sheet: Worksheet, carton: StandingCarton) -> Outcome[Worksheet]:
    bench = queries.bench(session, act.site_id, carton.id)
    if bench is None or not bench.goods:
        return _again(session, act, sheet, carton)
    if any(goods.verdict is LineVerdict.DECLARED for goods in bench.goods):
        raise Refused(pallets.ONLY_DECLARED, lpn=carton.lpn)
    taken = Worksheet(carton_id=carton.id, tote_id=sheet.tote_id)
    params: dict[str, Param] = {"lpn": bench.lpn, "tail": tail(bench.lpn), "left": bench.left}
    if carton.state is CartonState.GRADING:
        return Outcome(Said(say.RESUMED, params), pending=taken.to_params(), result=taken)
    event_id = _start(session, act, carton)
    return Outcome(Said(say.STARTED, params), event_id, taken.to_params(), taken)


def _again(session: Session, act: Act, sheet: Worksheet, carton: StandingCarton) -> Outcome[Worksheet]:
    asked = again.asks(session, act, sheet, carton)
    if asked:
        return asked
    event_id = None if carton.state is CartonState.GRADING else _start(session, act, carton)
    return replace(again.taken_up(session, act, sheet, carton), event_id=event_id)


def _start(session: Session, act: Act, carton: StandingCarton) -> UUID:
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    parted = part(session, act, carton)
    here = {"location_id": act.station_id or carton.location_id, **parted.columns}
    changes = move_carton(session, act, standing, Move.GRADE, **here) + parted.changes
    before, after = carton.location_id, act.station_id or carton.location_id
    if before != after:
        changes += (Change("carton", carton.id, "location_id", str(before or ""), str(after or "")),)
    entry = Entry(
        kind=EventKind.GRADING_STARTED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=Disposition.IN_PROGRESS,
        items=parted.items,
        biz_location=after,
        changes=changes,
    )
    return record(session, act, entry)
