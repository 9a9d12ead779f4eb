"""The workers: one leases a job, does it step by step, says how it ended; one sends news to other systems; one watches.

Sending has a thread of its own: a long import does not keep news back, nor does an address that answers slowly keep an
import back.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.context import Backdock
from app.jobs.delivering import deliver_next
from app.jobs.handlers import HANDLERS
from app.jobs.watching import Watch
from app.services import leasing
from app.services.leasing import LEASE, Leased

LOOKS_EVERY = 1.0
"""Seconds between two looks at the table while there is nothing to do."""

log = structlog.get_logger(__name__)


@contextmanager
def running(backdock: Backdock) -> Iterator[None]:
    """Do jobs and send news in threads of this process until the block ends; the step under way is finished."""
    stop = threading.Event()
    lanes = {"jobs": do_next, "news": deliver_next, "watch": Watch().look}
    workers = [
        threading.Thread(target=_run, args=(backdock, stop, do), name=name, daemon=True) for name, do in lanes.items()
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        for worker in workers:
            worker.join(LEASE.total_seconds())


def _run(backdock: Backdock, stop: threading.Event, do: Callable[[Backdock, threading.Event], bool]) -> None:
    while not stop.is_set():
        try:
            did_one = do(backdock, stop)
        except SQLAlchemyError:  # the database is away: it may come back
            log.exception("no job could be taken")
            did_one = False
        if not did_one:
            stop.wait(LOOKS_EVERY)


def do_next(backdock: Backdock, stop: threading.Event | None = None) -> bool:
    """Do the job that waits longest; False when none waits."""
    with backdock.database.reading() as session:
        if not leasing.is_waiting(session, _now()):
            return False
    with backdock.database.unit_of_work() as session:
        job = leasing.lease(session, _now())
    if job is None:
        return False
    _do(backdock, job, stop or threading.Event())
    return True


def _do(backdock: Backdock, job: Leased, stop: threading.Event) -> None:
    handler = HANDLERS[job.kind]
    try:
        if not _steps(backdock, job, stop):
            return
    except Exception as error:
        log.exception("a job failed", job=str(job.id), kind=job.kind.value, attempt=job.attempt)
        with backdock.database.unit_of_work() as session:
            is_last = leasing.fail(session, job, type(error).__name__, _now())
        if is_last:
            handler.give_up(backdock, job)
        return
    with backdock.database.unit_of_work() as session:
        leasing.finish(session, job, _now())


def _steps(backdock: Backdock, job: Leased, stop: threading.Event) -> bool:
    """Do the job; False when it was left to another, who goes on where it is."""
    renewed = _now()
    for _step in HANDLERS[job.kind].work(backdock, job):
        now = _now()
        if stop.is_set():
            _leave(backdock, job)
            return False
        if now - renewed > LEASE / 4:
            renewed = now
            with backdock.database.unit_of_work() as session:
                if not leasing.renew(session, job, now):
                    return False
    return True


def _leave(backdock: Backdock, job: Leased) -> None:
    with backdock.database.unit_of_work() as session:
        leasing.release(session, job, _now())


def _now() -> datetime:
    return datetime.now(UTC)
