"""The returns office in tests: a policy in force, authorizations asked for, clerks who submit them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import (
    Authorization,
    AuthorizationLine,
    EligibilityVerdict,
    LineEvidence,
    Party,
    Product,
    ReturnPolicy,
    ReturnPolicyReason,
    ReturnPolicyRule,
    Site,
    table_of,
)
from app.domain.messages.core import Local, Param, Said, Word, Words
from app.domain.policies import ReasonTerms
from app.domain.principals import Principal
from app.domain.terms import Eligibility, Evidence
from app.domain.transitions import AuthorizationState, PolicyState
from app.domain.vocabulary import Program, ReasonCode
from app.services import eligibility
from app.services.eligibility import JudgedPaper
from tests.domain.policy_rows import REASONS, ROWS, Row
from tests.factories import ExpectedLine, Floor, an_authorization

NOW = datetime(2026, 10, 20, 15, tzinfo=UTC)
"""18 days after what the floor's parties got."""

PAPER, LINE, VERDICT = table_of(Authorization), table_of(AuthorizationLine), table_of(EligibilityVerdict)
OUTCOME = {
    Eligibility.ELIGIBLE: AuthorizationState.APPROVED,
    Eligibility.NEEDS_APPROVAL: AuthorizationState.PENDING_APPROVAL,
    Eligibility.REFUSED: AuthorizationState.REJECTED,
}


def a_policy(
    session: Session,
    rows: Sequence[Row] = ROWS,
    version: int = 1,
    site: Site | None = None,
    state: PolicyState = PolicyState.ACTIVE,
    effective_from: date | None = date(2026, 1, 1),
    reasons: dict[ReasonCode, ReasonTerms] = REASONS,
) -> ReturnPolicy:
    """Make a version of the return policy, in force for all sites unless said otherwise."""
    policy = ReturnPolicy(
        id=new_id(), version=version, site_id=site.id if site else None, state=state, effective_from=effective_from,
        changed_at=NOW,
    )  # fmt: skip
    session.add(policy)
    session.flush()
    for row in rows:
        session.add(ReturnPolicyRule(id=new_id(), policy_id=policy.id, **vars(row)))
    for reason, terms in reasons.items():
        session.add(ReturnPolicyReason(id=new_id(), policy_id=policy.id, reason=reason, programs=terms.programs,
                                       evidence=terms.evidence))  # fmt: skip
    session.flush()
    return policy


@dataclass
class Office:
    """Clerks of one floor."""

    floor: Floor
    numbers: int = 0

    @property
    def by(self) -> Principal:
        """The supervisor, who may do all that the office does."""
        return self.floor.principal(self.floor.supervisor)

    def ask(
        self,
        product: Product,
        quantity: int = 1,
        *,
        lot: str = "",
        serial: str = "",
        program: Program = Program.TRADE_RETURN,
        party: Party | None = None,
        at: datetime = NOW,
        **line: Any,
    ) -> UUID:
        """Draft an authorization of one line; return its id."""
        lines = [ExpectedLine(product, quantity, lot, serial=serial, reason=line.pop("reason", ReasonCode.OVERSTOCK))]
        return self.ask_for(lines, program=program, party=party, at=at, **line)

    def ask_for(
        self,
        lines: Sequence[ExpectedLine],
        program: Program = Program.TRADE_RETURN,
        party: Party | None = None,
        at: datetime = NOW,
        order: str = "",
        **columns: Any,
    ) -> UUID:
        """Draft an authorization of several lines that names `order`; `columns` are set on each line."""
        self.numbers += 1
        floor, number = self.floor, f"RMA-7{self.numbers:05}"
        with floor.database.unit_of_work() as session:
            paper = an_authorization(
                session, floor.site, party or floor.northline, lines, number, program, AuthorizationState.DRAFT
            )
            session.execute(sa.update(PAPER).where(PAPER.c.id == paper.id).values(created_at=at, order=order))
            if columns:
                session.execute(sa.update(LINE).where(LINE.c.authorization_id == paper.id).values(**columns))
        return paper.id

    def shows(self, authorization_id: UUID, kind: Evidence) -> None:
        """Let evidence stand on the first line of an authorization."""
        with self.floor.database.unit_of_work() as session:
            session.add(LineEvidence(
                site_id=self.floor.site.id, id=new_id(), authorization_id=authorization_id,
                authorization_line_id=line_of(self.floor, authorization_id), kind=kind, given_at=NOW,
                given_by=self.floor.supervisor.id,
            ))  # fmt: skip

    def submit(self, authorization_id: UUID, now: datetime = NOW) -> JudgedPaper:
        """Judge an authorization and let it stand as the verdict says, in one transaction."""
        with self.floor.database.unit_of_work() as session:
            judged = eligibility.judge_authorization(session, self.by, authorization_id, now)
            state = OUTCOME[judged.outcome]
            session.execute(sa.update(PAPER).where(PAPER.c.id == authorization_id).values(state=state))
        return judged

    def set_state(self, authorization_id: UUID, state: AuthorizationState) -> None:
        """Let an authorization stand where other acts would have brought it."""
        with self.floor.database.unit_of_work() as session:
            session.execute(sa.update(PAPER).where(PAPER.c.id == authorization_id).values(state=state))

    def verdicts(self) -> list[str]:
        """Return every stored verdict as one line, oldest first."""
        with self.floor.database.reading() as session:
            rows = session.execute(sa.select(VERDICT).order_by(VERDICT.c.id)).all()
        return [
            f"v{row.policy_version} rule {row.rule_position} {row.verdict} {row.sentence} {row.override_reason}".strip()
            for row in rows
        ]


def line_of(floor: Floor, authorization_id: UUID) -> UUID:
    """Return the first line of an authorization."""
    with floor.database.reading() as session:
        query = sa.select(LINE.c.id).where(LINE.c.authorization_id == authorization_id).order_by(LINE.c.position)
        return session.execute(query.limit(1)).scalar_one()


def told(said: Said) -> str:
    """Return a sentence as English says it: title, sentence and what to do."""
    shown = {name: _shown(value) for name, value in said.params.items()}
    message = said.message
    return " | ".join(text.format_map(shown) for text in (message.title, message.say, message.next) if text)


def _shown(value: Param) -> str:
    match value:
        case Local():
            return value.in_language("en")
        case Word():
            return value.value
        case Words():
            return ", ".join(value.values)
        case _:
            return str(value)
