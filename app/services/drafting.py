"""Writing a return policy: a draft is copied from a version, changed, and put in force for good, or thrown away.

Every change names the revision that its page showed; if somebody changed the draft since, nothing is saved and the
sentence says who and when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import RefundTerm, ReturnPolicy, ReturnPolicyReason, ReturnPolicyRule, Site, table_of
from app.db.queries import policies
from app.db.queries.policies import Version
from app.domain.errors import Overtaken, Refused
from app.domain.messages import policies as say
from app.domain.messages.core import Said
from app.domain.policies import ReasonTerms
from app.domain.principals import Principal
from app.domain.rule_drafts import RuleDraft
from app.domain.term_drafts import TermDraft
from app.domain.transitions import Move, PolicyState, moved
from app.domain.vocabulary import ReasonCode
from app.services.ordering import Rows

POLICY, RULE, REASON = table_of(ReturnPolicy), table_of(ReturnPolicyRule), table_of(ReturnPolicyReason)
SITE, TERM = table_of(Site), table_of(RefundTerm)


def draft(session: Session, by: Principal, source: int, now: datetime, *, ours: bool = False) -> tuple[int, Said]:
    """Make a draft for this site (`ours`) or all sites from version `source`, 0 for an empty one; return its number."""
    original = _version(session, by, source) if source else None
    # versions are numbered through the company, so whoever makes one keeps every other out
    session.execute(sa.select(SITE.c.id).order_by(SITE.c.id).with_for_update(key_share=True))
    number = 1 + (session.execute(sa.select(sa.func.max(POLICY.c.version))).scalar_one() or 0)
    policy_id = new_id()
    session.execute(sa.insert(POLICY).values(
        id=policy_id, version=number, site_id=by.site_id if ours else None, state=PolicyState.DRAFT, note="",
        based_on=source, changed_at=now, changed_by=by.operator_id,
    ))  # fmt: skip
    if original:
        _copy(session, RULE, original.id, policy_id)
        _copy(session, REASON, original.id, policy_id)
        _copy(session, TERM, original.id, policy_id)
    return number, Said(say.DRAFTED, {"version": number})


def _version(session: Session, by: Principal, number: int) -> Version:
    found = policies.version(session, by.site_id, number)
    if found is None:
        raise Refused(say.UNKNOWN, version=number)
    return found


def _copy(session: Session, table: sa.Table, source: UUID, target: UUID) -> None:
    rows = session.execute(sa.select(table).where(table.c.policy_id == source)).mappings().all()
    if rows:
        session.execute(sa.insert(table), [{**row, "id": new_id(), "policy_id": target} for row in rows])


def save_rule(
    session: Session, by: Principal, number: int, revision: int, position: int, rule: RuleDraft, now: datetime
) -> Said:
    """Write the rule at `position` of a draft, or add it as the last one where `position` is 0."""
    return _save(session, RULE, _claim(session, by, number, revision, now), number, position, asdict(rule))


@dataclass(frozen=True, slots=True)
class Contents:
    """What a draft is to hold, written at once; None leaves what is there. `note` is what it is known by."""

    note: str | None = None
    rules: Sequence[Mapping[str, Any]] | None = None
    terms: Sequence[Mapping[str, Any]] | None = None
    reasons: Mapping[ReasonCode, ReasonTerms] | None = None


def rewrite(session: Session, by: Principal, number: int, revision: int, contents: Contents, now: datetime) -> Said:
    """Let a draft hold `contents`: rules and refund terms in this order."""
    policy_id = _claim(session, by, number, revision, now)
    if contents.note is not None:
        session.execute(sa.update(POLICY).where(POLICY.c.id == policy_id).values(note=contents.note))
    for table, rows in ((RULE, contents.rules), (TERM, contents.terms)):
        if rows is not None:
            _replace(session, table, policy_id, [{"position": at, **row} for at, row in enumerate(rows, start=1)])
    if contents.reasons is not None:
        said = ((reason, terms) for reason, terms in contents.reasons.items() if terms.programs or terms.evidence)
        _replace(session, REASON, policy_id, [{"reason": reason, **asdict(terms)} for reason, terms in said])
    return Said(say.SAVED, {"version": number})


def _replace(session: Session, table: sa.Table, policy_id: UUID, rows: Sequence[Mapping[str, Any]]) -> None:
    session.execute(sa.delete(table).where(table.c.policy_id == policy_id))
    if rows:
        session.execute(sa.insert(table), [{"id": new_id(), "policy_id": policy_id, **row} for row in rows])


def save_term(
    session: Session, by: Principal, number: int, revision: int, position: int, term: TermDraft, now: datetime
) -> Said:
    """Write the refund term at `position` of a draft, or add it as the last one where `position` is 0."""
    return _save(session, TERM, _claim(session, by, number, revision, now), number, position, asdict(term))


def _save(
    session: Session, table: sa.Table, policy_id: UUID, number: int, position: int, columns: dict[str, Any]
) -> Said:
    if position:
        _row_at(session, table, policy_id, number, position)
    Rows(table, "policy_id", policy_id).put(session, position, columns)
    return Said(say.SAVED, {"version": number})


def remove_rule(session: Session, by: Principal, number: int, revision: int, position: int, now: datetime) -> Said:
    """Take a rule out of a draft; those below it move up."""
    return _remove(session, RULE, _claim(session, by, number, revision, now), number, position)


def remove_term(session: Session, by: Principal, number: int, revision: int, position: int, now: datetime) -> Said:
    """Take a refund term out of a draft; those below it move up."""
    return _remove(session, TERM, _claim(session, by, number, revision, now), number, position)


def _remove(session: Session, table: sa.Table, policy_id: UUID, number: int, position: int) -> Said:
    _row_at(session, table, policy_id, number, position)
    Rows(table, "policy_id", policy_id).take_out(session, position)
    return Said(say.SAVED, {"version": number})


def raise_rule(session: Session, by: Principal, number: int, revision: int, position: int, now: datetime) -> Said:
    """Let a rule of a draft change places with the one above it; the first stays."""
    return _raise(session, RULE, _claim(session, by, number, revision, now), number, position)


def raise_term(session: Session, by: Principal, number: int, revision: int, position: int, now: datetime) -> Said:
    """Let a refund term of a draft change places with the one above it; the first stays."""
    return _raise(session, TERM, _claim(session, by, number, revision, now), number, position)


def _raise(session: Session, table: sa.Table, policy_id: UUID, number: int, position: int) -> Said:
    _row_at(session, table, policy_id, number, position)
    Rows(table, "policy_id", policy_id).move_up(session, position)
    return Said(say.SAVED, {"version": number})


def save_reason(
    session: Session, by: Principal, number: int, revision: int, reason: ReasonCode, terms: ReasonTerms, now: datetime
) -> Said:
    """Write under which programs a reason may be given in a draft, and what evidence it needs."""
    policy_id = _claim(session, by, number, revision, now)
    session.execute(sa.delete(REASON).where(REASON.c.policy_id == policy_id, REASON.c.reason == reason))
    if terms.programs or terms.evidence:
        session.execute(sa.insert(REASON).values(id=new_id(), policy_id=policy_id, reason=reason, **asdict(terms)))
    return Said(say.SAVED, {"version": number})


def activate(
    session: Session, by: Principal, number: int, revision: int, day: date, note: str, today: date, now: datetime
) -> Said:
    """Put a draft in force from `day` of the site on. Raises Refused for a past day or a draft without window."""
    if day < today:
        raise Refused(say.IN_THE_PAST, today=today, day=day)
    policy_id = _claim(session, by, number, revision, now)
    if not policies.read(session, policy_id, number).allowing:
        raise Refused(say.NO_RULES, version=number)
    done: dict[str, Any] = {"activated_at": now, "activated_by": by.operator_id, "note": note.strip()[:200]}
    session.execute(
        sa.update(POLICY)
        .where(POLICY.c.id == policy_id)
        .values(state=moved(PolicyState.DRAFT, Move.ACTIVATE), effective_from=day, **done)
    )
    return Said(say.ACTIVATED, {"version": number, "day": day})


def discard(session: Session, by: Principal, number: int, revision: int, now: datetime) -> Said:
    """Throw a draft away."""
    policy_id = _claim(session, by, number, revision, now)
    for table in (RULE, REASON, TERM):
        session.execute(sa.delete(table).where(table.c.policy_id == policy_id))
    session.execute(sa.delete(POLICY).where(POLICY.c.id == policy_id))
    return Said(say.DISCARDED, {"version": number})


def _claim(session: Session, by: Principal, number: int, revision: int, now: datetime) -> UUID:
    """Take the next revision of a draft for a change. Raises Overtaken when the page showed an older one."""
    found = _version(session, by, number)
    changed = session.execute(
        sa.update(POLICY)
        .where(POLICY.c.id == found.id, POLICY.c.state == PolicyState.DRAFT, POLICY.c.revision == revision)
        .values(revision=revision + 1, changed_at=now, changed_by=by.operator_id)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _why_not(_version(session, by, number))
    return found.id


def _why_not(found: Version) -> Refused | Overtaken:
    if not found.is_draft:
        return Refused(say.NOT_A_DRAFT, version=found.version)
    return Overtaken(say.CHANGED_BY_OTHER, version=found.version, who=found.changed_by, when=found.changed_at)


def _row_at(session: Session, table: sa.Table, policy_id: UUID, number: int, position: int) -> None:
    if not Rows(table, "policy_id", policy_id).has(session, position):
        missing = say.UNKNOWN_RULE if table is RULE else say.UNKNOWN_TERM
        raise Refused(missing, version=number, position=position)
