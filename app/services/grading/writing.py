"""Writing judged goods: the units into their line, inspection, defects, decision, hold, tally, event."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, Decision, Defect, Event, Inspection, table_of
from app.db.queries import grading as queries
from app.db.queries import holds
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, EpcisAction, EventKind, ItemRole
from app.domain.holds import Lock
from app.domain.inspection import Goods, Judgement
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages.core import Word
from app.domain.vocabulary import TallyKind
from app.domain.webhooks import WebhookKind
from app.domain.worksheet import Worksheet
from app.services import accruing
from app.services.acting import Act, Outcome
from app.services.grading import blind
from app.services.grading.quotas import use_quotas
from app.services.grading.screen import Screen
from app.services.locking import lock_line, unlock_lines
from app.services.recording import record
from app.services.regrading import regraded
from app.services.stowing import add_to_line
from app.services.tallying import tally
from app.services.webhooks.outbox import put

LINE, INSPECTION, DECISION, EVENT = (table_of(each) for each in (CartonLine, Inspection, Decision, Event))
DEFECT = table_of(Defect)


@dataclass(frozen=True, slots=True)
class Graded:
    """`quantity` units of `goods` judged alike, bound for the carton with that id and plate."""

    goods: Goods
    quantity: int
    carton_id: UUID
    lpn: str
    judgement: Judgement


def write(session: Session, act: Act, graded: tuple[Graded, ...], changes: tuple[Change, ...], screen: Screen) -> UUID:
    """Write all of `graded` as one event and return its id."""
    use_quotas(session, act, [(each.judgement, each.quantity) for each in graded])
    source_id = screen.sheet.carton_id
    assert source_id is not None, "goods are graded out of a carton"
    moved = tuple(_move(session, act, each, source_id) for each in graded)
    units = sum(each.quantity for each in graded)
    if not screen.sheet.again:  # the same unit is counted once
        tally(session, act, TallyKind.UNITS_GRADED, units)
    changes += regraded(session, act, tuple(each.goods.work_order_id for each in graded))
    event_id = record(session, act, _entry(act, graded, moved, changes, screen.sheet))
    inspections = [_judge(session, act, each, item, event_id, screen) for each, item in zip(graded, moved, strict=True)]
    if not screen.sheet.again:
        blind.draw(session, act, inspections)
    news = {"event_id": str(event_id), "units": [_told(each) for each in graded]}
    put(session, act.site_id, WebhookKind.UNITS_GRADED, news, act.now)
    accruing.restate(session, act, {each.goods.receipt_line_id for each in graded}, event_id)
    return event_id


def tell_undone(session: Session, act: Act, undone: Outcome[Any]) -> None:
    """Tell other systems when what was taken back was a grading."""
    if undone.said.params.get("what") != Word(EventKind.UNITS_GRADED.value):
        return
    of_undo = (EVENT.c.site_id == act.site_id, EVENT.c.id == undone.event_id)
    graded_id = session.execute(sa.select(EVENT.c.undoes_event_id).where(*of_undo)).scalar_one()
    put(session, act.site_id, WebhookKind.GRADING_UNDONE, {"event_id": str(graded_id)}, act.now)


def _told(graded: Graded) -> dict[str, Any]:
    goods, judgement = graded.goods, graded.judgement
    return {
        "receipt_line_id": str(goods.receipt_line_id),
        "authorization_id": str(goods.claim.authorization_id) if goods.claim else None,
        "product_id": str(goods.product.id),
        "lot": goods.lot,
        "expiry": goods.expiry.isoformat() if goods.expiry else None,
        "serial": goods.serial,
        "quantity": graded.quantity,
        "grade": (goods.grade or judgement.graded.grade).value,
        "regrade": judgement.graded.grade.value if goods.is_reworked else None,
        "code": judgement.code.value,
        "hold": goods.hold.value if goods.hold else None,
    }


def _move(session: Session, act: Act, graded: Graded, source_id: UUID) -> Moved:
    goods, judgement = graded.goods, graded.judgement
    session.execute(
        sa.update(LINE)
        .where(LINE.c.site_id == act.site_id, LINE.c.id == goods.id)
        .values(quantity=LINE.c.quantity - graded.quantity)
    )
    line: dict[str, Any] = {
        "site_id": act.site_id, "carton_id": graded.carton_id, "receipt_line_id": goods.receipt_line_id,
        "product_id": goods.product.id, "owner_id": goods.product.owner_id, "lot": goods.lot, "expiry": goods.expiry,
        "serial": goods.serial, "condition": judgement.condition, "grade": judgement.graded.grade, "regrade": None,
        "code": judgement.code, "hold": goods.hold,
    }  # fmt: skip
    if goods.is_reworked or goods.regrade:  # refunds go by what was found
        line |= {"condition": goods.condition, "grade": goods.grade, "regrade": judgement.graded.grade}
    line_id, quantity = add_to_line(session, line, graded.quantity)
    if goods.hold:
        _lock(session, act, graded, line_id, was_empty=quantity == graded.quantity)
    return Moved(
        role=ItemRole.CHILD,
        source=Spot.line(source_id, goods.id),
        target=Spot.line(graded.carton_id, line_id),
        quantity=graded.quantity,
        product_id=goods.product.id,
        owner_id=goods.product.owner_id,
        lot=goods.lot,
        expiry=goods.expiry,
        serial=goods.serial,
        lpn=graded.lpn,
        receipt_line_id=goods.receipt_line_id,
    )


def _lock(session: Session, act: Act, graded: Graded, line_id: UUID, *, was_empty: bool) -> None:
    """Let the locks go along with what was graded."""
    goods = graded.goods
    locks = holds.locks(session, act.site_id, [goods.id]).get(goods.id, (Lock(goods.hold),) if goods.hold else ())
    if goods.quantity == graded.quantity:
        unlock_lines(session, act, [goods.id])
    lock_line(session, act, line_id, locks, was_empty=was_empty)


def _entry(
    act: Act, graded: tuple[Graded, ...], moved: tuple[Moved, ...], changes: tuple[Change, ...], sheet: Worksheet
) -> Entry:
    units = sum(each.quantity for each in graded)
    first: dict[str, object] = {"tally": [[TallyKind.UNITS_GRADED, units]]}
    detail = {"again": sheet.because.value} if sheet.again else first
    return Entry(
        kind=EventKind.UNITS_GRADED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=DISPOSITION_OF[graded[0].judgement.code],
        items=moved,
        biz_location=act.station_id,
        biz_transactions=tuple(_transactions(each.goods for each in graded)),
        changes=changes,
        detail=dict(detail),
    )


def _transactions(goods: Iterable[Goods]) -> list[dict[str, str]]:
    """Return the receipts and authorizations that the goods came under, each once."""
    named = {}
    for each in goods:
        named["receipt", each.receipt_id] = True
        if each.claim:
            named["rma", each.claim.authorization_id] = True
    return [{"type": kind, "id": str(id_)} for kind, id_ in named]


def _judge(session: Session, act: Act, graded: Graded, item: Moved, event_id: UUID, screen: Screen) -> UUID:
    inspection_id, judgement = new_id(), graded.judgement
    before = queries.last_inspection(session, act.site_id, graded.goods.id) if screen.sheet.again else None
    session.execute(
        sa.insert(INSPECTION).values(
            site_id=act.site_id,
            id=inspection_id,
            event_id=event_id,
            carton_line_id=item.target.line_id,
            checklist_id=judgement.checklist_id,
            quantity=graded.quantity,
            answers=dict(judgement.answers),
            photos={question: str(photo_id) for question, photo_id in judgement.photos.items()},
            condition=judgement.condition,
            function=judgement.graded.scores.function,
            cosmetics=judgement.graded.scores.cosmetics,
            grade=judgement.graded.grade,
            grade_table=judgement.graded.table,
            supersedes=before,
            because=screen.sheet.because if screen.sheet.again else None,
            inspected_at=act.now,
            inspected_by=act.by.operator_id,
            work_order_id=graded.goods.work_order_id,
        )
    )
    session.execute(sa.insert(DECISION).values(_decision(act, inspection_id, graded, screen)))
    defects = [
        {"site_id": act.site_id, "id": new_id(), "inspection_id": inspection_id, "code": each.code, "place": each.place}
        for each in judgement.defects
    ]
    if defects:
        session.execute(sa.insert(DEFECT), defects)
    return inspection_id


def _decision(act: Act, inspection_id: UUID, graded: Graded, screen: Screen) -> dict[str, Any]:
    judgement, product = graded.judgement, graded.goods.product
    recommendation = judgement.recommendation
    return {
        "site_id": act.site_id,
        "id": new_id(),
        "inspection_id": inspection_id,
        "decided_on": act.now.astimezone(ZoneInfo(act.by.time_zone)).date(),
        "recommended": recommendation.code,
        "chosen": judgement.code,
        "override_reason": screen.sheet.reason if judgement.is_override else "",
        "rule_version": recommendation.rule_version,
        "rule_position": recommendation.rule_position,
        "facts": judgement.facts.to_json(),
        "ranking": [
            {"code": each.code.value, "net": str(each.net),
             "excluded_by": each.excluded_by.position if each.excluded_by else None,
             "by": each.excluded_by.origin.value if each.excluded_by else ""}
            for each in recommendation.ranking
        ],
        "net_recovery": judgement.net.amount,
        "currency": judgement.net.currency,
        "list_price": product.list_price,
        "unit_cost": product.unit_cost,
        "agreement_id": judgement.agreement_id,
    }  # fmt: skip
