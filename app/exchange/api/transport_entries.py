"""What other systems send of transport: what is to be fetched, and what brings it to the dock."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from app.domain.collecting import MOST_KG, MOST_LITRES, MOST_PIECES
from app.domain.geography import MILLION, MOST_EAST, MOST_NORTH
from app.exchange.api.entries import LAST_DAY, PLAIN, Code, Day, Entry, Name, PartyName

Pieces = Annotated[int, Field(ge=0, le=MOST_PIECES)]
Address = Annotated[
    str, Field(min_length=1, max_length=240, pattern=r"^[^\x00-\x09\x0b-\x1f\x7f]*$", description="by lines")
]
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
Instant = Annotated[AwareDatetime, Field(ge=FIRST, le=LAST, description="with its offset from UTC")]


Kilograms = Annotated[int, Field(ge=1, le=MOST_KG)]


class CollectionChange(Entry):
    """What is to be said anew of a collection request; its party and authorizations stay."""

    ready_from: Day = LAST_DAY
    ready_until: Day = LAST_DAY
    kg: Kilograms = 1
    pallets: Pieces = 0
    cartons: Pieces = 0
    litres: Annotated[int, Field(ge=0, le=MOST_LITRES, description="unsaid, pallets and cartons tell")] = 0
    address: Address = ""
    postal_code: Annotated[str, Field(min_length=1, max_length=12, pattern=PLAIN)] = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")] = ""
    latitude: Annotated[int, Field(ge=-MOST_NORTH * MILLION, le=MOST_NORTH * MILLION, description="millionths")] = 0
    longitude: Annotated[int, Field(ge=-MOST_EAST * MILLION, le=MOST_EAST * MILLION, description="millionths")] = 0
    contact: Name = ""


class CollectionEntry(CollectionChange):
    """Goods of approved authorizations of one party, to be fetched. Without an address: where the party is."""

    authorizations: Annotated[list[Code], Field(min_length=1, max_length=50, description="their numbers")]
    ready_from: Day
    ready_until: Day
    kg: Kilograms


class LoadChange(Entry):
    """What is known of a load; null takes an appointment off."""

    planned_on: Day = LAST_DAY
    carrier: Name = ""
    trailer: Annotated[str, Field(min_length=1, max_length=20, pattern=PLAIN)] = ""
    seal: Code = ""
    door: Annotated[str, Field(min_length=1, max_length=8, pattern=PLAIN, description="code of a dock door")] = ""
    appointment_from: Instant | None = None
    appointment_until: Instant | None = None


class LoadEntry(LoadChange):
    """Collection requests that one load brings on a day, and what is known of it."""

    collections: Annotated[list[Code], Field(min_length=1, max_length=100, description="their numbers")]
    planned_on: Day


class Removal(Entry):
    """Which collection request a load does not bring after all."""

    collection: Annotated[Code, Field(description="its number")]


class StopEntry(Entry):
    """What is unloaded at a party."""

    party: PartyName
    kg: Annotated[int, Field(ge=0, le=MOST_KG)]
    litres: Annotated[int, Field(ge=0, le=MOST_LITRES)] = 0


Stops = Annotated[list[StopEntry], Field(min_length=1, max_length=60, description="its stops, in the order of the way")]


class TripChange(Entry):
    """What is to be changed on a forward trip; `lines`, when said, are all of its stops."""

    leaves_on: Day = LAST_DAY
    vehicle: Annotated[str, Field(min_length=1, max_length=20, pattern=PLAIN, description="number plate")] = ""
    capacity_kg: Kilograms = 1
    capacity_litres: Annotated[int, Field(ge=1, le=MOST_LITRES)] = 1
    lines: Stops = []


class TripEntry(TripChange):
    """A forward trip: the day it leaves, what it takes, and its stops."""

    number: Code
    leaves_on: Day
    capacity_kg: Kilograms
    capacity_litres: Annotated[int, Field(ge=1, le=MOST_LITRES)]
    lines: Stops
