"""The list of advance notices: what was announced for which authorization, and how much of it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Carton, DeclaredLine, Party, table_of
from app.db.queries.pallets import IS_ANNOUNCED
from app.domain.transitions import AuthorizationState, CartonState

CARTON, DECLARED, PAPER, PARTY = (table_of(model) for model in (Carton, DeclaredLine, Authorization, Party))

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": PAPER.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "state": PAPER.c.state,
    "expected": PAPER.c.expected_on,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of notices is to hold, and in which order; None and empty leave nothing out. Days are included."""

    state: AuthorizationState | None = None
    party_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = "expected"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One notice of a list, by its authorization; `units` are declared base units, `here` cartons that have come."""

    id: UUID
    number: str
    state: AuthorizationState
    expected_on: date | None
    party: str
    pallets: int
    cartons: int
    here: int
    units: int


def _said(site_id: UUID) -> sa.Subquery:
    """Return what notices say, a row for each authorization."""
    has_come = sa.case((CARTON.c.state != CartonState.EXPECTED, DECLARED.c.carton_id))
    return (
        sa.select(
            CARTON.c.authorization_id,
            sa.func.count(sa.func.nullif(DECLARED.c.pallet, "").distinct()).label("pallets"),
            sa.func.count(DECLARED.c.carton_id.distinct()).label("cartons"),
            sa.func.count(has_come.distinct()).label("here"),
            sa.func.sum(DECLARED.c.quantity).label("units"),
        )
        .join(DECLARED, (DECLARED.c.site_id == CARTON.c.site_id) & (DECLARED.c.carton_id == CARTON.c.id))
        .where(CARTON.c.site_id == site_id, IS_ANNOUNCED)
        .group_by(CARTON.c.authorization_id)
        .subquery()
    )


def _notices(site_id: UUID, wanted: Wanted) -> "sa.Select[Any]":
    said = _said(site_id)
    return (
        sa.select(
            *(PAPER.c[name] for name in ("id", "number", "state", "expected_on")),
            PARTY.c.name.label("party"),
            *(said.c[name] for name in ("pallets", "cartons", "here", "units")),
        )
        .join(said, said.c.authorization_id == PAPER.c.id)
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(PAPER.c.site_id == site_id, *_conditions(wanted))
    )


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` notices from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    turned = column.desc() if wanted.falls else column
    query = _notices(site_id, wanted).order_by(column.is_(None), turned, PAPER.c.number).offset(start).limit(limit)
    return [Listed(**{**row._mapping, "units": int(row.units)}) for row in session.execute(query)]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many notices are wanted."""
    inner = _notices(site_id, wanted).subquery()
    return session.execute(sa.select(sa.func.count()).select_from(inner)).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, PAPER.c.state == wanted.state),
        (wanted.party_id, PAPER.c.party_id == wanted.party_id),
        (wanted.since, PAPER.c.expected_on >= (wanted.since or date.min)),
        (wanted.until, PAPER.c.expected_on <= (wanted.until or date.max)),
    ]
    found = [_finds(wanted.find)] if wanted.find else []
    return [*(test for value, test in asked if value is not None), *found]


def _finds(text: str) -> "sa.ColumnElement[bool]":
    """Match part of the number or of the party's name, or a whole plate: of a pallet or of a carton."""
    plates = sa.or_(CARTON.c.lpn == text.upper(), DECLARED.c.pallet == text.upper())
    named = (
        sa.select(CARTON.c.authorization_id)
        .join(DECLARED, (DECLARED.c.site_id == CARTON.c.site_id) & (DECLARED.c.carton_id == CARTON.c.id))
        .where(CARTON.c.site_id == PAPER.c.site_id, plates, IS_ANNOUNCED)
    )
    part = (sa.func.lower(each).contains(text.lower(), autoescape=True) for each in (PAPER.c.number, PARTY.c.name))
    return sa.or_(*part, PAPER.c.id.in_(named))
