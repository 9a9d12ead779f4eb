"""Before a request or a load is changed: is it there, does its state allow it, has nobody else changed it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Collection, Load, Operator, Site, table_of
from app.db.queries import collections, loads
from app.db.queries.collections import Request
from app.db.queries.loads import Inbound
from app.domain.errors import Overtaken, Refused
from app.domain.messages import transport as say
from app.domain.messages.core import Word
from app.domain.transitions import Move, allows, moved
from app.services.acting import Act

COLLECTION, LOAD, OPERATOR, SITE = (table_of(model) for model in (Collection, Load, Operator, Site))
SCOPE = "transport"


@dataclass(frozen=True, slots=True)
class Seen:
    """A request or a load as the screen showed it when the operator decided."""

    id: UUID
    version: int


def a_request(session: Session, act: Act, seen: Seen, move: Move) -> Request:
    """Return the request when `move` is open to it and nobody changed it since it was seen.

    Raises Refused when it is not there or not in a state for it, Overtaken when changed.
    """
    found = collections.one(session, act.site_id, seen.id)
    if found is None:
        raise Refused(say.UNKNOWN_REQUEST)
    _check(session, act, COLLECTION, found, seen, move)
    return found


def a_load(session: Session, act: Act, seen: Seen, move: Move) -> Inbound:
    """Return the load when `move` is open to it and nobody changed it since it was seen. Raises as `a_request`."""
    found = loads.one(session, act.site_id, seen.id)
    if found is None:
        raise Refused(say.UNKNOWN_LOAD)
    _check(session, act, LOAD, found, seen, move)
    return found


def _check(session: Session, act: Act, table: sa.Table, found: Request | Inbound, seen: Seen, move: Move) -> None:
    if found.version != seen.version:
        raise _overtaken(session, act, table, found)
    if not allows(found.state, move):
        raise Refused(say.NOT_NOW, number=found.number, state=Word(found.state.value), move=Word(move.value))


def move_request(session: Session, act: Act, found: Request, move: Move, **columns: Any) -> None:
    """Make `move` and set `columns`, if nobody changed the request since it was read. Raises Overtaken."""
    _claim(session, act, COLLECTION, found, state=moved(found.state, move), **columns)


def move_load(session: Session, act: Act, found: Inbound, move: Move, **columns: Any) -> None:
    """Make `move` and set `columns`, if nobody changed the load since it was read. Raises Overtaken."""
    _claim(session, act, LOAD, found, state=moved(found.state, move), **columns)


def touch_load(session: Session, act: Act, found: Inbound, **columns: Any) -> None:
    """Claim the load for a change of what it brings, or of `columns`. Raises Overtaken."""
    _claim(session, act, LOAD, found, **columns)


def _claim(session: Session, act: Act, table: sa.Table, found: Request | Inbound, **columns: Any) -> None:
    changed = session.execute(
        sa.update(table)
        .where(table.c.site_id == act.site_id, table.c.id == found.id, table.c.version == found.version)
        .values(version=found.version + 1, changed_at=act.now, changed_by=act.by.operator_id, **columns)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, act, table, found)


def _overtaken(session: Session, act: Act, table: sa.Table, found: Request | Inbound) -> Overtaken:
    now = session.execute(
        sa.select(table.c.state, table.c.changed_at, sa.func.coalesce(OPERATOR.c.name, "Backdock").label("name"))
        .outerjoin(OPERATOR, OPERATOR.c.id == table.c.changed_by)
        .where(table.c.site_id == act.site_id, table.c.id == found.id)
    ).one()
    return Overtaken(say.OVERTAKEN, who=now.name, number=found.number, when=now.changed_at, state=Word(now.state.value))


def next_number(session: Session, act: Act, table: sa.Table, prefix: str) -> str:
    """Return the number after the last one of `table`, whose rows are never deleted: one at a time for each site."""
    lock_site(session, act)
    count = session.execute(sa.select(sa.func.count()).where(table.c.site_id == act.site_id)).scalar_one()
    return f"{prefix}{count + 1:06d}"


def lock_site(session: Session, act: Act) -> None:
    """Keep others from taking the next number of the site."""
    # As any lock here it lets foreign keys be checked: every act under way refers to its site.
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))
