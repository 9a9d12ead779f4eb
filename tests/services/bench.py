"""An inspector at a bench, as the browser would play one: the worksheet goes from answer to answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Event, table_of
from app.domain.approvals import Approver
from app.domain.messages.approving import ASKS
from app.domain.vocabulary import Role
from app.domain.worksheet import Worksheet
from app.services import grading
from app.services.acting import Act, Answered
from app.services.grading import Screen, View
from app.services.verifying import Verified, verify
from tests.factories import NOW, TODAY, Floor, an_sscc
from tests.services.dock import Dock, shown

LATER = NOW + timedelta(hours=1)


class BenchWork:
    """Scans and taps at bench B-02. Every verb returns the verdict as `title | say | next` in English."""

    def __init__(self, floor: Floor, operator: str = "inspector", start: datetime = LATER) -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator), "B-02")
        self.start, self.seconds = start, count(1)
        self.answered: Answered[Worksheet] | None = None
        self.screen = Screen(Worksheet())
        self.approver: Approver | None = None

    def scan(self, text: str, client_id: str = "") -> str:
        act = self._act(text, client_id)
        screen = replace(self.screen, new_tote_id=new_id())
        return self._do(act, lambda session: grading.scan(session, act, screen))

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def says_more(self, **said: object) -> "BenchWork":
        """Tap something on the worksheet that is no act yet: an answer, a score, a quantity, another code."""
        self.screen = replace(self.screen, sheet=replace(self.screen.sheet, **said))  # type: ignore[arg-type]
        return self

    def undo(self) -> str:
        act = self._act("")
        return self._do(act, lambda session: grading.undo(session, act, self.screen))

    def _act(self, text: str, client_id: str = "") -> Act:
        return Act(
            by=self.by,
            scope="grading",
            client_id=client_id or str(new_id()),
            now=self.start + timedelta(seconds=next(self.seconds)),
            content={"text": text, **self.screen.sheet.to_params()},
            text=text,
            source="wedge",
            approver=self.approver,
        )

    def _do(self, act: Act, verb: Callable[[Session], Answered[Worksheet]]) -> str:
        with self.floor.database.unit_of_work() as session:
            answered = verb(session)
        self.answered = answered
        sheet = Worksheet.parse({name: str(value) for name, value in answered.pending.items()})
        self.screen = replace(self.screen, sheet=sheet, last=act.client_id if answered.event_id else self.screen.last)
        return self.says

    def view(self) -> View:
        station = self.by.station.id if self.by.station else None
        with self.floor.database.reading() as session:
            return grading.look(session, self.by.site_id, station, self.screen.sheet, TODAY)

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        message = said.message
        return " | ".join(part.format(**params) for part in (message.title, message.say, message.next))

    @property
    def key(self) -> str:
        assert self.answered
        return self.answered.said.message.key.removeprefix("grading.")


def received(floor: Floor, *items: str, paper: str = "RMA-104418", carton: int = 4618) -> str:
    """Receive `items` into one carton, close it, and return its plate."""
    dock, plate = Dock(floor, paper), an_sscc(carton)
    dock.scan(plate)
    for item in items:
        dock.scan(item)
        if dock.signal == "attention":
            question = dock.screen.pending
            dock.scan("CMD-CONFIRM")
            if dock.answered and dock.answered.said.message in ASKS:  # too many over for one word alone
                dock.screen = replace(dock.screen, pending=question)
                dock.approver = Approver(floor.supervisor.id, frozenset({Role.SUPERVISOR}))
                dock.scan("CMD-CONFIRM")
    dock.scan("CMD-CLOSE")
    assert dock.answered and dock.answered.said.message.key == "receiving.carton_closed", dock.says
    return plate


def goods(floor: Floor) -> list[str]:
    """Return every line with units as `plate: quantity lot grade code hold`, sorted."""
    line, carton = table_of(CartonLine), table_of(Carton)
    query = sa.select(line, carton.c.lpn).join(carton, carton.c.id == line.c.carton_id).where(line.c.quantity > 0)
    with floor.database.reading() as session:
        rows = session.execute(query).all()
    return sorted(
        f"{row.lpn[-4:]}: {row.quantity} {row.lot or row.serial or '-'} {row.grade or '-'} {row.code or '-'}"
        + (f" {row.hold}" if row.hold else "")
        for row in rows
    )


def state(floor: Floor, lpn: str) -> str:
    """Return the state of the latest carton with that plate."""
    carton = table_of(Carton)
    with floor.database.reading() as session:
        query = sa.select(carton.c.state).where(carton.c.lpn == lpn).order_by(carton.c.id.desc()).limit(1)
        return str(session.execute(query).scalar_one())


def events(floor: Floor) -> int:
    with floor.database.reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(table_of(Event))).scalar_one()


def assert_ledger_holds(floor: Floor) -> None:
    with floor.database.reading() as session:
        verified = verify(session)
    assert isinstance(verified, Verified), verified
