"""A forklift driver with a tablet, as the browser would play one: the trip goes from answer to answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, Event, FloorException, Location, Route, Tally, table_of
from app.domain.vocabulary import TallyKind
from app.services import routing
from app.services.acting import Act, Answered
from app.services.routing import Screen, Trip
from tests.factories import NOW, Floor
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown

AFTERNOON = NOW + timedelta(hours=2)


class Forklift:
    """Scans and taps on forklift F-01. Every verb returns the verdict as `title | say | next` in English."""

    def __init__(self, floor: Floor, operator: str = "router", start: datetime = AFTERNOON) -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator), "F-01")
        self.start, self.seconds = start, count(1)
        self.answered: Answered[Trip] | None = None
        self.screen = Screen()

    def scan(self, text: str, client_id: str = "") -> str:
        return self.do(routing.scan, text, client_id)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def tap(self, verb: str) -> str:
        return self.do(getattr(routing, verb))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[Trip]], text: str = "", client_id: str = "") -> str:
        act = self.act(text, client_id)
        with self.floor.database.unit_of_work() as session:
            answered = verb(session, act, self.screen)
        self.answered = answered
        with self.floor.database.reading() as session:
            last = routing.undoable(session, self.by, self.screen, answered)
        self.screen = Screen(Trip.parse(answered.pending), last)
        return self.says

    def act(self, text: str = "", client_id: str = "") -> Act:
        return Act(
            by=self.by,
            scope=routing.SCOPE,
            client_id=client_id or str(new_id()),
            now=self.start + timedelta(seconds=next(self.seconds)),
            content={"text": text},
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

    @property
    def signal(self) -> str:
        assert self.answered
        return self.answered.said.message.signal.value


def a_tote(floor: Floor, tote: str = "T-0412", grade: str = "A", units: int = 2, *, carton: int = 4618) -> str:
    """Receive vitamins in a carton of their own, grade them into `tote`, close it, and return its plate."""
    return _tote(floor, tote, grade, units, carton, "CMD-CLOSE")


def an_open_tote(floor: Floor, tote: str = "T-0412", units: int = 2, *, carton: int = 4618) -> str:
    """Return a tote of vitamins of grade A that is still open at bench B-02."""
    return _tote(floor, tote, "A", units, carton)


def _tote(floor: Floor, tote: str, grade: str, units: int, carton: int, *more: str) -> str:
    item = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor)
    bench.scans(received(floor, *[item] * units, carton=carton), item)
    bench.says_more(quantity=units).scans(f"CMD-GRADE-{grade}", tote, *more)
    return tote


def stands(floor: Floor, lpn: str) -> tuple[str, str]:
    """Return the state of the carton with that plate and the code of its place."""
    carton, place = table_of(Carton), table_of(Location)
    query = sa.select(carton.c.state, place.c.code).join(place, place.c.id == carton.c.location_id, isouter=True)
    with floor.database.reading() as session:
        row = session.execute(query.where(carton.c.lpn == lpn).order_by(carton.c.id.desc()).limit(1)).one()
    return row.state.value, row.code or ""


def routes(floor: Floor) -> list[tuple[str, str]]:
    """Return every route as (state, place it leads to), the oldest first."""
    route, place = table_of(Route), table_of(Location)
    query = sa.select(route.c.state, place.c.code).join(place, place.c.id == route.c.to_location_id)
    with floor.database.reading() as session:
        return [(row.state.value, row.code) for row in session.execute(query.order_by(route.c.id))]


def kinds(floor: Floor, since: int = 0) -> list[str]:
    """Return the kinds of all events but the first `since`."""
    event = table_of(Event)
    with floor.database.reading() as session:
        return [kind.value for kind in session.scalars(sa.select(event.c.kind).order_by(event.c.id))][since:]


def vitamin(floor: Floor) -> str:
    """Return what a scanner types for a vitamin of lot 10D9T."""
    return gs1(floor.vitamin, "10D9T", "270331")


def placed_today(floor: Floor) -> int:
    """Return how many cartons were put in their place, by the day's tally."""
    table = table_of(Tally)
    with floor.database.reading() as session:
        found = session.scalars(sa.select(table.c.amount).where(table.c.kind == TallyKind.CARTONS_PLACED))
        return sum(found)


def exceptions(floor: Floor) -> list[tuple[str, str, bool]]:
    """Return every exception as (kind, place, resolved), the oldest first."""
    table = table_of(FloorException)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(table).order_by(table.c.id)).all()
    return [(row.kind.value, row.params.get("place", ""), row.resolved_at is not None) for row in rows]
