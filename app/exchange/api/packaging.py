"""Returnable packaging as other systems see it: assets by GRAI, and what each party has."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.transitions import AssetState
from app.exchange.api.schemas import Resource, Text


class Asset(Resource):
    """One pallet or tote."""

    id: UUID
    grai: Annotated[str, Field(description="data of AI (8003)")]
    type: Annotated[str, Field(description="code of its type")]
    state: AssetState
    state_since: datetime
    party_id: Annotated[UUID | None, Field(description="who has it, or had it when it was lost")]
    trips: Annotated[int, Field(description="issues since it was last washed")]


class BalanceLine(Resource):
    """What the party has of one type."""

    id: Annotated[UUID, Field(description="of the type")]
    type: Annotated[str, Field(description="code of the type")]
    name: Text
    unit: Annotated[str, Field(description="each, or gram")]
    balance: Annotated[int, Field(description="pieces or grams that went out and did not come back")]
    deposit: Annotated[Decimal, Field(description="that is held for them")]
    currency: str


class Balance(Resource):
    """What one party has of our packaging, by type."""

    id: Annotated[UUID, Field(description="of the party")]
    party: str
    lines: list[BalanceLine]
