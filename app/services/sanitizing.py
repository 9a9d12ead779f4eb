"""Sanitizing: what was done to each medium of a data-bearing unit, verified by a second person; they stay until then.

Each public verb but `check_may_go` is one act, answered once (see `services.acting`); its result is the unit's line.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Sanitization, table_of
from app.db.queries import cartons
from app.db.queries import destroying as people
from app.db.queries import sanitizations as queries
from app.db.queries.sanitizations import Unit
from app.domain.approvals import DEFAULTS, ApprovalAct, Extent
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.errors import Refused
from app.domain.ledger import Entry, Moved, Spot
from app.domain.messages import sanitizing as say
from app.domain.messages.approving import SECOND_PERSON
from app.domain.messages.core import Message, Param, Said, Word, Words
from app.domain.readings import Reading, ReadingKind
from app.domain.sanitizing import Attempt, SanitizationResult, check, is_sanitized, must_be_destroyed
from app.domain.vocabulary import ZONE_OF, Command, DispositionCode
from app.services import approving, correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.moving import Standing, touch_carton
from app.services.reading import readings_of
from app.services.recording import record

SCOPE = "sanitizing"
DONE = table_of(Sanitization)


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the unit's line, what is said of one medium, and what undo takes back."""

    line_id: UUID
    attempt: Attempt
    last: str = ""


def scan(session: Session, act: Act, last: str = "") -> Answered[UUID]:
    """Take up the data-bearing unit whose serial was scanned, or take back the last act by its command code."""
    return answer(session, act, lambda: _take(session, act, last))


def sanitize(session: Session, act: Act, screen: Screen) -> Answered[UUID]:
    """Record what was done to one medium, once a second person has verified it."""
    return answer(session, act, lambda: _sanitize(session, act, screen))


def undo(session: Session, act: Act, last: str) -> Answered[UUID]:
    """Take back what was recorded last: it was said of the wrong unit or medium."""
    return answer(session, act, lambda: correcting.undo(session, act, last))


def check_may_go(session: Session, act: Act, carton_ids: Collection[UUID], code: DispositionCode | None) -> None:
    """Raise Refused when these cartons hold data that keeps them from going where `code` leads."""
    unit = queries.staying(session, act.site_id, carton_ids, code)
    if unit and code:
        facts: dict[str, Param] = {"product": unit.said, "serial": unit.serial or "-", "lpn": unit.lpn}
        raise Refused(say.MUST_STAY, **facts, to=Word(ZONE_OF[code].value))


def _take(session: Session, act: Act, last: str) -> Outcome[UUID]:
    readings = readings_of(act)
    first = readings[0]
    if first.command is Command.UNDO:
        return correcting.undo(session, act, last)
    serials = {text for reading in readings if (text := _serial(reading))}
    units = queries.by_serials(session, act.site_id, serials) if serials else []
    if not units and not _serial(first):
        raise Refused(say.SERIAL_EXPECTED, text=first.text, kind=Word(first.kind.value))
    if not units:
        raise Refused(say.UNKNOWN_SERIAL, text=_serial(first))
    unit = units[0]
    message = say.DONE_ALREADY if is_sanitized(_attempts(session, act, unit)) else say.NOT_YET
    facts: dict[str, Param] = {"serial": unit.serial, "product": unit.said, "lpn": unit.lpn}
    return Outcome(Said(message, facts), pending={"line": str(unit.line_id)}, result=unit.line_id)


def _serial(reading: Reading) -> str:
    return reading.serial or (reading.text.strip()[:40] if reading.kind is ReadingKind.PLAIN else "")


def _attempts(session: Session, act: Act, unit: Unit) -> tuple[Attempt, ...]:
    found = queries.attempts(session, act.site_id, [unit.receipt_line_id])
    return found.get((unit.receipt_line_id, unit.serial), ())


def _sanitize(session: Session, act: Act, screen: Screen) -> Outcome[UUID]:
    unit, attempt = _locked(session, act, screen.line_id), screen.attempt
    before = _attempts(session, act, unit)
    check(attempt, before)
    verifier = _verifier(session, act, unit)
    event_id = record(session, act, _entry(act, unit))
    session.execute(sa.insert(DONE).values(**_row(act, unit, attempt), verified_by=verifier, event_id=event_id))
    facts: dict[str, Param] = {
        "medium": attempt.medium.serial, "serial": unit.serial, "method": Word(attempt.method.value),
        "who": people.name_of(session, verifier),
    }  # fmt: skip
    said = Said(_verdict(attempt, (*before, attempt)), facts)
    return Outcome(said, event_id, {"line": str(unit.line_id)}, unit.line_id)


def _locked(session: Session, act: Act, line_id: UUID) -> Unit:
    """Return the unit once its carton is ours: whoever moves it meanwhile is told of this act."""
    unit = queries.one(session, act.site_id, line_id)
    carton = cartons.standing_by_id(session, act.site_id, unit.carton_id, lock=True) if unit else None
    again = queries.one(session, act.site_id, line_id)
    if carton is None or again is None:
        raise Refused(say.GONE)
    if not carton.is_quarantine:
        touch_carton(session, act, Standing(carton.id, carton.lpn, carton.state, carton.version))
    return again


def _verifier(session: Session, act: Act, unit: Unit) -> UUID:
    """Return who verified it: whoever approves it by the table, and never the one who did it."""
    request = Request(ApprovalAct.VERIFY_SANITIZATION, unit.serial, Extent(1), unit.line_id)
    who = approving.check(session, act, request)
    if who == act.by.operator_id:
        roles = Words(tuple(sorted(role.value for role in DEFAULTS[request.deed].roles)))
        raise Refused(SECOND_PERSON, deed=Word(request.deed.value), what=unit.serial, roles=roles)
    return who


def _row(act: Act, unit: Unit, attempt: Attempt) -> dict[str, object]:
    return {
        "site_id": act.site_id, "id": new_id(), "receipt_line_id": unit.receipt_line_id, "product_id": unit.product_id,
        "serial": unit.serial, "make": attempt.medium.make, "model": attempt.medium.model,
        "medium_serial": attempt.medium.serial, "method": attempt.method, "tool": attempt.tool,
        "tool_version": attempt.version, "result": attempt.result, "done_at": act.now, "done_by": act.by.operator_id,
    }  # fmt: skip


def _entry(act: Act, unit: Unit) -> Entry:
    """The unit stays on its line: the event says that something was done to it, and later work stands on that."""
    spot = Spot.line(unit.carton_id, unit.line_id)
    item = Moved(
        role=ItemRole.CHILD, source=spot, target=spot, product_id=unit.product_id, owner_id=unit.owner_id, lot=unit.lot,
        serial=unit.serial, lpn=unit.lpn, receipt_line_id=unit.receipt_line_id,
    )  # fmt: skip
    return Entry(
        kind=EventKind.DATA_SANITIZED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.OTHER,
        disposition=Disposition.IN_PROGRESS,
        items=(item,),
        biz_location=act.station_id,
    )


def _verdict(attempt: Attempt, attempts: tuple[Attempt, ...]) -> Message:
    if attempt.result is SanitizationResult.PASSED:
        return say.PASSED if is_sanitized(attempts) else say.PASSED_MORE
    return say.FAILED_FOR_GOOD if must_be_destroyed(attempt.medium, attempts) else say.FAILED
