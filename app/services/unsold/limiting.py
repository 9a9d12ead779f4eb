"""Putting new thresholds in force: every change is a version of its own, and the newest snapshots are judged again."""

from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Site, UnsoldLimit, UnsoldThresholds, table_of
from app.db.queries import unsold
from app.domain.errors import Overtaken
from app.domain.jobs import JobKind
from app.domain.messages import unsold as say
from app.domain.messages.core import Said
from app.domain.unsold import NO_LIMITS, Limits
from app.domain.vocabulary import Category
from app.services import leasing
from app.services.acting import Act, Answered, Outcome, answer

VERSION, LIMIT, SITE = table_of(UnsoldThresholds), table_of(UnsoldLimit), table_of(Site)
NOTE = 200


def keep_thresholds(
    session: Session, act: Act, seen: int, limits: Mapping[Category, Limits], note: str
) -> Answered[int]:
    """Put `limits` in force after version `seen`, 0 for none; the result is the new version."""
    return answer(session, act, lambda: _keep(session, act, seen, limits, note))


def _keep(session: Session, act: Act, seen: int, limits: Mapping[Category, Limits], note: str) -> Outcome[int]:
    # versions of a site are numbered one at a time
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))
    now = unsold.thresholds(session, act.site_id)
    if now.version != seen:
        raise _overtaken(session, act)
    if all(now.of(category) == limits.get(category, NO_LIMITS) for category in Category):
        return Outcome(Said(say.THRESHOLDS_UNCHANGED, {"version": seen}), result=seen)
    version_id = _write(session, act, seen + 1, limits, note)
    leasing.enqueue(session, act.site_id, JobKind.UNSOLD, version_id, act.now)
    return Outcome(Said(say.THRESHOLDS_KEPT, {"version": seen + 1}), result=seen + 1)


def _overtaken(session: Session, act: Act) -> Overtaken:
    last = unsold.versions(session, act.site_id, 1)[0]
    who, when = last.changed_by or "Backdock", last.changed_at or act.now
    return Overtaken(say.THRESHOLDS_CHANGED, version=last.thresholds.version, who=who, when=when)


def _write(session: Session, act: Act, version: int, limits: Mapping[Category, Limits], note: str) -> UUID:
    version_id, of_version = new_id(), {"site_id": act.site_id, "version": version}
    told = {"note": note.strip()[:NOTE], "changed_at": act.now, "changed_by": act.by.operator_id}
    session.execute(sa.insert(VERSION).values(**of_version, id=version_id, **told))
    rows = [{**of_version, "category": each, **asdict(limits.get(each, NO_LIMITS))} for each in Category]
    session.execute(sa.insert(LIMIT), rows)
    return version_id
