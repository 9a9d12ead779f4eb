"""Stock that does not sell, where it should go, and what vendors agreed to, as other systems see it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.unsold import UnsoldKind
from app.domain.vocabulary import Category, DispositionCode
from app.exchange.api.schemas import Resource, Units


class Snapshot(Resource):
    """What was counted at one place on one day; `stock` has its lots."""

    id: UUID
    place_id: Annotated[UUID, Field(description="the party whose place it is")]
    taken_on: date
    created_at: datetime


class Stock(Resource):
    """One lot of a snapshot, and what the thresholds in force say of it."""

    id: UUID
    snapshot_id: UUID
    product_id: UUID
    lot: str
    expiry: date | None
    on_hand: Units
    received_on: date | None
    last_sold_on: date | None
    sold_30: Annotated[int | None, Field(description="base units sold in 30 days")]
    sold_90: Annotated[int | None, Field(description="base units sold in 90 days")]
    season: str
    season_ends_on: date | None
    kinds: Annotated[list[UnsoldKind], Field(description="every way in which it is too much")]
    excess: Annotated[int, Field(description="base units that are too many")]


class Way(Resource):
    """A way out for some units of a lot."""

    stock_id: UUID
    place_id: UUID
    product_id: UUID
    lot: str
    way: DispositionCode
    quantity: Units
    agreement_id: Annotated[UUID | None, Field(description="under which a vendor takes them back")]
    net: Annotated[Decimal, Field(description="net recovery of all of them")]
    credit: Annotated[Decimal, Field(description="what the vendor credits for them")]
    runner_up: DispositionCode
    runner_up_net: Decimal
    currency: str


class Named(Resource):
    """A product that an agreement names beside its categories."""

    product_id: UUID


class Agreement(Resource):
    """What a vendor agreed to take back. No categories and no products: all that it supplies."""

    id: UUID
    number: str
    vendor_id: UUID
    categories: list[Category]
    quota_kind: QuotaKind
    quota: Annotated[int, Field(description="base units, or percent of what was bought")]
    purchased: Annotated[int, Field(description="base units bought in a period")]
    period: QuotaPeriod
    opens_on: date | None
    ends_on: date | None
    window_days: Annotated[int, Field(description="days from the delivery to us; 0 for no such bound")]
    minimum: Annotated[Decimal, Field(description="least value at cost of one return")]
    fee_percent: int
    credit_percent: int
    note: str
    changed_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: Annotated[list[Named], Field(description="the products that it names")]
