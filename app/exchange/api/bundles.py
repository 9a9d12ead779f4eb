"""Sale bundles as other systems see them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.transitions import BundleState
from app.domain.vocabulary import Grade
from app.exchange.api.schemas import Resource, Units


class BundleLine(Resource):
    """Units of one carton line as they were offered."""

    id: UUID
    carton_id: UUID
    receipt_line_id: UUID
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    grade: Grade | None
    quantity: Units
    list_total: Annotated[Decimal, Field(description="decimal, for all of the quantity")]
    estimate: Annotated[Decimal, Field(description="decimal, the net recovery expected when it was offered")]


class Bundle(Resource):
    """Goods of one owner that are sold together. `lines` are empty until it is offered."""

    id: UUID
    number: str
    owner_id: UUID
    state: BundleState
    buyer_id: Annotated[UUID | None, Field(description="who it is offered to, then who bought it")]
    currency: str
    list_total: Decimal
    estimate: Annotated[Decimal, Field(description="net recovery expected when it was offered")]
    asking: Decimal
    agreed: Decimal
    proceeds: Annotated[Decimal, Field(description="what was paid so far")]
    opened_at: datetime
    offered_at: datetime | None
    sold_at: datetime | None
    gone_at: Annotated[datetime | None, Field(description="when the last of it left the building")]
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[BundleLine]
