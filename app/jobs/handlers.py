"""How each kind of job is done: in steps, between which the lease is renewed, and what is said when it is given up."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.context import Backdock
from app.domain.jobs import JobKind
from app.imports import work_on
from app.services import importing, ruling, unsold
from app.services.leasing import Leased


@dataclass(frozen=True, slots=True)
class Handler:
    """`work` may stop after any step and be called again; `give_up` ends what failed for good."""

    work: Callable[[Backdock, Leased], Iterator[Any]]
    give_up: Callable[[Backdock, Leased], None]


def _import(backdock: Backdock, job: Leased) -> Iterator[Any]:
    return work_on(backdock, job.site_id, job.subject_id)


def _give_up_import(backdock: Backdock, job: Leased) -> None:
    importing.give_up(backdock.database, job.site_id, job.subject_id)


def _judge_again(backdock: Backdock, job: Leased) -> Iterator[Any]:
    return unsold.judge_again(backdock.database, job.site_id)


def _leave_as_judged(_backdock: Backdock, _job: Leased) -> None:
    """Stock that is still judged under an earlier version says so on its screen."""


def _try_out(backdock: Backdock, job: Leased) -> Iterator[Any]:
    return ruling.work(backdock.database, job.site_id, job.subject_id)


def _give_up_trying(backdock: Backdock, job: Leased) -> None:
    ruling.give_up(backdock.database, job.site_id, job.subject_id)


HANDLERS: Mapping[JobKind, Handler] = {
    JobKind.IMPORT: Handler(_import, _give_up_import),
    JobKind.DRY_RUN: Handler(_try_out, _give_up_trying),
    JobKind.UNSOLD: Handler(_judge_again, _leave_as_judged),
}
