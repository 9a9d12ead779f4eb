"""What an advance notice announced and will not come: its paper was cancelled."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.domain.transitions import CartonState, Move, moved
from app.services.acting import Act

CARTON = table_of(Carton)


def withdraw(session: Session, act: Act, paper_id: UUID) -> None:
    """Free the plates that were announced for a paper. Nothing of them was ever here: the ledger hears nothing."""
    session.execute(
        sa.update(CARTON)
        .where(
            CARTON.c.site_id == act.site_id,
            CARTON.c.authorization_id == paper_id,
            CARTON.c.state == CartonState.EXPECTED,
        )
        .values(state=moved(CartonState.EXPECTED, Move.CANCEL), state_since=act.now, version=CARTON.c.version + 1)
    )
