"""Giving somebody the carton that is best taken next. Two who ask at once are given two: each is kept for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.models import Reservation, table_of
from app.db.queries import next_best
from app.db.queries.waiting import Waiting
from app.domain.dwell import Stage
from app.domain.dwell_words import STAGE_WORDS
from app.domain.messages import giving as say
from app.domain.messages.core import Message, Param, Said, Word
from app.domain.recovery import CENT
from app.services.acting import Act, Answered, Outcome, answer

RESERVED = table_of(Reservation)
SCOPE = "next_best"
KEPT = timedelta(minutes=10)
"""How long a carton is kept for whom it was given to: time to walk there. Another's scan of its plate still counts."""
TRIED = 50
"""The first of all that is ranked: more people than that do not ask within the same moment."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, and what for."""

    id: UUID
    stage: Stage


def give(session: Session, act: Act, ranked: Sequence[Waiting], passed: UUID | None = None) -> Answered[Given]:
    """Give the first of `ranked` that is still free, but for what was `passed` over.

    `ranked` is what `next_best.ranked` said a moment ago, outside of this transaction: adding up thousands of cartons
    would keep every other writer waiting. The result is None when nothing is left; a replay names the same carton in
    its `pending`.
    """
    return answer(session, act, lambda: _give(session, act, ranked, passed))


def _give(session: Session, act: Act, ranked: Sequence[Waiting], passed: UUID | None) -> Outcome[Given]:
    if passed:
        _let_go(session, act, passed)
    others = next_best.given_to_others(session, act.site_id, act.by.operator_id, act.now)
    free = [row for row in ranked if row.id != passed and row.id not in others]
    for row in next_best.as_ranked(session, act.site_id, free[:TRIED]):
        if _keep(session, act, row.id):
            given = Given(row.id, row.stage)
            return Outcome(_said(row, len(free)), pending=_pending(given), result=given)
    return Outcome(Said(say.NOTHING_LEFT))  # no refusal: what was passed over is let go all the same


def _let_go(session: Session, act: Act, carton_id: UUID) -> None:
    mine = (RESERVED.c.carton_id == carton_id, RESERVED.c.operator_id == act.by.operator_id)
    session.execute(sa.update(RESERVED).where(RESERVED.c.site_id == act.site_id, *mine).values(until=act.now))


def _keep(session: Session, act: Act, carton_id: UUID) -> bool:
    """Keep the carton for the operator; False when another was given it a moment ago."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = {"operator_id": act.by.operator_id, "given_at": act.now, "until": act.now + KEPT}
    insert = dialect.insert(RESERVED).values(site_id=act.site_id, carton_id=carton_id, **values)
    free = sa.or_(RESERVED.c.until <= act.now, RESERVED.c.operator_id == act.by.operator_id)
    kept = insert.on_conflict_do_update(index_elements=["site_id", "carton_id"], set_=values, where=free)
    return session.execute(kept.returning(RESERVED.c.carton_id)).one_or_none() is not None


def _pending(given: Given) -> dict[str, object]:
    return {"carton": str(given.id), "stage": given.stage.value}


def _said(row: Waiting, free: int) -> Said:
    """Say why this one: what it loses, or how long it has waited where nothing loses anything."""
    facts: dict[str, Param] = {
        "tail": row.tail, "place": row.place or "-", "stage": Word(STAGE_WORDS[row.stage]), "others": free - 1,
    }  # fmt: skip
    message: Message = say.LOSES_MOST
    if row.goods.lost >= CENT:
        facts["lost"] = row.goods.losing
    elif row.goods.lost:
        message = say.LOSES_LITTLE
    else:
        message, facts["when"] = say.WAITS_LONGEST, row.since
    return Said(message, facts)
