"""Authorizations as a scan finds them."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Carton, Party, Tracking, table_of
from app.domain.readings import Reading
from app.domain.tracking import numbers_in
from app.domain.transitions import CartonState

PAPER, PARTY, TRACKING = table_of(Authorization), table_of(Party), table_of(Tracking)
CARTON = table_of(Carton)


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


def announcing(session: Session, site_id: UUID, plates: Collection[str]) -> list[Any]:
    """Return the authorization whose advance notice names one of `plates` among what has not come yet."""
    expected = sa.select(CARTON.c.authorization_id).where(
        CARTON.c.site_id == site_id, CARTON.c.lpn.in_(plates), CARTON.c.state == CartonState.EXPECTED
    )
    return list(
        session.execute(
            sa.select(PAPER, PARTY.c.name.label("party"))
            .join(PARTY, PARTY.c.id == PAPER.c.party_id)
            .where(PAPER.c.site_id == site_id, PAPER.c.id.in_(expected))
            .order_by(PAPER.c.number)
        )
    )


def number_of(session: Session, site_id: UUID, paper_id: UUID | None) -> str:
    """Return the number of an authorization, "" for none."""
    wanted = sa.select(PAPER.c.number).where(PAPER.c.site_id == site_id, PAPER.c.id == paper_id)
    return session.execute(wanted).scalar_one_or_none() or ""


def codes_of(readings: Iterable[Reading]) -> set[str]:
    """Return what a paper scan can be known by: its text, and the tracking numbers inside a carrier's barcode."""
    texts = {text for reading in readings for text in (reading.text.strip(), reading.text.strip().upper())}
    return texts | {number for text in texts for number in numbers_in(text)}
