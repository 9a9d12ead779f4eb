"""Papers with lines: a head that all its rows agree in, and one line for each row. Both papers work alike."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import importing as say
from app.domain.messages.core import Said
from app.services.importing.records import Facts, Judged, Line, Record, refused
from app.services.importing.resolving import Names

LINE_FIELDS = ("product_id", "quantity", "lot", "expiry", "serial")
EMPTY_LINE: Facts = MappingProxyType({"lot": "", "expiry": None, "serial": ""})


Written = Sequence[tuple[UUID, Judged]]
"""What was created or updated, with the ids of the papers."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Where one kind of paper is stored.

    `head_fields` are the columns of the head that a file may fill; `fresh` and `empty_line` are what a file need not
    say of a new head and line; `line_fields` is what tells lines apart; `why_not` says why a stored paper can no
    longer be changed, or None; `leave` hands over what stands on lines that go to those that came; `tell` writes the
    history of those that were written.
    """

    head: sa.Table
    line: sa.Table
    parent: str
    head_fields: tuple[str, ...]
    fresh: Callable[[datetime], Facts]
    line_fields: tuple[str, ...] = LINE_FIELDS
    has_positions: bool = False
    why_not: Callable[[Any], Said | None] = lambda _stored: None
    empty_line: Facts = field(default_factory=lambda: EMPTY_LINE)
    leave: Callable[[Session, Run, UUID, Sequence[UUID]], None] = lambda _session, _run, _paper_id, _goes: None
    tell: Callable[[Session, Run, Written, datetime], None] = lambda _session, _run, _written, _now: None


def resolve(row: FileRow, names: Names) -> Facts:
    """Return what `row` says, with ids in place of names. Raises Refused for names that nobody knows."""
    facts: dict[str, Any] = {name: value for name, value in row.values.items() if name not in _NAMES}
    if "party" in row.values:
        facts["party_id"] = names.party(str(row.values["party"]))
    owner = names.party(str(row.values["owner"])) if "owner" in row.values else None
    if "product" in row.values:
        facts["product_id"] = names.product(str(row.values["product"]), owner)
    if "serial" in facts and facts.get("quantity", 1) != 1:
        raise Refused(say.SERIAL_IS_ONE_UNIT, serial=facts["serial"], quantity=facts["quantity"])
    return facts


_NAMES = frozenset({"party", "product", "owner"})


def key(facts: Facts) -> str:
    """Return the natural key: the number of the paper."""
    return str(facts.get("number", ""))


def name(record: Record) -> str:
    """Return how a sentence calls the paper."""
    return record.key


def judge(paper: Paper, session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the papers stored under their numbers; `lock` keeps others from changing those."""
    stored = _stored(paper, session, run, [record.key for record in records], lock)
    lines = _lines(paper, session, run, [row["id"] for row in stored.values()])
    compared = tuple(name for name in paper.line_fields if name in run.fields or f"{name[:-3]}" in run.fields)
    return [_judge(paper, record, stored.get(record.key), lines, compared) for record in records]


def _stored(
    paper: Paper, session: Session, run: Run, numbers: Sequence[str], lock: bool
) -> dict[str, Mapping[str, Any]]:
    head = paper.head
    named = sa.select(head).where(head.c.site_id == run.site_id, head.c.number.in_(numbers))
    rows = session.execute(named.order_by(head.c.id).with_for_update() if lock else named)
    return {row.number: dict(row._mapping) for row in rows}


def _lines(paper: Paper, session: Session, run: Run, papers: Sequence[UUID]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    if papers:
        line = paper.line
        of_papers = sa.select(line).where(line.c.site_id == run.site_id, line.c[paper.parent].in_(papers))
        for row in session.execute(of_papers):
            found[row._mapping[paper.parent]].append(row._mapping)
    return found


def _judge(
    paper: Paper, record: Record, stored: Any, lines: Mapping[UUID, list[Any]], compared: Sequence[str]
) -> Judged:
    contradiction = _contradiction(paper, record)
    if contradiction:
        return refused(record, contradiction)
    head = {name: value for name, value in record.head.items() if name in paper.head_fields}
    wanted = [_line(paper, line.facts) for line in record.lines]
    if stored is None:
        return Judged(record, ImportVerdict.CREATED, changes=head, comes=_placed(paper, wanted, ()))
    changes = {name: value for name, value in head.items() if stored[name] != value}
    before = lines.get(stored["id"], [])
    comes, goes = ([], []) if _is_head_alone(record) else _difference(wanted, before, compared)
    if not (changes or comes or goes):
        return Judged(record, ImportVerdict.UNCHANGED, id=stored["id"])
    why_not = paper.why_not(stored)
    if why_not:
        return refused(record, why_not)
    return Judged(record, ImportVerdict.UPDATED, stored["id"], changes, _placed(paper, comes, before), goes)


def _is_head_alone(record: Record) -> bool:
    """Tell whether nothing is said of lines, as a system may that changes a head: rows of a file count from 1."""
    return all(line.number == 0 for line in record.lines)


def _contradiction(paper: Paper, record: Record) -> Said | None:
    first: dict[str, Line] = {}
    for line in record.lines if len(record.lines) > 1 else ():
        for name in paper.head_fields:
            said = line.facts.get(name)
            if said is not None and first.setdefault(name, line).facts[name] != said:
                return _contradicts(record, name, line, first[name])
    return None


def _contradicts(record: Record, name: str, line: Line, other: Line) -> Said:
    if name.endswith("_id"):
        return Said(say.OTHER_PARTY, {"row": line.number, "other": other.number, "record": record.key})
    got, before = str(line.facts[name]), str(other.facts[name])
    return Said(
        say.CONTRADICTS,
        {"got": got, "row": line.number, "other": other.number, "record": record.key, "before": before},
    )


def _line(paper: Paper, facts: Facts) -> Facts:
    return {**paper.empty_line, **{name: facts[name] for name in paper.line_fields if name in facts}}


def _placed(paper: Paper, lines: Sequence[Facts], before: Sequence[Mapping[str, Any]]) -> Sequence[Facts]:
    """Return `lines` with their positions after those that are stored, where the paper has positions."""
    if not paper.has_positions:
        return lines
    last = max((line["position"] for line in before), default=0)
    return [{**line, "position": position} for position, line in enumerate(lines, start=last + 1)]


def _difference(
    wanted: Sequence[Facts], stored: Sequence[Mapping[str, Any]], compared: Sequence[str]
) -> tuple[list[Facts], list[UUID]]:
    """Return the lines to add and those to take away; equal ones stay, with all that points at them."""
    left = defaultdict(list)
    for line in stored:
        left[tuple(line[name] for name in compared)].append(line["id"])
    comes = []
    for line in wanted:
        same = left[tuple(line[name] for name in compared)]
        if same:
            same.pop()
        else:
            comes.append(line)
    return comes, [line_id for same in left.values() for line_id in same]


def write(paper: Paper, session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated, the heads before their lines."""
    new = {one.record.key: new_id() for one in judged if one.verdict is ImportVerdict.CREATED}
    heads = [
        {"site_id": run.site_id, "id": new[one.record.key], **paper.fresh(now), **one.changes}
        for one in judged
        if one.record.key in new
    ]
    if heads:
        session.execute(paper.head.insert(), heads)
    for one in judged:
        if one.verdict is ImportVerdict.UPDATED:
            _update(paper, session, run, one)
    lines = [row for one in judged for row in _line_rows(paper, run, one, one.id or new.get(one.record.key))]
    if lines:
        session.execute(paper.line.insert(), lines)
    for one in judged:
        if one.id and one.goes:
            _take_away(paper, session, run, one.id, one.goes)
    paper.tell(session, run, [(one.id or new[one.record.key], one) for one in judged if one.verdict in _WRITTEN], now)


_WRITTEN = (ImportVerdict.CREATED, ImportVerdict.UPDATED)


def _update(paper: Paper, session: Session, run: Run, one: Judged) -> None:
    head = paper.head
    changes = {**one.changes, **({"version": head.c.version + 1} if "version" in head.c else {})}
    if changes:
        session.execute(sa.update(head).where(head.c.site_id == run.site_id, head.c.id == one.id).values(**changes))


def _take_away(paper: Paper, session: Session, run: Run, paper_id: UUID, goes: Sequence[UUID]) -> None:
    paper.leave(session, run, paper_id, goes)
    line = paper.line
    session.execute(sa.delete(line).where(line.c.site_id == run.site_id, line.c.id.in_(goes)))


def _line_rows(paper: Paper, run: Run, one: Judged, paper_id: UUID | None) -> list[dict[str, Any]]:
    return [{"site_id": run.site_id, "id": new_id(), paper.parent: paper_id, **line} for line in one.comes]
