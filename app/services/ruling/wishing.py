"""What a client wants of its goods, written down and changed by whoever knows the revision that stands."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.models import ClientWish, table_of
from app.db.queries import wishes
from app.domain.errors import Overtaken, Refused
from app.domain.messages import ruling as say
from app.domain.messages.core import Said
from app.domain.vocabulary import DispositionCode
from app.services.acting import Act, Answered, Outcome, answer

WISH = table_of(ClientWish)
NOTE = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be kept: `least` net recovery of a unit that is sold, 0 for none, in `currency`."""

    forbids: frozenset[DispositionCode]
    least: Decimal
    currency: str
    note: str = ""


def keep_wish(session: Session, act: Act, owner_id: UUID, revision: int, wish: Wish) -> Answered[None]:
    """Keep what a client wants; `revision` is the one its page showed, 0 where nothing was kept yet."""
    return answer(session, act, lambda: _keep(session, act, owner_id, revision, wish))


def _keep(session: Session, act: Act, owner_id: UUID, revision: int, wish: Wish) -> Outcome[None]:
    stored = wishes.one(session, owner_id)
    if stored is None:
        raise Refused(say.NOT_A_CLIENT)
    columns: dict[str, Any] = {
        "forbids": wish.forbids, "least": wish.least, "currency": wish.currency, "note": wish.note.strip()[:NOTE],
        "revision": revision + 1, "changed_at": act.now, "changed_by": act.by.operator_id,
    }  # fmt: skip
    if not (_change(session, owner_id, revision, columns) if revision else _add(session, owner_id, columns)):
        now = wishes.one(session, owner_id)
        assert now is not None, "clients are never deleted"
        raise Overtaken(
            say.WISH_CHANGED, client=now.client, who=now.changed_by or "Backdock", when=now.changed_at or act.now
        )
    return Outcome(Said(say.WISH_KEPT, {"client": stored.client}))


def _change(session: Session, owner_id: UUID, revision: int, columns: dict[str, Any]) -> bool:
    guarded = sa.update(WISH).where(WISH.c.owner_id == owner_id, WISH.c.revision == revision)
    return bool(session.execute(guarded.values(**columns)).rowcount)  # type: ignore[attr-defined]


def _add(session: Session, owner_id: UUID, columns: dict[str, Any]) -> bool:
    """Write the first wish of a client; False when somebody did meanwhile."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    added = insert(WISH).values(owner_id=owner_id, **columns).on_conflict_do_nothing().returning(WISH.c.owner_id)
    return session.execute(added).one_or_none() is not None
