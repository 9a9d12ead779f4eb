"""One record that another system sends: judged as an import judges it, and written there and then."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries.imports import Run
from app.domain.importing import Fault, FileRow, ImportKind, ImportVerdict, Unfit
from app.domain.messages import importing as say
from app.domain.messages.core import Said
from app.domain.transitions import ImportState
from app.services.acting import Act
from app.services.importing.kinds import KINDS
from app.services.importing.records import Line, Record, Staged
from app.services.importing.staging import resolved

NO_RUN = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Taken:
    """The record as it is stored now, and whether it was there before."""

    id: UUID
    verdict: ImportVerdict


def take(session: Session, act: Act, kind: ImportKind, rows: Sequence[FileRow]) -> Taken:
    """Make or change the record that `rows` are about. Raises Unfit with all that is wrong, and changes nothing."""
    run, how = unkept(act, kind, rows), KINDS[kind]
    staged = resolve(session, act, kind, rows)
    record = Record(staged[0].record, tuple(Line(row.number, row.facts) for row in staged))
    (judged,) = how.judge(session, run, [record], lock=True)
    if judged.refusal:
        raise Unfit([Fault(judged.refusal)])
    how.write(session, run, [judged], act.now)
    (stored,) = how.judge(session, run, [record], lock=True)
    assert stored.id is not None, "it was written just now"
    return Taken(stored.id, judged.verdict)


def take_all(session: Session, act: Act, kind: ImportKind, rows: Sequence[FileRow]) -> list[Taken]:
    """Make or change what each of `rows` is about, of a kind that has no lines. Raises Unfit and changes nothing."""
    run, how = unkept(act, kind, rows), KINDS[kind]
    staged = resolve(session, act, kind, rows)
    records = [Record(row.record, (Line(row.number, row.facts),)) for row in staged]
    first = {record.key: record for record in reversed(records)}
    again = [Fault(Said(say.REPEATED, {"record": how.name(record), "other": first[record.key].lines[0].number}),
                   rows[at].columns.get("", "")) for at, record in enumerate(records)
             if first[record.key] is not record]  # fmt: skip
    judged = [] if again else how.judge(session, run, records, lock=True)
    wrong = [Fault(one.refusal, rows[at].columns.get("", "")) for at, one in enumerate(judged) if one.refusal]
    if again or wrong:
        raise Unfit([*again, *wrong])
    how.write(session, run, judged, act.now)
    stored = how.judge(session, run, records, lock=True)
    return [Taken(now.id, one.verdict) for now, one in zip(stored, judged, strict=True) if now.id]


def resolve(session: Session, act: Act, kind: ImportKind, rows: Sequence[FileRow]) -> list[Staged]:
    """Return `rows` with ids in place of names. Raises Unfit, each fault once: a head's stands with every line."""
    staged = resolved(session, unkept(act, kind, rows), rows)
    faults = {(fault.column, fault.said.message.key): fault for row in staged for fault in row.faults}
    if faults:
        raise Unfit(list(faults.values()))
    return staged


def unkept(act: Act, kind: ImportKind, rows: Sequence[FileRow]) -> Run:
    """Return what judging asks of an import, for a record that comes without a file."""
    columns = {name: 0 for row in rows for name in row.values}
    return Run(
        site_id=act.site_id, id=NO_RUN, kind=kind, file_name=act.by.operator_name, digest="", written="",
        state=ImportState.WRITING, column_map={"columns": columns}, skips_bad=False, cursor="", rows=len(rows),
        handled=0, created=0, updated=0, unchanged=0, refused=0, verdict="", params={}, created_at=act.now,
        finished_at=None, created_by=act.by.operator_id, starter=act.by.operator_name,
    )  # fmt: skip
