"""Sale bundles: one with what it brought, the cartons in it, the list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, JournalEntry, Location, Operator, Party, Posting, SaleBundle, table_of
from app.db.models import SaleBundleLine as Frozen
from app.domain.journal import Account
from app.domain.messages.core import Money
from app.domain.money import NOTHING
from app.domain.transitions import OPEN_CARTON, BundleState, CartonState
from app.domain.vocabulary import PartyKind, Zone

BUNDLE, CARTON, LINE, PLACE = table_of(SaleBundle), table_of(Carton), table_of(CartonLine), table_of(Location)
ENTRY, POSTING, OFFERED = table_of(JournalEntry), table_of(Posting), table_of(Frozen)
OPERATOR, OWNER, BUYER = table_of(Operator), table_of(Party).alias("owner"), table_of(Party).alias("buyer")

IS_FROZEN = (BundleState.OFFERED, BundleState.SOLD, BundleState.GONE)
"""States in which a bundle is what was offered, and no longer what its cartons hold."""


@dataclass(frozen=True, slots=True)
class OneBundle:
    """A bundle as its page, its acts and the list see it. Amounts are in its currency; `proceeds` is what came in."""

    id: UUID
    number: str
    owner_id: UUID
    owner: str
    currency: str
    state: BundleState
    buyer_id: UUID | None
    buyer: str
    list_total: Decimal
    estimate: Decimal
    asking: Decimal
    agreed: Decimal
    opened_at: datetime
    offered_at: datetime | None
    sold_at: datetime | None
    gone_at: datetime | None
    changed_at: datetime
    changed_by: str
    version: int
    units: int
    proceeds: Decimal

    @property
    def is_open(self) -> bool:
        """Whether cartons still come and go."""
        return self.state is BundleState.OPEN

    @property
    def is_frozen(self) -> bool:
        """Whether it is what was offered."""
        return self.state in IS_FROZEN

    @property
    def difference(self) -> Decimal:
        """What it brought beyond the estimate, below zero where it brought less."""
        return self.proceeds - self.estimate

    def money(self, amount: Decimal) -> Money:
        """Return an amount of it."""
        return Money(amount, self.currency)


def one(session: Session, site_id: UUID, bundle_id: UUID, *, lock: bool = False) -> OneBundle | None:
    """Return a bundle of the site; `lock` keeps others from changing it, and is taken before cartons."""
    if lock:
        mine = (BUNDLE.c.site_id == site_id, BUNDLE.c.id == bundle_id)
        session.execute(sa.select(BUNDLE.c.id).where(*mine).with_for_update(key_share=True))
    rows = session.execute(_ALL.where(BUNDLE.c.site_id == site_id, BUNDLE.c.id == bundle_id))
    row = rows.one_or_none()
    return OneBundle(**row._mapping) if row else None


BROUGHT = (
    sa.select(-sa.func.coalesce(sa.func.sum(POSTING.c.amount), NOTHING, type_=POSTING.c.amount.type))
    .join(ENTRY, (ENTRY.c.site_id == POSTING.c.site_id) & (ENTRY.c.id == POSTING.c.entry_id))
    .where(
        POSTING.c.site_id == BUNDLE.c.site_id, ENTRY.c.bundle_id == BUNDLE.c.id, POSTING.c.account == Account.PROCEEDS
    )
    .correlate(BUNDLE)
    .scalar_subquery()
)
"""What a bundle has brought so far."""
_FROZEN_UNITS = (
    sa.select(sa.func.coalesce(sa.func.sum(OFFERED.c.quantity), 0))
    .where(OFFERED.c.site_id == BUNDLE.c.site_id, OFFERED.c.bundle_id == BUNDLE.c.id)
    .correlate(BUNDLE)
    .scalar_subquery()
)
_STANDING_UNITS = (
    sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0))
    .join(CARTON, (CARTON.c.site_id == LINE.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
    .where(
        CARTON.c.site_id == BUNDLE.c.site_id, CARTON.c.bundle_id == BUNDLE.c.id,
        CARTON.c.state.in_(sorted(OPEN_CARTON)),
    )
    .correlate(BUNDLE)
    .scalar_subquery()
)  # fmt: skip
_UNITS = sa.case((BUNDLE.c.state.in_(IS_FROZEN), _FROZEN_UNITS), else_=_STANDING_UNITS).label("units")
_SOURCE = (
    BUNDLE.join(OWNER, OWNER.c.id == BUNDLE.c.owner_id)
    .join(OPERATOR, OPERATOR.c.id == BUNDLE.c.changed_by)
    .outerjoin(BUYER, BUYER.c.id == BUNDLE.c.buyer_id)
)
_OWN = (
    "id", "number", "owner_id", "currency", "state", "buyer_id", "list_total", "estimate", "asking", "agreed",
    "opened_at", "offered_at", "sold_at", "gone_at", "changed_at", "version",
)  # fmt: skip
_ALL = sa.select(
    *(BUNDLE.c[name] for name in _OWN), OWNER.c.name.label("owner"), sa.func.coalesce(BUYER.c.name, "").label("buyer"),
    OPERATOR.c.name.label("changed_by"), _UNITS, sa.type_coerce(BROUGHT, BUNDLE.c.agreed.type).label("proceeds"),
).select_from(_SOURCE)  # fmt: skip


def open_ones(session: Session, site_id: UUID) -> list[OneBundle]:
    """Return the bundles that are built on, the latest first."""
    rows = session.execute(
        _ALL.where(BUNDLE.c.site_id == site_id, BUNDLE.c.state == BundleState.OPEN).order_by(BUNDLE.c.id.desc())
    )
    return [OneBundle(**row._mapping) for row in rows]


@dataclass(frozen=True, slots=True)
class Part:
    """A carton or pallet of a bundle, with the place it stands in and its units, those of all on a pallet."""

    id: UUID
    lpn: str
    state: CartonState
    is_pallet: bool
    parent_id: UUID | None
    place: str
    zone: Zone | None
    units: int


def parts(session: Session, site_id: UUID, bundle_id: UUID) -> list[Part]:
    """Return the open cartons and pallets of a bundle by plate."""
    on_it = CARTON.alias("on_it")
    held = (
        sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0))
        .join(on_it, (on_it.c.site_id == LINE.c.site_id) & (on_it.c.id == LINE.c.carton_id))
        .where(LINE.c.site_id == CARTON.c.site_id, sa.or_(on_it.c.id == CARTON.c.id, on_it.c.parent_id == CARTON.c.id))
        .correlate(CARTON)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(*(CARTON.c[name] for name in ("id", "lpn", "state", "is_pallet", "parent_id")), PLACE.c.code,
                  PLACE.c.zone, held)
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
        .where(CARTON.c.site_id == site_id, CARTON.c.bundle_id == bundle_id, CARTON.c.state.in_(sorted(OPEN_CARTON)))
        .order_by(CARTON.c.lpn)
    )  # fmt: skip
    return [Part(*row[:5], row.code or "", row.zone, int(row[7])) for row in rows]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which bundle a carton is part of."""

    carton_id: UUID
    bundle_id: UUID
    number: str
    state: BundleState


def of_cartons(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> dict[UUID, Belonging]:
    """Return the bundles that these cartons are part of, by carton."""
    rows = session.execute(
        sa.select(CARTON.c.id, BUNDLE.c.id, BUNDLE.c.number, BUNDLE.c.state)
        .join(BUNDLE, (BUNDLE.c.site_id == CARTON.c.site_id) & (BUNDLE.c.id == CARTON.c.bundle_id))
        .where(CARTON.c.site_id == site_id, CARTON.c.id.in_(carton_ids))
    )
    return {row[0]: Belonging(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class Payment:
    """What a buyer paid at once; it is booked by authorization under one client id."""

    client_id: str
    at: datetime
    who: str
    party: str
    note: str
    amount: Decimal
    is_reversed: bool
    entry_ids: tuple[UUID, ...]


def payments(session: Session, site_id: UUID, bundle_id: UUID) -> tuple[Payment, ...]:
    """Return what was paid for a bundle, the first first; what was taken back says so."""
    later = ENTRY.alias("later")
    is_reversed = sa.exists().where(later.c.site_id == ENTRY.c.site_id, later.c.reverses_id == ENTRY.c.id)
    rows = session.execute(
        sa.select(ENTRY.c.id, ENTRY.c.client_id, ENTRY.c.at, OPERATOR.c.name, BUYER.c.name.label("party"), ENTRY.c.note,
                  sa.func.sum(POSTING.c.amount).label("amount"), is_reversed.label("is_reversed"))
        .join(POSTING, (POSTING.c.site_id == ENTRY.c.site_id) & (POSTING.c.entry_id == ENTRY.c.id))
        .join(OPERATOR, OPERATOR.c.id == ENTRY.c.operator_id)
        .join(BUYER, BUYER.c.id == ENTRY.c.party_id)
        .where(ENTRY.c.site_id == site_id, ENTRY.c.bundle_id == bundle_id, ENTRY.c.reverses_id.is_(None),
               POSTING.c.account == Account.CASH)
        .group_by(*(ENTRY.c[name] for name in ("site_id", "id", "client_id", "at", "note")), OPERATOR.c.name,
                  BUYER.c.name)
        .order_by(ENTRY.c.id)
    )  # fmt: skip
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.client_id, []).append(row)
    return tuple(_payment(client_id, entries) for client_id, entries in found.items())


def _payment(client_id: str, entries: list[Any]) -> Payment:
    first, amount = entries[0], sum((each.amount for each in entries), NOTHING)
    ids = tuple(each.id for each in entries)
    return Payment(client_id, first.at, first.name, first.party, first.note, amount, first.is_reversed, ids)


def liquidators(session: Session) -> list[tuple[UUID, str]]:
    """Return the liquidators by name."""
    is_one = BUYER.c.kind == PartyKind.LIQUIDATOR
    rows = session.execute(sa.select(BUYER.c.id, BUYER.c.name).where(is_one).order_by(BUYER.c.name, BUYER.c.id))
    return [(row.id, row.name) for row in rows]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bundles a list shows, in which order; None and empty leave nothing out."""

    state: BundleState | None = None
    buyer_id: UUID | None = None
    find: str = ""
    order: str = "opened"
    falls: bool = True


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "number": BUNDLE.c.number,
    "opened": BUNDLE.c.opened_at,
    "buyer": sa.func.lower(sa.func.coalesce(BUYER.c.name, "")),
    "units": _UNITS,
    "estimate": BUNDLE.c.estimate,
    "agreed": BUNDLE.c.agreed,
}
"""The columns the list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many bundles are wanted."""
    statement = sa.select(sa.func.count()).select_from(_SOURCE).where(*_conditions(site_id, wanted))
    return int(session.execute(statement).scalar_one())


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[OneBundle]:
    """Return the wanted bundles in order."""
    column = ORDERS[wanted.order]
    order = (column.desc(), BUNDLE.c.id.desc()) if wanted.falls else (column, BUNDLE.c.id)
    rows = session.execute(_ALL.where(*_conditions(site_id, wanted)).order_by(*order).offset(skip).limit(limit))
    return [OneBundle(**row._mapping) for row in rows]


def _conditions(site_id: UUID, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found = [BUNDLE.c.site_id == site_id]
    if wanted.state:
        found.append(BUNDLE.c.state == wanted.state)
    if wanted.buyer_id:
        found.append(BUNDLE.c.buyer_id == wanted.buyer_id)
    if wanted.find:
        names = (BUNDLE.c.number, OWNER.c.name, BUYER.c.name)
        found.append(sa.or_(*(column.icontains(wanted.find, autoescape=True) for column in names)))
    return found
