"""Claims on vendors: one with its lines, and what can still be claimed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, CartonLine, Claim, ClaimLine, Operator, Party, Product, ReceiptLine, table_of
from app.db.queries import settling, surpluses
from app.domain.messages.core import Local, Money
from app.domain.money import rounded
from app.domain.transitions import ClaimState
from app.domain.vocabulary import DispositionCode

CLAIM, LINE, PAPER = table_of(Claim), table_of(ClaimLine), table_of(Authorization)
PARTY, PRODUCT = table_of(Party), table_of(Product)
OPERATOR, RECEIPT_LINE, CARTON_LINE = table_of(Operator), table_of(ReceiptLine), table_of(CartonLine)

_S = ClaimState
STANDING = (_S.OPEN, _S.SENT, _S.ACCEPTED, _S.PARTLY, _S.PAID, _S.WRITTEN_OFF)
"""States in which the units of a claim stand on no other: what was rejected or cancelled is free again."""


@dataclass(frozen=True, slots=True)
class OneClaim:
    """A claim as its page and its acts see it; `accepted` is the vendor's credit once it has answered."""

    id: UUID
    number: str
    authorization_id: UUID
    paper: str
    party_id: UUID
    party: str
    currency: str
    amount: Decimal
    accepted: Decimal
    state: ClaimState
    reference: str
    reason: str
    opened_at: datetime
    sent_at: datetime | None
    decided_at: datetime | None
    paid_at: datetime | None
    changed_at: datetime
    changed_by: str
    version: int

    @property
    def money(self) -> Money:
        """What was asked for."""
        return Money(self.amount, self.currency)

    @property
    def credit(self) -> Money:
        """What the vendor gives."""
        return Money(self.accepted, self.currency)

    @property
    def left(self) -> Money:
        """What the vendor still owes by its own word, or by ours while it has not answered."""
        return self.credit if self.decided_at else self.money


def one(session: Session, site_id: UUID, claim_id: UUID) -> OneClaim | None:
    """Return a claim of the site, or None."""
    found = of(session, site_id, CLAIM.c.id == claim_id)
    return found[0] if found else None


def of_paper(session: Session, site_id: UUID, authorization_id: UUID) -> tuple[OneClaim, ...]:
    """Return the claims of an authorization, the first first."""
    return of(session, site_id, CLAIM.c.authorization_id == authorization_id)


def of(session: Session, site_id: UUID, *where: "sa.ColumnElement[bool]") -> tuple[OneClaim, ...]:
    """Return the claims of a site for which `where` holds."""
    rows = session.execute(
        sa.select(
            *(CLAIM.c[name] for name in _OWN),
            PAPER.c.number.label("paper"),
            PARTY.c.name.label("party"),
            sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
        )
        .join(PAPER, (PAPER.c.site_id == CLAIM.c.site_id) & (PAPER.c.id == CLAIM.c.authorization_id))
        .join(PARTY, PARTY.c.id == CLAIM.c.party_id)
        .outerjoin(OPERATOR, OPERATOR.c.id == CLAIM.c.changed_by)
        .where(CLAIM.c.site_id == site_id, *where)
        .order_by(CLAIM.c.id)
    )
    return tuple(OneClaim(**row._mapping) for row in rows)


_OWN = (
    "id", "number", "authorization_id", "party_id", "currency", "amount", "accepted", "state", "reference", "reason",
    "opened_at", "sent_at", "decided_at", "paid_at", "changed_at", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """Units of one receipt line on a claim."""

    id: UUID
    receipt_line_id: UUID
    product: Local
    sku: str
    lot: str
    serial: str
    quantity: int
    amount: Decimal
    accepted: Decimal


def lines(session: Session, site_id: UUID, claim_id: UUID) -> tuple[ClaimedLine, ...]:
    """Return the lines of a claim, in the order in which credit is split over them."""
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in ("id", "receipt_line_id")),
            PRODUCT.c.name, PRODUCT.c.sku, RECEIPT_LINE.c.lot, RECEIPT_LINE.c.serial,
            *(LINE.c[name] for name in ("quantity", "amount", "accepted")),
        )
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, (RECEIPT_LINE.c.site_id == LINE.c.site_id) & (RECEIPT_LINE.c.id == LINE.c.receipt_line_id))
        .where(LINE.c.site_id == site_id, LINE.c.claim_id == claim_id)
        .order_by(LINE.c.id)
    )  # fmt: skip
    return tuple(ClaimedLine(id_, line_id, Local(name), *rest) for id_, line_id, name, *rest in rows)


@dataclass(frozen=True, slots=True)
class Claimable:
    """Units of one receipt line that go back to their vendor and stand on no claim."""

    receipt_line_id: UUID
    product_id: UUID
    vendor_id: UUID
    vendor: str
    currency: str
    quantity: int
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        """What they are claimed at, to what the currency can pay."""
        return rounded(self.quantity * self.unit_price, self.currency)


@dataclass(frozen=True, slots=True)
class Claimables:
    """All that one vendor can be asked for in one currency."""

    vendor_id: UUID
    vendor: str
    currency: str
    lines: tuple[Claimable, ...]

    @property
    def units(self) -> int:
        """How many base units."""
        return sum(line.quantity for line in self.lines)

    @property
    def money(self) -> Money:
        """What they are claimed at."""
        return Money(sum((line.amount for line in self.lines), Decimal(0)), self.currency)


def claimable(session: Session, site_id: UUID, authorization_id: UUID) -> tuple[Claimables, ...]:
    """Return what vendors can still be asked for of an authorization: coded for return, unheld, not claimed yet.

    A unit is claimed at what its agreement credits where the authorization was made under one, else at cost.
    """
    line_ids = settling.lines_of_paper(session, site_id, authorization_id)
    coded, taken = _coded(session, site_id, line_ids), _taken(session, site_id, line_ids)
    agreed = surpluses.agreed_prices(session, site_id, authorization_id)
    rows = session.execute(
        sa.select(
            RECEIPT_LINE.c.id, RECEIPT_LINE.c.product_id, RECEIPT_LINE.c.lot, PRODUCT.c.vendor_id, PARTY.c.name,
            PRODUCT.c.currency, PRODUCT.c.unit_cost,
        )
        .join(PRODUCT, PRODUCT.c.id == RECEIPT_LINE.c.product_id)
        .join(PARTY, PARTY.c.id == PRODUCT.c.vendor_id)
        .where(RECEIPT_LINE.c.site_id == site_id, RECEIPT_LINE.c.id.in_(coded))
        .order_by(PARTY.c.name, RECEIPT_LINE.c.id)
    ).all()  # fmt: skip
    found: dict[tuple[UUID, str], list[Claimable]] = defaultdict(list)
    for line_id, product_id, lot, vendor_id, vendor, currency, cost in rows:
        left = coded[line_id] - taken.get(line_id, 0)
        if left > 0:
            price = agreed.get((product_id, lot), cost)
            line = Claimable(line_id, product_id, vendor_id, vendor, currency, left, price)
            found[vendor_id, currency].append(line)
    return tuple(
        Claimables(vendor_id, of_vendor[0].vendor, currency, tuple(of_vendor))
        for (vendor_id, currency), of_vendor in found.items()
    )


def _coded(session: Session, site_id: UUID, line_ids: list[UUID]) -> dict[UUID, int]:
    """Return how many units of each receipt line go back to their vendor, or have gone."""
    standing = sa.select(CARTON_LINE.c.receipt_line_id, CARTON_LINE.c.quantity).where(
        CARTON_LINE.c.site_id == site_id,
        CARTON_LINE.c.receipt_line_id.in_(line_ids),
        CARTON_LINE.c.code == DispositionCode.RETURN_TO_VENDOR,
        CARTON_LINE.c.hold == "",
        CARTON_LINE.c.quantity > 0,
    )
    found: dict[UUID, int] = defaultdict(int)
    for row in session.execute(standing):
        found[row.receipt_line_id] += row.quantity
    for row in settling.gone(session, site_id, line_ids):
        if row.code is DispositionCode.RETURN_TO_VENDOR and row.hold is None:
            found[row.receipt_line_id] += row.quantity
    return found


def _taken(session: Session, site_id: UUID, line_ids: list[UUID]) -> dict[UUID, int]:
    rows = session.execute(
        sa.select(LINE.c.receipt_line_id, sa.func.sum(LINE.c.quantity))
        .join(CLAIM, (CLAIM.c.site_id == LINE.c.site_id) & (CLAIM.c.id == LINE.c.claim_id))
        .where(LINE.c.site_id == site_id, LINE.c.receipt_line_id.in_(line_ids), CLAIM.c.state.in_(STANDING))
        .group_by(LINE.c.receipt_line_id)
    )
    return {line_id: int(units) for line_id, units in rows}
