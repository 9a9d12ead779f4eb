"""What every act on packaging writes: its event, what it moved between us and the party, and the deposits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import PackagingAsset, PackagingMovement, table_of
from app.db.queries import packaging as queries
from app.db.queries.packaging import Asset, Type
from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.errors import Overtaken
from app.domain.journal import JournalEntry
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages import packaging as say
from app.domain.messages.core import Word
from app.domain.money import NOTHING
from app.domain.packaging import PLACE_OF, PackagingCondition, PackagingMove
from app.domain.transitions import AssetState, Move, moved
from app.services.acting import Act
from app.services.posting import post
from app.services.recording import record

ASSET, MOVEMENT = table_of(PackagingAsset), table_of(PackagingMovement)


@dataclass(frozen=True, slots=True)
class Movement:
    """What one party has more or less of, in pieces or grams; its deposit grows by `deposit`."""

    kind: PackagingMove
    party_id: UUID
    type: Type
    quantity: int
    deposit: Decimal
    credited: Decimal = NOTHING
    asset_id: UUID | None = None
    condition: PackagingCondition | None = None


# The words of the standard for each act: business step and disposition of what it is about.
_SAYS: dict[EventKind, tuple[EpcisAction, BizStep, Disposition]] = {
    EventKind.PACKAGING_ISSUED: (EpcisAction.OBSERVE, BizStep.SHIPPING, Disposition.IN_TRANSIT),
    EventKind.PACKAGING_RETURNED: (EpcisAction.OBSERVE, BizStep.RECEIVING, Disposition.RETURNED),
    EventKind.PACKAGING_TENDED: (EpcisAction.OBSERVE, BizStep.OTHER, Disposition.IN_PROGRESS),
    EventKind.PACKAGING_LOST: (EpcisAction.DELETE, BizStep.OTHER, Disposition.UNKNOWN),
}


def book(
    session: Session,
    act: Act,
    kind: EventKind,
    item: Moved,
    changes: Sequence[Change] = (),
    movements: Sequence[Movement] = (),
    entries: Sequence[JournalEntry] = (),
    receipt_id: UUID | None = None,
) -> UUID:
    """Write one act on packaging and return its event's id. The movements of one act are of one party.

    `receipt_id` is the receipt whose goods it carried in, if it came with any.
    """
    action, biz_step, disposition = _SAYS[kind]
    about = {("party", each.party_id): True for each in movements}
    about |= {("receipt", receipt_id): True} if receipt_id else {}
    event_id = record(session, act, Entry(
        kind=kind,
        action=action,
        biz_step=biz_step,
        disposition=disposition,
        items=(item,),
        biz_location=act.station_id,
        biz_transactions=tuple({"type": kind, "id": str(id_)} for kind, id_ in about),
        changes=tuple(changes),
    ))  # fmt: skip
    for movement in movements:
        session.execute(sa.insert(MOVEMENT).values(_row(act, movement, event_id)))
    for entry in entries:
        post(session, act, replace(entry, event_id=event_id))
    return event_id


def _row(act: Act, movement: Movement, event_id: UUID) -> dict[str, Any]:
    return {
        "site_id": act.site_id, "id": new_id(), "kind": movement.kind, "party_id": movement.party_id,
        "type_id": movement.type.id, "asset_id": movement.asset_id, "quantity": movement.quantity,
        "condition": movement.condition, "deposit": movement.deposit, "credited": movement.credited,
        "currency": movement.type.terms.currency, "at": act.now, "operator_id": act.by.operator_id,
        "event_id": event_id,
    }  # fmt: skip


def of_asset(asset: Asset, after: AssetState) -> Moved:
    """Return the item of an asset that goes from where its state has it to where `after` has it."""
    source, target = (Spot(Boundary(PLACE_OF[state])) for state in (asset.state, after))
    return Moved(
        ItemRole.CHILD, source, target, lpn=asset.grai, packaging_type_id=asset.type.id, asset_id=asset.id
    )  # fmt: skip


def of_bulk(of_type: Type, quantity: int, source: Boundary, target: Boundary) -> Moved:
    """Return the item of bulk material."""
    return Moved(
        ItemRole.CHILD, Spot(source), Spot(target), quantity, packaging_type_id=of_type.id, unit=of_type.unit
    )  # fmt: skip


def move_asset(session: Session, act: Act, asset: Asset, move: Move, **columns: Any) -> tuple[Change, ...]:
    """Move `asset` by the table of moves and set `columns`, if nobody changed it since it was read.

    Returns the changes for the event. Raises Refused for an illegal move and Overtaken when another was first.
    """
    after = moved(asset.state, move)
    written = session.execute(
        sa.update(ASSET)
        .where(ASSET.c.site_id == act.site_id, ASSET.c.id == asset.id, ASSET.c.version == asset.version)
        .values(state=after, state_since=act.now, version=asset.version + 1, **columns)
    )
    if written.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, act, asset)
    before = {name: getattr(asset, name) for name in columns}
    others = tuple(
        Change("packaging_asset", asset.id, name, _text(before[name]), _text(value))
        for name, value in columns.items()
        if before[name] != value
    )
    since = (asset.since.isoformat(), act.now.isoformat())
    return (
        Change("packaging_asset", asset.id, "state", asset.state, after),
        Change("packaging_asset", asset.id, "state_since", *since),
        *others,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _overtaken(session: Session, act: Act, asset: Asset) -> Overtaken:
    now = queries.asset_by_id(session, act.site_id, asset.id) or asset
    who = queries.who_moved(session, act.site_id, asset.id)
    return Overtaken(say.OVERTAKEN, who=who, grai=asset.grai, since=now.since, state=Word(now.state.value))
