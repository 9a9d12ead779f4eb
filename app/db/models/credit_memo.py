"""What a party is credited for goods that came back."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, money, ref, within_site, word
from app.domain.transitions import CreditMemoState


class CreditMemo(Base, table=True):
    """One memo for one authorization, whole or in part; `dated` is the day that it bears."""

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "state", "dated"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(40)
    authorization_id: UUID = ref()
    party_id: UUID = ref("party.id")
    state: CreditMemoState = word(CreditMemoState)
    dated: date
    currency: str = chars(3)
    created_at: datetime = instant()
    version: int = 0


class CreditMemoLine(Base, table=True):
    """A quantity credited of an authorization's line, else of a product and lot; `amount` is for all of it."""

    __table_args__ = (
        *within_site({"credit_memo_id": "credit_memo", "authorization_line_id": "authorization_line"}),
        sa.Index(None, "site_id", "credit_memo_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    credit_memo_id: UUID = ref()
    position: int
    authorization_line_id: UUID | None = ref(optional=True)
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    quantity: int
    amount: Decimal = money()
