"""What deposits on packaging come to in the journal: charged when it goes out, given back when it comes back, kept."""

from decimal import Decimal
from uuid import UUID

from app.domain.journal import Account, EntryKind, JournalEntry, Leg, transfer


def charge(party_id: UUID, amount: Decimal, currency: str) -> JournalEntry:
    """Return the entry of a deposit that a party owes for what went out to it."""
    legs = transfer(Account.PACKAGING_RECEIVABLE, Account.PACKAGING_DEPOSITS, amount)
    return JournalEntry(EntryKind.DEPOSIT_CHARGED, currency, legs, party_id=party_id)


def credit(party_id: UUID, held: Decimal, credited: Decimal, currency: str) -> JournalEntry:
    """Return the entry of a deposit `held` of which the party gets `credited` back, and we keep the rest."""
    legs = (
        Leg(Account.PACKAGING_DEPOSITS, held),
        Leg(Account.PACKAGING_RECEIVABLE, -credited),
        Leg(Account.PACKAGING_INCOME, credited - held),
    )
    return JournalEntry(EntryKind.DEPOSIT_CREDITED, currency, legs, party_id=party_id)


def keep(party_id: UUID, held: Decimal, currency: str) -> JournalEntry:
    """Return the entry of a deposit that is kept, since what it was for is lost; below zero it is found again."""
    legs = transfer(Account.PACKAGING_DEPOSITS, Account.PACKAGING_INCOME, held)
    return JournalEntry(EntryKind.DEPOSIT_KEPT, currency, legs, party_id=party_id)


def settle(party_id: UUID, amount: Decimal, currency: str, reference: str) -> JournalEntry:
    """Return the entry of a payment: what the party owed and paid, below zero what we owed and paid back."""
    legs = transfer(Account.CASH, Account.PACKAGING_RECEIVABLE, amount)
    return JournalEntry(EntryKind.DEPOSIT_SETTLED, currency, legs, party_id=party_id, note=reference)
