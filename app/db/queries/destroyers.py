"""Parties as destroyers of goods: which certificate each has."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, table_of
from app.domain.destroyers import Credential

PARTY = table_of(Party)
_COLUMNS = tuple(PARTY.c[name] for name in ("id", "name", "destroyer_number", "destroyer_until"))


@dataclass(frozen=True, slots=True)
class Destroyer:
    """A party with its certificate as a destroyer, which may have lapsed or be none."""

    id: UUID
    name: str
    credential: Credential


def one(session: Session, party_id: UUID, *, lock: bool = False) -> Destroyer | None:
    """Return a party as a destroyer; `lock` keeps others from changing it."""
    query = sa.select(*_COLUMNS).where(PARTY.c.id == party_id)
    row = session.execute(query.with_for_update(key_share=True) if lock else query).one_or_none()
    return Destroyer(row.id, row.name, Credential(row.destroyer_number, row.destroyer_until)) if row else None


def is_certified(session: Session, party_id: UUID, day: date) -> bool:
    """Tell whether a party has a certificate as a destroyer that is good on that day."""
    found = one(session, party_id)
    return found is not None and not found.credential.has_lapsed(day)


def every(session: Session) -> list[Destroyer]:
    """Return the parties that have or had a certificate, by name."""
    rows = session.execute(sa.select(*_COLUMNS).where(PARTY.c.destroyer_number != "").order_by(PARTY.c.name))
    return [Destroyer(row.id, row.name, Credential(row.destroyer_number, row.destroyer_until)) for row in rows]
