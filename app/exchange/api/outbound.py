"""What leaves on outbound loads, as other systems see it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.transitions import OutboundState
from app.domain.vocabulary import DispositionCode
from app.exchange.api.schemas import Resource, Units


class OutboundLine(Resource):
    """Goods that departed on the load."""

    id: UUID
    carton: Annotated[str, Field(description="plate of the carton that they left in")]
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    quantity: Units
    receipt_line_id: UUID | None


class OutboundLoad(Resource):
    """A consignment to one party under one code. Its lines are there once it has departed."""

    id: UUID
    number: str
    state: OutboundState
    party_id: UUID
    code: DispositionCode
    planned_on: date
    carrier_id: UUID | None
    trailer: str
    seal: Annotated[str, Field(description="a hyphen when there was none; empty before it departs")]
    door: Annotated[str, Field(description="code of the dock door, or empty")]
    departed_at: datetime | None
    handling_units: Annotated[int, Field(description="pallets, and cartons that stood on none, when it departed")]
    units: Annotated[int, Field(description="base units that departed")]
    grams: Annotated[int, Field(description="their weight, as far as it is known")]
    digest: Annotated[str, Field(description="SHA-256 of all that its papers state, printed on each of them")]
    delivered_on: date | None
    received_by: Annotated[str, Field(description="who signed the proof of delivery, or empty")]
    note: str
    created_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[OutboundLine]
