"""Return policies: the rows of one name are the rules of one draft, in their order.

A draft takes its reasons and refund terms from the policy in force, since its rules alone would refund nothing. A file
never puts anything in force: that is done on the draft's page, by whoever has tried it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ReturnPolicy, ReturnPolicyRule, table_of
from app.db.queries import policies as queries
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.rule_drafts import CHOICES, RuleDraft, read_rule
from app.domain.terms import PolicyEffect, Span
from app.domain.transitions import PolicyState
from app.services import drafting
from app.services.importing.acting import starter
from app.services.importing.records import Facts, Judged, Record
from app.services.importing.resolving import Names

POLICY, RULE = table_of(ReturnPolicy), table_of(ReturnPolicyRule)

_ONCE = ("effect", "span", "days", "grace", "quantity_min", "expiry_days_max", "sentence_en", "sentence_es")
_TICKS = ("expired", "needs_delivery", "may_override")
_RULE = tuple(RuleDraft.__dataclass_fields__)


def resolve(row: FileRow, _names: Names) -> Facts:
    """Return the rule that `row` describes, read as the form of a rule reads it. Raises Refused for its first fault."""
    typed = {name: str(row.values[name]) for name in _ONCE if name in row.values}
    unsaid = {"needs_delivery": True}
    typed |= {name: "on" for name in _TICKS if row.values.get(name, unsaid.get(name))}
    ticked = {name: str(row.values[name]).split(",") for name in CHOICES if name in row.values}
    rule, faults = read_rule({"span": Span.DAYS.value, **typed}, ticked)
    if faults:
        first = next(iter(faults.values()))
        raise Refused(first.message, **first.params)
    return {"policy": row.values.get("policy", ""), **asdict(rule)}


def key(facts: Facts) -> str:
    """Return the natural key: the name of the draft."""
    return str(facts.get("policy", ""))


def name(record: Record) -> str:
    """Return how a sentence calls the draft."""
    return record.key


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the drafts of their names; `lock` keeps others from changing those."""
    named = sa.select(POLICY.c.id, POLICY.c.note).where(
        POLICY.c.state == PolicyState.DRAFT, POLICY.c.site_id == run.site_id,
        POLICY.c.note.in_([record.key for record in records]),
    )  # fmt: skip
    rows = session.execute(named.order_by(POLICY.c.id).with_for_update() if lock else named).all()
    stored = {row.note: row.id for row in rows}
    return [_judge(session, record, stored) for record in records]


def _judge(session: Session, record: Record, stored: Mapping[str, Any]) -> Judged:
    rules = [_rule(line.facts) for line in record.lines]
    policy_id = stored.get(record.key)
    if policy_id is None:
        return Judged(record, ImportVerdict.CREATED, comes=rules)
    before = [{name: row._mapping[name] for name in _RULE} for row in queries.rules(session, policy_id)]
    verdict = ImportVerdict.UNCHANGED if before == rules else ImportVerdict.UPDATED
    return Judged(record, verdict, id=policy_id, comes=rules)


def _rule(facts: Facts) -> dict[str, Any]:
    words = {"effect": PolicyEffect(facts["effect"]), "span": Span(facts["span"])}
    return {**{name: facts[name] for name in _RULE}, **words}


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated."""
    by = starter(session, run)
    for one in judged:
        contents = drafting.Contents(note=one.record.key, rules=one.comes)
        if one.verdict is ImportVerdict.CREATED:
            today = now.astimezone(ZoneInfo(by.time_zone)).date()
            source = queries.version_in_force(session, run.site_id, today)
            version, _said = drafting.draft(session, by, source, now, ours=True)
            drafting.rewrite(session, by, version, 0, contents, now)
        elif one.verdict is ImportVerdict.UPDATED:
            named = sa.select(POLICY.c.version, POLICY.c.revision).where(POLICY.c.id == one.id)
            stands = session.execute(named).one()
            drafting.rewrite(session, by, stands.version, stands.revision, contents, now)
