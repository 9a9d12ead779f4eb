"""What is announced, fetched and brought to the dock, as other systems see it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.transitions import CartonState, CollectionState, LoadState, TripState
from app.exchange.api.schemas import Resource, Units

Degrees = Annotated[int | None, Field(description="millionths of a degree, WGS 84")]


class NoticeLine(Resource):
    """What the sender says is in one carton, and how that carton stands now."""

    id: UUID
    pallet: Annotated[str, Field(description="SSCC of the pallet that it comes on, or empty")]
    carton: Annotated[str, Field(description="SSCC")]
    carton_state: CartonState
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    quantity: Units


class Notice(Resource):
    """The advance notice (ASN) of one authorization: nothing of it counts before it is counted or sampled."""

    id: Annotated[UUID, Field(description="of the authorization")]
    number: Annotated[str, Field(description="of the authorization")]
    party_id: UUID
    lines: list[NoticeLine]


class CollectionLine(Resource):
    """An authorization whose goods are fetched."""

    authorization_id: UUID


class Collection(Resource):
    """A request to fetch goods at one place, within some days."""

    id: UUID
    number: str
    state: CollectionState
    party_id: UUID
    load_id: Annotated[UUID | None, Field(description="what brings it, once that is planned")]
    address: Annotated[str, Field(description="by lines")]
    postal_code: str
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2, or empty")]
    latitude: Degrees
    longitude: Degrees
    contact: str
    ready_from: date
    ready_until: date
    kg: int
    litres: int
    pallets: int
    cartons: int
    created_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[CollectionLine]


class LoadLine(Resource):
    """A collection request that a load brings."""

    collection_id: UUID


class Load(Resource):
    """An inbound consignment: what brings the goods of its requests, to which door, when."""

    id: UUID
    number: str
    state: LoadState
    planned_on: date
    trip: Annotated[str, Field(description="number of the forward trip that brings it back, or empty")]
    carrier_id: UUID | None
    trailer: str
    seal: Annotated[str, Field(description="as it was told before")]
    seal_found: Annotated[str, Field(description="as the dock read it; a hyphen when there was none")]
    door: Annotated[str, Field(description="code of the dock door, or empty")]
    appointment_from: datetime | None
    appointment_until: datetime | None
    arrived_at: datetime | None
    closed_at: datetime | None
    created_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[LoadLine]


class TripStop(Resource):
    """What a trip unloads at a party."""

    position: int
    party_id: UUID
    kg: int
    litres: int


class Trip(Resource):
    """A forward delivery that is planned: pick-ups may ride back with it."""

    id: UUID
    number: str
    state: TripState
    leaves_on: date
    vehicle: Annotated[str, Field(description="number plate, or empty")]
    capacity_kg: int
    capacity_litres: int
    version: Annotated[int, Field(description="counts the changes")]
    lines: Annotated[list[TripStop], Field(description="its stops, in the order of the way")]
