"""Parties by code, or by GLN where they have none. What a row does not say stays as it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Party, table_of
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word
from app.services.importing.records import Facts, Judged, Record, refused
from app.services.importing.resolving import Names

PARTY = table_of(Party)

# What a file need not say of a new party: rows that are written together have the same columns.
_FRESH: Facts = {
    "code": "", "gln": "", "address": "", "postal_code": "", "country": "", "latitude": None, "longitude": None,
}  # fmt: skip
_NEW_NEEDS = {"name": "Name", "kind": "Kind"}


def resolve(row: FileRow, _names: Names) -> Facts:
    """Return what `row` says of a party, by column. Raises Refused when nothing tells which."""
    if "code" not in row.values and "gln" not in row.values:
        raise Refused(say.CODE_OR_GLN)
    return row.values


def key(facts: Facts) -> str:
    """Return the natural key: the code, else the GLN."""
    return str(facts.get("code") or facts.get("gln") or "")


def name(record: Record) -> str:
    """Return how a sentence calls the party."""
    return record.key


def judge(session: Session, _run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with what is stored. A party known by its GLN alone is given the code."""
    codes = [record.head["code"] for record in records if "code" in record.head]
    glns = [record.head["gln"] for record in records if "gln" in record.head]
    named = sa.select(PARTY).where(sa.or_(PARTY.c.code.in_(codes), PARTY.c.gln.in_(glns)))
    rows = session.execute(named.order_by(PARTY.c.id).with_for_update() if lock else named).all()
    by_code = {row.code: row._mapping for row in rows if row.code}
    by_gln = {row.gln: row._mapping for row in rows if row.gln}
    return [_judge(record, by_code, by_gln) for record in records]


def _judge(record: Record, by_code: Mapping[str, Any], by_gln: dict[str, Any]) -> Judged:
    head = record.head
    with_gln = by_gln.get(head.get("gln", ""))
    stored = by_code.get(head["code"]) if "code" in head else with_gln
    if stored is None and with_gln is not None and not with_gln["code"]:
        stored = with_gln
    if with_gln is not None and (stored is None or with_gln["id"] != stored["id"]):
        return refused(record, Said(say.GLN_TAKEN, {"got": head["gln"], "party": with_gln["name"]}))
    if "gln" in head:  # two new parties of one file may claim it too
        by_gln[head["gln"]] = stored or {"id": None, "code": head.get("code", ""), "name": head.get("name", record.key)}
    if stored is None:
        missing = next((title for field, title in _NEW_NEEDS.items() if field not in head), None)
        if missing:
            return refused(record, Said(say.NEW_NEEDS, {"record": record.key, "field": Word(missing)}))
        return Judged(record, ImportVerdict.CREATED, changes={**_FRESH, **head})
    changes = {field: value for field, value in head.items() if stored[field] != value}
    return _known(record, stored["id"], changes)


def _known(record: Record, party_id: UUID, changes: Facts) -> Judged:
    return Judged(record, ImportVerdict.UPDATED if changes else ImportVerdict.UNCHANGED, id=party_id, changes=changes)


def write(session: Session, _run: Run, judged: Sequence[Judged], _now: datetime) -> None:
    """Write what was judged as created or updated."""
    new = [{"id": new_id(), **one.changes} for one in judged if one.verdict is ImportVerdict.CREATED]
    if new:
        session.execute(PARTY.insert(), new)
    for one in judged:
        if one.verdict is ImportVerdict.UPDATED:
            session.execute(sa.update(PARTY).where(PARTY.c.id == one.id).values(**one.changes))
