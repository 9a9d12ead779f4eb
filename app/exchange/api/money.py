"""What is owed and claimed, as other systems see it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.refunds import Resolution
from app.domain.transitions import ClaimState, RefundState
from app.domain.vocabulary import Condition, Grade, ReasonCode
from app.exchange.api.schemas import Resource, Units


class ClaimLine(Resource):
    """Units of one receipt line that a vendor is asked for."""

    id: UUID
    receipt_line_id: UUID
    product_id: UUID
    lot: str
    serial: str
    reason: Annotated[ReasonCode | None, Field(description="why it came back")]
    quantity: Units
    amount: Annotated[Decimal, Field(description="decimal, for all of the quantity")]
    accepted: Annotated[Decimal, Field(description="decimal, what the vendor gives for them")]


class ClaimFinding(Resource):
    """What one inspection found on units that go back to their vendor."""

    id: UUID
    claim_line_id: UUID
    inspected_at: datetime
    inspector: str
    quantity: Units
    condition: list[Condition]
    function: Annotated[int, Field(description="1 to 6, higher is better")]
    cosmetics: Annotated[int, Field(description="1 to 9, higher is better")]
    grade: Grade


class ClaimPhoto(Resource):
    """A photo of the goods; people fetch it with the evidence of the claim."""

    id: UUID
    claim_line_id: UUID
    digest: Annotated[str, Field(description="SHA-256 of the JPEG, hexadecimal")]
    taken_at: datetime


class Claim(Resource):
    """What a vendor is asked to give credit for, with what it said and what it paid."""

    id: UUID
    number: str
    authorization_id: UUID
    party_id: Annotated[UUID, Field(description="the vendor")]
    state: ClaimState
    currency: str
    amount: Decimal
    accepted: Annotated[Decimal, Field(description="what the vendor gives, once it has answered")]
    reference: Annotated[str, Field(description="what the vendor calls it, or its payment")]
    reason: str
    opened_at: datetime
    sent_at: datetime | None
    decided_at: datetime | None
    paid_at: datetime | None
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[ClaimLine]
    findings: list[ClaimFinding]
    photos: list[ClaimPhoto]


class Refund(Resource):
    """What a party is owed for one authorization, as money or as credit; below zero it owes us."""

    id: UUID
    number: str
    authorization_id: UUID
    party_id: UUID
    resolution: Resolution
    state: RefundState
    currency: str
    amount: Decimal
    approve_from: Annotated[Decimal, Field(description="from this amount on a person approves it; 0 for none")]
    reference: Annotated[str, Field(description="of the payment, or the number of the credit memo")]
    reason: str
    opened_at: datetime
    paid_at: datetime | None
    version: Annotated[int, Field(description="counts the changes")]
