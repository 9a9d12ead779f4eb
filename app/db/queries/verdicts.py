"""Verdicts on authorization lines as they were given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, AuthorizationLine, EligibilityVerdict, Operator, Party, Product, table_of
from app.domain.eligibility import ReturnFacts
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Local, Said, params_from_json
from app.domain.terms import Eligibility

VERDICT, OPERATOR = table_of(EligibilityVerdict), table_of(Operator)
PAPER, PAPER_LINE = table_of(Authorization), table_of(AuthorizationLine)
PARTY, PRODUCT = table_of(Party), table_of(Product)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was judged of a line, and who accepted it all the same, if anyone."""

    id: UUID
    line_id: UUID
    version: int
    rule: int
    verdict: Eligibility
    may_override: bool
    said: Said
    facts: ReturnFacts
    findings: tuple[tuple[Eligibility, int, Said], ...]
    judged_at: datetime
    overridden_by: str
    overridden_at: datetime | None
    override_reason: str

    @property
    def is_override(self) -> bool:
        """Whether a supervisor accepted the line as an exception."""
        return self.overridden_at is not None


def latest(session: Session, site_id: UUID, line_id: UUID) -> Verdict | None:
    """Return the verdict that counts for a line, or None before it was first judged."""
    return next(history(session, site_id, line_id, 1), None)


def latest_of(session: Session, site_id: UUID, authorization_id: UUID) -> dict[UUID, Verdict]:
    """Return the verdict that counts for each line of an authorization, by the line's id."""
    rows = session.execute(
        sa.select(VERDICT, OPERATOR.c.name.label("who"))
        .outerjoin(OPERATOR, OPERATOR.c.id == VERDICT.c.overridden_by)
        .where(VERDICT.c.site_id == site_id, VERDICT.c.authorization_id == authorization_id)
        .order_by(VERDICT.c.id)
    )
    return {row.authorization_line_id: _verdict(row) for row in rows}


def history(session: Session, site_id: UUID, line_id: UUID, limit: int = 20) -> Iterator[Verdict]:
    """Yield the verdicts on a line, the latest first."""
    rows = session.execute(
        sa.select(VERDICT, OPERATOR.c.name.label("who"))
        .outerjoin(OPERATOR, OPERATOR.c.id == VERDICT.c.overridden_by)
        .where(VERDICT.c.site_id == site_id, VERDICT.c.authorization_line_id == line_id)
        .order_by(VERDICT.c.id.desc())
        .limit(limit)
    )
    return map(_verdict, rows)


def _verdict(row: Any) -> Verdict:
    return Verdict(
        id=row.id,
        line_id=row.authorization_line_id,
        version=row.policy_version,
        rule=row.rule_position,
        verdict=row.verdict,
        may_override=row.may_override,
        said=_said(row.sentence, row.params),
        facts=ReturnFacts.from_json(row.facts),
        findings=tuple(
            (Eligibility(each["verdict"]), each["rule"], _said(each["sentence"], each["params"]))
            for each in row.findings
        ),
        judged_at=row.judged_at,
        overridden_by=row.who or "",
        overridden_at=row.overridden_at,
        override_reason=row.override_reason,
    )


def _said(key: str, params: dict[str, Any]) -> Said:
    return Said(CATALOGUE[key], params_from_json(params))


@dataclass(frozen=True, slots=True)
class Past:
    """A line as it was judged last, for trying other rules on it."""

    line_id: UUID
    number: str
    party: str
    product: Local
    verdict: Eligibility
    said: Said
    facts: ReturnFacts


def past(session: Session, site_id: UUID, since: datetime) -> Iterator[Past]:
    """Yield the last verdict on every line that still stands and was judged since an instant, the newest first."""
    rows = session.execute(_past(site_id, since), execution_options={"yield_per": 500})
    return (
        Past(row.line_id, row.number, row.party, Local(row.product), row.verdict, _said(row.sentence, row.params),
             ReturnFacts.from_json(row.facts))
        for row in rows
    )  # fmt: skip


def _past(site_id: UUID, since: datetime) -> "sa.Select[Any]":
    later = VERDICT.alias("later")
    same_line = later.c.authorization_line_id == VERDICT.c.authorization_line_id
    superseded = sa.exists().where(later.c.site_id == VERDICT.c.site_id, same_line, later.c.id > VERDICT.c.id)
    own = ("verdict", "sentence", "params", "facts")
    return (
        sa.select(
            *(VERDICT.c[name] for name in own),
            PAPER_LINE.c.id.label("line_id"),
            PAPER.c.number,
            PARTY.c.name.label("party"),
            PRODUCT.c.name.label("product"),
        )
        .join(PAPER_LINE, _same(VERDICT, "authorization_line_id", PAPER_LINE))
        .join(PAPER, _same(PAPER_LINE, "authorization_id", PAPER))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .join(PRODUCT, PRODUCT.c.id == PAPER_LINE.c.product_id)
        .where(VERDICT.c.site_id == site_id, VERDICT.c.judged_at >= since, ~superseded)
        .order_by(VERDICT.c.judged_at.desc(), PAPER.c.number, PAPER_LINE.c.position)
    )


def _same(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])
