"""What the demo's office did about money: some paid, some waiting, vendors who answer and vendors who do not."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, cycle
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Party, table_of
from app.db.queries import claims, refunds
from app.db.queries.claims import OneClaim
from app.db.queries.refunds import OneRefund
from app.demo.hands import Refusal, operator_at, result_of
from app.demo.paperwork import SUPERVISOR
from app.domain.journal import EntryKind
from app.domain.principals import Principal
from app.domain.refunds import Resolution
from app.domain.transitions import RefundState
from app.domain.vocabulary import PartyKind
from app.services import settling
from app.services.acting import Act
from app.services.settling import Brought, Seen

PAPER, PARTY = table_of(Authorization), table_of(Party)


class Till:
    """The supervisor at the desk, an act a minute over the last hour."""

    def __init__(self, session: Session, by: Principal, now: datetime) -> None:
        self.session, self.by, self.start, self.minutes = session, by, now - timedelta(hours=1), count()

    def do(self, verb: Any, *what: Any) -> None:
        """Do `verb` to a refund or claim as it stands, or to anything else."""
        seen = [Seen(each.id, each.version) if isinstance(each, OneRefund | OneClaim) else each for each in what]
        when = self.start + timedelta(minutes=min(next(self.minutes), 59))
        result_of(verb(self.session, Act(self.by, settling.SCOPE, str(new_id()), when), *seen))

    def refunds(self) -> tuple[OneRefund, ...]:
        """Return what is owed to parties, in the order in which it came up."""
        found = refunds.of(self.session, self.by.site_id, refunds.REFUND.c.state == RefundState.OWED)
        return tuple(each for each in found if each.amount > 0)

    def claims(self) -> tuple[OneClaim, ...]:
        """Return all claims."""
        return claims.of(self.session, self.by.site_id)


def play_money(session: Session, now: datetime) -> None:
    """Pay the first refund that needs no approval; claim what goes back to vendors, who each answer their way."""
    till = Till(session, operator_at(session, SUPERVISOR, "D-04"), now)
    by_hand = [each for each in till.refunds() if each.resolution is Resolution.REFUND and not each.is_large]
    for refund in by_hand[:1]:
        till.do(settling.pay, refund, "WIRE-91004")
    papers = session.scalars(sa.select(PAPER.c.id).where(PAPER.c.site_id == till.by.site_id).order_by(PAPER.c.number))
    for paper_id in papers.all():
        for each in claims.claimable(session, till.by.site_id, paper_id):
            till.do(settling.open_claim, new_id(), paper_id, each.vendor_id, each.currency)
    for claim, answer in zip(till.claims(), cycle((_accepted, _waiting, _cut, None)), strict=False):
        if answer:
            with suppress(Refusal):  # one that lacks a photo or a serial waits for it
                answer(till, claim)
    _sell(till)


def _waiting(till: Till, claim: OneClaim) -> None:
    till.do(settling.send_claim, claim, f"RGA {claim.number[-8:]}")


def _accepted(till: Till, claim: OneClaim) -> None:
    _waiting(till, claim)
    till.do(settling.accept_claim, _now(till, claim))
    till.do(settling.receive_claim, _now(till, claim), "WIRE-7741")


def _cut(till: Till, claim: OneClaim) -> None:
    _waiting(till, claim)
    till.do(settling.accept_claim, _now(till, claim), f"{claim.amount // 2 or claim.amount:f}")


def _now(till: Till, claim: OneClaim) -> OneClaim:
    return next(each for each in till.claims() if each.id == claim.id)


def _sell(till: Till) -> None:
    """Write down what a liquidator paid for goods of the first authorization that was refunded."""
    liquidator = sa.select(PARTY.c.id).where(PARTY.c.kind == PartyKind.LIQUIDATOR).order_by(PARTY.c.name).limit(1)
    buyer = till.session.execute(liquidator).scalar_one_or_none()
    sold = till.refunds()[:1]
    if buyer and sold:
        brought = Brought(EntryKind.LIQUIDATION_PROCEEDS, buyer, "48.50", sold[0].currency, "Mixed pallet")
        till.do(settling.record_proceeds, sold[0].authorization_id, brought)
