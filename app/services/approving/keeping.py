"""Changing what is approved and by whom: each time a version of its own, approved by the table as it stood."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ApprovalRule, ApprovalTable, Site, table_of
from app.db.queries import approvals
from app.domain.approvals import ApprovalAct, Rule
from app.domain.errors import Overtaken
from app.domain.messages import approving as say
from app.domain.messages.core import Said
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving.checking import Request, check

VERSION, RULE, SITE = table_of(ApprovalTable), table_of(ApprovalRule), table_of(Site)
SCOPE = "approvals"
NOTE = 200


def keep_table(session: Session, act: Act, seen: int, rules: Mapping[ApprovalAct, Rule], note: str) -> Answered[int]:
    """Put `rules`, one for each act, in force after version `seen`, 0 for none; the result is the new version."""
    return answer(session, act, lambda: _keep(session, act, seen, rules, note))


def _keep(session: Session, act: Act, seen: int, rules: Mapping[ApprovalAct, Rule], note: str) -> Outcome[int]:
    # versions of a site are numbered one at a time
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))
    now = approvals.table(session, act.site_id)
    if now.version != seen:
        raise _overtaken(session, act)
    if all(now.of(deed) == rules[deed] for deed in ApprovalAct):
        return Outcome(Said(say.UNCHANGED, {"version": seen}), result=seen)
    check(session, act, Request(ApprovalAct.CHANGE_APPROVALS, str(seen + 1)))
    _write(session, act, seen + 1, rules, note)
    return Outcome(Said(say.KEPT, {"version": seen + 1}), result=seen + 1)


def _overtaken(session: Session, act: Act) -> Overtaken:
    last = approvals.versions(session, act.site_id, 1)[0]
    return Overtaken(say.OVERTAKEN, version=last.version, who=last.changed_by or "Backdock", when=last.changed_at)


def _write(session: Session, act: Act, version: int, rules: Mapping[ApprovalAct, Rule], note: str) -> None:
    of_version = {"site_id": act.site_id, "version": version}
    told = {"note": note.strip()[:NOTE], "changed_at": act.now, "changed_by": act.by.operator_id}
    session.execute(sa.insert(VERSION).values(**of_version, **told))
    rows = [
        {**of_version, "deed": deed, "roles": rule.roles, "measure": rule.measure, "threshold": rule.threshold,
         "currency": rule.currency, "second_person": rule.second_person}
        for deed, rule in sorted(rules.items())
    ]  # fmt: skip
    session.execute(sa.insert(RULE), rows)
