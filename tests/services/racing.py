"""Workers who act at the same instant, in real threads, and what the one who comes second is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import sqlalchemy as sa

from app.db.models import Event, Operator, table_of
from tests.factories import Floor
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift

ROUNDS = 25

T = TypeVar("T")
Worker = Dock | BenchWork | Forklift


def race(*acts: Callable[[], T]) -> list[T]:
    """Run all given acts at the same instant, each in a thread of its own; return what each said."""
    together = Barrier(len(acts))

    def start(act: Callable[[], T]) -> T:
        together.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result(timeout=60) for each in [threads.submit(start, act) for act in acts]]


def shirt(floor: Floor) -> str:
    return gs1(floor.shirt)


def key(worker: Worker) -> str:
    assert worker.answered
    return worker.answered.said.message.key


def by_key(*workers: Worker) -> dict[str, Worker]:
    return {key(worker): worker for worker in workers}


def wrote(worker: Worker) -> tuple[str, str]:
    """Return who wrote the event that a worker was answered with, and when."""
    event, operator = table_of(Event), table_of(Operator)
    query = sa.select(operator.c.name, event.c.record_time).join(operator, operator.c.id == event.c.operator_id)
    assert worker.answered
    with worker.floor.database.reading() as session:
        row = session.execute(query.where(event.c.id == worker.answered.event_id)).one()
    return row.name, row.record_time.strftime("%H:%M:%S")


def was_first(winner: Worker, lpn: str, now: str) -> str:
    """Return what the other is told of a carton that `winner` changed first."""
    who, when = wrote(winner)
    return (
        f"{who} was first | Carton {lpn} was changed by {who} at {when}: it is {now} now. Nothing was changed here."
        " | Scan the next carton"
    )
