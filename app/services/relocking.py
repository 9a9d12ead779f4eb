"""Hold rows that agree with the locks on lines, where an act changed many locks at once."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Hold, table_of
from app.services.acting import Act
from app.services.stowing import place_hold

LINE, HOLD = table_of(CartonLine), table_of(Hold)


def agree(session: Session, act: Act, line_ids: Collection[UUID]) -> None:
    """Release the holds that do not lock their line any more, and write why a line is locked where nothing says so."""
    of_lines = (HOLD.c.site_id == act.site_id, HOLD.c.carton_line_id.in_(line_ids), HOLD.c.released_at.is_(None))
    locks = sa.exists().where(
        LINE.c.site_id == HOLD.c.site_id,
        LINE.c.id == HOLD.c.carton_line_id,
        LINE.c.hold == HOLD.c.reason,
        LINE.c.quantity > 0,
    )
    session.execute(
        sa.update(HOLD).where(*of_lines, ~locks).values(released_at=act.now, released_by=act.by.operator_id)
    )
    told = sa.exists().where(
        HOLD.c.site_id == LINE.c.site_id, HOLD.c.carton_line_id == LINE.c.id, HOLD.c.released_at.is_(None)
    )
    where = (LINE.c.site_id == act.site_id, LINE.c.id.in_(line_ids), LINE.c.quantity > 0, LINE.c.hold != "", ~told)
    for line in session.execute(sa.select(LINE.c.id, LINE.c.hold).where(*where).order_by(LINE.c.id)).all():
        place_hold(session, act, line.id, line.hold)
