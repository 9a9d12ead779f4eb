"""Whoever releases locked goods, as the browser would play one."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, table_of
from app.domain.approvals import Approver
from app.domain.vocabulary import ReleaseReason
from app.services import releasing
from app.services.acting import Act, Answered
from app.services.releasing import Screen
from tests.factories import NOW, Floor
from tests.services.dock import shown

EVENING = NOW + timedelta(hours=6)
LINE = table_of(CartonLine)


class Releaser:
    """Someone who may release, about one line. Every verb returns the verdict as `title | say | next`."""

    def __init__(
        self, floor: Floor, operator: str = "supervisor", line_id: UUID | None = None, approver: Approver | None = None
    ) -> None:
        self.floor, self.seconds, self.approver = floor, count(1), approver
        self.by = floor.principal(getattr(floor, operator))
        self.answered: Answered[None] | None = None
        self.screen = Screen(line_id or the_locked_line(floor), ReleaseReason.INSPECTED, new_id())

    def release(self, text: str = "", client_id: str = "") -> str:
        return self.do(releasing.scan if text else releasing.release, text, client_id)

    def undo(self) -> str:
        return self.do(releasing.undo)

    def because(self, why: ReleaseReason | None) -> "Releaser":
        self.screen = Screen(self.screen.line_id, why, self.screen.new_carton_id)
        return self

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "", client_id: str = "") -> str:
        act = self.act(text, client_id)
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, act, self.screen)
        last = act.client_id if self.answered.event_id else self.screen.last
        self.screen = Screen(self.screen.line_id, self.screen.why, new_id(), last)
        return self.says

    def act(self, text: str = "", client_id: str = "") -> Act:
        return Act(
            by=self.by, scope=releasing.SCOPE, client_id=client_id or str(new_id()),
            now=EVENING + timedelta(seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
            approver=self.approver,
        )  # fmt: skip

    @property
    def says(self) -> str:
        assert self.answered
        message, params = self.answered.said.message, self.answered.said.params
        told = {name: shown(value) for name, value in params.items()}
        return " | ".join(part.format(**told) for part in (message.title, message.say, message.next))


def the_locked_line(floor: Floor) -> UUID:
    """Return the line that was locked last."""
    return locked_lines(floor)[-1]


def locked_lines(floor: Floor) -> list[UUID]:
    """Return the lines that are locked, those in quarantine first, then by age."""
    carton = table_of(Carton)
    query = (
        sa.select(LINE.c.id)
        .join(carton, (carton.c.site_id == LINE.c.site_id) & (carton.c.id == LINE.c.carton_id))
        .where(LINE.c.hold != "", LINE.c.quantity > 0)
        .order_by(carton.c.is_quarantine.desc(), LINE.c.id)
    )
    with floor.database.reading() as session:
        return list(session.execute(query).scalars())


def by_badge(floor: Floor, operator: str = "supervisor") -> Approver:
    """Return an operator who gives badge and PIN for another's act."""
    found = getattr(floor, operator)
    return Approver(found.id, floor.principal(found).roles, found.name)
