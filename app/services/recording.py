"""The only writer of events. An event is written last, in the transaction of the change that it records."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Event, EventItem, table_of
from app.db.prepared import Prepared
from app.domain.ledger import Change, Entry, Moved
from app.services.acting import Act

EVENT, ITEM = table_of(Event), table_of(EventItem)
TRUSTED_DELAY = timedelta(hours=12)  # a device time further off than this says more about the clock than the act


def record(session: Session, act: Act, entry: Entry) -> UUID:
    """Write `entry` as one event with its items and return its id."""
    event = _event_row(act, entry)
    items = [_item_row(event, position, item) for position, item in enumerate(entry.items)]
    event["digest"] = digest(event, items)
    _INSERT_EVENT.run(session, event)
    for item in items:
        _INSERT_ITEM.run(session, item)
    return event["id"]  # type: ignore[no-any-return]


_INSERT_EVENT, _INSERT_ITEM = Prepared(sa.insert(EVENT)), Prepared(sa.insert(ITEM))


def _event_row(act: Act, entry: Entry) -> dict[str, Any]:
    return {
        "site_id": act.site_id,
        "id": new_id(),
        "kind": entry.kind,
        "action": entry.action,
        "biz_step": entry.biz_step,
        "disposition": entry.disposition,
        "device_time": act.device_time,
        "event_time": event_time(act.device_time, act.now),
        "record_time": act.now,
        "zone": _offset(act.now, act.by.time_zone),
        "read_point": entry.read_point or act.station_id,
        "biz_location": entry.biz_location,
        "biz_transactions": [dict(transaction) for transaction in entry.biz_transactions],
        "operator_id": act.by.operator_id,
        "device_id": act.by.device_id,
        "client_id": act.client_id,
        "undoes_event_id": entry.undoes,
        "error_reason": entry.error_reason,
        "detail": {**entry.detail, **_approval(act), "changes": [_change(change) for change in entry.changes]},
    }


def _approval(act: Act) -> Mapping[str, str]:
    return {"approved_by": str(act.approver.operator_id)} if act.approver else {}


def _item_row(event: Mapping[str, Any], position: int, item: Moved) -> dict[str, Any]:
    return {
        "site_id": event["site_id"],
        "id": new_id(),
        "event_id": event["id"],
        "position": position,
        "role": item.role,
        "product_id": item.product_id,
        "owner_id": item.owner_id,
        "lot": item.lot,
        "expiry": item.expiry,
        "serial": item.serial,
        "lpn": item.lpn,
        "unit": item.unit,
        "quantity": item.quantity,
        "from_place": item.source.place,
        "from_carton_id": item.source.carton_id,
        "from_line_id": item.source.line_id,
        "to_place": item.target.place,
        "to_carton_id": item.target.carton_id,
        "to_line_id": item.target.line_id,
        "receipt_line_id": item.receipt_line_id,
        "packaging_type_id": item.packaging_type_id,
        "asset_id": item.asset_id,
    }


def _change(change: Change) -> list[str]:
    return [change.thing, str(change.id), change.column, change.before, change.after]


def event_time(device_time: datetime | None, now: datetime) -> datetime:
    """Return when the act happened: the device's word when believable, never after `now`."""
    if device_time is None or now - device_time > TRUSTED_DELAY:
        return now
    return min(device_time, now)


def _offset(now: datetime, time_zone: str) -> str:
    text = now.astimezone(ZoneInfo(time_zone)).strftime("%z")
    return f"{text[:3]}:{text[3:]}"


def digest(event: Mapping[str, Any], items: list[dict[str, Any]]) -> str:
    """Return the SHA-256 of an event's canonical bytes: sorted JSON, UTC microseconds, ids as text."""
    own = {name: _canonical(value) for name, value in event.items() if name != "digest"}
    own["items"] = [{name: _canonical(value) for name, value in item.items()} for item in items]
    return hashlib.sha256(json.dumps(own, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _canonical(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value
