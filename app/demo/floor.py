"""What has happened on the floor in the last two days, played through the services so that the ledger holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from operator import attrgetter
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, table_of
from app.demo.arrivals import ARRIVALS, Arrival, Arrivals
from app.demo.bench import BROKEN, Bench
from app.demo.forklift import Forklift
from app.demo.gs1 import sscc
from app.demo.hands import Crew, operator_at
from app.demo.stacking import stack
from app.domain.grading import Scores
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode

CARTON, LINE = table_of(Carton), table_of(CartonLine)

FIRST_TOTE = 301
"""Number of the first tote of the stack that is already on the floor."""


CONDEMNED = sscc(406)
"""A carton of coffee that is destroyed in the end (see `endings`)."""
SURPLUS = sscc(404)
"""A carton of shirts that is liquidated (see `bundles`)."""
DECIDED = {
    CONDEMNED: (DispositionCode.DESTROY, "Seals broken: nobody may drink it", BROKEN),
    sscc(403): (DispositionCode.RECYCLE, "Jars leak: the glass is worth it", BROKEN),
    SURPLUS: (DispositionCode.LIQUIDATE, "The season is over", Scores(5, 7)),
}
"""What the supervisor decides against the rules, by carton."""


@dataclass(frozen=True, slots=True)
class Grading:
    """An inspector's turn at a bench. `totes_kept` stay open; `is_broken_off` leaves the last carton part-graded."""

    hours_ago: float
    badge: str
    bench: str
    cartons: int
    totes_kept: int = 0
    is_broken_off: bool = False


@dataclass(frozen=True, slots=True)
class Routing:
    """A router's turn. `is_under_way` leaves the last carton on the forklift."""

    hours_ago: float
    cartons: int
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class Stacking:
    """A router's turn at the staging area: the cartons that came in last, on one pallet."""

    hours_ago: float
    pallet: str
    cartons: int


_GRADINGS = (
    Grading(41.0, "2304", "B-02", 4),
    Grading(25.0, "2318", "B-01", 3),
    Grading(5.2, "2304", "B-02", 5, totes_kept=1),
    Grading(1.5, "2318", "B-01", 4, totes_kept=1, is_broken_off=True),
)
_ROUTINGS = (Routing(39.0, 4), Routing(20.0, 3), Routing(3.6, 2), Routing(0.3, 1, is_under_way=True))
_STACKINGS = (Stacking(0.7, sscc(930), 3),)


def play_floor(session: Session, rng: Random, now: datetime) -> None:
    """Receive some 25 cartons, grade the older half of them, and take some to their places; the last act is recent."""
    crew = Crew(session, rng, now)
    arrivals, totes = Arrivals(crew), (f"T-{number:04d}" for number in count(FIRST_TOTE))
    turns = sorted([*ARRIVALS, *_GRADINGS, *_ROUTINGS, *_STACKINGS], key=attrgetter("hours_ago"), reverse=True)
    for turn in turns:
        match turn:
            case Arrival():
                arrivals.receive(turn)
            case Grading():
                _grade(crew, turn, totes)
            case Routing():
                _route(crew, turn)
            case Stacking():
                # a draw of its own: what follows stays as it is
                _stack(Crew(session, Random(turn.cartons), now), turn)  # noqa: S311


# What inspectors find, as often as they find it: a clean item, light marks, a fault, scrap.
_FOUND = (None, None, None, Scores(6, 7), Scores(5, 7), Scores(4, 5), Scores(3, 6), Scores(2, 3))


def _grade(crew: Crew, turn: Grading, totes: Iterator[str]) -> None:
    bench = Bench(crew.hand(turn.badge, turn.bench, turn.hours_ago), totes)
    plates = _standing(crew.session, CartonState.RECEIVED, turn.cartons)
    for plate in plates:
        goods = bench.take_up(plate)
        if len(goods) == 1:
            found = crew.rng.choice(_FOUND)
            if plate in DECIDED:
                bench.decide(goods[0], *DECIDED[plate], operator_at(crew.session, "2007", turn.bench))
            else:
                bench.grade_whole(goods[0], found)
            continue
        left_for_later = 1 if turn.is_broken_off and plate == plates[-1] else 0
        for line in goods[: len(goods) - left_for_later]:
            bench.grade(line, crew.rng.choice(_FOUND))
    bench.close_totes(turn.totes_kept)


def _route(crew: Crew, turn: Routing) -> None:
    forklift = Forklift(crew.hand("2412", "F-01", turn.hours_ago))
    plates = _standing(crew.session, CartonState.GRADED, turn.cartons)
    for plate in plates:
        forklift.take(plate)
        if not (turn.is_under_way and plate == plates[-1]):
            forklift.put_down()


def _stack(crew: Crew, turn: Stacking) -> None:
    hand = crew.hand("2412", "G-01", turn.hours_ago)
    stack(hand, turn.pallet, _standing(crew.session, CartonState.RECEIVED, 99)[-turn.cartons :])


def _standing(session: Session, state: CartonState, number: int) -> list[str]:
    """Return the plates of the cartons that have waited longest in `state`, without those that a hold locks."""
    held = sa.exists().where(LINE.c.site_id == CARTON.c.site_id, LINE.c.carton_id == CARTON.c.id, LINE.c.hold != "")
    waiting = sa.select(CARTON.c.lpn).where(CARTON.c.state == state, ~held)
    return list(session.scalars(waiting.order_by(CARTON.c.state_since, CARTON.c.lpn).limit(number)))
