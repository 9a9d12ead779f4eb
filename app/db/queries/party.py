"""Parties in the office: the list, and one with its open paper and what it was sent last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Answer, Authorization, AuthorizationLine, Operator, Party, Shipment, ShipmentLine, table_of
from app.domain.terms import PartyTier
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import PartyKind, Program

PARTY, PAPER, PAPER_LINE = table_of(Party), table_of(Authorization), table_of(AuthorizationLine)
SHIPMENT, SHIPMENT_LINE = table_of(Shipment), table_of(ShipmentLine)
ANSWER, OPERATOR = table_of(Answer), table_of(Operator)

_S = AuthorizationState
OVER = (_S.CLOSED, _S.REJECTED, _S.CANCELLED)
"""States of an authorization about which nothing is left to do."""

SHOWN = 20
"""Of its authorizations and shipments; the lists of those rooms hold all."""

_SITE: "sa.BindParameter[UUID]" = sa.bindparam("site")
_OPEN = (
    sa.select(sa.func.count())
    .where(PAPER.c.site_id == _SITE, PAPER.c.party_id == PARTY.c.id, PAPER.c.state.not_in(OVER))
    .correlate(PARTY)
    .scalar_subquery()
)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "name": sa.func.lower(PARTY.c.name),
    "code": PARTY.c.code,
    "kind": PARTY.c.kind,
    "tier": PARTY.c.tier,
    "open": _OPEN,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parties a list is to hold, and in which order; None and empty leave nothing out."""

    kind: PartyKind | None = None
    tier: PartyTier | None = None
    find: str = ""
    order: str = "name"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One party of a list; `open` counts its authorizations at the site about which something is left to do."""

    id: UUID
    name: str
    code: str
    gln: str
    kind: PartyKind
    tier: PartyTier
    open: int


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` parties from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        sa.select(*_OWN, _OPEN.label("open"))
        .where(*_conditions(wanted))
        .order_by(column.desc() if wanted.falls else column, sa.func.lower(PARTY.c.name), PARTY.c.id)
        .offset(start)
        .limit(limit),
        {"site": site_id},
    )
    return [Listed(**row._mapping) for row in rows]


_OWN = tuple(PARTY.c[name] for name in ("id", "name", "code", "gln", "kind", "tier"))


def count(session: Session, wanted: Wanted) -> int:
    """Return how many parties are wanted."""
    query = sa.select(sa.func.count()).select_from(PARTY).where(*_conditions(wanted))
    return session.execute(query).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.kind, PARTY.c.kind == wanted.kind),
        (wanted.tier, PARTY.c.tier == wanted.tier),
    ]
    text = wanted.find.lower()
    named = [sa.func.lower(column).contains(text, autoescape=True) for column in (PARTY.c.name, PARTY.c.code)]
    found = [sa.or_(*named, PARTY.c.gln == wanted.find)] if wanted.find else []
    return [*(test for value, test in asked if value is not None), *found]


@dataclass(frozen=True, slots=True)
class Paper:
    """An authorization of the party; `units` are base units expected."""

    id: UUID
    number: str
    program: Program
    state: AuthorizationState
    expires_on: date | None
    units: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A shipment to the party; `units` are base units."""

    id: UUID
    number: str
    order: str
    delivered_on: date
    units: int


@dataclass(frozen=True, slots=True)
class One:
    """A party with its open authorizations, the newest first, and its latest shipments."""

    party: Listed
    papers: tuple[Paper, ...]
    deliveries: tuple[Delivery, ...]


def one(session: Session, site_id: UUID, party_id: UUID) -> One | None:
    """Return a party as the site knows it, or None when there is none of that id."""
    query = sa.select(*_OWN, _OPEN.label("open")).where(PARTY.c.id == party_id)
    row = session.execute(query, {"site": site_id}).one_or_none()
    if row is None:
        return None
    return One(Listed(**row._mapping), _papers(session, site_id, party_id), _deliveries(session, site_id, party_id))


def _papers(session: Session, site_id: UUID, party_id: UUID) -> tuple[Paper, ...]:
    mine = (PAPER_LINE.c.site_id == PAPER.c.site_id) & (PAPER_LINE.c.authorization_id == PAPER.c.id)
    units = sa.select(sa.func.coalesce(sa.func.sum(PAPER_LINE.c.quantity), 0)).where(mine).scalar_subquery()
    rows = session.execute(
        sa.select(*(PAPER.c[name] for name in ("id", "number", "program", "state", "expires_on")), units.label("units"))
        .where(PAPER.c.site_id == site_id, PAPER.c.party_id == party_id, PAPER.c.state.not_in(OVER))
        .order_by(PAPER.c.created_at.desc(), PAPER.c.number)
        .limit(SHOWN)
    )
    return tuple(Paper(**{**row._mapping, "units": int(row.units)}) for row in rows)


def _deliveries(session: Session, site_id: UUID, party_id: UUID) -> tuple[Delivery, ...]:
    mine = (SHIPMENT_LINE.c.site_id == SHIPMENT.c.site_id) & (SHIPMENT_LINE.c.shipment_id == SHIPMENT.c.id)
    units = sa.select(sa.func.coalesce(sa.func.sum(SHIPMENT_LINE.c.quantity), 0)).where(mine).scalar_subquery()
    rows = session.execute(
        sa.select(*(SHIPMENT.c[name] for name in ("id", "number", "order", "delivered_on")), units.label("units"))
        .where(SHIPMENT.c.site_id == site_id, SHIPMENT.c.party_id == party_id)
        .order_by(SHIPMENT.c.delivered_on.desc(), SHIPMENT.c.number)
        .limit(SHOWN)
    )
    return tuple(Delivery(**{**row._mapping, "units": int(row.units)}) for row in rows)


def last_rating(
    session: Session, site_id: UUID, scope: str, verdict: str, party_id: UUID
) -> tuple[str, datetime] | None:
    """Return who set the tier of a party last at the site, and when; None when an import did, or nobody."""
    rows = session.execute(
        sa.select(OPERATOR.c.name, ANSWER.c.answered_at, ANSWER.c.params)
        .join(OPERATOR, OPERATOR.c.id == ANSWER.c.operator_id)
        .where(ANSWER.c.site_id == site_id, ANSWER.c.scope == scope, ANSWER.c.verdict == verdict)
        .order_by(ANSWER.c.answered_at.desc())
    )
    return next(((row.name, row.answered_at) for row in rows if row.params.get("id") == str(party_id)), None)
