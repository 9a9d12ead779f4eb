"""The cartons that wait, one row each, and those on one pallet together: for every queue and the supervisor's list."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, FloorException, Location, Operator, Route, table_of
from app.db.queries import dwell_targets
from app.db.queries.contents import EMPTY, Contents, contents, of_carton, together
from app.db.queries.stages import is_declared, is_waiting
from app.domain import dwell
from app.domain.dwell import Stage, stage_of
from app.domain.dwell_targets import AgeBucket, Target, Targets
from app.domain.transitions import CartonState, Move, RouteState, allows
from app.domain.vocabulary import ZONE_OF, DispositionCode, Zone

CARTON, PLACE, OPERATOR = table_of(Carton), table_of(Location), table_of(Operator)
ROUTE, EXCEPTION = table_of(Route), table_of(FloorException)


class _Aged:
    """What has waited in `stage` since `since` (UTC), under a plate, and how long it may."""

    __slots__ = ()
    lpn: str
    stage: Stage
    since: datetime
    target: Target

    @property
    def tail(self) -> str:
        """The last four digits of the plate: people match those by eye."""
        return self.lpn[-4:]

    def age(self, now: datetime) -> timedelta:
        """Return how long it has waited."""
        return dwell.age(self.since, now)

    def bucket(self, now: datetime) -> AgeBucket:
        """Return how its age compares with its target."""
        return self.target.bucket(self.age(now))

    def is_late(self, now: datetime) -> bool:
        """Tell whether it has waited longer than it may."""
        return self.bucket(now) in (AgeBucket.LATE, AgeBucket.VERY_LATE)


@dataclass(frozen=True, slots=True)
class WaitingCarton(_Aged):
    """One carton that waits. `mover` is who has it on the way, if anyone; `pallet` is the plate of what it stands on,
    "" for the floor.
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
    target: Target
    pallet: str = ""
    pallet_id: UUID | None = None

    @property
    def cartons(self) -> tuple["WaitingCarton", ...]:
        """Itself: a pallet has several."""
        return (self,)

    def bucket(self, now: datetime) -> AgeBucket:
        """Return how its age compares with its target; what is only announced waits for nobody here."""
        return AgeBucket.FRESH if self.state is CartonState.EXPECTED else self.target.bucket(self.age(now))

    @property
    def zone(self) -> Zone | None:
        """Where it goes: its code's zone, quarantine when something locks it, None while nothing is decided."""
        if self.goods.is_locked:
            return Zone.QUARANTINE
        return ZONE_OF[self.code] if self.code else None

    @property
    def is_movable(self) -> bool:
        """Tell whether a forklift may take it now: nothing locks it and nobody has it."""
        return not self.goods.is_locked and bool(self.goods.units) and allows(self.state, Move.ROUTE)


@dataclass(frozen=True, slots=True)
class WaitingPallet(_Aged):
    """Cartons that wait for the same and stand on one pallet, as one row: its plate, the oldest age, all units."""

    id: UUID
    lpn: str
    cartons: tuple[WaitingCarton, ...]
    stage: Stage
    since: datetime
    goods: Contents
    target: Target
    pallet: str = ""

    @classmethod
    def of(cls, cartons: Sequence[WaitingCarton]) -> "WaitingPallet":
        """Return the pallet that `cartons` stand on."""
        first, since = cartons[0], min(carton.since for carton in cartons)
        assert first.pallet_id, "cartons on the floor are rows of their own"
        goods = together(carton.goods for carton in cartons)
        target = min((carton.target for carton in cartons), key=lambda each: each.within)
        return cls(first.pallet_id, first.pallet, tuple(cartons), first.stage, since, goods, target)

    def bucket(self, now: datetime) -> AgeBucket:
        """Return the worst of how the ages of its cartons compare with their targets."""
        return max((carton.bucket(now) for carton in self.cartons), key=list(AgeBucket).index)

    @property
    def first(self) -> WaitingCarton:
        """What all of its cartons have in common is read off this one: they stand and move as one."""
        return self.cartons[0]

    @property
    def state(self) -> CartonState:
        """The state of the first."""
        return self.first.state

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.first.place

    @property
    def mover(self) -> str:
        """Who has it on the way, if anyone."""
        return self.first.mover

    @property
    def going_to(self) -> str:
        """Where it is taken."""
        return self.first.going_to

    @property
    def exceptions(self) -> int:
        """How many are open about its cartons."""
        return sum(carton.exceptions for carton in self.cartons)

    @property
    def zone(self) -> Zone | None:
        """Where all of it goes; None while that is not decided, or not the same for all."""
        zones = {carton.zone for carton in self.cartons}
        return zones.pop() if len(zones) == 1 else None

    @property
    def is_movable(self) -> bool:
        """Tell whether a forklift may take all of it now: nothing locks a carton of it, and all go one way."""
        return bool(self.zone) and all(carton.is_movable for carton in self.cartons)


Waiting = WaitingCarton | WaitingPallet
"""One row of a queue."""


def waiting(session: Session, site_id: UUID, today: date, stage: Stage | None = None) -> list[WaitingCarton]:
    """Return the cartons that wait in `stage`, or in any, the oldest first, in a fixed number of statements."""
    return _found(session, site_id, today, is_waiting(stage))


def _found(session: Session, site_id: UUID, today: date, *where: sa.ColumnElement[bool]) -> list[WaitingCarton]:
    goods = contents(session, site_id, today, *where)
    return with_goods(session, site_id, goods, dwell_targets.in_force(session, site_id), *where)


def with_goods(
    session: Session, site_id: UUID, goods: Mapping[UUID, Contents], targets: Targets, *where: sa.ColumnElement[bool]
) -> list[WaitingCarton]:
    """Return the cartons of `where`, all of which wait, the oldest first, with what is known to be in them."""
    rows = session.execute(_cartons().where(CARTON.c.site_id == site_id, *where))
    return [_carton(row, goods.get(row.id, EMPTY), targets) for row in rows]


def folded(cartons: Iterable[WaitingCarton]) -> list[Waiting]:
    """Return `cartons` in their order, with those that wait for the same on one pallet as one row where the first is.

    One that is the only one of its pallet here stays a row of its own.
    """
    rows: dict[object, list[WaitingCarton]] = {}
    for carton in cartons:
        rows.setdefault((carton.pallet_id, carton.stage) if carton.pallet_id else carton.id, []).append(carton)
    return [WaitingPallet.of(row) if len(row) > 1 else row[0] for row in rows.values()]


def _cartons() -> "sa.Select[Any]":
    target, under = PLACE.alias("target"), CARTON.alias("under")
    is_about = (EXCEPTION.c.site_id == CARTON.c.site_id) & (EXCEPTION.c.carton_id == CARTON.c.id)
    exceptions = sa.select(sa.func.count()).where(is_about, EXCEPTION.c.resolved_at.is_(None)).scalar_subquery()
    on_the_way = (
        (ROUTE.c.site_id == CARTON.c.site_id)
        & (ROUTE.c.carton_id == sa.func.coalesce(CARTON.c.parent_id, CARTON.c.id))  # a pallet is moved as one
        & (ROUTE.c.state == RouteState.MOVING)
        & (CARTON.c.state == CartonState.ROUTING)
    )
    return (
        sa.select(
            *(CARTON.c[name] for name in ("id", "lpn", "state", "code", "state_since", "is_pallet", "parent_id")),
            is_declared().label("is_declared"),
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


def _carton(row: Any, goods: Contents, targets: Targets) -> WaitingCarton:
    stage = stage_of(row.state, row.code, is_declared=row.is_declared)
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
        target=targets.of(stage, goods.programs),
        pallet=row.pallet,
        pallet_id=row.parent_id,
    )


def one(session: Session, site_id: UUID, today: date, carton_id: UUID) -> Waiting | None:
    """Return one carton, or one pallet, that waits for something; None when it does not, or is not here."""
    row = session.execute(_cartons().where(CARTON.c.site_id == site_id, CARTON.c.id == carton_id)).one_or_none()
    if row is None:
        return None
    if row.is_pallet:
        on_it = _found(session, site_id, today, is_waiting(), CARTON.c.parent_id == carton_id)
        return WaitingPallet.of(on_it) if on_it else None
    if stage_of(row.state, row.code) is None:
        return None
    return _carton(row, of_carton(session, site_id, carton_id, today), dwell_targets.in_force(session, site_id))


def by_loss(rows: Iterable[Waiting]) -> list[Waiting]:
    """Return `rows` with what loses most per hour first; of equals the oldest."""
    return sorted(rows, key=lambda row: (-row.goods.lost, row.since))


def suggested(rows: Iterable[Waiting], given: Container[UUID] = ()) -> Waiting | None:
    """Return the carton or pallet to move next: of those that may be moved and nobody else was given, the one that
    loses most per hour.
    """
    return next((row for row in by_loss(rows) if row.is_movable and row.id not in given), None)
