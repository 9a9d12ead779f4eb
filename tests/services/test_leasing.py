"""Jobs: one worker at a time, taken up again when a worker is lost, given up after some attempts."""

from datetime import timedelta
from uuid import UUID

from app.db.ids import new_id
from app.domain.jobs import JobKind
from app.services import leasing
from app.services.leasing import LEASE, MOST_ATTEMPTS, Leased
from tests.factories import NOW, Floor

LATER = NOW + LEASE + timedelta(seconds=1)


def put(floor: Floor) -> UUID:
    with floor.database.unit_of_work() as session:
        return leasing.enqueue(session, floor.site.id, JobKind.IMPORT, new_id(), NOW)


def taken(floor: Floor, now: object = NOW, job: UUID | None = None) -> Leased | None:
    with floor.database.unit_of_work() as session:
        return leasing.lease(session, now, job)  # type: ignore[arg-type]


def test_a_job_is_one_workers_at_a_time(floor: Floor) -> None:
    job = put(floor)
    first = taken(floor)
    assert first is not None
    assert (first.id, first.attempt) == (job, 1)
    assert taken(floor) is None
    assert taken(floor, job=job) is None


def test_jobs_are_done_in_their_order(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        second = leasing.enqueue(session, floor.site.id, JobKind.IMPORT, new_id(), NOW + timedelta(seconds=2))
        first = leasing.enqueue(session, floor.site.id, JobKind.IMPORT, new_id(), NOW)
    now = NOW + timedelta(seconds=5)
    assert [lease.id for lease in (taken(floor, now), taken(floor, now)) if lease] == [first, second]


def test_a_lost_workers_job_is_anothers_and_the_first_learns_it(floor: Floor) -> None:
    put(floor)
    lost = taken(floor)
    found = taken(floor, LATER)
    assert lost is not None and found is not None
    assert (found.id, found.attempt) == (lost.id, 2)
    with floor.database.unit_of_work() as session:
        assert not leasing.renew(session, lost, LATER)
        assert leasing.renew(session, found, LATER)
        leasing.finish(session, lost, LATER)  # says nothing: it is not the worker any more
    assert taken(floor, LATER + 2 * LEASE) is not None


def test_a_renewed_lease_keeps_the_job(floor: Floor) -> None:
    put(floor)
    lease = taken(floor)
    assert lease is not None
    with floor.database.unit_of_work() as session:
        leasing.renew(session, lease, NOW + LEASE / 2)
    assert taken(floor, LATER) is None


def test_a_released_job_is_there_at_once(floor: Floor) -> None:
    put(floor)
    lease = taken(floor)
    assert lease is not None
    with floor.database.unit_of_work() as session:
        leasing.release(session, lease, NOW)
    assert taken(floor) is not None


def test_a_failing_job_is_tried_later_and_at_last_given_up(floor: Floor) -> None:
    put(floor)
    now, ends = NOW, []
    for _attempt in range(MOST_ATTEMPTS):
        lease = taken(floor, now)
        assert lease is not None
        with floor.database.unit_of_work() as session:
            ends.append(leasing.fail(session, lease, "ValueError", now))
        assert taken(floor, now) is None
        now += timedelta(hours=1)
    assert ends == [False] * (MOST_ATTEMPTS - 1) + [True]
    assert taken(floor, now) is None


def test_a_finished_job_is_over(floor: Floor) -> None:
    put(floor)
    lease = taken(floor)
    assert lease is not None
    with floor.database.unit_of_work() as session:
        leasing.finish(session, lease, NOW)
        assert not leasing.is_waiting(session, LATER)
    assert taken(floor, LATER) is None
