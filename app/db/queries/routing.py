"""What a forklift needs to know: where a carton goes, which places of a zone have room, who has it on the way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, EventItem, FloorException, Location, Operator, Route, table_of
from app.db.queries.stages import STANDING
from app.domain.messages.core import Local
from app.domain.putting_away import Candidate, Why, proposed
from app.domain.transitions import OPEN_CARTON, CartonState, RouteState
from app.domain.vocabulary import DispositionCode, ExceptionKind, LocationKind, Zone

CARTON, PLACE, OPERATOR = table_of(Carton), table_of(Location), table_of(Operator)
ROUTE, EXCEPTION, ITEM = table_of(Route), table_of(FloorException), table_of(EventItem)
LINE = table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a carton may stand: its code is its barcode, `way` says how to get there, `arrow` where it lies."""

    id: UUID
    code: str
    kind: LocationKind
    zone: Zone | None
    name: Mapping[str, str]
    way: Mapping[str, str]
    arrow: str
    capacity: int

    @property
    def said(self) -> Local:
        """The name as a sentence parameter."""
        return Local(self.name)


_PLACE = tuple(PLACE.c[name] for name in Place.__dataclass_fields__)


def place_by_code(session: Session, site_id: UUID, code: str) -> Place | None:
    """Return the place with that barcode, also one that is out of use."""
    row = session.execute(sa.select(*_PLACE).where(PLACE.c.site_id == site_id, PLACE.c.code == code)).one_or_none()
    return Place(*row) if row else None


def place_by_id(session: Session, place_id: UUID | None) -> Place | None:
    """Return the place with that id."""
    row = session.execute(sa.select(*_PLACE).where(PLACE.c.id == place_id)).one_or_none() if place_id else None
    return Place(*row) if row else None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a carton has to go: any place of a zone, or any of a kind."""

    zone: Zone | None = None
    kind: LocationKind | None = None

    def takes(self, place: Place | None) -> bool:
        """Tell whether `place` is one of these."""
        return place is not None and (place.zone is self.zone if self.zone else place.kind is self.kind)

    @property
    def word(self) -> str:
        """The zone or kind by its value in the vocabulary."""
        return (self.zone or self.kind or LocationKind.STAGING).value


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place with room, and why it is proposed before those that follow."""

    place: Place
    why: Why


def places_with_room(session: Session, site_id: UUID, target: Target, carton_id: UUID) -> list[Proposal]:
    """Return the places of `target` with room for the carton, the best first; they stay locked.

    What is on its way to a place takes its room already; places reported full have none until that is resolved.
    """
    here = PLACE.c.zone == target.zone if target.zone else PLACE.c.kind == target.kind
    locked = sa.select(*_PLACE).where(PLACE.c.site_id == site_id, PLACE.c.is_active, here).order_by(PLACE.c.id)
    places = {row.id: Place(*row) for row in session.execute(locked.with_for_update(key_share=True))}
    taken, full = _taken(session, site_id, list(places), carton_id), full_places(session, site_id)
    alike = _with_goods_alike(session, site_id, list(places), carton_id)
    candidates = (
        Candidate(place.id, place.code, taken[place.id], place.capacity, place.id in alike)
        for place in places.values()
        if place.code not in full
    )
    return [Proposal(places[each.id], why) for each, why in proposed(candidates)]


def _with_goods_alike(session: Session, site_id: UUID, place_ids: list[UUID], carton_id: UUID) -> set[UUID]:
    """Return those of the places where a product of the carton, or of the pallet, stands under the same code."""
    own_carton, own = CARTON.alias("own_carton"), LINE.alias("own")
    # looked up from what stands in the places: lines that were emptied are kept, and a product has many of them
    is_alike = (
        sa.select(sa.literal(1))
        .select_from(LINE)
        .join(own, (own.c.site_id == LINE.c.site_id) & (own.c.product_id == LINE.c.product_id))
        .join(own_carton, (own_carton.c.site_id == own.c.site_id) & (own_carton.c.id == own.c.carton_id))
        .where(
            LINE.c.site_id == CARTON.c.site_id,
            LINE.c.carton_id == CARTON.c.id,
            LINE.c.quantity > 0,
            own.c.quantity > 0,
            own.c.code == LINE.c.code,
            sa.or_(own_carton.c.id == carton_id, own_carton.c.parent_id == carton_id),
            own_carton.c.id != CARTON.c.id,
        )
        .correlate(CARTON)
        .exists()
    )
    stands = (CARTON.c.state.in_(STANDING), CARTON.c.state == CartonState.PLACED, CARTON.c.location_id.in_(place_ids))
    found = sa.select(CARTON.c.location_id).distinct().where(CARTON.c.site_id == site_id, *stands, is_alike)
    return set(session.scalars(found))


def _taken(session: Session, site_id: UUID, place_ids: list[UUID], carton_id: UUID) -> Counter[UUID]:
    standing = (
        sa.select(CARTON.c.location_id, sa.func.count())
        .where(
            CARTON.c.site_id == site_id,
            CARTON.c.location_id.in_(place_ids),
            CARTON.c.parent_id.is_(None),  # a pallet takes the room of one carton, with all that stands on it
            CARTON.c.state.in_(sorted(OPEN_CARTON - {CartonState.ROUTING})),
            CARTON.c.id != carton_id,
        )
        .group_by(CARTON.c.location_id)
    )
    coming = (
        sa.select(ROUTE.c.to_location_id, sa.func.count())
        .join(CARTON, (CARTON.c.site_id == ROUTE.c.site_id) & (CARTON.c.id == ROUTE.c.carton_id))
        .where(
            CARTON.c.site_id == site_id,
            CARTON.c.state.in_(STANDING),
            CARTON.c.state == CartonState.ROUTING,
            CARTON.c.id != carton_id,
            ROUTE.c.state == RouteState.MOVING,
        )
        .group_by(ROUTE.c.to_location_id)
    )
    taken: Counter[UUID] = Counter()
    for statement in (standing, coming):
        taken.update({row[0]: row[1] for row in session.execute(statement)})
    return taken


def full_places(session: Session, site_id: UUID) -> set[str]:
    """Return the codes of the places that were reported full, as long as nobody has resolved that."""
    where = (
        EXCEPTION.c.site_id == site_id,
        EXCEPTION.c.kind == ExceptionKind.PLACE_FULL,
        EXCEPTION.c.resolved_at.is_(None),
    )
    return {str(params.get("place", "")) for params in session.scalars(sa.select(EXCEPTION.c.params).where(*where))}


@dataclass(frozen=True, slots=True)
class Moving:
    """A carton on its way: from where, to which place and why there, who has it since when (UTC)."""

    route_id: UUID
    carton_id: UUID
    lpn: str
    code: DispositionCode | None
    from_location_id: UUID | None
    full_places: tuple[str, ...]
    started_by: UUID
    started_at: datetime
    mover: str
    to: Place
    why: Why

    @property
    def target(self) -> Target:
        """Where else it might go: the places of the same zone, or of the same kind where there is no zone."""
        return Target(self.to.zone, None if self.to.zone else self.to.kind)


def moving(session: Session, site_id: UUID, carton_id: UUID) -> Moving | None:
    """Return the move that the carton is in, or None when nobody has it on the way."""
    row = session.execute(
        sa.select(
            ROUTE.c.id.label("route_id"),
            *(ROUTE.c[name] for name in ("carton_id", "code", "from_location_id", "full_places")),
            *(ROUTE.c[name] for name in ("started_by", "started_at", "why")),
            CARTON.c.lpn,
            OPERATOR.c.name.label("mover"),
            *(column.label(f"to_{column.name}") for column in _PLACE),
        )
        .join(CARTON, (CARTON.c.site_id == ROUTE.c.site_id) & (CARTON.c.id == ROUTE.c.carton_id))
        .join(OPERATOR, OPERATOR.c.id == ROUTE.c.started_by)
        .join(PLACE, PLACE.c.id == ROUTE.c.to_location_id)
        .where(
            ROUTE.c.site_id == site_id,
            ROUTE.c.carton_id == carton_id,
            ROUTE.c.state == RouteState.MOVING,
            CARTON.c.state == CartonState.ROUTING,
        )
    ).one_or_none()
    return _moving(row) if row else None


def _moving(row: Any) -> Moving:
    return Moving(
        route_id=row.route_id,
        carton_id=row.carton_id,
        lpn=row.lpn,
        code=row.code,
        from_location_id=row.from_location_id,
        full_places=tuple(row.full_places),
        started_by=row.started_by,
        started_at=row.started_at,
        mover=row.mover,
        to=Place(*(row._mapping[f"to_{column.name}"] for column in _PLACE)),
        why=row.why,
    )


def carton_of_event(session: Session, site_id: UUID, event_id: UUID) -> UUID | None:
    """Return the carton or pallet that an event of routing is about: the first that it names."""
    about = sa.select(ITEM.c.to_carton_id).where(ITEM.c.site_id == site_id, ITEM.c.event_id == event_id)
    return session.execute(about.order_by(ITEM.c.position).limit(1)).scalar_one_or_none()
