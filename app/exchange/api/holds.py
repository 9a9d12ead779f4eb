"""Orders to hold goods, as other systems see them and give them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.hold_orders import LONGEST_WORDS
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope, ReleaseReason
from app.exchange.api.entries import PLAIN, Day, Entry, text_of
from app.exchange.api.schemas import Resource


class HoldOrder(Resource):
    """What is held, and why: what stands in the building is locked, and what comes is locked as it is booked."""

    id: UUID
    number: str
    state: HoldOrderState
    scope: HoldScope
    carton_line_id: UUID | None
    carton_id: UUID | None
    product_id: Annotated[UUID | None, Field(description="also that of a lot")]
    lot: str
    party_id: UUID | None
    authorization_id: UUID | None
    reason: HoldReason
    words: str
    code: Annotated[DispositionCode | None, Field(description="the one code that held goods may leave under")]
    until: Annotated[date | None, Field(description="the last day it locks")]
    placed_at: datetime
    ended_at: datetime | None
    ended_why: ReleaseReason | None
    version: Annotated[int, Field(description="counts the changes")]


class HoldEntry(Entry):
    """Goods that are to be held. Without `scope`, `what` is the first thing that this house knows by that text."""

    what: Annotated[
        str, text_of(200, "carton plate, authorization, SKU or GTIN, SKU and lot with a blank, name of a party")
    ]
    reason: HoldReason
    scope: HoldScope | None = None
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS, pattern=PLAIN)] = ""
    code: DispositionCode | None = None
    until: Day | None = None
