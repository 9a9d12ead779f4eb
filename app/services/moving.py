"""The only writer of carton states: a guarded update that names the winner when someone else was first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, Event, EventItem, Operator, table_of
from app.db.queries import bundles, cartons
from app.db.queries.cartons import StandingCarton
from app.domain.errors import Overtaken, Refused
from app.domain.ledger import Change
from app.domain.messages.bundling import STAYS
from app.domain.messages.core import Param, Word
from app.domain.messages.floor import OVERTAKEN, PLATE_IN_USE, PLATE_ON_TOTE, PLATE_STANDS
from app.domain.transitions import CartonState, Move, moved
from app.services.acting import Act

CARTON, EVENT, ITEM, OPERATOR = table_of(Carton), table_of(Event), table_of(EventItem), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Standing:
    """A carton as an act found it."""

    id: UUID
    lpn: str
    state: CartonState
    version: int


def move_carton(session: Session, act: Act, carton: Standing, move: Move, **columns: Any) -> tuple[Change, ...]:
    """Move `carton` by the table of moves and set `columns`, if nobody changed it since it was read.

    Returns the state change for the event. Raises Refused for an illegal move, and for one that changes goods
    of a sale bundle, Overtaken when another was first.
    """
    after = moved(carton.state, move)
    if not isinstance(after, CartonState):
        raise TypeError(f"{after!r} is not a carton's state")
    free = (CARTON.c.bundle_id.is_(None),) if move in CHANGES_GOODS else ()
    _update(session, act, carton, *free, state=after, state_since=act.now, **columns)
    return (Change("carton", carton.id, "state", carton.state, after),)


CHANGES_GOODS = frozenset({Move.COUNT, Move.GRADE, Move.REWORK, Move.SEND_OUT})
"""Moves that a carton does not make while it is part of a sale bundle: others only take it elsewhere, or empty it."""


def touch_carton(session: Session, act: Act, carton: Standing, **columns: Any) -> None:
    """Claim `carton` for a change of its lines or `columns`. Raises Overtaken when another act was first."""
    _update(session, act, carton, **columns)


def _update(session: Session, act: Act, carton: Standing, *free: sa.ColumnElement[bool], **columns: Any) -> None:
    changed = session.execute(
        sa.update(CARTON)
        .where(
            CARTON.c.site_id == act.site_id,
            CARTON.c.id == carton.id,
            CARTON.c.state == carton.state,
            CARTON.c.version == carton.version,
            *free,
        )
        .values(version=carton.version + 1, **columns)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise (_sold_as_it_is(session, act, carton) if free else None) or overtaken(session, act, carton)


def _sold_as_it_is(session: Session, act: Act, carton: Standing) -> Refused | None:
    of = bundles.of_cartons(session, act.site_id, [carton.id]).get(carton.id)
    return Refused(STAYS, lpn=carton.lpn, number=of.number, state=Word(of.state.value)) if of else None


def overtaken(session: Session, act: Act, carton: Standing) -> Overtaken:
    """Return the refusal that says who changed `carton` last, when, and to which state."""
    last = session.execute(
        sa.select(OPERATOR.c.name, EVENT.c.record_time, CARTON.c.state)
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .join(CARTON, (CARTON.c.site_id == ITEM.c.site_id) & (CARTON.c.id == carton.id))
        .where(ITEM.c.site_id == act.site_id, _concerns(carton.id))
        .order_by(EVENT.c.id.desc())
        .limit(1)
    ).one()
    return Overtaken(OVERTAKEN, who=last.name, when=last.record_time, lpn=carton.lpn, state=Word(last.state.value))


def _concerns(carton_id: UUID) -> sa.ColumnElement[bool]:
    return sa.or_(ITEM.c.to_carton_id == carton_id, ITEM.c.from_carton_id == carton_id)


def plate_in_use(session: Session, act: Act, carton: StandingCarton) -> Refused:
    """Return the refusal of a second carton with the plate of `carton`: who opened that one, when, on which receipt."""
    facts: dict[str, Param] = {"lpn": carton.lpn, "state": Word(carton.state.value)}
    opened = cartons.opening_of(session, act.site_id, carton.id)
    if opened is None:
        return Refused(PLATE_STANDS, **facts)
    facts |= {"who": opened.who, "when": opened.when}
    return Refused(PLATE_IN_USE, receipt=opened.receipt, **facts) if opened.receipt else Refused(PLATE_ON_TOTE, **facts)
