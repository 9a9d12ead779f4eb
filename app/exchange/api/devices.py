"""What happened to medical devices, as other systems see it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.epcis import Boundary, EventKind
from app.exchange.api.schemas import Resource, Units


class DeviceEvent(Resource):
    """One act on a medical device, or on units of a lot: the history of one is what has its serial, in this order."""

    id: UUID
    event_id: UUID
    at: datetime
    kind: EventKind
    product_id: UUID
    sku: str
    lot: str
    serial: str
    quantity: Units
    lpn: Annotated[str, Field(description="plate of the carton it was in then")]
    receipt_line_id: UUID | None
    to_place: Annotated[Boundary, Field(description="a carton, or where it left the books")]
    is_taken_back: Annotated[bool, Field(description="declared an error since: it did not happen")]
