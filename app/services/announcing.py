"""What an advance notice announced and will not come: its paper was cancelled, or the notice was taken back."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.domain.transitions import CartonState, Move, moved

CARTON = table_of(Carton)


def withdraw(session: Session, site_id: UUID, paper_id: UUID, now: datetime) -> None:
    """Free the plates that were announced for a paper. Nothing of them is here: the ledger hears nothing.

    Their rows stay: what was taken in and taken back again has lines that name them.
    """
    session.execute(
        sa.update(CARTON)
        .where(
            CARTON.c.site_id == site_id,
            CARTON.c.authorization_id == paper_id,
            CARTON.c.state == CartonState.EXPECTED,
        )
        .values(
            state=moved(CartonState.EXPECTED, Move.CANCEL), state_since=now, parent_id=None,
            version=CARTON.c.version + 1,
        )
    )  # fmt: skip
