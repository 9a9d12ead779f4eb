"""Locks on goods, and the orders that place them."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, within_site, word
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope, ReleaseReason

_ACTIVE = sa.text("state = 'active'")


class HoldOrder(Base, table=True):
    """Somebody's word that goods are held: what of them, why, the one code they may leave under, until which day.

    Its scope decides which of the references is set; a lot is told by its product too. While it is active it locks what
    stands in the building and what comes.
    """

    __table_args__ = (
        *within_site({"carton_id": "carton", "carton_line_id": "carton_line", "authorization_id": "authorization"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index("ix_hold_order_active", "site_id", sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(12)
    state: HoldOrderState = word(HoldOrderState)
    scope: HoldScope = word(HoldScope)
    carton_line_id: UUID | None = ref(optional=True)
    carton_id: UUID | None = ref(optional=True)
    product_id: UUID | None = ref("product.id", optional=True)
    lot: str = chars(40)
    party_id: UUID | None = ref("party.id", optional=True)
    authorization_id: UUID | None = ref(optional=True)
    reason: HoldReason = word(HoldReason)
    words: str = chars(200)
    code: DispositionCode | None = word(DispositionCode, optional=True)
    until: date | None = Field(default=None, description="the last day it locks")
    placed_at: datetime = instant()
    placed_by: UUID = ref("operator.id")
    ended_at: datetime | None = instant(optional=True)
    ended_by: UUID | None = ref("operator.id", optional=True)
    ended_why: ReleaseReason | None = word(ReleaseReason, optional=True)
    version: int = 0


class Hold(Base, table=True):
    """One lock on a carton line: why, since when and by whom, and by which order if one placed it.

    What locks a line is its rows without a release; the line shows the strictest of them. A line without units has
    none. `placed_under` and `released_under` are the client ids of the acts, for undo. `released_why` is empty where no
    person let the goods go: they were moved, matched or taken back.
    """

    __table_args__ = (
        *within_site({"carton_line_id": "carton_line", "order_id": "hold_order"}),
        sa.Index(None, "site_id", "carton_line_id"),
        sa.Index(None, "site_id", "order_id"),
        sa.Index(None, "site_id", "placed_under"),
        sa.Index(None, "site_id", "released_under"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    carton_line_id: UUID = ref()
    order_id: UUID | None = ref(optional=True)
    reason: HoldReason = word(HoldReason)
    placed_at: datetime = instant()
    placed_by: UUID = ref("operator.id")
    placed_under: str = chars(36)
    released_at: datetime | None = instant(optional=True)
    released_by: UUID | None = ref("operator.id", optional=True)
    released_why: ReleaseReason | None = word(ReleaseReason, optional=True)
    released_under: str = chars(36)
