"""What acts on sale bundles write: the bundle, its cartons, and the event of each act."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import SaleBundle, SaleBundleLine, table_of
from app.db.queries import bundles
from app.db.queries.cartons import StandingCarton
from app.db.queries.contents import EMPTY
from app.domain.bundles import BundleLine
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.ledger import Change, Entry, Moved
from app.domain.money import NOTHING
from app.domain.transitions import BundleState
from app.services.acting import Act
from app.services.bundling.guarding import about
from app.services.moving import Standing, touch_carton
from app.services.parting import Parted, part
from app.services.recording import record
from app.services.routing.stack import Stack
from app.services.transporting.guarding import next_number

BUNDLE, FROZEN = table_of(SaleBundle), table_of(SaleBundleLine)
PREFIX = "SB-"


def number_for(session: Session, act: Act) -> str:
    """Return the number of the next bundle; it locks the site, and so comes before anything else is locked."""
    return next_number(session, act, BUNDLE, PREFIX)


def begin(session: Session, act: Act, number: str, owner_id: UUID, currency: str) -> UUID:
    """Write a new open bundle of an owner's goods."""
    bundle_id, by = new_id(), act.by.operator_id
    amounts = dict.fromkeys(("list_total", "estimate", "asking", "agreed"), NOTHING)
    session.execute(sa.insert(BUNDLE).values(
        site_id=act.site_id, id=bundle_id, number=number, owner_id=owner_id, currency=currency, state=BundleState.OPEN,
        opened_at=act.now, opened_by=by, changed_at=act.now, changed_by=by, version=0, **amounts,
    ))  # fmt: skip
    return bundle_id


def put_in(session: Session, act: Act, stack: Stack, bundle_id: UUID, *, is_begun: bool = False) -> UUID:
    """Let the locked carton or pallet go into the locked bundle; alone on a pallet it leaves that."""
    parted = part(session, act, stack.carton)
    changes = _set(session, act, stack.every, parted, None, bundle_id)
    if is_begun:
        # Taken back, a bundle that was begun in error is cancelled: its number is not given again.
        changes += (Change("sale_bundle", bundle_id, "state", BundleState.CANCELLED, BundleState.OPEN),)
    return _record(session, act, EventKind.BUNDLE_FILLED, bundle_id, _items(stack, parted), changes + parted.changes)


def take_out(session: Session, act: Act, stack: Stack, bundle_id: UUID) -> UUID:
    """Take the locked carton or pallet out of the locked bundle."""
    parted = part(session, act, stack.carton)
    changes = _set(session, act, stack.every, parted, bundle_id, None)
    return _record(session, act, EventKind.BUNDLE_REDUCED, bundle_id, _items(stack, parted), changes + parted.changes)


def release(session: Session, act: Act, bundle_id: UUID, cartons: Iterable[StandingCarton], cancelled: Change) -> UUID:
    """Let all locked cartons of a bundle that is given up go."""
    every = tuple(cartons)
    items = tuple(item for each in every for item in Stack(each, (), EMPTY).items)
    changes = _set(session, act, every, Parted(()), bundle_id, None)
    return _record(session, act, EventKind.BUNDLE_REDUCED, bundle_id, items, (*changes, cancelled))


def _items(stack: Stack, parted: Parted) -> tuple[Moved, ...]:
    return (*stack.items, *parted.items[1:])


def _set(
    session: Session, act: Act, cartons: Iterable[StandingCarton], parted: Parted, before: UUID | None,
    after: UUID | None,
) -> tuple[Change, ...]:  # fmt: skip
    """Write which bundle the cartons are part of, those that were in `before`; the first is the one that parted."""
    every = tuple(cartons)
    belong = bundles.of_cartons(session, act.site_id, [each.id for each in every])
    changes = []
    for each in every:
        of = belong.get(each.id)
        if (of.bundle_id if of else None) != before:
            continue
        columns = parted.columns if each is every[0] else {}
        touch_carton(session, act, Standing(each.id, each.lpn, each.state, each.version), bundle_id=after, **columns)
        changes.append(Change("carton", each.id, "bundle_id", str(before or ""), str(after or "")))
    return tuple(changes)


def _record(
    session: Session, act: Act, kind: EventKind, bundle_id: UUID, items: tuple[Moved, ...],
    changes: tuple[Change, ...],
) -> UUID:  # fmt: skip
    entry = Entry(
        kind=kind,
        action=EpcisAction.ADD if kind is EventKind.BUNDLE_FILLED else EpcisAction.DELETE,
        biz_step=BizStep.PACKING if kind is EventKind.BUNDLE_FILLED else BizStep.OTHER,
        disposition=Disposition.IN_PROGRESS,
        items=items,
        biz_location=act.station_id,
        biz_transactions=(about(bundle_id),),
        changes=changes,
    )
    return record(session, act, entry)


def freeze(session: Session, act: Act, bundle_id: UUID, lines: Iterable[BundleLine]) -> None:
    """Keep what the bundle holds as it is offered; what it was offered as before counts no more."""
    thaw(session, act, bundle_id)
    names = (
        "carton_id", "carton_line_id", "receipt_line_id", "product_id", "lot", "expiry", "serial", "grade", "quantity",
        "list_total", "estimate",
    )  # fmt: skip
    session.execute(sa.insert(FROZEN), [
        {"site_id": act.site_id, "id": new_id(), "bundle_id": bundle_id, "position": position,
         **{name: getattr(line, name) for name in names}}
        for position, line in enumerate(lines)
    ])  # fmt: skip


def thaw(session: Session, act: Act, bundle_id: UUID) -> None:
    """Forget what the bundle was offered as."""
    session.execute(sa.delete(FROZEN).where(FROZEN.c.site_id == act.site_id, FROZEN.c.bundle_id == bundle_id))
