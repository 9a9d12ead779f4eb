"""Permission to send goods back."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, expiry, instant, key, ref, within_site, word, words
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Condition, Program, ReasonCode


class Authorization(Base, table=True):
    """An RMA: who may send what back, under which program."""

    __table_args__ = (sa.UniqueConstraint("site_id", "number"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(40)
    program: Program = word(Program)
    party_id: UUID = ref("party.id")
    state: AuthorizationState = word(AuthorizationState)
    purchase_order: str = chars(40, index=True)
    credit_memo: str = chars(40)
    tracking: str = chars(60, index=True)
    expected_on: date | None = Field(default=None)
    created_at: datetime = instant()


class AuthorizationLine(Base, table=True):
    """An expected quantity of one product, with lot, expiry and serial where the paper says them."""

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.Index(None, "site_id", "authorization_id"),
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
    evidence: frozenset[Evidence] = words(Evidence)
