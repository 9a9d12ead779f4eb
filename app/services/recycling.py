"""Recycling: goods in their place are weighed into streams and go to a recycler, with a certificate. It is final.

Each public verb is one act, answered once (see `services.acting`).
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import MaterialStream, RecoveredMaterial, table_of
from app.db.queries import cartons, certificates, labels, routing
from app.db.queries import destroying as goods
from app.db.queries import streams as queries
from app.db.queries.cartons import StandingCarton
from app.domain.certificates import CertificateKind, Fate, Record, StreamWeight
from app.domain.epcis import BizStep, Boundary, Disposition, EventKind
from app.domain.errors import Overtaken, Refused
from app.domain.identifiers import tail
from app.domain.messages import recycling as say
from app.domain.messages.core import Local, Said, Units, Word
from app.domain.readings import ReadingKind
from app.domain.streams import Stream, read_grams, shared
from app.domain.transitions import OPEN_CARTON
from app.domain.vocabulary import DispositionCode, Program, Zone
from app.services import certifying, customs
from app.services.acting import Act, Answered, Outcome, answer
from app.services.certifying import Write
from app.services.ending import Leaving, Way, leave
from app.services.reading import plate_of, readings_of
from app.services.routing.stack import stack_of
from app.services.sanitizing import check_may_go

SCOPE = "recycling"
STREAM, RECOVERED = table_of(MaterialStream), table_of(RecoveredMaterial)
RECYCLED = Way(EventKind.GOODS_RECYCLED, BizStep.COLLECTING, Disposition.DISPOSED, Boundary.OUT)
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class HandOver:
    """What is handed over to whom: grams as typed by stream, the recycler, and whom it names as next in line."""

    carton_id: UUID
    grams: Mapping[UUID, str]
    recycler_id: UUID | None = None
    downstream: str = ""


def scan(session: Session, act: Act) -> Answered[UUID]:
    """Take up the carton or pallet whose plate was scanned, if it may be handed over where it stands."""
    return answer(session, act, lambda: _take_up(session, act))


def hand_over(session: Session, act: Act, asked: HandOver, write: Write) -> Answered[UUID]:
    """Let the goods go out to a recycler, and freeze the certificate; `write` puts that into words."""
    return answer(session, act, lambda: _hand_over(session, act, asked, write))


def _take_up(session: Session, act: Act) -> Outcome[UUID]:
    first = readings_of(act)[0]
    if first.kind not in (ReadingKind.PLATE, ReadingKind.SSCC):
        raise Refused(say.PLATE_EXPECTED, text=first.text, kind=Word(first.kind.value))
    carton = cartons.standing_by_plate(session, act.site_id, plate_of(first))
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate_of(first))
    ready = check(session, act, carton)
    facts = {"tail": tail(carton.lpn), "lpn": carton.lpn, "place": ready.place.code}
    said = Said(say.TAKEN_UP, {**facts, "units": Units(ready.units)})
    return Outcome(said, pending={"carton": str(carton.id)}, result=carton.id)


def check(session: Session, act: Act, carton: StandingCarton, *, lock: bool = True) -> Leaving:
    """Return what is handed over with `carton`. Raises Refused where it may not be; `lock` locks what is on it."""
    if carton.state not in OPEN_CARTON:
        issued = certificates.of_carton(session, act.site_id, carton.id)
        if issued is None:
            raise Refused(say.UNKNOWN_CARTON, text=carton.lpn)
        raise Overtaken(say.ALREADY, lpn=carton.lpn, **issued.said)
    stack, place = stack_of(session, act, carton, lock=lock), routing.place_by_id(session, carton.location_id)
    if place is None or place.zone is not Zone.RECYCLING or not stack.stands_placed:
        state = Word(carton.state.value)
        raise Refused(say.NOT_THERE, lpn=carton.lpn, state=state, place=place.code if place else "-")
    if stack.goods.is_locked or stack.goods.codes != {DispositionCode.RECYCLE}:
        raise Refused(say.NOT_TO_BE_RECYCLED, lpn=carton.lpn)
    ids = [each.id for each in stack.every]
    check_may_go(session, act, ids, DispositionCode.RECYCLE)
    customs.check_may_go(session, act, ids, DispositionCode.RECYCLE)
    return Leaving(stack, place, tuple(goods.lines(session, act.site_id, ids)))


def _hand_over(session: Session, act: Act, asked: HandOver, write: Write) -> Outcome[UUID]:
    number = certifying.number_for(session, act)
    carton = cartons.standing_by_id(session, act.site_id, asked.carton_id, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text="-")
    ready = check(session, act, carton)
    weights, recycler = _weights(session, act, ready, asked), _recycler(session, asked, carton.lpn)
    states = _record(session, act, ready, number, weights, recycler, asked.downstream)
    left = leave(session, act, (ready,), RECYCLED, states, write, party_id=asked.recycler_id)
    _keep_figures(session, act, left.certificate_id, ready, weights)
    facts = {"lpn": carton.lpn, "number": number, "recycler": recycler}
    said = Said(say.HANDED_OVER, {**facts, "units": Units(ready.units)})
    return Outcome(said, left.event_id, {"certificate": str(left.certificate_id)}, left.certificate_id)


def _weights(session: Session, act: Act, ready: Leaving, asked: HandOver) -> list[tuple[Stream, int]]:
    streams = queries.of_site(session, act.site_id, active=True)
    weights = [(each, read_grams(each, asked.grams.get(each.id, ""))) for each in streams]
    if not any(grams for _stream, grams in weights):
        raise Refused(say.NO_WEIGHT, lpn=ready.stack.carton.lpn)
    return [(stream, grams) for stream, grams in weights if grams]


def _recycler(session: Session, asked: HandOver, lpn: str) -> str:
    found = dict(queries.recyclers(session)).get(asked.recycler_id) if asked.recycler_id else None
    if found is None:
        raise Refused(say.NO_RECYCLER, lpn=lpn)
    return found


def _record(
    session: Session, act: Act, ready: Leaving, number: str, weights: list[tuple[Stream, int]], recycler: str,
    downstream: str,
) -> Record:  # fmt: skip
    here, carton = labels.building(session, act.site_id), ready.stack.carton
    ids = [each.id for each in ready.stack.every]
    return Record(
        kind=CertificateKind.RECYCLING,
        number=number,
        site=here.name,
        address=here.address,
        issued_at=act.now,
        zone=act.by.time_zone,
        operator=act.by.operator_name,
        witness="",
        method=None,
        place=ready.place.code,
        lpn=carton.lpn,
        lines=tuple(line.says for line in ready.lines),
        pictures=tuple(each.says for each in goods.pictures(session, act.site_id, ids, carton.state_since)),
        recycler=recycler,
        downstream=downstream.strip()[:120],
        streams=tuple(StreamWeight(each.code, each.name, each.fate, grams) for each, grams in weights),
    )


def _keep_figures(
    session: Session, act: Act, certificate_id: UUID, ready: Leaving, weights: list[tuple[Stream, int]]
) -> None:
    """Each program has its part of every stream, in proportion to what its goods weigh."""
    by_program: Counter[Program | None] = Counter()
    for line in ready.lines:
        by_program[line.program] += line.says.grams
    rows = [
        {"site_id": act.site_id, "id": new_id(), "certificate_id": certificate_id, "stream_id": stream.id,
         "program": program, "fate": stream.fate, "grams": share}
        for stream, grams in weights
        for program, share in shared(grams, by_program).items()
    ]  # fmt: skip
    session.execute(sa.insert(RECOVERED), rows)


@dataclass(frozen=True, slots=True)
class StreamDraft:
    """A stream as the office writes it; `id` and `version` are those that its page showed, None for a new one."""

    code: str
    name: Mapping[str, str]
    fate: Fate
    is_active: bool = True
    id: UUID | None = None
    version: int = 0


def save_stream(session: Session, act: Act, draft: StreamDraft) -> Answered[UUID]:
    """Keep a new stream, or a changed one as its page showed it. What was certified stays as it was."""
    return answer(session, act, lambda: _save(session, act, draft))


def _save(session: Session, act: Act, draft: StreamDraft) -> Outcome[UUID]:
    known = {each.code: each.id for each in queries.of_site(session, act.site_id)}
    taken = known.get(draft.code) not in (None, draft.id)
    if taken or not _CODE.fullmatch(draft.code) or not draft.name.get("en"):
        raise Refused(say.STREAM_CODE, code=draft.code or "-")
    values = {
        "code": draft.code, "name": dict(draft.name), "fate": draft.fate, "is_active": draft.is_active,
        "changed_at": act.now, "changed_by": act.by.operator_id,
    }  # fmt: skip
    stream_id = draft.id or new_id()
    if draft.id is None:
        session.execute(sa.insert(STREAM).values(site_id=act.site_id, id=stream_id, version=0, **values))
    else:
        _change(session, act, draft, stream_id, values)
    return Outcome(Said(say.STREAM_SAVED, {"stream": Local(draft.name)}), result=stream_id)


def _change(session: Session, act: Act, draft: StreamDraft, stream_id: UUID, values: dict[str, object]) -> None:
    mine = (STREAM.c.site_id == act.site_id, STREAM.c.id == stream_id, STREAM.c.version == draft.version)
    changed = session.execute(sa.update(STREAM).where(*mine).values(version=draft.version + 1, **values))
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        last = queries.last_change(session, act.site_id, stream_id)
        raise Overtaken(say.STREAM_OVERTAKEN, who=last.who, when=last.when, code=draft.code)
