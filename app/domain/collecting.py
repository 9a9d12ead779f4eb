"""What is to be collected, and which of it fits one load. Pure: the same requests give the same proposals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.geography import Point
from app.domain.messages import transport as say
from app.domain.messages.core import Said, Word

PALLET_LITRES, CARTON_LITRES = 1_800, 60
"""What a pallet and a carton take where nobody measured: 1.2 x 1.0 x 1.5 m, and 0.4 x 0.5 x 0.3 m."""

MOST_KG, MOST_LITRES, MOST_PIECES = 40_000, 120_000, 2_000
"""More than any one trailer takes."""

FEWEST = 2
"""Requests that make a consolidated load: one alone is planned by hand."""


@dataclass(frozen=True, slots=True)
class Freight:
    """What goods weigh and take up: whole kilograms and litres."""

    kg: int = 0
    litres: int = 0

    def __add__(self, other: "Freight") -> "Freight":
        """Return both together."""
        return Freight(self.kg + other.kg, self.litres + other.litres)

    def __sub__(self, other: "Freight") -> "Freight":
        """Return what is left; below zero where it is too much."""
        return Freight(self.kg - other.kg, self.litres - other.litres)

    def fits(self, room: "Freight") -> bool:
        """Tell whether it goes into `room`."""
        return self.kg <= room.kg and self.litres <= room.litres


def total(freights: Iterable[Freight]) -> Freight:
    """Return all of it together."""
    return sum(freights, Freight())


def litres_of(pallets: int, cartons: int) -> int:
    """Return what so many pallets and cartons take where nobody measured."""
    return pallets * PALLET_LITRES + cartons * CARTON_LITRES


@dataclass(frozen=True, slots=True)
class Terms:
    """What planning reckons with: the ways and costs of the site, and what one trailer takes.

    `road_factor` turns a great circle into a road; `reach` is how many metres off its way a vehicle may go.
    """

    road_factor: Decimal
    cost_per_km: Decimal
    currency: str
    reach: int
    trailer: Freight


@dataclass(frozen=True, slots=True)
class Pickup:
    """One collection request as planning sees it. Days are included; `area` may be empty, `point` unknown."""

    id: UUID
    number: str
    party_id: UUID
    party: str
    area: str
    point: Point | None
    ready_from: date
    ready_until: date
    freight: Freight

    def is_ready(self, day: date) -> bool:
        """Tell whether it may be fetched on `day`."""
        return self.ready_from <= day <= self.ready_until


@dataclass(frozen=True, slots=True)
class LoadProposal:
    """Requests of one area that fit one load on one day. `said` is the sentence."""

    day: date
    area: str
    pickups: tuple[Pickup, ...]
    freight: Freight
    said: Said


def propose_loads(pickups: Iterable[Pickup], trailer: Freight, today: date) -> tuple[LoadProposal, ...]:
    """Return the loads that requests of the same area make, none of them twice, the earliest first.

    Requests without a postal code stay with those of their own party. Of the days on which most are ready the earliest
    is taken, and those whose time ends first go first.
    """
    groups: dict[str, list[Pickup]] = {}
    for pickup in sorted(pickups, key=lambda each: each.number):
        groups.setdefault(pickup.area or str(pickup.party_id), []).append(pickup)
    found = [proposal for group in groups.values() for proposal in _of_area(group, trailer, today)]
    return tuple(sorted(found, key=lambda each: (each.day, each.pickups[0].number)))


def _of_area(group: Sequence[Pickup], trailer: Freight, today: date) -> Iterable[LoadProposal]:
    left = list(group)
    day, chosen = _fullest(left, trailer, today)
    while len(chosen) >= FEWEST:
        yield _proposal(day, chosen, trailer)
        left = [each for each in left if each not in chosen]
        day, chosen = _fullest(left, trailer, today)


def _fullest(left: Sequence[Pickup], trailer: Freight, today: date) -> tuple[date, tuple[Pickup, ...]]:
    """Return the day that takes most requests. The first day of one of them is always such a day."""
    days = sorted({max(each.ready_from, today) for each in left if each.ready_until >= today})
    loads = [(day, _filled(left, trailer, day)) for day in days]
    return max(loads, key=lambda load: (len(load[1]), -load[0].toordinal()), default=(today, ()))


def _filled(left: Sequence[Pickup], trailer: Freight, day: date) -> tuple[Pickup, ...]:
    chosen: list[Pickup] = []
    room = trailer
    for each in sorted(left, key=lambda pickup: (pickup.ready_until, pickup.number)):
        if each.is_ready(day) and each.freight.fits(room):
            chosen.append(each)
            room -= each.freight
    return tuple(sorted(chosen, key=lambda pickup: pickup.number))


def _proposal(day: date, chosen: tuple[Pickup, ...], trailer: Freight) -> LoadProposal:
    freight = total(each.freight for each in chosen)
    said = Said(
        say.LOAD_FITS,
        {
            "requests": ", ".join(each.number for each in chosen), "weekday": weekday(day), "day": day,
            "kg": freight.kg, "litres": freight.litres, "most_kg": trailer.kg, "most_litres": trailer.litres,
        },
    )  # fmt: skip
    return LoadProposal(day, chosen[0].area, chosen, freight, said)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday(day: date) -> Word:
    """Return the word for the day of the week."""
    return Word(_WEEKDAYS[day.weekday()])
