"""The columns that an act changed, set back to what they were, if they still are what the act made them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Collection,
    HoldOrder,
    Load,
    Operation,
    PackagingAsset,
    Receipt,
    ReceiptLine,
    Route,
    SaleBundle,
    WorkOrder,
    table_of,
)
from app.db.queries import cartons
from app.domain.errors import Refused
from app.domain.ledger import Change
from app.domain.messages import floor
from app.domain.transitions import (
    OPEN_CARTON,
    AssetState,
    AuthorizationState,
    BundleState,
    CartonState,
    CollectionState,
    HoldOrderState,
    LoadState,
    OperationState,
    ReceiptState,
    RouteState,
    WorkOrderState,
    reverses,
)
from app.domain.vocabulary import HoldReason, LineVerdict
from app.services.acting import Act
from app.services.moving import plate_in_use

CARTON, LOAD, COLLECTION = table_of(Carton), table_of(Load), table_of(Collection)
ORDER, WORK = table_of(HoldOrder), table_of(WorkOrder)
ASSET, BUNDLE = table_of(PackagingAsset), table_of(SaleBundle)


@dataclass(frozen=True, slots=True)
class _Thing:
    """Where the changes of one kind of thing are set back: its table, its states, what changes along with a column."""

    table: sa.Table
    states: Any
    along: Callable[[Act, str], Mapping[str, Any]] = lambda _act, _column: {}


def _of_a_carton(act: Act, column: str) -> Mapping[str, Any]:
    since = {"state_since": act.now} if column == "state" else {}
    return {"version": CARTON.c.version + 1, **since}


def _of_an_asset(_act: Act, _column: str) -> Mapping[str, Any]:
    return {"version": ASSET.c.version + 1}


def _of_a_bundle(act: Act, _column: str) -> Mapping[str, Any]:
    return {"version": BUNDLE.c.version + 1, **_by(act)}


def _of_a_load(act: Act, column: str) -> Mapping[str, Any]:
    came = {"arrived_at": None} if column == "state" else {}
    return {"version": LOAD.c.version + 1, **_by(act), **came}


def _of_a_request(act: Act, _column: str) -> Mapping[str, Any]:
    return {"version": COLLECTION.c.version + 1, **_by(act)}


def _of_an_order(act: Act, _column: str) -> Mapping[str, Any]:
    # what is in force again shows no end; what is cancelled shows who took it back
    ended = {"ended_at": act.now, "ended_by": act.by.operator_id, "ended_why": None}
    return {"version": ORDER.c.version + 1, **ended}


def _of_work(act: Act, column: str) -> Mapping[str, Any]:
    since = {"state_since": act.now} if column == "state" else {}
    return {"version": WORK.c.version + 1, **since}


def _by(act: Act) -> Mapping[str, Any]:
    return {"changed_at": act.now, "changed_by": act.by.operator_id}


_THINGS: Mapping[str, _Thing] = {
    "carton": _Thing(CARTON, CartonState, _of_a_carton),
    "receipt": _Thing(table_of(Receipt), ReceiptState),
    "authorization": _Thing(table_of(Authorization), AuthorizationState),
    "route": _Thing(table_of(Route), RouteState),
    "receipt_line": _Thing(table_of(ReceiptLine), LineVerdict),
    "carton_line": _Thing(table_of(CartonLine), HoldReason),
    "hold_order": _Thing(ORDER, HoldOrderState, _of_an_order),
    "load": _Thing(LOAD, LoadState, _of_a_load),
    "collection": _Thing(COLLECTION, CollectionState, _of_a_request),
    "work_order": _Thing(WORK, WorkOrderState, _of_work),
    "operation": _Thing(table_of(Operation), OperationState),
    "packaging_asset": _Thing(ASSET, AssetState, _of_an_asset),
    "sale_bundle": _Thing(BUNDLE, BundleState, _of_a_bundle),
}


def restore(session: Session, act: Act, event: Any, stored: list[str]) -> Change:
    """Set one column back, and return that change. Raises Refused when it is not what the act made it any more."""
    name, row_id, column, before, after = stored
    thing = _THINGS[name]
    values = {column: _value(thing, column, before, after)}
    if name == "carton":
        _check_plate_free(session, act, UUID(row_id), values)
    table = thing.table
    changed = session.execute(
        sa.update(table)
        .where(table.c.site_id == act.site_id, table.c.id == UUID(row_id), _still(table, column, after))
        .values({**values, **thing.along(act, column)})
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(floor.UNDO_TOO_LATE, who=act.by.operator_name, when=event.record_time)
    return Change(name, UUID(row_id), column, after, before)


def _value(thing: _Thing, column: str, before: str, after: str) -> Any:
    if column == "state":
        if not reverses(thing.states(after), thing.states(before)):
            raise Refused(floor.NOTHING_TO_UNDO)
        return thing.states(before)
    read = _read(column)
    if read is not str:
        return read(before) if before else None
    return before if column in _NEVER_NULL else before or None


def _read(column: str) -> Callable[[str], Any]:
    return UUID if column.endswith("_id") else _READ.get(column, str)


# Columns that are no text, by how their text in the ledger is read.
_READ: Mapping[str, Callable[[str], Any]] = {
    "trips": int,
    "seconds": int,
    "quantity": int,
    "given_up": int,
    "since": datetime.fromisoformat,
    "state_since": datetime.fromisoformat,
}
_NEVER_NULL = frozenset({"seal_found"})


def _check_plate_free(session: Session, act: Act, carton_id: UUID, values: dict[str, Any]) -> None:
    """Refuse to open a carton again whose plate is on another one by now."""
    if values.get("state") not in OPEN_CARTON:
        return
    gone = cartons.standing_by_id(session, act.site_id, carton_id)
    later = cartons.standing_by_plate(session, act.site_id, gone.lpn) if gone else None
    if later and later.id != carton_id:
        raise plate_in_use(session, act, later)


def _still(table: sa.Table, column: str, after: str) -> sa.ColumnElement[bool]:
    read = _read(column)
    return table.c[column].is_(None) if read is not str and not after else table.c[column] == read(after)
