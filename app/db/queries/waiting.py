"""The cartons that wait, one row each: for the queue of a forklift and for the supervisor's list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, FloorException, Location, Operator, Route, table_of
from app.db.queries.contents import EMPTY, Contents, contents, of_carton
from app.db.queries.stages import is_waiting
from app.domain import dwell
from app.domain.dwell import AgeBucket, Stage, stage_of
from app.domain.transitions import CartonState, Move, RouteState, allows
from app.domain.vocabulary import ZONE_OF, DispositionCode, Zone

CARTON, PLACE, OPERATOR = table_of(Carton), table_of(Location), table_of(Operator)
ROUTE, EXCEPTION = table_of(Route), table_of(FloorException)


@dataclass(frozen=True, slots=True)
class WaitingCarton:
    """One carton that waits in `stage` since `since` (UTC). `mover` is who has it on the way, if anyone; `pallet` is
    the plate of what it stands on, "" for the floor.
    """

    id: UUID
    lpn: str
    state: CartonState
    stage: Stage
    code: DispositionCode | None
    since: datetime
    place: str
    mover: str
    mover_id: UUID | None
    going_to: str
    exceptions: int
    goods: Contents
    pallet: str = ""

    @property
    def tail(self) -> str:
        """The last four digits of the plate: people match those by eye."""
        return self.lpn[-4:]

    @property
    def zone(self) -> Zone | None:
        """Where it goes: its code's zone, quarantine when something locks it, None while nothing is decided."""
        if self.goods.holds:
            return Zone.QUARANTINE
        return ZONE_OF[self.code] if self.code else None

    @property
    def is_movable(self) -> bool:
        """Tell whether a forklift may take it now: nothing locks it and nobody has it."""
        return not self.goods.holds and bool(self.goods.units) and allows(self.state, Move.ROUTE)

    def age(self, now: datetime) -> timedelta:
        """Return how long it has waited."""
        return dwell.age(self.since, now)

    def bucket(self, now: datetime) -> AgeBucket:
        """Return how its age compares with the stage's target."""
        return dwell.age_bucket(self.stage, self.age(now))

    def is_late(self, now: datetime) -> bool:
        """Tell whether it has waited longer than the stage's target."""
        return dwell.is_breached(self.stage, self.age(now))


def waiting(session: Session, site_id: UUID, today: date, stage: Stage | None = None) -> list[WaitingCarton]:
    """Return the cartons that wait in `stage`, or in any, the oldest first, in two statements."""
    goods = contents(session, site_id, today, is_waiting(stage))
    rows = session.execute(_cartons().where(CARTON.c.site_id == site_id, is_waiting(stage)))
    return [_carton(row, goods.get(row.id, EMPTY)) for row in rows]


def _cartons() -> "sa.Select[Any]":
    target, under = PLACE.alias("target"), CARTON.alias("under")
    is_about = (EXCEPTION.c.site_id == CARTON.c.site_id) & (EXCEPTION.c.carton_id == CARTON.c.id)
    exceptions = sa.select(sa.func.count()).where(is_about, EXCEPTION.c.resolved_at.is_(None)).scalar_subquery()
    on_the_way = (
        (ROUTE.c.site_id == CARTON.c.site_id)
        & (ROUTE.c.carton_id == CARTON.c.id)
        & (ROUTE.c.state == RouteState.MOVING)
        & (CARTON.c.state == CartonState.ROUTING)
    )
    return (
        sa.select(
            *(CARTON.c[name] for name in ("id", "lpn", "state", "code", "state_since")),
            PLACE.c.code.label("place"),
            OPERATOR.c.name.label("mover"),
            OPERATOR.c.id.label("mover_id"),
            target.c.code.label("going_to"),
            exceptions.label("exceptions"),
            sa.func.coalesce(under.c.lpn, "").label("pallet"),
        )
        .select_from(CARTON)
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
        .outerjoin(ROUTE, on_the_way)
        .outerjoin(OPERATOR, OPERATOR.c.id == ROUTE.c.started_by)
        .outerjoin(target, target.c.id == ROUTE.c.to_location_id)
        .outerjoin(under, (under.c.site_id == CARTON.c.site_id) & (under.c.id == CARTON.c.parent_id))
        .order_by(CARTON.c.state_since, CARTON.c.id)
    )


def _carton(row: Any, goods: Contents) -> WaitingCarton:
    stage = stage_of(row.state, row.code)
    assert stage is not None, "only what waits was asked for"
    return WaitingCarton(
        id=row.id,
        lpn=row.lpn,
        state=row.state,
        stage=stage,
        code=row.code,
        since=row.state_since,
        place=row.place or "",
        mover=row.mover or "",
        mover_id=row.mover_id,
        going_to=row.going_to or "",
        exceptions=row.exceptions,
        goods=goods,
        pallet=row.pallet,
    )


def one(session: Session, site_id: UUID, today: date, carton_id: UUID) -> WaitingCarton | None:
    """Return one carton that waits for something; None when it does not, or is not here."""
    row = session.execute(_cartons().where(CARTON.c.site_id == site_id, CARTON.c.id == carton_id)).one_or_none()
    if row is None or stage_of(row.state, row.code) is None:
        return None
    return _carton(row, of_carton(session, site_id, carton_id, today))


def by_loss(cartons: list[WaitingCarton]) -> list[WaitingCarton]:
    """Return `cartons` with what loses most per hour first; of equals the oldest."""
    return sorted(cartons, key=lambda carton: (-carton.goods.lost, carton.since))


def suggested(cartons: list[WaitingCarton]) -> WaitingCarton | None:
    """Return the carton to move next: of those that may be moved, the one that loses most per hour."""
    return next((carton for carton in by_loss(cartons) if carton.is_movable), None)
