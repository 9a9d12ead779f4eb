"""Named reads about evidence: what stands on the lines of an authorization, and what is only to follow."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import AuthorizationLine, LineEvidence, Operator, Photo, Product, table_of
from app.domain.messages.core import Local
from app.domain.terms import Evidence

EVIDENCE, LINE, OPERATOR = table_of(LineEvidence), table_of(AuthorizationLine), table_of(Operator)
PRODUCT, PHOTO = table_of(Product), table_of(Photo)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence on a line. `photo_id` is None where it is words alone; width and height are in pixels."""

    id: UUID
    line_id: UUID
    kind: Evidence
    text: str
    photo_id: UUID | None
    width: int
    height: int
    given_at: datetime
    given_by: str


Pieces = Mapping[UUID, Sequence[Piece]]
"""By line of the authorization, each in the order in which it was given. A line without evidence has no entry."""


def of_paper(session: Session, site_id: UUID, paper_id: UUID) -> Pieces:
    """Return the evidence on the lines of an authorization: one statement."""
    return _pieces(session, EVIDENCE.c.site_id == site_id, EVIDENCE.c.authorization_id == paper_id)


def of_line(session: Session, site_id: UUID, line_id: UUID | None) -> Sequence[Piece]:
    """Return the evidence on one line."""
    if line_id is None:
        return ()
    found = _pieces(session, EVIDENCE.c.site_id == site_id, EVIDENCE.c.authorization_line_id == line_id)
    return found.get(line_id, ())


def _pieces(session: Session, *where: sa.ColumnElement[bool]) -> Pieces:
    of = EVIDENCE.c.authorization_line_id.label("line_id")
    own = (EVIDENCE.c[name] for name in ("id", "kind", "text", "photo_id", "given_at"))
    shot = (sa.func.coalesce(PHOTO.c[name], 0).label(name) for name in ("width", "height"))
    rows = session.execute(
        sa.select(of, *own, *shot, OPERATOR.c.name.label("given_by"))
        .join(OPERATOR, OPERATOR.c.id == EVIDENCE.c.given_by)
        .outerjoin(PHOTO, (PHOTO.c.site_id == EVIDENCE.c.site_id) & (PHOTO.c.id == EVIDENCE.c.photo_id))
        .where(*where, EVIDENCE.c.authorization_line_id.is_not(None))
        .order_by(EVIDENCE.c.id)
    )
    found: dict[UUID, list[Piece]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(Piece(**row._mapping))
    return found


def kinds(session: Session, site_id: UUID, lines: Sequence[UUID]) -> Mapping[UUID, frozenset[Evidence]]:
    """Return which kinds of evidence stand on each of `lines`: one statement."""
    found: dict[UUID, set[Evidence]] = defaultdict(set)
    of = EVIDENCE.c.authorization_line_id
    for line_id, kind in session.execute(
        sa.select(of, EVIDENCE.c.kind).where(EVIDENCE.c.site_id == site_id, of.in_(lines)).distinct()
    ):
        found[line_id].add(kind)
    return {line_id: frozenset(each) for line_id, each in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A line of an authorization as its sender describes it."""

    id: UUID
    position: int
    product: Local
    sku: str
    quantity: int
    claim: str


def told(session: Session, site_id: UUID, paper_id: UUID) -> list[Told]:
    """Return the lines of an authorization in their order, with the sender's words."""
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in ("id", "position")),
            PRODUCT.c.name,
            PRODUCT.c.sku,
            LINE.c.quantity,
            LINE.c.claim,
        )
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.authorization_id == paper_id)
        .order_by(LINE.c.position)
    )
    return [Told(row.id, row.position, Local(row.name), row.sku, row.quantity, row.claim) for row in rows]
