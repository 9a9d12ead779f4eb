"""An import from its beginning, or from where it broke off, to its end: each step is one short transaction."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from time import perf_counter
from uuid import UUID

from app.db.engine import Database
from app.db.queries import imports
from app.db.queries.imports import Run
from app.domain.collecting import Freight
from app.domain.errors import Overtaken, Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import importing as say
from app.domain.messages.core import Said
from app.domain.transitions import ImportState, Move
from app.services.importing.checking import records_of, refusals, refusals_of, refuse
from app.services.importing.kinds import KINDS
from app.services.importing.pacing import Pace
from app.services.importing.records import Judged
from app.services.importing.runs import change, end, move
from app.services.importing.staging import clear, documents, put_aside, resolved

AT_ONCE = 250
"""The most rows that one transaction judges and writes; fewer where that holds the write lock for too long."""
READ_AT_ONCE = 500
"""The most rows that are put aside or cleared away at once: nothing is looked up under that lock."""
CHECKED_AT_ONCE = 1_000
"""Rows that are checked at once: checking reads, and writes only what is refused."""

OpenRows = Callable[[Run], Iterator[FileRow]]
"""Reads the file of a run from its first row. Raises Refused where the file cannot be read."""


@dataclass(frozen=True, slots=True)
class _Bench:
    """What every step works with."""

    database: Database
    open_rows: OpenRows
    now: Callable[[], datetime]
    clock: Callable[[], float]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def work(
    database: Database,
    site_id: UUID,
    run_id: UUID,
    open_rows: OpenRows,
    trailer: Freight,
    now: Callable[[], datetime] = _utc_now,
    clock: Callable[[], float] = perf_counter,
) -> Iterator[Run]:
    """Take the import to its end, yielding how far it is after each step. It may be left at any of them.

    Whoever goes on later goes on from there. A worker that finds its run changed by another stops. `trailer` is what
    one inbound load takes. `clock` tells seconds: how long a step held the write lock decides how many rows the next
    one takes.
    """
    bench = _Bench(database, open_rows, now, clock)
    run = _look(database, site_id, run_id)
    try:
        while run.is_under_way:
            yield from _STEPS[run.state](bench, replace(run, trailer=trailer))
            run = _look(database, site_id, run_id)
    except Overtaken:
        run = _look(database, site_id, run_id)
    if not run.is_under_way:
        yield from _tidy(bench, run)


def give_up(database: Database, site_id: UUID, run_id: UUID) -> None:
    """End an import that failed again and again, so that nobody waits for it."""
    run = _look(database, site_id, run_id)
    if run.is_under_way:
        with database.unit_of_work() as session:
            end(session, run, Move.REFUSE, Said(say.BROKE_OFF), _utc_now())


def _look(database: Database, site_id: UUID, run_id: UUID) -> Run:
    with database.reading() as session:
        run = imports.one(session, site_id, run_id)
    assert run is not None, "imports are never deleted"
    return run


def _read(bench: _Bench, run: Run) -> Iterator[Run]:
    try:
        done, pace = int(run.cursor or 0), Pace(READ_AT_ONCE, bench.clock)
        new = (row for row in bench.open_rows(run) if row.number > done)
        while rows := list(islice(new, pace.rows)):
            run = _put_aside(bench, run, rows, pace)
            yield run
    except Overtaken:
        raise
    except Refused as refused:
        with bench.database.unit_of_work() as session:
            end(session, run, Move.REFUSE, refused.said, bench.now())
        return
    with bench.database.unit_of_work() as session:
        move(session, run, Move.CHECK, handled=0)


def _put_aside(bench: _Bench, run: Run, rows: list[FileRow], pace: Pace) -> Run:
    with bench.database.reading() as session:
        staged = resolved(session, run, rows)
    written, bad = documents(run, staged), sum(bool(row.faults) for row in staged)
    done = run.handled + len(rows)
    progress = {"cursor": str(rows[-1].number), "rows": done, "handled": done, "refused": run.refused + bad}
    with pace.unit_of_work(bench.database) as session:
        change(session, run, **progress)
        put_aside(session, written)
    return replace(run, **progress)  # type: ignore[arg-type]


def _check(bench: _Bench, run: Run) -> Iterator[Run]:
    while True:
        with bench.database.reading() as session:
            records = imports.next_records(session, run, CHECKED_AT_ONCE)
            found = refusals(session, run, records)
        if not records:
            break
        handled = run.handled + sum(map(len, records))
        progress = {"cursor": records[-1][0].record, "handled": handled, "refused": run.refused + len(found)}
        with bench.database.unit_of_work() as session:
            change(session, run, **progress)
            refuse(session, run, found)
        run = replace(run, **progress)  # type: ignore[arg-type]
        yield run
    _decide(bench, run)


def _decide(bench: _Bench, run: Run) -> None:
    with bench.database.unit_of_work() as session:
        if run.refused and not run.skips_bad:
            end(session, run, Move.REFUSE, _nothing_written(run), bench.now())
        else:
            move(session, run, Move.WRITE, handled=run.refused)


def _nothing_written(run: Run) -> Said:
    return Said(say.NOTHING_WRITTEN, {"refused": run.refused, "rows": run.rows})


def _write(bench: _Bench, run: Run) -> Iterator[Run]:
    pace = Pace(AT_ONCE, bench.clock)
    while True:
        with bench.database.reading() as session:
            records = records_of(imports.next_records(session, run, pace.rows, sound=True))
        if not records:
            break
        with pace.unit_of_work(bench.database) as session:
            # judged again under the lock: what was checked may have changed since
            judged = KINDS[run.kind].judge(session, run, records, lock=True)
            KINDS[run.kind].write(session, run, judged, bench.now())
            progress = {**_counted(run, judged), "cursor": records[-1].key}
            change(session, run, **progress)
            refuse(session, run, [refusal for one in judged for refusal in refusals_of(one)])
        run = replace(run, **progress)  # type: ignore[arg-type]
        yield run
    with bench.database.unit_of_work() as session:
        end(session, run, Move.FINISH, _summary(run), bench.now())


def _counted(run: Run, judged: list[Judged]) -> dict[str, int]:
    rows = dict.fromkeys(ImportVerdict, 0)
    for one in judged:
        rows[one.verdict] += len(one.record.lines)
    counts = {verdict.value: getattr(run, verdict.value) + count for verdict, count in rows.items()}
    return {**counts, "handled": run.handled + sum(rows.values())}


def _summary(run: Run) -> Said:
    if not (run.created or run.updated or run.refused):
        return Said(say.NOTHING_NEW, {"unchanged": run.unchanged})
    counts = {verdict.value: getattr(run, verdict.value) for verdict in ImportVerdict}
    return Said(say.DONE, counts)


def _tidy(bench: _Bench, run: Run) -> Iterator[Run]:
    """Take away the rows that wait no longer; the refused ones stay, for whoever corrects the file."""
    with bench.database.reading() as session:
        first, last = imports.waiting_between(session, run)
    pace = Pace(READ_AT_ONCE, bench.clock)
    while first <= last:
        upto = first + pace.rows - 1
        with pace.unit_of_work(bench.database) as session:
            clear(session, run, first, upto)
        first = upto + 1
        yield run


_STEPS: Mapping[ImportState, Callable[[_Bench, Run], Iterator[Run]]] = {
    ImportState.READING: _read,
    ImportState.CHECKING: _check,
    ImportState.WRITING: _write,
}
