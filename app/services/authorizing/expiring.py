"""Letting approved authorizations expire once the last day for sending has passed."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, PaperEvent, Site, table_of
from app.domain.authorizing import PaperAct
from app.domain.transitions import MOVES, AuthorizationState, Move, moved
from app.services.webhooks.outbox import put_authorization

SITE, PAPER, HISTORY = table_of(Site), table_of(Authorization), table_of(PaperEvent)

BATCH = 200
"""Of one transaction, so that nobody on the floor waits for it."""


def expire_due(session: Session, now: datetime) -> int:
    """Expire up to `BATCH` authorizations whose last day has passed where they stand; return how many did.

    Goods that come all the same are received: an expired authorization opens at the dock.
    """
    done = 0
    for site_id, zone in session.execute(sa.select(SITE.c.id, SITE.c.time_zone)).all():
        today = now.astimezone(ZoneInfo(zone)).date()
        due = sa.and_(PAPER.c.site_id == site_id, PAPER.c.expires_on < today, PAPER.c.state.in_(_EXPIRING))
        columns = (PAPER.c.id, PAPER.c.number, PAPER.c.state)
        for row in session.execute(sa.select(*columns).where(due).limit(BATCH - done)).all():
            done += _expire(session, site_id, (row.id, row.number), row.state, now)
    return done


_EXPIRING = sorted(
    state for state, move in MOVES[AuthorizationState] if move is Move.EXPIRE and isinstance(state, AuthorizationState)
)


def _expire(session: Session, site_id: UUID, paper: tuple[UUID, str], before: AuthorizationState, now: datetime) -> int:
    (paper_id, _number), after = paper, moved(before, Move.EXPIRE)
    changed = session.execute(
        sa.update(PAPER)
        .where(PAPER.c.site_id == site_id, PAPER.c.id == paper_id, PAPER.c.state == before)
        .values(state=after, version=PAPER.c.version + 1)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        return 0
    told = {"site_id": site_id, "id": new_id(), "authorization_id": paper_id, "act": PaperAct.EXPIRED, "at": now}
    changes = [["state", before.value, after.value]]
    session.execute(sa.insert(HISTORY).values(**told, client_id="", changes=changes, reason="", operator_id=None))
    put_authorization(session, site_id, paper, (before, after), now)
    return 1
