"""Grading again: a carton whose goods are all graded is taken up, some of it judged anew, the rest keeps its grade."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.queries import grading as queries
from app.db.queries.cartons import StandingCarton
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.inspection import Bench, Tote
from app.domain.messages import grading as say
from app.domain.messages import regrading
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.transitions import CartonState, Move
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Outcome
from app.services.grading.accepting import standing
from app.services.grading.screen import Screen
from app.services.grading.totes import closed
from app.services.moving import move_carton, overtaken
from app.services.recording import record


def asks(session: Session, act: Act, sheet: Worksheet, carton: StandingCarton) -> Outcome[Worksheet] | None:
    """Return the question whether a graded carton is graded again, None once its plate was scanned for it twice.

    Raises Refused for a carton without graded goods.
    """
    bench = queries.bench(session, act.site_id, carton.id, again=True)
    if bench is None or not bench.goods:
        raise Refused(say.ALL_GRADED, lpn=carton.lpn)
    if carton.state is CartonState.GRADING or (sheet.again and sheet.carton_id == carton.id):
        return None
    asked = Worksheet(carton_id=carton.id, tote_id=sheet.tote_id, again=True, because=sheet.because)
    facts = {**_facts(bench), "state": Word(carton.state.value)}
    return Outcome(Said(regrading.GRADED_BEFORE, facts), pending=asked.to_params(), result=asked)


def taken_up(session: Session, act: Act, sheet: Worksheet, carton: StandingCarton) -> Outcome[Worksheet]:
    """Return what is said of a carton that is being graded again."""
    bench = queries.bench(session, act.site_id, carton.id, again=True)
    assert bench is not None, "it was just asked about"
    taken = Worksheet(carton_id=carton.id, tote_id=sheet.tote_id, again=True, because=sheet.because)
    return Outcome(Said(regrading.TAKEN_UP, _facts(bench)), pending=taken.to_params(), result=taken)


def _facts(bench: Bench) -> dict[str, Param]:
    return {"lpn": bench.lpn, "tail": tail(bench.lpn), "left": Units(bench.left)}


def finish(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Close a carton that was graded again: it waits for its route once more. Raises Refused, or Overtaken."""
    bench = queries.bench(session, act.site_id, screen.sheet.carton_id, again=True) if screen.sheet.carton_id else None
    if bench is None:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    if bench.state is not CartonState.GRADING:
        raise overtaken(session, act, standing(bench))
    changes = move_carton(session, act, standing(bench), Move.FINISH_GRADING)
    tote = Tote(bench.carton_id, bench.lpn, bench.state, bench.version, bench.code)
    event_id = record(session, act, closed(act, tote, changes))
    after = Worksheet(tote_id=screen.sheet.tote_id)
    said = Said(regrading.FINISHED, {**_facts(bench), "code": Word(str(bench.code))})
    return Outcome(said, event_id, after.to_params(), after)


def staying(bench: Bench) -> Tote:
    """Return the carton on the bench as a place to put what stays in it."""
    return replace(Tote(bench.carton_id, bench.lpn, CartonState.OPEN, bench.version, bench.code), units=bench.units)
