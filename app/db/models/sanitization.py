"""What was done to the media in data-bearing units."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, within_site, word
from app.domain.sanitizing import SanitizationMethod, SanitizationResult


class Sanitization(Base, table=True):
    """One attempt on one medium of one unit, as it was done and verified; it counts unless its event was undone.

    A unit is a serial on the receipt line it came in on: one that comes back another time starts anew.
    """

    __table_args__ = (
        *within_site({"receipt_line_id": "receipt_line", "event_id": "event"}),
        sa.Index(None, "site_id", "receipt_line_id"),
        sa.Index(None, "site_id", "done_at"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    receipt_line_id: UUID = ref()
    product_id: UUID = ref("product.id")
    serial: str = chars(40)
    make: str = chars(40)
    model: str = chars(40)
    medium_serial: str = chars(40)
    method: SanitizationMethod = word(SanitizationMethod)
    tool: str = chars(60)
    tool_version: str = chars(20)
    result: SanitizationResult = word(SanitizationResult)
    done_at: datetime = instant()
    done_by: UUID = ref("operator.id")
    verified_by: UUID = ref("operator.id")
    event_id: UUID = ref()
