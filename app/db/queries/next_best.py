"""What is best taken next: of the cartons that somebody may take on, those that lose most by the hour first."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, Operator, Reservation, table_of
from app.db.queries.waiting import Waiting, WaitingCarton, WaitingPallet, by_loss, folded, waiting
from app.domain.dwell import Stage
from app.domain.inspection import GRADABLE_HOLDS
from app.domain.transitions import CartonState

RESERVED, OPERATOR, CARTON = table_of(Reservation), table_of(Operator), table_of(Carton)


def ranked(session: Session, site_id: UUID, today: date, stages: Collection[Stage]) -> list[Waiting]:
    """Return what can be taken on in `stages`, the best first: a pallet where all of it is moved, else its cartons."""
    (one,) = stages if len(stages) == 1 else (None,)
    cartons = [each for each in waiting(session, site_id, today, one) if each.stage in stages]
    moved = folded(each for each in cartons if each.stage is Stage.ROUTE)
    rows: list[Waiting] = [*moved, *(each for each in cartons if each.stage is not Stage.ROUTE)]
    return by_loss(row for row in rows if can_be_given(row))


def can_be_given(row: Waiting) -> bool:
    """Tell whether somebody may begin with it now: nothing in it is locked against that, and nobody works on it."""
    match row:
        case WaitingPallet():
            return row.is_movable
        case WaitingCarton(stage=Stage.GRADE):
            stands = row.state in (CartonState.RECEIVED, CartonState.PLACED)
            return stands and bool(row.goods.units) and row.goods.holds <= GRADABLE_HOLDS
        case WaitingCarton(stage=Stage.ROUTE):
            return row.is_movable
        case WaitingCarton(stage=Stage.REWORK):
            return row.state is CartonState.PLACED and bool(row.goods.units) and not row.goods.is_locked
        case _:  # whoever opened a receipt has its cartons in hand
            return False


def as_ranked(session: Session, site_id: UUID, rows: Sequence[Waiting]) -> list[Waiting]:
    """Return those of `rows` that stand as they did when they were ranked: nobody took them on since."""
    cartons = [carton for row in rows for carton in row.cartons]
    now = sa.select(CARTON.c.id, CARTON.c.state, CARTON.c.state_since)
    stand = session.execute(now.where(CARTON.c.site_id == site_id, CARTON.c.id.in_([each.id for each in cartons])))
    unchanged = {(row.id, row.state, row.state_since) for row in stand}
    return [row for row in rows if all((each.id, each.state, each.since) in unchanged for each in row.cartons)]


def given_to_others(session: Session, site_id: UUID, operator_id: UUID, now: datetime) -> dict[UUID, str]:
    """Return who else was given which carton or pallet a short while before `now` (UTC), by name."""
    rows = session.execute(
        sa.select(RESERVED.c.carton_id, OPERATOR.c.name)
        .join(OPERATOR, OPERATOR.c.id == RESERVED.c.operator_id)
        .where(RESERVED.c.site_id == site_id, RESERVED.c.until > now, RESERVED.c.operator_id != operator_id)
    )
    return {row.carton_id: row.name for row in rows}
