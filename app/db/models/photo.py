"""Pictures of goods; the bytes stand outside the database under their content hash."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, instant, key, ref, within_site


class Photo(Base, table=True):
    """One re-encoded JPEG, with what it shows: goods in the building, or what a party sent along as evidence."""

    __table_args__ = (
        *within_site({"carton_id": "carton", "receipt_line_id": "receipt_line"}),
        sa.Index(None, "site_id", "carton_id"),
        sa.Index(None, "site_id", "receipt_line_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    digest: str = Field(max_length=64, description="SHA-256 of the stored JPEG, hexadecimal")
    width: int
    height: int
    carton_id: UUID | None = ref(optional=True)
    receipt_line_id: UUID | None = ref(optional=True)
    taken_at: datetime = instant()
    taken_by: UUID = ref("operator.id")
