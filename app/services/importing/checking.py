"""The second step: whole records against each other and against what is stored. Nothing is changed by it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ImportRow, table_of
from app.db.queries.imports import Run, WaitingRow
from app.domain.importing import Fault, ImportVerdict
from app.domain.messages import importing as say
from app.domain.messages.core import Said
from app.services.importing.kinds import KINDS, Kind
from app.services.importing.records import Judged, Record, fault_document, record_of

ROW = table_of(ImportRow)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is refused for what stands in other rows or in the database."""

    number: int
    said: Said


def refusals(session: Session, run: Run, records: Sequence[Sequence[WaitingRow]]) -> list[Refusal]:
    """Return which rows of `records` are refused beside those that were when they were read."""
    kind = KINDS[run.kind]
    found = [refusal for rows in records for refusal in _among_themselves(kind, rows)]
    left_out = {refusal.number for refusal in found}
    sound = [[row for row in rows if not row.is_refused and row.number not in left_out] for rows in records]
    judged = kind.judge(session, run, [record_of(rows) for rows in sound if rows], lock=False)
    return found + [refusal for one in judged for refusal in refusals_of(one)]


def _among_themselves(kind: Kind, rows: Sequence[WaitingRow]) -> list[Refusal]:
    if kind.has_lines:
        bad = next((row for row in rows if row.is_refused), None)
        if bad is None:
            return []
        said = Said(say.LEFT_OUT_WHOLE, {"other": bad.number, "record": bad.record})
        return [Refusal(row.number, said) for row in rows if not row.is_refused]
    sound = [row for row in rows if not row.is_refused]
    if len(sound) < 2:
        return []
    said = Said(say.REPEATED, {"record": kind.name(record_of(sound[:1])), "other": sound[0].number})
    return [Refusal(row.number, said) for row in sound[1:]]


def refusals_of(judged: Judged) -> list[Refusal]:
    """Return the refusal of every row of a record that was judged refused."""
    if judged.verdict is not ImportVerdict.REFUSED or judged.refusal is None:
        return []
    return [Refusal(line.number, judged.refusal) for line in judged.record.lines]


def refuse(session: Session, run: Run, found: Sequence[Refusal]) -> None:
    """Keep the refusals with their rows."""
    if not found:
        return
    statement = (
        sa.update(ROW)
        .where(ROW.c.site_id == run.site_id, ROW.c.run_id == run.id, ROW.c.number == sa.bindparam("of_number"))
        .values(faults=sa.bindparam("faults"), is_refused=True)
    )
    session.connection().execute(
        statement, [{"of_number": each.number, "faults": [fault_document(Fault(each.said))]} for each in found]
    )


def records_of(records: Sequence[Sequence[WaitingRow]]) -> list[Record]:
    """Return the records that sound rows make."""
    return [record_of(rows) for rows in records]
