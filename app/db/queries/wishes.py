"""What clients want of their goods: the list of clients, and one of them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ClientWish, Operator, Party, table_of
from app.domain.vocabulary import DispositionCode, PartyKind

WISH, PARTY, OPERATOR = table_of(ClientWish), table_of(Party), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Stored:
    """A client with what it wants; `revision` is 0 while nothing was written down."""

    owner_id: UUID
    client: str
    forbids: frozenset[DispositionCode]
    least: Decimal
    currency: str
    note: str
    revision: int
    changed_at: datetime | None
    changed_by: str


def listed(session: Session) -> list[Stored]:
    """Return every client by name, also those that want nothing."""
    return _read(session)


def one(session: Session, owner_id: UUID) -> Stored | None:
    """Return one client, None for a party that is no client."""
    return next(iter(_read(session, PARTY.c.id == owner_id)), None)


def _read(session: Session, *where: "sa.ColumnElement[bool]") -> list[Stored]:
    rows = session.execute(
        sa.select(
            PARTY.c.id, PARTY.c.name, *(WISH.c[name] for name in ("forbids", "least", "currency", "note", "revision")),
            WISH.c.changed_at, OPERATOR.c.name.label("who"),
        )
        .outerjoin(WISH, WISH.c.owner_id == PARTY.c.id)
        .outerjoin(OPERATOR, OPERATOR.c.id == WISH.c.changed_by)
        .where(PARTY.c.kind == PartyKind.CLIENT, *where)
        .order_by(sa.func.lower(PARTY.c.name), PARTY.c.id)
    )  # fmt: skip
    return [_stored(row) for row in rows]


def _stored(row: Any) -> Stored:
    return Stored(
        row.id, row.name, row.forbids or frozenset(), row.least or Decimal(0), row.currency or "", row.note or "",
        row.revision or 0, row.changed_at, row.who or "",
    )  # fmt: skip
