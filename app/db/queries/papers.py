"""Authorizations as a scan finds them."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Party, Tracking, table_of
from app.domain.readings import Reading
from app.domain.tracking import numbers_in

PAPER, PARTY, TRACKING = table_of(Authorization), table_of(Party), table_of(Tracking)


def by_code(session: Session, site_id: UUID, codes: Collection[str]) -> list[Any]:
    """Return the authorizations whose number, order or tracking number is among `codes`."""
    tracked = sa.select(TRACKING.c.authorization_id).where(TRACKING.c.site_id == site_id, TRACKING.c.number.in_(codes))
    named = (PAPER.c[name].in_(codes) for name in ("number", "purchase_order", "order"))
    return list(
        session.execute(
            sa.select(PAPER, PARTY.c.name.label("party"))
            .join(PARTY, PARTY.c.id == PAPER.c.party_id)
            .where(PAPER.c.site_id == site_id, sa.or_(*named, PAPER.c.id.in_(tracked)))
            .order_by(PAPER.c.number)
        )
    )


def codes_of(readings: Iterable[Reading]) -> set[str]:
    """Return what a paper scan can be known by: its text, and the tracking numbers inside a carrier's barcode."""
    texts = {text for reading in readings for text in (reading.text.strip(), reading.text.strip().upper())}
    return texts | {number for text in texts for number in numbers_in(text)}
