"""Drawing a sample: each unit is scanned and said to be good or defective, until the lot is decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import SampledUnit, SamplingGroup, table_of
from app.db.queries import grading as grading_queries
from app.db.queries import sampling as queries
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import FloorError, Refused
from app.domain.inspection import Bench
from app.domain.ledger import Entry
from app.domain.messages import floor
from app.domain.messages import sampling as say
from app.domain.messages.core import Message, Said, Word
from app.domain.products import ScannedItem
from app.domain.readings import Reading, ReadingKind
from app.domain.sampled import SampledLot
from app.domain.transitions import Move, SampleState, moved
from app.domain.vocabulary import Command
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import lock
from app.services.reading import meanings, readings_of
from app.services.recording import record
from app.services.resolving import Found, resolve_item
from app.services.sampling.looking import facts, sampled_lots

SCOPE = "sampling"
GROUP, UNIT = table_of(SamplingGroup), table_of(SampledUnit)
Verb = Callable[[], Outcome[None]]


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the carton that units are drawn from, and the code of the unit that lies on the bench."""

    carton_id: UUID
    unit: str = ""


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: a unit of a lot, or PASS, HOLD and UNDO for what a button says."""
    return _answer(session, act, screen, lambda: _take(session, act, screen, readings_of(act)[0]))


def told_good(session: Session, act: Act, screen: Screen, *, good: bool) -> Answered[None]:
    """Count the unit on the bench as good or as defective."""
    return _answer(session, act, screen, lambda: _count(session, act, screen, good=good))


def set_aside(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Put the unit on the bench back without having looked at it."""
    return _answer(session, act, screen, lambda: Outcome(Said(say.SET_ASIDE)))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Put the unit on the bench back; with none there, take the last one out of the sample."""
    return _answer(session, act, screen, lambda: _take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Verb) -> Answered[None]:
    return answer(session, act, lambda: _keeping_the_unit(screen, do))


def _keeping_the_unit(screen: Screen, do: Verb) -> Outcome[None]:
    """A refusal changes nothing, so the unit stays on the bench."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(_on_bench(screen.unit)) from None


def _on_bench(unit: str) -> Mapping[str, object]:
    return {"unit": unit} if unit else {}


def _take(session: Session, act: Act, screen: Screen, reading: Reading) -> Outcome[None]:
    match reading.command:
        case Command.PASS:
            return _count(session, act, screen, good=True)
        case Command.HOLD:
            return _count(session, act, screen, good=False)
        case Command.UNDO:
            return _take_back(session, act, screen)
    if reading.kind not in _ITEMS:
        kind, expected = Word(reading.kind.value), Word("item_or_plate")
        raise Refused(floor.NOT_WHAT_WAS_ASKED, text=reading.text, kind=kind, expected=expected)
    lot, _item = _lot_of(session, act, screen, act.text)
    said = Said(say.LOOK_AT, {**facts(lot), "nth": lot.drawn + 1})
    return Outcome(said, pending=_on_bench(act.text))


_ITEMS = frozenset({ReadingKind.GS1, ReadingKind.GTIN, ReadingKind.HIBC, ReadingKind.PLAIN, ReadingKind.LOT})


def _lot_of(session: Session, act: Act, screen: Screen, text: str) -> tuple[SampledLot, ScannedItem]:
    """Return the open lot that a unit belongs to. Raises Refused for other goods, and for a lot that is decided."""
    bench = _bench(session, act, screen)
    lots = sampled_lots(session, act.site_id, bench)
    found = resolve_item(session, meanings(text, ""), [each.product for each in lots])
    item = found.item if isinstance(found, Found) else None
    fits = [each for each in lots if item and each.product.id == item.product.id and item.lot in ("", each.lot)]
    if not fits or item is None:
        raise Refused(say.OTHER_GOODS, text=text[:40], lpn=bench.lpn)
    lot = next((each for each in fits if each.state is SampleState.DRAWING), fits[0])
    if lot.state is not SampleState.DRAWING:
        raise Refused(say.DECIDED, **facts(lot), state=Word(lot.state.value))
    if lot.is_stopped:
        raise Refused(say.STOPPED, product=lot.product.said)
    if lot.id and item.serial and queries.has_serial(session, act.site_id, lot.id, item.serial):
        raise Refused(say.SEEN_BEFORE, product=lot.product.said, serial=item.serial)
    return lot, item


def _bench(session: Session, act: Act, screen: Screen) -> Bench:
    bench = grading_queries.bench(session, act.site_id, screen.carton_id)
    if bench is None:
        raise Refused(floor.UNKNOWN_THING)
    return bench


def _count(session: Session, act: Act, screen: Screen, *, good: bool) -> Outcome[None]:
    if not screen.unit:
        raise Refused(say.UNIT_FIRST)
    lot, _item = _lot_of(session, act, screen, screen.unit)
    lock(session, act, lot.paper_id)  # two benches draw from one lot
    lot, item = _lot_of(session, act, screen, screen.unit)
    group_id = lot.id or _open(session, act, lot)
    row = {"group_id": group_id, "serial": item.serial, "is_good": good, "seen_at": act.now}
    session.execute(sa.insert(UNIT).values(site_id=act.site_id, id=new_id(), seen_by=act.by.operator_id, **row))
    return _decided(session, act, replace(lot.looked_at(good=good), id=group_id), good=good)


def _open(session: Session, act: Act, lot: SampledLot) -> UUID:
    group_id = new_id()
    session.execute(
        sa.insert(GROUP).values(
            site_id=act.site_id, id=group_id, authorization_id=lot.paper_id, party_id=lot.party_id,
            product_id=lot.product.id, lot=lot.lot, aql=lot.aql, severity=lot.severity, lot_size=lot.units,
            sample=lot.sample, accept=lot.accept, state=lot.state, defective=0, opened_at=act.now,
        )
    )  # fmt: skip
    return group_id


def _decided(session: Session, act: Act, lot: SampledLot, *, good: bool) -> Outcome[None]:
    if lot.is_rejected:
        return _decide(session, act, lot, Move.REJECT, say.REJECTED)
    if lot.is_accepted:
        return _decide(session, act, lot, Move.ACCEPT, say.ACCEPTED)
    return Outcome(Said(say.GOOD if good else say.DEFECTIVE, facts(lot)))


def _decide(session: Session, act: Act, lot: SampledLot, move: Move, message: Message) -> Outcome[None]:
    after = moved(lot.state, move)
    session.execute(
        sa.update(GROUP)
        .where(GROUP.c.site_id == act.site_id, GROUP.c.id == lot.id)
        .values(state=after, defective=lot.defective, decided_at=act.now, decided_by=act.by.operator_id)
    )
    return Outcome(Said(message, facts(lot)), record(session, act, _entry(act, lot, after)))


def _entry(act: Act, lot: SampledLot, after: SampleState) -> Entry:
    conforms = after is SampleState.ACCEPTED
    return Entry(
        kind=EventKind.SAMPLE_JUDGED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=Disposition.CONFORMANT if conforms else Disposition.NON_CONFORMANT,
        biz_location=act.station_id,
        biz_transactions=({"type": "rma", "id": str(lot.paper_id)},),
        detail={
            "product": str(lot.product.id), "lot": lot.lot, "aql": lot.aql.value, "severity": lot.severity.value,
            "lot_size": lot.units, "looked_at": lot.drawn, "defective": lot.defective, "accept": lot.accept,
        },
    )  # fmt: skip


def _take_back(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    if screen.unit:
        return Outcome(Said(say.SET_ASIDE))
    lots = sampled_lots(session, act.site_id, _bench(session, act, screen))
    begun = {each.id: each for each in lots if each.id and each.state is SampleState.DRAWING}
    last = sa.select(UNIT.c.id, UNIT.c.group_id).where(UNIT.c.site_id == act.site_id, UNIT.c.group_id.in_(begun))
    mine = last.where(UNIT.c.seen_by == act.by.operator_id).order_by(UNIT.c.seen_at.desc(), UNIT.c.id.desc()).limit(1)
    found = session.execute(mine).one_or_none()
    if found is None:
        raise Refused(say.NOTHING_DRAWN)
    lock(session, act, begun[found.group_id].paper_id)
    session.execute(sa.delete(UNIT).where(UNIT.c.site_id == act.site_id, UNIT.c.id == found.id))
    lot = begun[found.group_id]
    return Outcome(Said(say.TAKEN_BACK, {**facts(lot), "drawn": lot.drawn - 1}))
