"""What one authorization comes to in money, from the journal alone; and its receipt lines with what each is worth."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import JournalEntry, Operator, Party, Posting, Site, table_of
from app.domain.journal import CHARGES, EntryKind
from app.domain.journal import Account as On
from app.domain.money import NOTHING

ENTRY, POSTING, SITE = table_of(JournalEntry), table_of(Posting), table_of(Site)
OPERATOR, PARTY = table_of(Operator), table_of(Party)

_K = EntryKind
Sums = Mapping[tuple[EntryKind, On], Decimal]


@dataclass(frozen=True, slots=True)
class Account:
    """One authorization in one currency.

    `owed` is what the party has earned so far, `fees` what was kept of it; `charged` what it owes for goods that were
    replaced in advance and did not come; `paid` what it got, as money or credit;
    `written_off` what it owed us and will not pay; `open` what is left, below zero where it owes us. `claimed` is what
    vendors were asked for or, once they have answered, gave; `recovered` what they paid, `lost` what was given up,
    `claim_open` what is left. `proceeds` is what the goods brought, `cost` what all this comes to for us.
    """

    currency: str
    owed: Decimal = NOTHING
    fees: Decimal = NOTHING
    charged: Decimal = NOTHING
    paid: Decimal = NOTHING
    written_off: Decimal = NOTHING
    open: Decimal = NOTHING
    claimed: Decimal = NOTHING
    recovered: Decimal = NOTHING
    lost: Decimal = NOTHING
    claim_open: Decimal = NOTHING
    proceeds: Decimal = NOTHING
    cost: Decimal = NOTHING

    @property
    def is_settled(self) -> bool:
        """Whether nobody owes anybody anything any more."""
        return not self.open and not self.claim_open


def account(session: Session, site_id: UUID, authorization_id: UUID) -> Account:
    """Return what an authorization comes to; where nothing was posted, nothing in the currency of the site.

    Where goods of several currencies came under it, that of the first entry counts: `accounts` has all of them.
    """
    found = accounts(session, site_id, authorization_id)
    if found:
        return found[0]
    return Account(session.execute(sa.select(SITE.c.currency).where(SITE.c.id == site_id)).scalar_one())


def accounts(session: Session, site_id: UUID, authorization_id: UUID) -> tuple[Account, ...]:
    """Return what an authorization comes to, once for each currency, in the order of their first entries."""
    rows = session.execute(
        sa.select(
            ENTRY.c.currency, ENTRY.c.kind, POSTING.c.account, sa.func.sum(POSTING.c.amount), sa.func.min(ENTRY.c.at)
        )
        .join(POSTING, (POSTING.c.site_id == ENTRY.c.site_id) & (POSTING.c.entry_id == ENTRY.c.id))
        .where(ENTRY.c.site_id == site_id, ENTRY.c.authorization_id == authorization_id)
        .group_by(ENTRY.c.currency, ENTRY.c.kind, POSTING.c.account)
        .order_by(sa.func.min(ENTRY.c.at), ENTRY.c.currency)
    )
    by_currency: dict[str, dict[tuple[EntryKind, On], Decimal]] = defaultdict(dict)
    for currency, kind, on, amount, _first in rows:
        by_currency[currency][kind, on] = amount
    return tuple(_account(currency, sums) for currency, sums in by_currency.items())


def _account(currency: str, sums: Sums) -> Account:
    payable, receivable = On.CUSTOMER_PAYABLE, On.VENDOR_RECEIVABLE
    return Account(
        currency=currency,
        owed=-_sum(sums, payable, _K.REFUND_ACCRUED),
        fees=-_sum(sums, On.RESTOCKING_INCOME),
        charged=_sum(sums, payable, *CHARGES),
        paid=_sum(sums, payable, _K.REFUND_PAID, _K.REFUND_REVERSED, _K.CREDIT_ISSUED, _K.CREDIT_VOIDED),
        written_off=-_sum(sums, payable, _K.REFUND_WRITTEN_OFF),
        open=-_sum(sums, payable),
        claimed=_sum(sums, receivable, _K.CLAIM_SENT, _K.CLAIM_DECIDED),
        recovered=-_sum(sums, receivable, _K.CLAIM_PAID, _K.CLAIM_REVERSED),
        lost=-_sum(sums, receivable, _K.CLAIM_WRITTEN_OFF),
        claim_open=_sum(sums, receivable),
        proceeds=-_sum(sums, On.PROCEEDS),
        cost=sum((_sum(sums, on) for on in _RESULT), NOTHING),
    )


_RESULT = (
    On.RETURNS_EXPENSE, On.RESTOCKING_INCOME, On.REPLACEMENT_CHARGES, On.VENDOR_RECOVERY, On.PROCEEDS, On.WRITE_OFF,
)  # fmt: skip


def _sum(sums: Sums, on: On, *kinds: EntryKind) -> Decimal:
    return sum((amount for (kind, at), amount in sums.items() if at is on and (kind in kinds or not kinds)), NOTHING)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the journal as a page shows it; `legs` are (account, amount), debits positive."""

    id: UUID
    kind: EntryKind
    at: datetime
    who: str
    party: str
    currency: str
    note: str
    is_reversed: bool
    legs: tuple[tuple[On, Decimal], ...]


def entries(session: Session, site_id: UUID, **about: UUID) -> tuple[Told, ...]:
    """Return the entries about a paper, the latest first: `authorization_id`, `refund_id` or `claim_id`."""
    later = ENTRY.alias("later")
    is_reversed = sa.exists().where(later.c.site_id == ENTRY.c.site_id, later.c.reverses_id == ENTRY.c.id)
    own = tuple(ENTRY.c[name] for name in ("id", "kind", "at", "currency", "note"))
    names = (sa.func.coalesce(OPERATOR.c.name, "").label("who"), sa.func.coalesce(PARTY.c.name, "").label("party"))
    rows = session.execute(
        sa.select(*own, *names, is_reversed.label("is_reversed"))
        .outerjoin(OPERATOR, OPERATOR.c.id == ENTRY.c.operator_id)
        .outerjoin(PARTY, PARTY.c.id == ENTRY.c.party_id)
        .where(ENTRY.c.site_id == site_id, *(ENTRY.c[name] == value for name, value in about.items()))
        .order_by(ENTRY.c.id.desc())
    ).all()
    legs = _legs(session, site_id, [row.id for row in rows])
    return tuple(Told(**row._mapping, legs=tuple(legs[row.id].items())) for row in rows)


def _legs(session: Session, site_id: UUID, entry_ids: list[UUID]) -> Mapping[UUID, dict[On, Decimal]]:
    """Return what each entry moved, by account: its legs on one account together."""
    rows: Any = session.execute(
        sa.select(POSTING.c.entry_id, POSTING.c.account, POSTING.c.amount)
        .where(POSTING.c.site_id == site_id, POSTING.c.entry_id.in_(entry_ids))
        .order_by(POSTING.c.entry_id, POSTING.c.position)
    )
    found: dict[UUID, dict[On, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for entry_id, on, amount in rows:
        found[entry_id][on] += amount
    return found
