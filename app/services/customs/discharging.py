"""Documents are recorded, and made void: they discharge entries, and say what goods may do from then on."""

from collections.abc import Collection, Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Discharge, DischargeLine, ReceiptLine, table_of
from app.db.queries import cartons, customs, customs_goods, pallets
from app.db.queries import discharges as queries
from app.db.queries.discharges import Recorded, Under
from app.domain.circumstances import Regime
from app.domain.discharging import OF_ALL, Allotted, Covered, Document, allot, number_of, regime_under, wrong
from app.domain.errors import Refused
from app.domain.messages import discharging as say
from app.domain.messages.core import Param, Params, Said, Units, Word
from app.domain.transitions import CustomsEntryState, DischargeState, Move, moved
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import REASON
from app.services.customs.guarding import change, check_role

DOCUMENT, PART, COUNTED = table_of(Discharge), table_of(DischargeLine), table_of(ReceiptLine)


def discharge(session: Session, act: Act, document_id: UUID, document: Document) -> Answered[UUID]:
    """Record a document for all that stands under the regime in its cartons. Nothing of it is moved."""
    return answer(session, act, lambda: _discharge(session, act, document_id, document))


def _discharge(session: Session, act: Act, document_id: UUID, document: Document) -> Outcome[UUID]:
    check_role(act)
    faults = wrong(document, act.now.astimezone(ZoneInfo(act.by.time_zone)).date())
    if faults:
        raise Refused(say.WRONG, count=len(faults))
    number, kind = number_of(document), Word(document.kind.value)
    named: dict[str, Param] = {"kind": kind, "document": queries.written(document.kind, number)}
    if queries.id_of(session, act.site_id, document.kind, number):
        raise Refused(say.KNOWN, **named)
    goods = _goods(session, act, document)
    lines = queries.undischarged(session, act.site_id, {each.fraction for each in goods})
    allotted = allot(goods, lines)
    session.execute(
        sa.insert(DOCUMENT).values(
            site_id=act.site_id, id=document_id, kind=document.kind, number=number, dated=document.dated,
            state=DischargeState.RECORDED, recorded_at=act.now, recorded_by=act.by.operator_id, why_void="",
        )
    )  # fmt: skip
    _write(session, act, document_id, allotted)
    _set_regime(session, act, {each.receipt_line_id for each in goods}, regime_under([document.kind]))
    _settle_entries(session, act, {each.customs_line_id for each in allotted})
    units = Units(sum(each.quantity for each in goods))
    return Outcome(Said(say.RECORDED, {**named, "units": units}), result=document_id)


def _goods(session: Session, act: Act, document: Document) -> list[Covered]:
    """Return what the document covers, once its cartons are locked. Raises Refused."""
    locked = _cartons(session, act, document.plates)
    here = queries.in_cartons(session, act.site_id, locked)
    found = [each for each in queries.under(session, act.site_id, here) if each.regime]
    if not found:
        raise Refused(say.NOTHING_UNDER, plates=", ".join(document.plates)[:120])
    for each in found:
        _check_rest(session, act, document, each, here[each.receipt_line_id], locked)
    return [
        Covered(
            each.receipt_line_id, each.customs_line_id, each.product, each.fraction, each.method,
            here[each.receipt_line_id],
        )
        for each in found
    ]  # fmt: skip


def _cartons(session: Session, act: Act, plates: Iterable[str]) -> set[UUID]:
    """Return the cartons with these plates, and those on the pallets with these plates; all are locked."""
    standing = {plate: cartons.standing_by_plate(session, act.site_id, plate) for plate in plates}
    unknown = next((plate for plate, found in standing.items() if found is None), None)
    if unknown is not None:
        raise Refused(say.UNKNOWN_PLATE, lpn=unknown)
    ids = {each.id for each in standing.values() if each}
    for each in standing.values():
        ids |= {on_it.id for on_it in pallets.standing_on(session, act.site_id, each.id)} if each else set()
    return set(pallets.lock(session, act.site_id, sorted(ids)))


def _check_rest(
    session: Session, act: Act, document: Document, goods: Under, quantity: int, locked: Collection[UUID]
) -> None:
    """Raise Refused where goods are covered already, or only a part is named of what goes one way together."""
    covered = goods.accounted - goods.gone
    if covered + quantity > goods.here:
        raise Refused(say.COVERED_ALREADY, product=goods.said, covered=Units(max(0, covered)), units=Units(goods.here))
    if document.kind in OF_ALL and quantity < goods.here:
        all_of_it = queries.cartons_of(session, act.site_id, [goods.receipt_line_id])
        others = ", ".join(lpn for carton_id, lpn in all_of_it.items() if carton_id not in locked)
        raise Refused(say.STANDS_ELSEWHERE, product=goods.said, units=Units(goods.here - quantity), plates=others)


def _write(session: Session, act: Act, document_id: UUID, allotted: Iterable[Allotted]) -> None:
    rows = [
        {
            "site_id": act.site_id, "id": new_id(), "discharge_id": document_id,
            "receipt_line_id": each.receipt_line_id, "customs_line_id": each.customs_line_id,
            "quantity": each.quantity,
        }
        for each in allotted
    ]  # fmt: skip
    session.execute(sa.insert(PART), rows)


def _set_regime(session: Session, act: Act, line_ids: Collection[UUID], regime: Regime | None) -> None:
    mine = (COUNTED.c.site_id == act.site_id, COUNTED.c.id.in_(sorted(line_ids)))
    session.execute(sa.update(COUNTED).where(*mine).values(regime=regime))


def _settle_entries(session: Session, act: Act, line_ids: Collection[UUID]) -> None:
    """Let entries be discharged of which nothing is left, and open again of which something is."""
    for entry_id in queries.entries_of(session, act.site_id, line_ids):
        entry = customs.one(session, act.site_id, entry_id)
        assert entry is not None, "its lines refer to it"
        if entry.state is CustomsEntryState.OPEN and not entry.left:
            change(session, act, entry, Move.DISCHARGE)
        elif entry.state is CustomsEntryState.DISCHARGED and entry.left:
            change(session, act, entry, Move.REOPEN)


def void(session: Session, act: Act, document_id: UUID, reason: str) -> Answered[UUID]:
    """Make a document void, and say why: it covers nothing any more, and its goods are under the regime again."""
    return answer(session, act, lambda: _void(session, act, document_id, reason.strip()[:REASON]))


def _void(session: Session, act: Act, document_id: UUID, reason: str) -> Outcome[UUID]:
    check_role(act)
    found = queries.one(session, act.site_id, document_id)
    if found is None:
        raise Refused(say.UNKNOWN)
    ids = {each.receipt_line_id for each in found.parts}
    standing = queries.cartons_of(session, act.site_id, ids)
    pallets.lock(session, act.site_id, sorted(standing))
    found = queries.one(session, act.site_id, document_id, lock=True) or found
    if found.state is DischargeState.VOID:
        raise Refused(say.VOID_ALREADY, document=found.said, when=found.voided_at or act.now, who=found.voided_by)
    if not reason:
        raise Refused(say.NEEDS_REASON, document=found.said)
    _check_nothing_left(session, act, found)
    _check_alone(session, act, found, ids)
    queries.undischarged(session, act.site_id, {each.fraction for each in found.parts})  # entries after cartons
    session.execute(
        sa.update(DOCUMENT)
        .where(DOCUMENT.c.site_id == act.site_id, DOCUMENT.c.id == found.id)
        .values(
            state=moved(found.state, Move.VOID), voided_at=act.now, voided_by=act.by.operator_id, why_void=reason,
        )
    )  # fmt: skip
    for goods in queries.under(session, act.site_id, ids):
        _set_regime(session, act, {goods.receipt_line_id}, regime_under(goods.covered))
    _settle_entries(session, act, {each.customs_line_id for each in found.parts})
    facts: Params = {"kind": Word(found.kind.value), "document": found.said, "reason": reason}
    return Outcome(Said(say.VOIDED, facts), result=found.id)


def _check_nothing_left(session: Session, act: Act, found: Recorded) -> None:
    covers: dict[UUID, int] = {}
    for part in found.parts:
        covers[part.receipt_line_id] = covers.get(part.receipt_line_id, 0) + part.quantity
    for each in queries.under(session, act.site_id, covers):
        missing = each.gone - (each.accounted - covers[each.receipt_line_id])
        if missing > 0:
            raise Refused(say.GOODS_LEFT, document=found.said, units=Units(missing), product=each.said)


def _check_alone(session: Session, act: Act, found: Recorded, line_ids: Collection[UUID]) -> None:
    """Raise Refused where goods that come back under the regime stand beside others."""
    for carton_id, lpn in queries.cartons_of(session, act.site_id, line_ids).items():
        if customs_goods.others_in(session, act.site_id, carton_id, line_ids):
            raise Refused(say.STANDS_BESIDE, document=found.said, lpn=lpn)
