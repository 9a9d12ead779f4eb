"""Permission to send goods back, and the story of each."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, expiry, instant, key, ref, within_site, word, words
from app.db.types import Word
from app.domain.authorizing import DataDeclaration, PaperAct
from app.domain.refunds import Resolution
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Condition, Program, ReasonCode


class Authorization(Base, table=True):
    """An RMA: who may send what back, under which program."""

    __table_args__ = (
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "state"),
        sa.Index(None, "site_id", "created_at"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(40)
    program: Program = word(Program)
    party_id: UUID = ref("party.id")
    state: AuthorizationState = word(AuthorizationState)
    purchase_order: str = chars(40, index=True)
    credit_memo: str = chars(40)
    order: str = chars(40, index=True)
    recall_number: str = chars(40)
    agreement: str = chars(60)
    contact: str = chars(120)
    data_bearing: DataDeclaration | None = word(DataDeclaration, optional=True)
    return_place: str = chars(60)
    language: str = Field(default="en", max_length=2, description="the sender's: labels and instructions speak it")
    expected_on: date | None = Field(default=None)
    expires_on: date | None = Field(default=None, description="the last day on which goods may be sent")
    created_at: datetime = instant()
    version: int = 0


class AuthorizationLine(Base, table=True):
    """An expected quantity of one product, with lot, expiry and serial where the paper says them."""

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "product_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    authorization_id: UUID = ref()
    position: int
    product_id: UUID = ref("product.id")
    quantity: int = Field(description="base units expected")
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    reason: ReasonCode = word(ReasonCode)
    claim: str = Field(default="", max_length=200, description="the customer's own words")
    condition: frozenset[Condition] = words(Condition)
    evidence_to_follow: frozenset[Evidence] = words(Evidence)
    asset_type: str = Field(default="", max_length=13, description="of a GRAI: 13 digits, check digit last")
    resolution: Resolution | None = Field(
        default=None,
        sa_type=Word(Resolution, optional=True),
        nullable=False,
        sa_column_kwargs={"default": ""},  # most who write lines leave it to the program
        description="what the party gets; none is what is usual in the program",
    )


class Tracking(Base, table=True):
    """A carrier's tracking number without what its barcode carries around it; it opens one authorization."""

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "authorization_id"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    authorization_id: UUID = ref()
    number: str = chars(40)


class PaperEvent(Base, table=True):
    """One act on an authorization, written with the change it records and never changed.

    Paper is not goods: the ledger stays the story of goods alone. `changes` is a list of [field, before, after];
    `operator_id` is empty where a date passed by itself; `reason` is what a person wrote.
    """

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.Index(None, "site_id", "authorization_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    authorization_id: UUID = ref()
    act: PaperAct = word(PaperAct)
    at: datetime = instant()
    operator_id: UUID | None = ref("operator.id", optional=True)
    client_id: str = chars(36)
    changes: list[Any] = document()
    reason: str = chars(200)
