"""The returns office at its money in tests: terms in force, what is owed, who pays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import JournalEntry, Posting, RefundTerm, ReturnPolicy, ShipmentLine, table_of
from app.db.queries import claims, money, refunds
from app.db.queries.claims import OneClaim
from app.db.queries.money import Account
from app.db.queries.refunds import OneRefund
from app.domain.refunds import RefundTiming
from app.domain.vocabulary import Role
from app.services import settling
from app.services.acting import Act, Answered
from app.services.balancing import Balanced, balance
from app.services.settling import SCOPE, Seen
from tests.factories import NOW, Floor, an_operator
from tests.services.bench import assert_ledger_holds
from tests.services.clerks import a_policy
from tests.services.dock import shown

ENTRY, POSTING, SHIPPED = table_of(JournalEntry), table_of(Posting), table_of(ShipmentLine)


@dataclass
class TermOf:
    """A refund term as stored: all of the price on acceptance, without a fee, unless said otherwise."""

    position: int = 1
    timing: RefundTiming = RefundTiming.ON_ACCEPTANCE
    when: dict[str, Any] = field(default_factory=dict)
    share_a: int = 100
    share_b: int = 80
    share_c: int = 50
    share_d: int = 0
    fee_percent: int = 0
    fee_minimum: Decimal = Decimal(0)
    approve_from: Decimal = Decimal(0)
    currency: str = "USD"
    advance_days: int = 0
    advance_charge: int = 100


def terms_in_force(session: Session, *rows: TermOf) -> ReturnPolicy:
    """Make a policy with these refund terms, in force for all sites."""
    policy = a_policy(session)
    for row in rows or (TermOf(),):
        session.add(RefundTerm(id=new_id(), policy_id=policy.id, **vars(row)))
    session.flush()
    return policy


def priced(session: Session, price: str, currency: str = "USD") -> None:
    """Let everything that was delivered have cost its customer `price`."""
    session.execute(sa.update(SHIPPED).values(unit_price=Decimal(price), currency=currency))


class Settler:
    """A clerk who sees a refund or claim, then acts on what was seen. `says` is the last answer in English."""

    def __init__(self, floor: Floor, role: Role = Role.OFFICE, badge: str = "2118", name: str = "R. Castillo") -> None:
        self.floor = floor
        with floor.database.unit_of_work() as session:
            self.by = floor.principal(an_operator(session, floor.site, [role], badge, name))
        self.seconds = count(1)
        self.answered: Answered[UUID] | None = None
        self.says = ""

    def act(self) -> Act:
        later = NOW + timedelta(hours=2, seconds=next(self.seconds))
        return Act(by=self.by, scope=SCOPE, client_id=str(new_id()), now=later)

    def do(self, verb: Callable[..., Answered[UUID]], *what: Any, act: Act | None = None) -> str:
        """Do `verb` to `what`, a refund or claim as it was read or anything else, and return what is said."""
        acting = act or self.act()
        given = [Seen(each.id, each.version) if isinstance(each, OneRefund | OneClaim) else each for each in what]
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, acting, *given)
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        parts = (said.message.title, said.message.say, said.message.next)
        self.says = " | ".join(part.format(**params) for part in parts if part)
        return self.says

    def refunds(self, paper_id: UUID) -> list[OneRefund]:
        with self.floor.database.reading() as session:
            return list(refunds.of_paper(session, self.by.site_id, paper_id))

    def claims(self, paper_id: UUID) -> list[OneClaim]:
        with self.floor.database.reading() as session:
            return list(claims.of_paper(session, self.by.site_id, paper_id))

    def account(self, paper_id: UUID) -> Account:
        with self.floor.database.reading() as session:
            return money.account(session, self.by.site_id, paper_id)

    def opens_claim(self, paper_id: UUID) -> str:
        """Claim whatever the first vendor can be asked for."""
        with self.floor.database.reading() as session:
            found = claims.claimable(session, self.by.site_id, paper_id)
        vendor, currency = (found[0].vendor_id, found[0].currency) if found else (new_id(), "USD")
        return self.do(settling.open_claim, new_id(), paper_id, vendor, currency)


def states(settler: Settler, paper_id: UUID) -> list[str]:
    """Return the refunds of an authorization as `resolution state amount currency`."""
    found = settler.refunds(paper_id)
    return [f"{each.resolution} {each.state} {each.amount.normalize():f} {each.currency}" for each in found]


def books(floor: Floor) -> Mapping[str, Decimal]:
    """Return what stands on each account, over all entries."""
    with floor.database.reading() as session:
        rows = session.execute(sa.select(POSTING.c.account, sa.func.sum(POSTING.c.amount)).group_by(POSTING.c.account))
        return {account.value: amount for account, amount in rows if amount}


def assert_books_balance(floor: Floor) -> None:
    assert_ledger_holds(floor)
    with floor.database.reading() as session:
        balanced = balance(session)
    assert isinstance(balanced, Balanced), balanced
