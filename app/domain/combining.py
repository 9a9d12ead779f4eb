"""Pick-ups that go along with a forward delivery: where there is room to spare, and what it saves. Pure.

A trip leaves the site, stops where it delivers, and comes back. What it picks up rides from its stop to the site, so it
needs room on every leg from there on. The way saved is that of a vehicle sent for the request alone, there and back,
less the detour of the trip.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from app.domain.collecting import Freight, Pickup, Terms, total, weekday
from app.domain.geography import Point, by_road
from app.domain.messages import transport as say
from app.domain.messages.core import Money, Said

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Stop:
    """One delivery of a trip: `freight` is what is unloaded there. `position` counts from 1 in the order of the way."""

    id: UUID
    position: int
    party_id: UUID
    party: str
    point: Point | None
    freight: Freight


@dataclass(frozen=True, slots=True)
class Aboard:
    """A pick-up that a trip has taken on already, after its stop `after`."""

    after: int
    point: Point | None
    freight: Freight


@dataclass(frozen=True, slots=True)
class Trip:
    """A planned forward delivery: its day, what the vehicle takes, its stops in order, what it picks up."""

    id: UUID
    number: str
    day: date
    capacity: Freight
    stops: tuple[Stop, ...]
    aboard: tuple[Aboard, ...] = ()

    @property
    def delivers(self) -> Freight:
        """What rides when it leaves."""
        return total(stop.freight for stop in self.stops)

    def rewritten(self, day: date, capacity: Freight, goes: Collection[UUID], comes: Iterable[Stop]) -> "Trip":
        """Return it with other stops: those of `goes` fall out, `comes` follow behind those that stay.

        What was picked up behind a stop that is no more needs room from the start: nobody knows where it is.
        """
        stay = [stop for stop in self.stops if stop.id not in goes]
        places = {stop.position: place for place, stop in enumerate(stay, start=1)}
        stops = tuple(replace(stop, position=place) for place, stop in enumerate([*stay, *comes], start=1))
        aboard = tuple(replace(each, after=places.get(each.after, 0)) for each in self.aboard)
        return replace(self, day=day, capacity=capacity, stops=stops, aboard=aboard)

    def carried(self, leg: int) -> Freight:
        """Return what rides on the leg behind stop `leg`, 0 being the one that leaves the site."""
        delivered = total(stop.freight for stop in self.stops if stop.position > leg)
        return delivered + total(each.freight for each in self.aboard if each.after <= leg)

    def room_after(self, stop: int) -> Freight:
        """Return what can still be picked up at `stop`: the least room of all legs from there to the site."""
        legs = [self.capacity - self.carried(leg) for leg in range(stop, len(self.stops) + 1)]
        return Freight(min(leg.kg for leg in legs), min(leg.litres for leg in legs))


@dataclass(frozen=True, slots=True)
class Combination:
    """A pick-up that a trip can take on after `stop`. `room` is what it has to spare there; ways are in metres."""

    trip: Trip
    stop: Stop
    pickup: Pickup
    room: Freight
    detour: int
    saved: int
    cost_saved: Money
    said: Said


def propose_combinations(
    pickups: Iterable[Pickup], trips: Iterable[Trip], home: Point, terms: Terms, today: date
) -> tuple[Combination, ...]:
    """Return for each request the trip that saves most, the largest saving first.

    Never beyond the vehicle's capacity on any leg, nor outside the request's days, nor where nothing is saved. Each is
    right by itself; where two want the same room, the one that is accepted first has it.
    """
    planned = sorted((trip for trip in trips if trip.day >= today), key=lambda trip: (trip.day, trip.number))
    best = (_best(pickup, planned, home, terms) for pickup in sorted(pickups, key=lambda each: each.number))
    return tuple(sorted((one for one in best if one), key=lambda one: (-one.saved, one.pickup.number)))


def _best(pickup: Pickup, trips: Iterable[Trip], home: Point, terms: Terms) -> Combination | None:
    found = [one for trip in trips for one in ways_to_combine(pickup, trip, home, terms)]
    return max(found, key=lambda one: one.saved, default=None)  # of equal ones the earliest trip and stop


def ways_to_combine(pickup: Pickup, trip: Trip, home: Point, terms: Terms) -> Iterator[Combination]:
    """Yield every stop of `trip` after which it can take `pickup` on, and what that saves."""
    if pickup.point is None or not pickup.is_ready(trip.day):
        return
    alone = 2 * by_road(home, pickup.point, terms.road_factor)
    for stop in trip.stops:
        room = trip.room_after(stop.position)
        if stop.point is None or not pickup.freight.fits(room):
            continue
        detour = _detour(trip, stop, pickup.point, home, terms.road_factor)
        if detour <= terms.reach and detour < alone:
            yield _combination(trip, stop, pickup, room, detour, alone - detour, terms)


def _detour(trip: Trip, stop: Stop, point: Point, home: Point, factor: Decimal) -> int:
    """Return how many metres longer the trip gets, what it picks up there already being on its way."""
    start = next((each.point for each in reversed(trip.aboard) if each.after == stop.position), None) or stop.point
    later = (each.point for each in trip.stops if each.position > stop.position)
    end = next((each for each in later if each), home)
    assert start is not None
    longer = by_road(start, point, factor) + by_road(point, end, factor) - by_road(start, end, factor)
    return max(0, longer)


def _combination(
    trip: Trip, stop: Stop, pickup: Pickup, room: Freight, detour: int, saved: int, terms: Terms
) -> Combination:
    amount = (terms.cost_per_km * saved / 1000).quantize(CENT, ROUND_HALF_EVEN)
    cost = Money(amount, terms.currency)
    said = Said(
        say.TRIP_FITS,
        {
            "number": pickup.number, "party": pickup.party, "trip": trip.number, "stop": stop.party,
            "weekday": weekday(trip.day), "day": trip.day, "kg": pickup.freight.kg, "litres": pickup.freight.litres,
            "room_kg": room.kg, "room_litres": room.litres, "detour": kilometres(detour), "saved": kilometres(saved),
            "cost": cost,
        },
    )  # fmt: skip
    return Combination(trip, stop, pickup, room, detour, saved, cost, said)


def kilometres(metres: int) -> int:
    """Return whole kilometres, as a person is told them."""
    return round(metres / 1000)
