"""Which load a scan names: by its sheet, or by the number of its trailer."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import loads
from app.db.queries.loads import Inbound
from app.domain.errors import Refused
from app.domain.messages import transport as say
from app.domain.messages.core import Said, Word
from app.domain.readings import Reading, ReadingKind
from app.services.acting import Act, Answered, Outcome, answer
from app.services.arriving.screen import SHOWN
from app.services.reading import readings_of


def find(session: Session, act: Act) -> Answered[UUID]:
    """Find the load that a sheet or a trailer names; the result is its id."""
    return answer(session, act, lambda: _find(session, act))


def _find(session: Session, act: Act) -> Outcome[UUID]:
    readings = readings_of(act)
    load = by_scan(session, act.site_id, readings)
    if load is None:
        kind = readings[0].kind
        text = readings[0].text[:SHOWN]
        if kind in (ReadingKind.PLAIN, ReadingKind.LOAD):
            raise Refused(say.NOT_EXPECTED, text=text)
        raise Refused(say.LOAD_EXPECTED, text=text, kind=Word(kind.value))
    return Outcome(Said(say.LOAD_FOUND, {"load": load.number, "day": load.planned_on}), result=load.id)


def by_scan(session: Session, site_id: UUID, readings: Sequence[Reading]) -> Inbound | None:
    """Return the load that a scan names: by its sheet, or by the number of its trailer."""
    if code := readings[0].load:
        return loads.by_code(session, site_id, code)
    text = next((each.text for each in readings if each.kind is ReadingKind.PLAIN), "")
    return loads.by_trailer(session, site_id, text) if text else None
