"""What became of an authorization, as other systems see it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.transitions import AuthorizationState, CartonState
from app.domain.vocabulary import DispositionCode, Grade, HoldReason, LineVerdict, Zone
from app.exchange.api.schemas import Resource, Units


class Received(Resource):
    """What was counted under one lot or serial, and how it stands to the paper."""

    id: Annotated[UUID, Field(description="of the receipt's line")]
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    verdict: LineVerdict
    quantity: Units


class Standing(Resource):
    """A quantity in one carton: how it was graded, what is to become of it, and where it stands now."""

    receipt_line_id: UUID
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    grade: Grade | None
    code: Annotated[DispositionCode | None, Field(description="what was decided")]
    hold: Annotated[HoldReason | None, Field(description="why it is locked, if it is")]
    quantity: Units
    carton: str
    carton_state: CartonState
    place: Annotated[str | None, Field(description="code of the place where the carton was seen last")]
    zone: Zone | None


class OutcomeLine(Resource):
    """A line of the paper with what came of it; without an id, all that came without standing on the paper."""

    id: Annotated[UUID | None, Field(description="of the authorization's line")]
    position: int | None
    product_id: UUID | None
    quantity: Annotated[int, Field(description="base units announced")]
    received: list[Received]
    standing: list[Standing]


class Outcome(Resource):
    """What became of one authorization. What left the building stands under `received` alone."""

    id: Annotated[UUID, Field(description="of the authorization")]
    number: str
    state: AuthorizationState
    event_id: Annotated[UUID | None, Field(description="the last event of this page that touched it")]
    lines: list[OutcomeLine]
