"""Writing a version: a draft is copied, changed, and put in force for good, or thrown away.

Every change names the revision that its page showed; if somebody changed the draft since, nothing is saved and the
sentence says who and when.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import DispositionRule, Ruleset, Site, table_of
from app.db.queries import rulesets
from app.db.queries.rulesets import Version
from app.domain.errors import Overtaken, Refused
from app.domain.messages import ruling as say
from app.domain.messages.core import Said
from app.domain.pricing import STARTING, Prices
from app.domain.principals import Principal
from app.domain.ruling_drafts import RuleDraft
from app.domain.transitions import Move, RulesetState, moved
from app.services.ordering import Rows

RULESET, RULE, SITE = table_of(Ruleset), table_of(DispositionRule), table_of(Site)


def draft(session: Session, by: Principal, source: int, now: datetime, *, ours: bool = False) -> tuple[int, Said]:
    """Make a draft for this site (`ours`) or all sites from version `source`, 0 for an empty one; return its number."""
    if source:
        _version(session, by, source)
    _lock_versions(session)
    prices = rulesets.whole(session, source).prices if source else STARTING
    number = 1 + (session.execute(sa.select(sa.func.max(RULESET.c.version))).scalar_one() or 0)
    session.execute(sa.insert(RULESET).values(
        id=new_id(), version=number, site_id=by.site_id if ours else None, state=RulesetState.DRAFT, note="",
        based_on=source, prices=prices.to_json(), revision=0, changed_at=now, changed_by=by.operator_id,
    ))  # fmt: skip
    _rules(source).copy_to(session, number)
    return number, Said(say.DRAFTED, {"version": number})


def _version(session: Session, by: Principal, number: int) -> Version:
    found = rulesets.version(session, by.site_id, number)
    if found is None:
        raise Refused(say.UNKNOWN, version=number)
    return found


def _lock_versions(session: Session) -> None:
    """Versions are numbered, and put in force, through the company: whoever does keeps every other out."""
    session.execute(sa.select(SITE.c.id).order_by(SITE.c.id).with_for_update(key_share=True))


def _rules(number: int) -> Rows:
    return Rows(RULE, "version", number)


def save_rule(
    session: Session, by: Principal, number: int, revision: int, position: int, rule: RuleDraft, now: datetime
) -> Said:
    """Write the rule at `position` of a draft, or add it as the last one where `position` is 0."""
    _claim(session, by, number, revision, now)
    if position:
        _require(session, number, position)
    _rules(number).put(session, position, asdict(rule))
    return Said(say.SAVED, {"version": number})


def remove_rule(session: Session, by: Principal, number: int, revision: int, position: int, now: datetime) -> Said:
    """Take a rule out of a draft; those below it move up."""
    _claim(session, by, number, revision, now)
    _require(session, number, position)
    _rules(number).take_out(session, position)
    return Said(say.SAVED, {"version": number})


def raise_rule(session: Session, by: Principal, number: int, revision: int, position: int, now: datetime) -> Said:
    """Let a rule of a draft change places with the one above it; the first stays."""
    _claim(session, by, number, revision, now)
    _require(session, number, position)
    _rules(number).move_up(session, position)
    return Said(say.SAVED, {"version": number})


def save_prices(session: Session, by: Principal, number: int, revision: int, prices: Prices, now: datetime) -> Said:
    """Write the prices of a draft."""
    _set(session, _claim(session, by, number, revision, now), prices=prices.to_json())
    return Said(say.SAVED, {"version": number})


def activate(session: Session, by: Principal, number: int, revision: int, note: str, now: datetime) -> Said:
    """Put a draft in force from now on; the version in force for the same sites stands aside."""
    _lock_versions(session)
    draft_id = _claim(session, by, number, revision, now)
    found = rulesets.whole(session, number)
    assert found.version == number, "rules and prices that cannot be read are never put in force"
    ours = _version(session, by, number).is_ours
    session.execute(
        sa.update(RULESET)
        .where(
            RULESET.c.site_id == by.site_id if ours else RULESET.c.site_id.is_(None),
            RULESET.c.state == RulesetState.ACTIVE,
        )
        .values(state=moved(RulesetState.ACTIVE, Move.SUPERSEDE))
    )
    done = {"activated_at": now, "activated_by": by.operator_id, "note": note.strip()[:200]}
    _set(session, draft_id, state=moved(RulesetState.DRAFT, Move.ACTIVATE), **done)
    return Said(say.ACTIVATED, {"version": number})


def discard(session: Session, by: Principal, number: int, revision: int, now: datetime) -> Said:
    """Throw a draft away."""
    draft_id = _claim(session, by, number, revision, now)
    _rules(number).clear(session)
    session.execute(sa.delete(RULESET).where(RULESET.c.id == draft_id))
    return Said(say.DISCARDED, {"version": number})


def _claim(session: Session, by: Principal, number: int, revision: int, now: datetime) -> UUID:
    """Take the next revision of a draft for a change. Raises Overtaken when the page showed an older one."""
    found = _version(session, by, number)
    changed = session.execute(
        sa.update(RULESET)
        .where(RULESET.c.id == found.id, RULESET.c.state == RulesetState.DRAFT, RULESET.c.revision == revision)
        .values(revision=revision + 1, changed_at=now, changed_by=by.operator_id)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _why_not(_version(session, by, number))
    return found.id


def _why_not(found: Version) -> Refused | Overtaken:
    if not found.is_draft:
        return Refused(say.NOT_A_DRAFT, version=found.version)
    return Overtaken(say.CHANGED_BY_OTHER, version=found.version, who=found.changed_by, when=found.changed_at)


def _require(session: Session, number: int, position: int) -> None:
    if not _rules(number).has(session, position):
        raise Refused(say.UNKNOWN_RULE, version=number, position=position)


def _set(session: Session, ruleset_id: UUID, **columns: Any) -> None:
    session.execute(sa.update(RULESET).where(RULESET.c.id == ruleset_id).values(**columns))
