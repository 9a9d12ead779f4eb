"""The journal of money: double entries, each of one currency and balanced. Debits are positive, credits negative."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.money import NOTHING, rounded
from app.domain.refunds import Resolution


class Account(StrEnum):
    """Where money stands. A party that is owed something is a credit of `customer_payable`.

    Deposits on packaging that is out are a credit of `packaging_deposits` until it comes back or is lost.
    """

    CUSTOMER_PAYABLE = "customer_payable"
    RETURNS_EXPENSE = "returns_expense"
    RESTOCKING_INCOME = "restocking_income"
    CASH = "cash"
    CREDIT_MEMOS = "credit_memos"
    VENDOR_RECEIVABLE = "vendor_receivable"
    VENDOR_RECOVERY = "vendor_recovery"
    PROCEEDS = "proceeds"
    WRITE_OFF = "write_off"
    REPLACEMENT_CHARGES = "replacement_charges"
    PACKAGING_RECEIVABLE = "packaging_receivable"
    PACKAGING_DEPOSITS = "packaging_deposits"
    PACKAGING_INCOME = "packaging_income"


class EntryKind(StrEnum):
    """What an entry is about."""

    REFUND_ACCRUED = "refund_accrued"
    REFUND_PAID = "refund_paid"
    REFUND_REVERSED = "refund_reversed"
    REFUND_WRITTEN_OFF = "refund_written_off"
    CLAIM_SENT = "claim_sent"
    CLAIM_DECIDED = "claim_decided"
    CLAIM_PAID = "claim_paid"
    CLAIM_REVERSED = "claim_reversed"
    CLAIM_WRITTEN_OFF = "claim_written_off"
    LIQUIDATION_PROCEEDS = "liquidation_proceeds"
    RECYCLING_PROCEEDS = "recycling_proceeds"
    PROCEEDS_REVERSED = "proceeds_reversed"
    CREDIT_ISSUED = "credit_issued"
    CREDIT_VOIDED = "credit_voided"
    REPLACEMENT_CHARGED = "replacement_charged"
    CHARGE_TAKEN_BACK = "charge_taken_back"
    DEPOSIT_CHARGED = "deposit_charged"
    DEPOSIT_CREDITED = "deposit_credited"
    DEPOSIT_KEPT = "deposit_kept"
    DEPOSIT_SETTLED = "deposit_settled"
    DEPOSIT_REVERSED = "deposit_reversed"


PROCEEDS = (EntryKind.LIQUIDATION_PROCEEDS, EntryKind.RECYCLING_PROCEEDS)
"""What goods brought that were sold or recycled."""

CHARGES = (EntryKind.REPLACEMENT_CHARGED, EntryKind.CHARGE_TAKEN_BACK)
"""What a party was charged for goods that did not come, and what of it was taken back when they did."""


class Unbalanced(ValueError):
    """An entry whose legs do not add up to zero, or that the currency cannot pay: it is never written."""


@dataclass(frozen=True, slots=True)
class Leg:
    """An amount on one account; `receipt_line_id` names the goods where it is about some."""

    account: Account
    amount: Decimal
    receipt_line_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry to be written, with the papers that it is about. Legs of nothing are left out.

    Raises Unbalanced, so that no unbalanced entry exists even before it is written.
    """

    kind: EntryKind
    currency: str
    legs: tuple[Leg, ...]
    authorization_id: UUID | None = None
    party_id: UUID | None = None
    refund_id: UUID | None = None
    claim_id: UUID | None = None
    credit_memo_id: UUID | None = None
    replacement_id: UUID | None = None
    bundle_id: UUID | None = None
    event_id: UUID | None = None
    reverses_id: UUID | None = None
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "legs", tuple(leg for leg in self.legs if leg.amount))
        amounts = [leg.amount for leg in self.legs]
        if sum(amounts, NOTHING):
            raise Unbalanced(f"{self.kind}: {', '.join(map(str, amounts))} do not add up to zero")
        if any(amount != rounded(amount, self.currency) for amount in amounts):
            raise Unbalanced(f"{self.kind}: {', '.join(map(str, amounts))} are not all amounts of {self.currency}")


def transfer(debit: Account, credit: Account, amount: Decimal) -> tuple[Leg, Leg]:
    """Return the legs that put `amount` on `debit` and take it from `credit`; a negative amount goes the other way."""
    return Leg(debit, amount), Leg(credit, -amount)


SETTLES: Mapping[Resolution, Account] = MappingProxyType({
    Resolution.REFUND: Account.CASH,
    Resolution.CREDIT: Account.CREDIT_MEMOS,
    Resolution.REPLACEMENT: Account.CASH,
})  # fmt: skip
"""From which account a refund is paid, by the resolution that it is for; of a replacement only a charge is."""
