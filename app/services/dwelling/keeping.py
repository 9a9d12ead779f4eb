"""Changing the dwell targets: each time a version of its own."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import DwellTable, Site, table_of
from app.db.queries import dwell_targets
from app.domain.dwell import Stage
from app.domain.dwell_targets import StageTarget, Targets
from app.domain.errors import Overtaken
from app.domain.messages import dwelling as say
from app.domain.messages.core import Said
from app.services.acting import Act, Answered, Outcome, answer

VERSION, SITE = table_of(DwellTable), table_of(Site)
SCOPE = "dwell_targets"
NOTE = 200


def keep_targets(
    session: Session, act: Act, seen: int, stages: Mapping[Stage, StageTarget], note: str
) -> Answered[int]:
    """Put `stages` in force after version `seen`, 0 for none; the result is the new version."""
    return answer(session, act, lambda: _keep(session, act, seen, stages, note))


def _keep(session: Session, act: Act, seen: int, stages: Mapping[Stage, StageTarget], note: str) -> Outcome[int]:
    # versions of a site are numbered one at a time
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))
    now = dwell_targets.in_force(session, act.site_id)
    if now.version != seen:
        raise _overtaken(session, act)
    wanted = Targets(seen + 1, stages)
    if wanted.to_json() == now.to_json():
        return Outcome(Said(say.UNCHANGED, {"version": seen}), result=seen)
    session.execute(
        sa.insert(VERSION).values(
            site_id=act.site_id,
            version=wanted.version,
            targets=wanted.to_json(),
            note=note.strip()[:NOTE],
            changed_at=act.now,
            changed_by=act.by.operator_id,
        )
    )
    return Outcome(Said(say.KEPT, {"version": wanted.version}), result=wanted.version)


def _overtaken(session: Session, act: Act) -> Overtaken:
    last = dwell_targets.versions(session, act.site_id, 1)[0]
    return Overtaken(say.OVERTAKEN, version=last.version, who=last.changed_by or "Backdock", when=last.changed_at)
