"""What other systems send of transport: what is to be fetched, and what brings it to the dock."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from app.domain.collecting import MOST_KG, MOST_LITRES, MOST_PIECES
from app.domain.geography import MILLION, MOST_EAST, MOST_NORTH
from app.exchange.api.entries import PLAIN, Code, Day, Entry, Name

Pieces = Annotated[int, Field(ge=0, le=MOST_PIECES)]
Address = Annotated[
    str, Field(min_length=1, max_length=240, pattern=r"^[^\x00-\x09\x0b-\x1f\x7f]*$", description="by lines")
]
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
Instant = Annotated[AwareDatetime, Field(ge=FIRST, le=LAST, description="with its offset from UTC")]


class CollectionEntry(Entry):
    """Goods of approved authorizations of one party, to be fetched. Without an address: where the party is."""

    authorizations: Annotated[list[Code], Field(min_length=1, max_length=50, description="their numbers")]
    ready_from: Day
    ready_until: Day
    kg: Annotated[int, Field(ge=1, le=MOST_KG)]
    pallets: Pieces = 0
    cartons: Pieces = 0
    litres: Annotated[int, Field(ge=0, le=MOST_LITRES, description="unsaid, pallets and cartons tell")] = 0
    address: Address = ""
    postal_code: Annotated[str, Field(min_length=1, max_length=12, pattern=PLAIN)] = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")] = ""
    latitude: Annotated[int, Field(ge=-MOST_NORTH * MILLION, le=MOST_NORTH * MILLION, description="millionths")] = 0
    longitude: Annotated[int, Field(ge=-MOST_EAST * MILLION, le=MOST_EAST * MILLION, description="millionths")] = 0
    contact: Name = ""


class LoadEntry(Entry):
    """Collection requests that one load brings on a day, and what is known of it."""

    collections: Annotated[list[Code], Field(min_length=1, max_length=100, description="their numbers")]
    planned_on: Day
    carrier: Name = ""
    trailer: Annotated[str, Field(min_length=1, max_length=20, pattern=PLAIN)] = ""
    seal: Code = ""
    door: Annotated[str, Field(min_length=1, max_length=8, pattern=PLAIN, description="code of a dock door")] = ""
    appointment_from: Instant | None = None
    appointment_until: Instant | None = None
