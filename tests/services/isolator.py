"""Whoever gives orders to hold and lifts them, as the office would."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Hold, table_of
from app.domain.hold_orders import About, Draft
from app.domain.vocabulary import HoldReason, HoldScope, ReleaseReason, Role
from app.services import isolating
from app.services.acting import Act, Answered
from tests.factories import NOW, Floor
from tests.makers import an_operator
from tests.services.dock import shown

EVENING = NOW + timedelta(hours=7)
OK = ReleaseReason.INSPECTED


def quality(floor: Floor) -> "Isolator":
    """Return someone of the quality role."""
    with floor.database.unit_of_work() as session:
        person = an_operator(session, floor.site, [Role.QUALITY], "2777", "Q. Rivera")
    return Isolator(floor, person)


@dataclass(frozen=True)
class Screen:
    """What undo takes back."""

    last: str = ""


class Isolator:
    """Someone who orders goods to be held. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, operator: object = None, start: datetime = EVENING) -> None:
        self.floor, self.seconds, self.start = floor, count(1), start
        self.by = floor.principal(operator or floor.supervisor)  # type: ignore[arg-type]
        self.answered: Answered[UUID] | None = None
        self.screen = Screen()
        self.order_id = new_id()

    def lot(self, lot: str = "K7731", reason: HoldReason = HoldReason.QUALITY_CHECK, **more: object) -> str:
        return self.place(About(HoldScope.LOT, product_id=self.floor.omega.id, lot=lot), reason, **more)

    def place(self, about: About, reason: HoldReason = HoldReason.QUALITY_CHECK, **more: object) -> str:
        draft = Draft(about, reason, **more)  # type: ignore[arg-type]
        return self.do(lambda session, act: isolating.place(session, act, draft))

    def lift(self, why: ReleaseReason | None = OK, order_id: UUID | None = None) -> str:
        return self.do(lambda session, act: isolating.lift(session, act, order_id or self.order_id, why))

    def undo(self) -> str:
        last = self.screen.last
        return self.do(lambda session, act: isolating.undo(session, act, last))

    def do(self, verb: Callable[[Session, Act], Answered[UUID]]) -> str:
        act = self.act()
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, act)
        if self.answered.event_id:
            self.screen = Screen(act.client_id)
            self.order_id = self.answered.result or self.order_id
        return self.says

    def act(self) -> Act:
        return Act(self.by, isolating.SCOPE, str(new_id()), self.start + timedelta(seconds=next(self.seconds)))

    @property
    def says(self) -> str:
        assert self.answered
        message, params = self.answered.said.message, self.answered.said.params
        told = {name: shown(value) for name, value in params.items()}
        return " | ".join(part.format(**told) for part in (message.title, message.say, message.next))


def locks(floor: Floor) -> list[str]:
    """Return the reasons of all locks that stand, those of orders marked."""
    hold = table_of(Hold)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(hold.c.reason, hold.c.order_id).where(hold.c.released_at.is_(None))).all()
    return sorted(f"{row.reason.value}{' by order' if row.order_id else ''}" for row in rows)
