"""Whoever splits locked goods out, as the browser would play one: what is chosen goes from answer to answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, table_of
from app.domain.vocabulary import HoldReason
from app.services import holding
from app.services.acting import Act, Answered
from app.services.holding import Screen
from tests.factories import NOW, Floor
from tests.services.dock import shown

AFTERNOON = NOW + timedelta(hours=3)


class Holder:
    """Scans and taps about one carton at dock D-04. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, lpn: str, operator: str = "dock_worker", start: datetime = AFTERNOON) -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator))
        self.start, self.seconds = start, count(1)
        self.answered: Answered[None] | None = None
        self.screen = Screen(carton_id(floor, lpn))

    def scan(self, text: str, client_id: str = "") -> str:
        return self.do(holding.scan, text, client_id)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def tap(self, verb: str) -> str:
        return self.do(getattr(holding, verb))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "", client_id: str = "") -> str:
        act, screen = self.act(text, client_id), self.screen
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, act, screen)
        line = str(self.answered.pending.get("line", ""))
        last = act.client_id if self.answered.event_id else screen.last
        self.screen = Screen(screen.carton_id, UUID(line) if line else None, last)
        return self.says

    def act(self, text: str = "", client_id: str = "") -> Act:
        return Act(
            by=self.by,
            scope=holding.SCOPE,
            client_id=client_id or str(new_id()),
            now=self.start + timedelta(seconds=next(self.seconds)),
            content={"text": text, "carton": str(self.screen.carton_id)},
            text=text,
            source="wedge",
        )

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        message = said.message
        return " | ".join(part.format(**params) for part in (message.title, message.say, message.next))


def carton_id(floor: Floor, lpn: str) -> UUID:
    """Return the id of the latest carton with that plate."""
    carton = table_of(Carton)
    query = sa.select(carton.c.id).where(carton.c.lpn == lpn).order_by(carton.c.id.desc()).limit(1)
    with floor.database.reading() as session:
        found: UUID = session.execute(query).scalar_one()
    return found


def lock(floor: Floor, lot: str, reason: HoldReason = HoldReason.WRONG_LOT) -> None:
    """Lock every line of a lot, as a hold placed after it was received does."""
    line = table_of(CartonLine)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(line).where(line.c.lot == lot).values(hold=reason))
