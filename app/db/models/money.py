"""Money: what is owed for goods that came back, what was paid, what vendors owe us, and the journal of it all."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, money, ref, within_site, word
from app.domain.journal import Account, EntryKind
from app.domain.refunds import Resolution
from app.domain.transitions import ClaimState, RefundState

_OPEN = sa.text("state IN ('approved', 'owed')")


class Settlement(Base, table=True):
    """What was posted for one receipt line so far; whoever settles posts the difference to what is due now.

    Its price is that of the first settling. `approved_by` is who approved goods that nobody had asked for.
    """

    __table_args__ = (
        *within_site({"receipt_line_id": "receipt_line", "authorization_id": "authorization"}),
        sa.Index(None, "site_id", "authorization_id"),
        sa.CheckConstraint("units >= 0", name="units_counted"),
        sa.CheckConstraint("fee >= 0 AND gross >= fee", name="fee_of_gross"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    receipt_line_id: UUID = key()
    authorization_id: UUID = ref()
    party_id: UUID = ref("party.id")
    resolution: Resolution = word(Resolution)
    price: Decimal = money()
    currency: str = chars(3)
    is_list_price: bool = Field(default=False, description="no delivery said what was paid")
    units: int = 0
    gross: Decimal = money()
    fee: Decimal = money()
    approve_from: Decimal = money()
    terms_version: int = 0
    approved_at: datetime | None = instant(optional=True)
    approved_by: UUID | None = ref("operator.id", optional=True)
    reason: str = chars(200)
    changed_at: datetime = instant()


class Refund(Base, table=True):
    """What a party is owed for one authorization, as money or as credit; below zero it owes us.

    At most one of each is open; what changes after it was paid opens the next.
    """

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "state"),
        sa.Index(
            "uq_refund_open",
            "site_id",
            "authorization_id",
            "resolution",
            "currency",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(60)
    authorization_id: UUID = ref()
    party_id: UUID = ref("party.id")
    resolution: Resolution = word(Resolution)
    currency: str = chars(3)
    amount: Decimal = money()
    state: RefundState = word(RefundState)
    reference: str = Field(default="", max_length=60, description="of the payment, or the number of the credit memo")
    reason: str = chars(200)
    opened_at: datetime = instant()
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    approved_by: UUID | None = ref("operator.id", optional=True)
    paid_at: datetime | None = instant(optional=True)
    version: int = 0


class Claim(Base, table=True):
    """What a vendor is asked to give credit for, with what it said and what it paid."""

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "state"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(60)
    authorization_id: UUID = ref()
    party_id: UUID = ref("party.id")
    currency: str = chars(3)
    amount: Decimal = money()
    accepted: Decimal = money()
    state: ClaimState = word(ClaimState)
    reference: str = Field(default="", max_length=60, description="what the vendor calls it")
    reason: str = chars(200)
    opened_at: datetime = instant()
    sent_at: datetime | None = instant(optional=True)
    decided_at: datetime | None = instant(optional=True)
    paid_at: datetime | None = instant(optional=True)
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    version: int = 0


class ClaimLine(Base, table=True):
    """Units of one receipt line on a claim, at their cost; `accepted` is the vendor's credit for them."""

    __table_args__ = (
        *within_site({"claim_id": "claim", "receipt_line_id": "receipt_line"}),
        sa.Index(None, "site_id", "claim_id"),
        sa.Index(None, "site_id", "receipt_line_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    claim_id: UUID = ref()
    receipt_line_id: UUID = ref()
    product_id: UUID = ref("product.id")
    quantity: int
    amount: Decimal = money()
    accepted: Decimal = money()


class JournalEntry(Base, table=True):
    """One entry of the journal: never changed, never deleted, balanced in its one currency."""

    __table_args__ = (
        *within_site(
            {
                "authorization_id": "authorization",
                "refund_id": "refund",
                "claim_id": "claim",
                "credit_memo_id": "credit_memo",
                "replacement_id": "replacement",
                "bundle_id": "sale_bundle",
            }
        ),
        sa.ForeignKeyConstraint(["site_id", "reverses_id"], ["journal_entry.site_id", "journal_entry.id"]),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "refund_id"),
        sa.Index(None, "site_id", "claim_id"),
        sa.Index(None, "site_id", "credit_memo_id"),
        sa.Index(None, "site_id", "replacement_id"),
        sa.Index(None, "site_id", "bundle_id"),
        sa.Index(None, "site_id", "reverses_id", unique=True),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: EntryKind = word(EntryKind)
    currency: str = chars(3)
    at: datetime = instant()
    operator_id: UUID | None = ref("operator.id", optional=True)
    client_id: str = chars(36)
    event_id: UUID | None = ref(optional=True)
    authorization_id: UUID | None = ref(optional=True)
    party_id: UUID | None = ref("party.id", optional=True)
    refund_id: UUID | None = ref(optional=True)
    claim_id: UUID | None = ref(optional=True)
    credit_memo_id: UUID | None = ref(optional=True)
    replacement_id: UUID | None = ref(optional=True)
    bundle_id: UUID | None = ref(optional=True)
    reverses_id: UUID | None = ref(optional=True)
    note: str = chars(200)


class Posting(Base, table=True):
    """One leg of an entry, in its currency: debits positive, credits negative."""

    __table_args__ = (
        *within_site({"entry_id": "journal_entry", "receipt_line_id": "receipt_line"}),
        sa.Index(None, "site_id", "entry_id"),
        sa.Index(None, "site_id", "receipt_line_id"),
        sa.CheckConstraint("amount <> 0", name="amount_moves"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    entry_id: UUID = ref()
    position: int
    account: Account = word(Account)
    amount: Decimal = money()
    receipt_line_id: UUID | None = ref(optional=True)
