"""Receiving sessions and what they counted."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, expiry, instant, key, ref, within_site, word
from app.db.types import Word
from app.domain.circumstances import Regime
from app.domain.transitions import ReceiptState
from app.domain.vocabulary import LineVerdict

_OPEN = sa.text("state = 'open' AND authorization_id IS NOT NULL")
_UNDER_ENTRY = sa.text("customs_line_id IS NOT NULL")


class Receipt(Base, table=True):
    """One receiving session at a dock door, against an authorization or blind; one open receipt per authorization.

    Goods of several authorizations that stand together are one session: each further authorization has a receipt of
    its own, which `leader_id` ties to the first. Cartons belong to the first, counted lines to the one they answer.
    """

    __table_args__ = (
        *within_site({"authorization_id": "authorization", "leader_id": "receipt"}),
        sa.Index(None, "site_id", "leader_id"),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(
            "uq_receipt_open_authorization",
            "site_id",
            "authorization_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    authorization_id: UUID | None = ref(optional=True)
    leader_id: UUID | None = ref(optional=True)
    dock_id: UUID | None = ref("location.id", optional=True)
    state: ReceiptState = word(ReceiptState)
    opened_at: datetime = instant()
    opened_by: UUID = ref("operator.id")
    closed_at: datetime | None = instant(optional=True)
    closed_by: UUID | None = ref("operator.id", optional=True)


class ReceiptLine(Base, table=True):
    """A counted quantity and how it stands to the paper. Receiving counts it up; only undo counts it down.

    `customs_line_id` is the line of a customs entry that it came in under: all that is left of it anywhere, in whatever
    carton, is under that entry.
    """

    __table_args__ = (
        *within_site(
            {
                "receipt_id": "receipt",
                "authorization_line_id": "authorization_line",
                "customs_line_id": "customs_line",
            }
        ),
        sa.Index(None, "site_id", "customs_line_id", sqlite_where=_UNDER_ENTRY, postgresql_where=_UNDER_ENTRY),
        sa.Index(None, "site_id", "receipt_id"),
        sa.Index(None, "site_id", "product_id", "serial"),
        sa.CheckConstraint("quantity >= 0", name="quantity_counted"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    receipt_id: UUID = ref()
    authorization_line_id: UUID | None = ref(optional=True)
    customs_line_id: UUID | None = ref(optional=True)
    regime: Regime | None = Field(
        default=None,
        sa_type=Word(Regime, optional=True),
        nullable=False,
        sa_column_kwargs={"default": ""},  # only who receives under an entry says it
        description="the customs regime it is still under",
    )
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    verdict: LineVerdict = word(LineVerdict)
    quantity: int
