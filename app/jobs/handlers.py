"""How each kind of job is done: in steps, between which the lease is renewed, and what is said when it is given up."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.context import Backdock
from app.domain.vocabulary import JobKind
from app.exchange.files import rows_of
from app.services import importing
from app.services.leasing import Leased


@dataclass(frozen=True, slots=True)
class Handler:
    """`work` may stop after any step and be called again; `give_up` ends what failed for good."""

    work: Callable[[Backdock, Leased], Iterator[Any]]
    give_up: Callable[[Backdock, Leased], None]


def _import(backdock: Backdock, job: Leased) -> Iterator[Any]:
    store = backdock.import_store
    return importing.work(
        backdock.database,
        job.site_id,
        job.subject_id,
        lambda run: rows_of(store.path(run.digest), run.kind, run.column_map),
    )


def _give_up_import(backdock: Backdock, job: Leased) -> None:
    importing.give_up(backdock.database, job.site_id, job.subject_id)


HANDLERS: Mapping[JobKind, Handler] = {JobKind.IMPORT: Handler(_import, _give_up_import)}
