"""The transport desk and the dock, as browsers would play them: what is asked for, planned, and let in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Party, Site, Trip, TripStop, table_of
from app.db.queries import collections, exceptions, loads, trips
from app.db.queries.collections import Request
from app.db.queries.loads import Inbound
from app.domain.collecting import Freight, LoadProposal, Terms, propose_loads
from app.domain.combining import Combination, propose_combinations
from app.domain.geography import Point
from app.domain.messages.core import Said
from app.domain.transitions import TripState
from app.services import arriving, transporting
from app.services.acting import Act, Answered
from app.services.arriving import Screen
from app.services.transporting import Facts, NewRequest, Seen
from tests.factories import NOW, TODAY, Floor
from tests.services.dock import shown

LAREDO, SAN_ANTONIO = Point(27_506_400, -99_507_500), Point(29_424_100, -98_493_600)
TERMS = Terms(Decimal("1.3"), Decimal("1.20"), "USD", 40_000, Freight(20_000, 60_000))


@dataclass
class Shipper:
    """Acts in the office and at the door, both as the supervisor. `says` is the last answer in English."""

    floor: Floor
    station: str = "D-04"
    screen: Screen | None = None
    pending: dict[str, Any] = field(default_factory=dict)
    last: str = ""

    def __post_init__(self) -> None:
        self.by = self.floor.principal(self.floor.supervisor, self.station)
        self.seconds = count(1)

    def act(self, scope: str = transporting.SCOPE, text: str = "") -> Act:
        later = NOW + timedelta(seconds=next(self.seconds))
        return Act(self.by, scope, str(new_id()), later, content={"text": text}, text=text)

    def do(self, verb: Callable[[Session, Act], Answered[Any]], act: Act | None = None) -> str:
        act = act or self.act()
        with self.floor.database.unit_of_work() as session:
            answered = verb(session, act)
        self.pending = dict(answered.pending)
        self.last = act.client_id if answered.event_id else self.last
        return said_in_english(answered.said)

    def asks(self, *papers: UUID, days: tuple[int, int] = (0, 4), kg: int = 500, party: UUID | None = None) -> str:
        """Ask for a collection at San Antonio, ready from and until so many days from now."""
        first, last = (TODAY + timedelta(days=each) for each in days)
        new = NewRequest(
            party or self.floor.northline.id, papers, "100 Commerce St", first, last, Freight(kg, kg * 3),
            postal_code="78205", country="US", point=SAN_ANTONIO,
        )  # fmt: skip
        return self.do(lambda session, act: transporting.request(session, act, new_id(), new))

    def request(self, number: str) -> Request:
        with self.floor.database.reading() as session:
            every = collections.listed(session, self.floor.site.id, collections.Wanted())
        return next(each for each in every if each.number == number)

    def load(self, number: str = "LOAD-000001") -> Inbound:
        with self.floor.database.reading() as session:
            load = loads.by_code(session, self.floor.site.id, number)
        assert load
        return load

    def plans(self, *numbers: str, day: date = TODAY) -> str:
        wanted = [self.request(number).id for number in numbers]
        return self.do(lambda session, act: transporting.plan(session, act, new_id(), wanted, day, TERMS.trailer))

    def to(self, verb: Callable[..., Answered[UUID]], thing: Request | Inbound, *more: Any) -> str:
        """Do `verb` to a request or load as it was seen."""
        seen = Seen(thing.id, thing.version)
        return self.do(lambda session, act: verb(session, act, seen, *more))

    def edits(self, load: Inbound, **facts: Any) -> str:
        return self.to(transporting.edit, load, Facts(**{"planned_on": load.planned_on, **facts}))

    def combines(self, request: Request, trip_id: UUID) -> str:
        seen = Seen(request.id, request.version)
        return self.do(lambda session, act: transporting.combine(session, act, new_id(), seen, trip_id, TERMS, TODAY))

    def proposed(self) -> tuple[list[LoadProposal], list[Combination]]:
        """Return what planning proposes now."""
        site_id = self.floor.site.id
        with self.floor.database.reading() as session:
            waiting = [each.as_pickup() for each in collections.waiting(session, site_id, TODAY)]
            planned = trips.planned(session, site_id, TODAY)
        together = propose_combinations(waiting, planned, LAREDO, TERMS, TODAY)
        return list(propose_loads(waiting, TERMS.trailer, TODAY)), list(together)

    def trip(self, *stops: tuple[UUID, int], number: str = "TR-7", day: int = 1, kg: int = 1_000) -> UUID:
        """Plan a forward trip; stops are party and kilograms."""
        trip_id, site = new_id(), self.floor.site.id
        with self.floor.database.unit_of_work() as session:
            session.add(Trip(site_id=site, id=trip_id, number=number, state=TripState.PLANNED,
                             leaves_on=TODAY + timedelta(days=day), vehicle="TX-4471",
                             capacity_kg=kg, capacity_litres=90_000))  # fmt: skip
            session.flush()
            for position, (party, weight) in enumerate(stops, start=1):
                session.add(TripStop(site_id=site, id=new_id(), trip_id=trip_id, position=position, party_id=party,
                                     kg=weight, litres=weight))  # fmt: skip
        return trip_id

    def maps(self) -> "Shipper":
        """Put the site and both customers on the map."""
        site, party = table_of(Site), table_of(Party)
        with self.floor.database.unit_of_work() as session:
            here = {"latitude": LAREDO.latitude, "longitude": LAREDO.longitude}
            session.execute(sa.update(site).where(site.c.id == self.floor.site.id).values(**here))
            there = {"latitude": SAN_ANTONIO.latitude, "longitude": SAN_ANTONIO.longitude}
            wanted = party.c.id.in_((self.floor.northline.id, self.floor.harbor.id))
            session.execute(sa.update(party).where(wanted).values(**there))
        return self

    def finds(self, text: str) -> str:
        said = self.do(arriving.find, self.act(arriving.SCOPE, text))
        with self.floor.database.reading() as session:
            load = loads.by_code(session, self.floor.site.id, text) or loads.by_trailer(
                session, self.floor.site.id, text
            )
        self.screen = Screen(load.id) if load else None
        return said

    def scans(self, *texts: str) -> str:
        """Scan on the arrival screen, which keeps the door and the open question."""
        said = ""
        for text in texts:
            said = self._at_the_door(arriving.scan, self.act(arriving.SCOPE, text))
        return said

    def taps(self, verb: Callable[..., Answered[None]], *more: str) -> str:
        return self._at_the_door(verb, self.act(arriving.SCOPE), *more)

    def _at_the_door(self, verb: Callable[..., Answered[None]], act: Act, *more: str) -> str:
        screen = self.screen
        assert screen
        said = self.do(lambda session, done: verb(session, done, screen, *more), act)
        door, ask = self.pending.get("door", screen.door), self.pending.get("ask", "")
        self.screen = Screen(screen.load_id, str(door), str(ask), self.last)
        return said

    def exceptions(self) -> list[tuple[str, Iterable[Any]]]:
        with self.floor.database.reading() as session:
            return [
                (each.kind.value, dict(each.params))
                for each in exceptions.open_exceptions(session, self.floor.site.id, 9)
            ]


def said_in_english(said: Said) -> str:
    """Return a sentence as `title | say | next`, without the parts it does not have."""
    params = {name: shown(value) for name, value in said.params.items()}
    message = said.message
    return " | ".join(part.format(**params) for part in (message.title, message.say, message.next) if part)
