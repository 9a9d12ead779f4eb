"""Before an entry is changed: is it there, is it the operator's, has nobody else changed it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CustomsEntry, table_of
from app.db.queries import customs
from app.db.queries.customs import Entry
from app.domain.authorizing import OFFICE
from app.domain.errors import Overtaken, Refused
from app.domain.messages import customs as say
from app.domain.messages.core import Params, Units, Word
from app.domain.transitions import Move, allows, moved
from app.domain.vocabulary import Role
from app.services.acting import Act

ENTRY = table_of(CustomsEntry)
SCOPE = "customs"


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as the screen showed it when the operator decided."""

    id: UUID
    version: int


def check_role(act: Act) -> None:
    """Raise Refused unless the operator may write entries."""
    if not act.by.has(*OFFICE):
        raise Refused(say.NOT_YOURS, role=Word(Role.OFFICE.value))


def may_change(session: Session, act: Act, seen: SeenEntry, move: Move | None = None) -> Entry:
    """Return the locked entry when `move` may be made. Raises Refused or Overtaken."""
    check_role(act)
    entry = customs.one(session, act.site_id, seen.id, lock=True)
    if entry is None:
        raise Refused(say.UNKNOWN)
    if entry.version != seen.version:
        raise _overtaken(entry)
    if move and not allows(entry.state, move):
        raise Refused(say.NOT_NOW, entry=entry.said, state=Word(entry.state.value), move=Word(move.value))
    return entry


def _overtaken(entry: Entry) -> Overtaken:
    state = Word(entry.state.value)
    return Overtaken(say.OVERTAKEN, entry=entry.said, who=entry.changed_by, when=entry.changed_at, state=state)


def change(session: Session, act: Act, entry: Entry, move: Move | None, **columns: Any) -> None:
    """Make `move`, if any, and set `columns` of the locked entry; the version that a screen showed is then old."""
    after = moved(entry.state, move) if move else entry.state
    session.execute(
        sa.update(ENTRY)
        .where(ENTRY.c.site_id == act.site_id, ENTRY.c.id == entry.id)
        .values(state=after, version=entry.version + 1, changed_at=act.now, changed_by=act.by.operator_id, **columns)
    )


def facts(entry: Entry) -> Params:
    """Return what every sentence about an entry may name."""
    return {"entry": entry.said, "units": Units(entry.units), "due": entry.due_on}
