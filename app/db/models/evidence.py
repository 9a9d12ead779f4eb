"""What a party sent along to show that its reason is so; the pictures stand in `photo`."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, within_site, word
from app.domain.evidence import LONGEST_TEXT
from app.domain.terms import Evidence


class LineEvidence(Base, table=True):
    """One piece of evidence on a line of an authorization: a photo, or words such as a serial or an invoice number.

    Without a line it was taken off, or its line is gone: it counts for nothing, and stays for whoever asks why.
    """

    __table_args__ = (
        *within_site(
            {"authorization_id": "authorization", "authorization_line_id": "authorization_line", "photo_id": "photo"}
        ),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "authorization_line_id"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    authorization_id: UUID = ref()
    authorization_line_id: UUID | None = ref(optional=True)
    kind: Evidence = word(Evidence)
    text: str = chars(LONGEST_TEXT)
    photo_id: UUID | None = ref(optional=True)
    given_at: datetime = instant()
    given_by: UUID = ref("operator.id")
