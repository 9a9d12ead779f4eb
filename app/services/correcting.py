"""Undo: an error declaration and the opposite items, allowed only while nothing later touched the same goods."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Answer,
    Authorization,
    Carton,
    CartonLine,
    Event,
    EventItem,
    Hold,
    Inspection,
    Operator,
    Receipt,
    ReceiptLine,
    Route,
    table_of,
)
from app.db.queries import cartons
from app.domain.epcis import NEVER_UNDONE, Boundary, EpcisAction, ErrorReason, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages import floor
from app.domain.messages.core import Said, Word
from app.domain.principals import Principal
from app.domain.transitions import OPEN_CARTON, AuthorizationState, CartonState, ReceiptState, RouteState, reverses
from app.domain.vocabulary import HoldReason, LineVerdict, TallyKind
from app.services import accruing, unmatching
from app.services.acting import Act, Outcome
from app.services.moving import plate_in_use
from app.services.recording import record
from app.services.tallying import tally

ANSWER, EVENT, ITEM, OPERATOR = table_of(Answer), table_of(Event), table_of(EventItem), table_of(Operator)
CARTON, LINE, RECEIPT, RECEIPT_LINE = table_of(Carton), table_of(CartonLine), table_of(Receipt), table_of(ReceiptLine)
HOLD, INSPECTION = table_of(Hold), table_of(Inspection)

LOOK_BACK = 20
UNDOABLE = frozenset(EventKind) - NEVER_UNDONE
OF_A_RECEIPT = frozenset({
    EventKind.UNITS_RECEIVED, EventKind.GOODS_REFUSED, EventKind.CARTON_OPENED, EventKind.CARTON_CLOSED,
    EventKind.PALLET_RECEIVED, EventKind.COUNT_STARTED, EventKind.SAMPLE_PASSED,
})  # fmt: skip
_THINGS: dict[str, tuple[sa.Table, Any]] = {
    "carton": (CARTON, CartonState),
    "receipt": (RECEIPT, ReceiptState),
    "authorization": (table_of(Authorization), AuthorizationState),
    "route": (table_of(Route), RouteState),
    "receipt_line": (RECEIPT_LINE, LineVerdict),
    "carton_line": (LINE, HoldReason),
}


def undo(session: Session, act: Act, client_id: str) -> Outcome[Any]:
    """Take back the act that was answered under `client_id` in the same scope.

    Raises Refused when there is nothing to take back, when it was taken back already, or when later work stands on it.
    """
    event = _event_of(session, act, client_id)
    items = _items_of(session, act, event.id)
    _lock(session, act, event, items)
    _check_not_undone(session, act, event)
    _check_receipt_open(session, act, event)
    _check_untouched(session, act, event, items)
    unmatching.check(session, act, event)
    for item in items:
        _give_back(session, act, item)
    changes = tuple(_restore(session, act, event, change) for change in reversed(event.detail["changes"]))
    _take_off_tallies(session, act, event)
    _set_aside_judgement(session, act, event, items)
    unmatching.give_back(session, act, event, items)
    undone = record(session, act, _declaration(event, items, changes))
    _restate(session, act, event, items, undone)
    return Outcome(Said(floor.UNDONE, {"what": Word(event.kind.value)}), undone)


def last_undoable(session: Session, by: Principal, scope: str, about: UUID) -> str:
    """Return the client id of the operator's last act that stands and concerns the receipt or carton `about`, or ""."""
    undoing = EVENT.alias("undoing")
    taken_back = sa.exists().where(undoing.c.site_id == EVENT.c.site_id, undoing.c.undoes_event_id == EVENT.c.id)
    candidates = session.execute(
        sa.select(ANSWER.c.client_id, EVENT.c.kind, EVENT.c.biz_transactions)
        .join(EVENT, (EVENT.c.site_id == ANSWER.c.site_id) & (EVENT.c.id == ANSWER.c.event_id))
        .where(
            ANSWER.c.site_id == by.site_id,
            ANSWER.c.operator_id == by.operator_id,
            ANSWER.c.scope == scope,
            ANSWER.c.event_id.is_not(None),
            ~taken_back,
        )
        .order_by(ANSWER.c.event_id.desc())
        .limit(LOOK_BACK)
    )
    for each in candidates:
        if each.kind in UNDOABLE and any(thing["id"] == str(about) for thing in each.biz_transactions):
            return str(each.client_id)
    return ""


def _event_of(session: Session, act: Act, client_id: str) -> Any:
    event = session.execute(
        sa.select(EVENT)
        .join(ANSWER, (ANSWER.c.site_id == EVENT.c.site_id) & (ANSWER.c.event_id == EVENT.c.id))
        .where(ANSWER.c.site_id == act.site_id, ANSWER.c.scope == act.scope, ANSWER.c.client_id == client_id)
    ).one_or_none()
    if event is None or event.kind not in UNDOABLE or event.operator_id != act.by.operator_id:
        raise Refused(floor.NOTHING_TO_UNDO)
    return event


def _items_of(session: Session, act: Act, event_id: UUID) -> list[Any]:
    where = (ITEM.c.site_id == act.site_id, ITEM.c.event_id == event_id)
    return list(session.execute(sa.select(ITEM).where(*where).order_by(ITEM.c.position)))


def _lock(session: Session, act: Act, event: Any, items: list[Any]) -> None:
    """Lock roots in the order of all acts: receipt first, then cartons by id."""
    receipts = [UUID(each["id"]) for each in event.biz_transactions if each["type"] == "receipt"]
    cartons = {each for item in items for each in (item.from_carton_id, item.to_carton_id)}
    for table, ids in ((RECEIPT, receipts), (CARTON, sorted(each for each in cartons if each))):
        if ids:
            where = (table.c.site_id == act.site_id, table.c.id.in_(ids))
            # what stands on a pallet after the pallet
            order = (table.c.parent_id.is_not(None), table.c.id) if table is CARTON else (table.c.id,)
            session.execute(sa.select(table.c.id).where(*where).order_by(*order).with_for_update(key_share=True))


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
    """Refuse when a later act, not itself taken back, moved the same lines or changed the same cartons."""
    undoing = EVENT.alias("undoing")
    taken_back = sa.exists().where(undoing.c.site_id == EVENT.c.site_id, undoing.c.undoes_event_id == EVENT.c.id)
    later = session.execute(
        sa.select(OPERATOR.c.name, EVENT.c.record_time)
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .where(
            ITEM.c.site_id == act.site_id,
            EVENT.c.id > event.id,
            EVENT.c.undoes_event_id.is_(None),
            ~taken_back,
            _touches(items),
        )
        .order_by(EVENT.c.id)
        .limit(1)
    ).one_or_none()
    if later:
        raise Refused(floor.UNDO_TOO_LATE, who=later.name, when=later.record_time)


def _touches(items: list[Any]) -> sa.ColumnElement[bool]:
    lines = {each for item in items for each in (item.from_line_id, item.to_line_id) if each}
    cartons = {each for item in items for each in (item.from_carton_id, item.to_carton_id) if each}
    concerns = sa.or_(ITEM.c.from_carton_id.in_(cartons), ITEM.c.to_carton_id.in_(cartons))
    if all(item.product_id is None for item in items):
        return concerns
    moves = sa.or_(ITEM.c.from_line_id.in_(lines), ITEM.c.to_line_id.in_(lines))
    return sa.or_(moves, sa.and_(ITEM.c.product_id.is_(None), concerns))


def _give_back(session: Session, act: Act, item: Any) -> None:
    if item.to_line_id:
        _add(session, act, LINE, item.to_line_id, -item.quantity)
    if item.from_line_id:
        _add(session, act, LINE, item.from_line_id, item.quantity)
    if item.from_place is Boundary.OUTSIDE and item.receipt_line_id:
        _add(session, act, RECEIPT_LINE, item.receipt_line_id, -item.quantity)
    if item.to_place is Boundary.OUTSIDE and item.receipt_line_id:
        _add(session, act, RECEIPT_LINE, item.receipt_line_id, item.quantity)


def _add(session: Session, act: Act, table: sa.Table, row_id: UUID, quantity: int) -> None:
    # The check constraint on quantity is the last guard: a line can not go below zero.
    session.execute(
        sa.update(table)
        .where(table.c.site_id == act.site_id, table.c.id == row_id)
        .values(quantity=table.c.quantity + quantity)
    )


def _restore(session: Session, act: Act, event: Any, stored: list[str]) -> Change:
    thing, row_id, column, before, after = stored
    table, states = _THINGS[thing]
    values: dict[str, Any] = {column: before or None}
    if column == "state":
        if not reverses(states(after), states(before)):
            raise Refused(floor.NOTHING_TO_UNDO)
        values = {"state": states(before)}
    elif column.endswith("_id"):
        values = {column: UUID(before) if before else None}
    if thing == "carton":
        _check_plate_free(session, act, UUID(row_id), values)
        values |= {"version": CARTON.c.version + 1}
        values |= {"state_since": act.now} if column == "state" else {}
    changed = session.execute(
        sa.update(table)
        .where(table.c.site_id == act.site_id, table.c.id == UUID(row_id), _still(table, column, after))
        .values(values)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(floor.UNDO_TOO_LATE, who=act.by.operator_name, when=event.record_time)
    return Change(thing, UUID(row_id), column, after, before)


def _check_plate_free(session: Session, act: Act, carton_id: UUID, values: dict[str, Any]) -> None:
    """Refuse to open a carton again whose plate is on another one by now."""
    if values.get("state") not in OPEN_CARTON:
        return
    gone = cartons.standing_by_id(session, act.site_id, carton_id)
    later = cartons.standing_by_plate(session, act.site_id, gone.lpn) if gone else None
    if later and later.id != carton_id:
        raise plate_in_use(session, act, later)


def _still(table: sa.Table, column: str, after: str) -> sa.ColumnElement[bool]:
    value: Any = UUID(after) if column.endswith("_id") and after else after
    return table.c[column].is_(None) if column.endswith("_id") and not after else table.c[column] == value


def _take_off_tallies(session: Session, act: Act, event: Any) -> None:
    for kind, amount in event.detail.get("tally", ()):
        tally(session, act, TallyKind(kind), -amount)


def _set_aside_judgement(session: Session, act: Act, event: Any, items: list[Any]) -> None:
    session.execute(
        sa.update(INSPECTION)
        .where(INSPECTION.c.site_id == act.site_id, INSPECTION.c.event_id == event.id)
        .values(undone_at=act.now)
    )
    filled = {item.to_line_id for item in items if item.to_line_id}
    emptied = sa.select(LINE.c.id).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(filled), LINE.c.quantity == 0)
    session.execute(
        sa.update(HOLD)
        .where(HOLD.c.site_id == act.site_id, HOLD.c.carton_line_id.in_(emptied), HOLD.c.released_at.is_(None))
        .values(released_at=act.now, released_by=act.by.operator_id)
    )


def _declaration(event: Any, items: list[Any], changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.UNDONE,
        action=EpcisAction.DELETE,
        biz_step=event.biz_step,
        disposition=event.disposition,
        items=tuple(_opposite(item) for item in items),
        biz_transactions=tuple(event.biz_transactions),
        changes=changes,
        undoes=event.id,
        error_reason=ErrorReason.DID_NOT_OCCUR,
        detail=unmatching.opposite(event),
    )


def _restate(session: Session, act: Act, event: Any, items: list[Any], undone: UUID) -> None:
    """Post what is owed now that goods are no longer graded; before its receipt is closed nothing is owed."""
    if event.kind not in OF_A_RECEIPT:
        accruing.restate(session, act, {item.receipt_line_id for item in items if item.receipt_line_id}, undone)


def _opposite(item: Any) -> Moved:
    return Moved(
        role=item.role,
        source=Spot(item.to_place, item.to_carton_id, item.to_line_id),
        target=Spot(item.from_place, item.from_carton_id, item.from_line_id),
        quantity=item.quantity,
        product_id=item.product_id,
        owner_id=item.owner_id,
        lot=item.lot,
        expiry=item.expiry,
        serial=item.serial,
        lpn=item.lpn,
        receipt_line_id=item.receipt_line_id,
    )
