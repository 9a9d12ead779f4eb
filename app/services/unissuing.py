"""The part of undo that is about packaging: what a party has and what it owes, as they were before the act."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import JournalEntry as EntryTable
from app.db.models import PackagingMovement, Posting, table_of
from app.db.queries import packaging as queries
from app.domain.epcis import OF_PACKAGING
from app.domain.errors import Refused
from app.domain.journal import EntryKind, JournalEntry, Leg
from app.domain.messages import packaging as say
from app.services.acting import Act
from app.services.posting import post

MOVEMENT, ENTRY, POSTING = table_of(PackagingMovement), table_of(EntryTable), table_of(Posting)


def check(session: Session, act: Act, event: Any) -> None:
    """Lock the party, and refuse when it would have less than nothing of what the act moved."""
    if event.kind not in OF_PACKAGING:
        return
    for party_id in (UUID(each["id"]) for each in event.biz_transactions if each["type"] == "party"):
        queries.lock_party(session, party_id)
    for row in _movements(session, act, event.id):
        of_type, party = queries.type_by_id(session, row.type_id), queries.party_by_id(session, row.party_id)
        out = queries.balance(session, act.site_id, row.party_id, row.type_id)
        left, held = out.quantity - row.quantity, out.deposit - row.deposit
        # a return since may have taken its share at another deposit: none is left behind, and none is owed twice
        if (left < 0 or held < 0 or (held and not left)) and of_type and party and row.asset_id is None:
            raise Refused(say.MOVED_SINCE, name=of_type.said, party=party.name)


def give_back(session: Session, act: Act, event: Any, undone: UUID) -> None:
    """Write the opposite of what the act moved and posted."""
    if event.kind not in OF_PACKAGING:
        return
    for row in _movements(session, act, event.id):
        opposite = {name: -row._mapping[name] for name in ("quantity", "deposit", "credited")}
        fresh = {"id": new_id(), "event_id": undone, "at": act.now, "operator_id": act.by.operator_id}
        session.execute(sa.insert(MOVEMENT).values({**row._mapping, **opposite, **fresh}))
    where = (ENTRY.c.site_id == act.site_id, ENTRY.c.event_id == event.id)
    for entry in session.execute(sa.select(ENTRY).where(*where).order_by(ENTRY.c.id)).all():
        post(session, act, JournalEntry(
            EntryKind.DEPOSIT_REVERSED, entry.currency, _opposite_legs(session, act, entry.id),
            party_id=entry.party_id, event_id=undone, reverses_id=entry.id,
        ))  # fmt: skip


def _movements(session: Session, act: Act, event_id: UUID) -> Any:
    mine = (MOVEMENT.c.site_id == act.site_id, MOVEMENT.c.event_id == event_id)
    return session.execute(sa.select(MOVEMENT).where(*mine).order_by(MOVEMENT.c.id)).all()


def _opposite_legs(session: Session, act: Act, entry_id: UUID) -> tuple[Leg, ...]:
    rows = session.execute(
        sa.select(POSTING.c.account, POSTING.c.amount)
        .where(POSTING.c.site_id == act.site_id, POSTING.c.entry_id == entry_id)
        .order_by(POSTING.c.position)
    )
    return tuple(Leg(row.account, -row.amount) for row in rows)
