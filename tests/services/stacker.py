"""Someone who builds pallets, as the browser would play one: the pallet goes from answer to answer."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, table_of
from app.services import stacking
from app.services.acting import Act, Answered
from app.services.stacking import Screen
from tests.factories import NOW, Floor, an_sscc
from tests.services.dock import shown
from tests.services.forklift import a_tote

ON = an_sscc(9500)
"""The plate of a pallet that is built."""

AFTERNOON = NOW + timedelta(hours=2)


class Stacker:
    """Scans and taps on the screen of pallets. Every verb returns the verdict as `title | say | next` in English."""

    def __init__(self, floor: Floor, operator: str = "router") -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator), "G-01")
        self.seconds = count(1)
        self.answered: Answered[None] | None = None
        self.screen = Screen()

    def scan(self, text: str) -> str:
        return self.do(stacking.scan, text)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def tap(self, verb: str) -> str:
        return self.do(getattr(stacking, verb))

    def take_off(self, lpn: str) -> str:
        carton_id = id_of(self.floor, lpn)
        return self.do(lambda session, act, screen: stacking.take_off(session, act, screen, carton_id))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "") -> str:
        act = self.act(text)
        with self.floor.database.unit_of_work() as session:
            answered = verb(session, act, self.screen)
        self.answered = answered
        pallet = str(answered.pending.get("pallet", ""))
        last = act.client_id if answered.event_id else self.screen.last
        self.screen = Screen(UUID(pallet) if pallet else None, last, str(answered.pending.get("ask", "")))
        return self.says

    def act(self, text: str = "") -> Act:
        return Act(
            by=self.by,
            scope=stacking.SCOPE,
            client_id=str(new_id()),
            now=AFTERNOON + timedelta(seconds=next(self.seconds)),
            content={"text": text, "pallet": str(self.screen.pallet_id or "")},
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


def id_of(floor: Floor, lpn: str) -> UUID:
    """Return the id of the last carton with that plate."""
    carton = table_of(Carton)
    query = sa.select(carton.c.id).where(carton.c.lpn == lpn).order_by(carton.c.id.desc()).limit(1)
    with floor.database.reading() as session:
        found: UUID = session.execute(query).scalar_one()
    return found


def two_totes(floor: Floor) -> tuple[str, str]:
    """Return the plates of two closed totes of vitamins, grade A, at bench B-02."""
    return a_tote(floor, "T-0412", carton=4618), a_tote(floor, "T-0413", carton=4619)
