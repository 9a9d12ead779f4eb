"""A forward trip as somebody writes it down, before it is kept. No I/O."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.collecting import Freight, total


@dataclass(frozen=True, slots=True)
class StopDraft:
    """One delivery: what is unloaded at a party."""

    party_id: UUID
    freight: Freight


@dataclass(frozen=True, slots=True)
class TripDraft:
    """A vehicle, the day it leaves, what it takes, and its stops in the order of the way."""

    number: str
    leaves_on: date
    vehicle: str
    capacity: Freight
    stops: tuple[StopDraft, ...]

    @property
    def freight(self) -> Freight:
        """What it delivers in all: that much rides when it leaves."""
        return total(stop.freight for stop in self.stops)
