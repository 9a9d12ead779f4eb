"""Replacements: the list, one of them, and those of an authorization."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Operator, Party, Product, Replacement, table_of
from app.domain.messages.core import Local, Money
from app.domain.refunds import Resolution
from app.domain.transitions import ReplacementState

REPLACEMENT, PAPER, PARTY = table_of(Replacement), table_of(Authorization), table_of(Party)
PRODUCT, OPERATOR = table_of(Product), table_of(Operator)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": REPLACEMENT.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "due": REPLACEMENT.c.due_on,
    "back": sa.func.coalesce(REPLACEMENT.c.return_by, date.max),
}
"""What the list sorts by; what nothing is to come back for stands last."""


@dataclass(frozen=True, slots=True)
class OneReplacement:
    """A replacement as its page and its acts see it. `paper` is the number of its authorization."""

    id: UUID
    number: str
    authorization_id: UUID
    authorization_line_id: UUID
    paper: str
    party_id: UUID
    party: str
    resolution: Resolution
    product_id: UUID
    product: Local
    sku: str
    quantity: int
    order: str
    due_on: date
    is_advance: bool
    state: ReplacementState
    lot: str
    serial: str
    tracking: str
    shipment_id: UUID | None
    shipped_on: date | None
    delivered_on: date | None
    advance_days: int
    return_by: date | None
    list_price: Decimal
    charge_percent: int
    currency: str
    charged: Decimal
    charged_at: datetime | None
    reason: str
    opened_at: datetime
    changed_at: datetime
    changed_by: str
    version: int

    @property
    def charge(self) -> Money:
        """What the party is charged as it stands."""
        return Money(self.charged, self.currency)

    def is_late(self, today: date) -> bool:
        """Whether it was to have left by now."""
        return self.state is ReplacementState.PLANNED and self.due_on < today

    def is_overdue(self, today: date) -> bool:
        """Whether what it stands for was to be here by now."""
        return self.return_by is not None and self.return_by < today


_OWN = [name for name in OneReplacement.__dataclass_fields__ if name in REPLACEMENT.c and name != "changed_by"]
_SOURCE = (
    REPLACEMENT.join(PARTY, PARTY.c.id == REPLACEMENT.c.party_id)
    .join(PRODUCT, PRODUCT.c.id == REPLACEMENT.c.product_id)
    .join(PAPER, (PAPER.c.site_id == REPLACEMENT.c.site_id) & (PAPER.c.id == REPLACEMENT.c.authorization_id))
    .outerjoin(OPERATOR, OPERATOR.c.id == REPLACEMENT.c.changed_by)
)
_QUERY = sa.select(
    *(REPLACEMENT.c[name] for name in _OWN),
    PAPER.c.number.label("paper"),
    PARTY.c.name.label("party"),
    PRODUCT.c.name.label("product"),
    PRODUCT.c.sku,
    sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
).select_from(_SOURCE)


def one(session: Session, site_id: UUID, replacement_id: UUID) -> OneReplacement | None:
    """Return a replacement of the site, or None."""
    found = _of(session, REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.id == replacement_id)
    return found[0] if found else None


def id_of(session: Session, site_id: UUID, number: str) -> UUID | None:
    """Return the replacement with `number`."""
    wanted = sa.select(REPLACEMENT.c.id).where(REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.number == number)
    return session.execute(wanted).scalar_one_or_none()


def of_paper(session: Session, site_id: UUID, paper_id: UUID) -> list[OneReplacement]:
    """Return the replacements of an authorization, the first first."""
    return _of(session, REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.authorization_id == paper_id)


VOID = (ReplacementState.CANCELLED, ReplacementState.LOST)
"""States in which a replacement stands for nothing: the party did not get it, and will not."""


def standing_for(session: Session, site_id: UUID, paper_id: UUID, line_ids: Collection[UUID]) -> OneReplacement | None:
    """Return the first replacement that stands for one of these lines of an authorization, and is not void."""
    found = of_paper(session, site_id, paper_id)
    alive = (each for each in found if each.state not in VOID)
    return next((each for each in alive if each.authorization_line_id in line_ids), None)


def of_shipment(session: Session, site_id: UUID, shipment_id: UUID) -> OneReplacement | None:
    """Return what a shipment replaces, None for an ordinary one."""
    found = _of(session, REPLACEMENT.c.site_id == site_id, REPLACEMENT.c.shipment_id == shipment_id)
    return found[0] if found else None


def _of(session: Session, *where: "sa.ColumnElement[bool]") -> list[OneReplacement]:
    return [_one(row) for row in session.execute(_QUERY.where(*where).order_by(REPLACEMENT.c.id))]


def _one(row: Any) -> OneReplacement:
    return OneReplacement(**{**row._mapping, "product": Local(row.product)})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to hold, and in which order; None and empty leave nothing out.

    `overdue_on` keeps what left in advance and was to be made good before that day; `only_advance`, what is in advance.
    """

    state: ReplacementState | None = None
    resolution: Resolution | None = None
    party_id: UUID | None = None
    only_advance: bool = False
    overdue_on: date | None = None
    find: str = ""
    order: str = "due"
    falls: bool = False


def listed(
    session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None
) -> list[OneReplacement]:
    """Return `limit` replacements from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    query = _QUERY.where(*_conditions(site_id, wanted))
    ordered = query.order_by(column.desc() if wanted.falls else column, REPLACEMENT.c.number)
    return [_one(row) for row in session.execute(ordered.offset(start).limit(limit))]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many replacements are wanted."""
    asked = sa.select(sa.func.count()).select_from(_SOURCE).where(*_conditions(site_id, wanted))
    return session.execute(asked).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, REPLACEMENT.c.state == wanted.state),
        (wanted.resolution, REPLACEMENT.c.resolution == wanted.resolution),
        (wanted.party_id, REPLACEMENT.c.party_id == wanted.party_id),
        (wanted.only_advance or None, REPLACEMENT.c.is_advance),
        (wanted.overdue_on, REPLACEMENT.c.return_by < (wanted.overdue_on or date.max)),
        (wanted.find or None, _finds(wanted.find)),
    ]
    return [REPLACEMENT.c.site_id == site_id, *(test for value, test in asked if value is not None)]


def _finds(text: str) -> "sa.ColumnElement[bool]":
    """Match part of a number, order, tracking number or name, or a whole SKU or serial."""
    lower, upper = text.lower(), text.upper()
    named = (REPLACEMENT.c.number, REPLACEMENT.c.order, REPLACEMENT.c.tracking, PARTY.c.name)
    parts = [sa.func.lower(column).contains(lower, autoescape=True) for column in named]
    return sa.or_(*parts, PRODUCT.c.sku == upper, REPLACEMENT.c.serial == upper)
