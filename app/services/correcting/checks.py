"""Whether an act can still be taken back: nobody did, its receipt is open, and nothing later stands on it."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, Event, EventItem, Operator, OutboundLoad, Receipt, table_of
from app.domain.epcis import EventKind
from app.domain.errors import Refused
from app.domain.messages import floor
from app.domain.transitions import ReceiptState
from app.services.acting import Act
from app.services.correcting.acts import taken_back
from app.services.departed import loads_of

EVENT, ITEM, OPERATOR = table_of(Event), table_of(EventItem), table_of(Operator)
CARTON, RECEIPT, OUTBOUND = table_of(Carton), table_of(Receipt), table_of(OutboundLoad)

OF_A_RECEIPT = frozenset({
    EventKind.UNITS_RECEIVED, EventKind.GOODS_REFUSED, EventKind.CARTON_OPENED, EventKind.CARTON_CLOSED,
    EventKind.PALLET_RECEIVED, EventKind.COUNT_STARTED, EventKind.SAMPLE_PASSED,
})  # fmt: skip


def lock(session: Session, act: Act, event: Any, items: list[Any]) -> None:
    """Lock roots in the order of all acts: receipt first, an outbound load, then cartons by id."""
    receipts = [UUID(each["id"]) for each in event.biz_transactions if each["type"] == "receipt"]
    cartons = {each for item in items for each in (item.from_carton_id, item.to_carton_id)}
    roots = ((RECEIPT, receipts), (OUTBOUND, loads_of(event)))
    for table, ids in (*roots, (CARTON, sorted(each for each in cartons if each))):
        if ids:
            where = (table.c.site_id == act.site_id, table.c.id.in_(ids))
            # what stands on a pallet after the pallet
            order = (table.c.parent_id.is_not(None), table.c.id) if table is CARTON else (table.c.id,)
            session.execute(sa.select(table.c.id).where(*where).order_by(*order).with_for_update(key_share=True))


def check(session: Session, act: Act, event: Any, items: list[Any]) -> None:
    """Raise Refused when the act was taken back already, or when later work stands on it."""
    _check_not_undone(session, act, event)
    _check_receipt_open(session, act, event)
    _check_untouched(session, act, event, items)


def _check_not_undone(session: Session, act: Act, event: Any) -> None:
    when = session.execute(
        sa.select(EVENT.c.record_time).where(EVENT.c.site_id == act.site_id, EVENT.c.undoes_event_id == event.id)
    ).scalar_one_or_none()
    if when:
        raise Refused(floor.ALREADY_UNDONE, when=when)


def _check_receipt_open(session: Session, act: Act, event: Any) -> None:
    """Refuse to take back what a receipt counted once it is closed: its differences were read and told by then."""
    receipts = [UUID(each["id"]) for each in event.biz_transactions if each["type"] == "receipt"]
    closed = session.execute(
        sa.select(OPERATOR.c.name, RECEIPT.c.closed_at)
        .join(OPERATOR, OPERATOR.c.id == RECEIPT.c.closed_by)
        .where(RECEIPT.c.site_id == act.site_id, RECEIPT.c.id.in_(receipts), RECEIPT.c.state == ReceiptState.CLOSED)
        .limit(1)
    ).one_or_none()
    if closed and event.kind in OF_A_RECEIPT:
        raise Refused(floor.UNDO_TOO_LATE, who=closed.name, when=closed.closed_at)


def _check_untouched(session: Session, act: Act, event: Any, items: list[Any]) -> None:
    """Refuse when a later act, not itself taken back, moved the same lines or assets, or changed the same cartons."""
    later = session.execute(
        sa.select(OPERATOR.c.name, EVENT.c.record_time)
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .where(
            ITEM.c.site_id == act.site_id,
            EVENT.c.id > event.id,
            EVENT.c.undoes_event_id.is_(None),
            EVENT.c.kind.not_in(_MOVES_NOTHING),
            ~taken_back(),
            _touches(items),
        )
        .order_by(EVENT.c.id)
        .limit(1)
    ).one_or_none()
    if later:
        raise Refused(floor.UNDO_TOO_LATE, who=later.name, when=later.record_time)


_MOVES_NOTHING = (EventKind.RECEIPT_CLOSED, EventKind.RECEIPT_REOPENED)
"""Acts that name cartons and leave them as they are: once a receipt is open again, its closing is in nobody's way."""


def _touches(items: list[Any]) -> sa.ColumnElement[bool]:
    lines = {each for item in items for each in (item.from_line_id, item.to_line_id) if each}
    cartons = {each for item in items for each in (item.from_carton_id, item.to_carton_id) if each}
    assets = {item.asset_id for item in items if item.asset_id}
    if assets:
        return ITEM.c.asset_id.in_(assets)
    concerns = sa.or_(ITEM.c.from_carton_id.in_(cartons), ITEM.c.to_carton_id.in_(cartons))
    if all(item.product_id is None for item in items):
        return concerns
    moves = sa.or_(ITEM.c.from_line_id.in_(lines), ITEM.c.to_line_id.in_(lines))
    return sa.or_(moves, sa.and_(ITEM.c.product_id.is_(None), concerns))
