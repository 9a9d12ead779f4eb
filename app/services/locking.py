"""The locks on carton lines as rows: they go along with goods, and what an act wrote of them is taken back with it.

The lock that everybody sees stands on the line (`CartonLine.hold`); these rows say all that lock it. A line that is
emptied has none left.
"""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Hold, table_of
from app.db.queries import holds
from app.domain.holds import Lock
from app.domain.matching import OF_RECEIVING
from app.domain.vocabulary import HoldReason, ReleaseReason
from app.services.acting import Act

HOLD = table_of(Hold)


def lock_line(session: Session, act: Act, line_id: UUID, locks: Iterable[Lock], *, was_empty: bool) -> None:
    """Write `locks` on a line that shows the strictest of them; those that it has already stay as they are."""
    wanted = list(locks)
    if not was_empty:
        there = holds.locks(session, act.site_id, [line_id]).get(line_id, ())
        wanted = [lock for lock in wanted if lock not in there]
    if wanted:
        session.execute(sa.insert(HOLD), [row_of(act, line_id, lock) for lock in wanted])


def row_of(act: Act, line_id: UUID, lock: Lock) -> dict[str, Any]:
    """Return the row that says who locked a line, and why."""
    return {
        "site_id": act.site_id, "id": new_id(), "carton_line_id": line_id, "order_id": lock.order_id,
        "reason": lock.reason, "placed_at": act.now, "placed_by": act.by.operator_id, "placed_under": act.client_id,
        "released_why": None, "released_under": "",
    }  # fmt: skip


def unlock_lines(
    session: Session, act: Act, line_ids: Collection[UUID], why: ReleaseReason | None = None, *where: Any
) -> None:
    """End the locks on lines: those that were emptied, or where somebody says why the goods may go on."""
    session.execute(
        sa.update(HOLD)
        .where(HOLD.c.site_id == act.site_id, HOLD.c.carton_line_id.in_(line_ids), HOLD.c.released_at.is_(None), *where)
        .values(released_at=act.now, released_by=act.by.operator_id, released_why=why, released_under=act.client_id)
    )


def judge_again(session: Session, act: Act, line_id: UUID, hold: HoldReason | None) -> None:
    """Let a line have `hold` alone of the locks that receiving places: its goods were judged under another paper."""
    unlock_lines(session, act, [line_id], None, HOLD.c.reason.in_(sorted(OF_RECEIVING)), HOLD.c.order_id.is_(None))
    if hold:
        lock_line(session, act, line_id, [Lock(hold)], was_empty=False)


def take_back(session: Session, act: Act, undone_client_id: str) -> None:
    """End the locks that an act placed, and let those that it ended stand again."""
    mine = (HOLD.c.site_id == act.site_id, HOLD.c.placed_under == undone_client_id, HOLD.c.released_at.is_(None))
    session.execute(
        sa.update(HOLD)
        .where(*mine)
        .values(released_at=act.now, released_by=act.by.operator_id, released_under=act.client_id)
    )
    ended = (HOLD.c.site_id == act.site_id, HOLD.c.released_under == undone_client_id)
    session.execute(
        sa.update(HOLD).where(*ended).values(released_at=None, released_by=None, released_why=None, released_under="")
    )
