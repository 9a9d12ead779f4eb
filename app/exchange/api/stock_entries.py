"""What other systems send of unsold stock: what was counted where, what is chosen, what vendors agreed to."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.agreements import MOST_UNITS, QuotaKind, QuotaPeriod
from app.domain.vocabulary import Category, DispositionCode
from app.exchange.api.entries import (
    LAST_DAY,
    PLAIN,
    Amount,
    Code,
    Day,
    Entry,
    PartyName,
    ProductName,
    text_of,
)

MOST_COUNTED = 250
"""Lots of one request: they are written in one step. Longer snapshots are imports."""
MOST_CHOSEN = 200
Count = Annotated[int, Field(ge=0, le=MOST_UNITS, description="base units")]
Percent = Annotated[int, Field(ge=0, le=100)]
NO_ID = UUID(int=0)


class CountedEntry(Entry):
    """One lot of a product as it was counted."""

    product: ProductName
    owner: PartyName = ""
    lot: Code = ""
    expiry: Day = LAST_DAY
    on_hand: Count
    received_on: Day = LAST_DAY
    last_sold_on: Day = LAST_DAY
    sold_30: Count = 0
    sold_90: Count = 0
    season: Code = ""
    season_ends_on: Day = LAST_DAY


class SnapshotEntry(Entry):
    """What was counted at a place on a day. Sent again, a lot says what is said now; the others stay."""

    taken_on: Day
    place: Annotated[str, text_of(120, "code, GLN or name of the party whose place it is")]
    lines: Annotated[list[CountedEntry], Field(min_length=1, max_length=MOST_COUNTED)]


class ChosenEntry(Entry):
    """One proposal as it was shown."""

    stock_id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", description="its id")]
    way: DispositionCode
    quantity: Annotated[int, Field(ge=1, le=MOST_UNITS, description="base units")]


class ChoiceEntry(Entry):
    """The proposals that are to become authorizations: all of them, or none."""

    lines: Annotated[list[ChosenEntry], Field(min_length=1, max_length=MOST_CHOSEN)]


class AgreementChange(Entry):
    """What is to be said of an agreement. A new one needs a vendor and a quota."""

    vendor: PartyName = ""
    categories: Annotated[list[Category], Field(max_length=len(Category))] = []
    products: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00-\x20\x7f,;]+$")]],
        Field(max_length=50, description="SKUs of the vendor"),
    ] = []
    quota_kind: QuotaKind = QuotaKind.UNITS
    quota: Count = 0
    purchased: Count = 0
    period: QuotaPeriod = QuotaPeriod.YEAR
    opens_on: Day = LAST_DAY
    ends_on: Day = LAST_DAY
    window_days: Annotated[int, Field(ge=0, le=3650)] = 0
    minimum: Amount = ""
    fee_percent: Percent = 0
    credit_percent: Percent = 0
    note: Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN)] = ""


class AgreementEntry(AgreementChange):
    """An agreement with a vendor, known by the number that both sides use."""

    number: Code
