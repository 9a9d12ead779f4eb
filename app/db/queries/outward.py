"""What the company's own systems read: whole resources with their lines, page by page in order of id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.queries import evidence
from app.db.queries.outward_sources import SOURCES, Source

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some resources, and the id after which the next page begins; None on the last."""

    items: tuple[Found, ...]
    next: UUID | None


def page(
    session: Session, site_id: UUID, name: str, filters: Mapping[str, Any], after: UUID | None, limit: int
) -> Page:
    """Return at most `limit` resources of collection `name` whose columns equal `filters`, after the id `after`."""
    source = SOURCES[name]
    where = [*_of_site(source.table, site_id), *(source.table.c[column] == value for column, value in filters.items())]
    if after:
        where.append(source.table.c.id > after)
    query = sa.select(source.table).where(*where).order_by(source.table.c.id).limit(limit + 1)
    rows = session.execute(query).mappings().all()
    more = rows[limit - 1]["id"] if len(rows) > limit else None
    return Page(tuple(_whole(session, site_id, source, [dict(row) for row in rows[:limit]])), more)


def one(session: Session, site_id: UUID, name: str, of_id: UUID) -> Found | None:
    """Return one resource of collection `name`, None when this building has none with that id."""
    found = page(session, site_id, name, {"id": of_id}, None, 1).items
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Called:
    """The items that the company calls alike by what stands in `field`: one, where it says no owner."""

    field: str
    ids: tuple[UUID, ...] = ()

    @property
    def id(self) -> UUID | None:
        """Return the only one; None where there is none, or several."""
        return self.ids[0] if len(self.ids) == 1 else None


def called(session: Session, site_id: UUID, name: str, which: str) -> Called:
    """Return what of collection `name` the company calls `which`."""
    table = SOURCES[name].table
    for field in NATURAL_KEYS.get(name, ()):
        query = sa.select(table.c.id).where(*_of_site(table, site_id), table.c[field] == which).limit(2)
        if found := tuple(session.scalars(query)):
            return Called(field, found)
    return Called(next(iter(NATURAL_KEYS.get(name, ())), ""))


NUMBERED = (
    "shipments", "authorizations", "receipts", "credits", "replacements", "notices", "collections", "loads", "trips",
    "claims", "refunds", "agreements", "policies", "rulesets", "hold_orders", "certificates", "outbound_loads",
    "bundles", "work_orders",
)  # fmt: skip
NATURAL_KEYS = {
    "products": ("sku",), "assets": ("grai",), "parties": ("code", "gln"), **dict.fromkeys(NUMBERED, ("number",)),
}  # fmt: skip


def _whole(session: Session, site_id: UUID, source: Source, rows: Sequence[Found]) -> list[Found]:
    if source.lines is None or not rows:
        return list(rows)
    of_row = _lists(session, site_id, source, source.lines, rows)
    whole: list[Found] = [{**row, "lines": of_row[row["id"]]} for row in rows]
    for name, table in source.also.items():
        others = _lists(session, site_id, source, table, rows)
        whole = [{**row, name: others[row["id"]]} for row in whole]
    if source.tracking is None:
        return whole
    return _with_evidence(session, site_id, _tracked(session, site_id, source.tracking, whole))


def _lists(
    session: Session, site_id: UUID, source: Source, table: sa.FromClause, rows: Sequence[Found]
) -> dict[UUID, list[Found]]:
    """Return the rows of `table` by the one of `rows` that they belong to, in their order."""
    where = [*_of_site(table, site_id), table.c[source.parent].in_([row["id"] for row in rows])]
    if source.is_counted:
        where.append(source.is_counted(table))
    of_row: dict[UUID, list[Found]] = {row["id"]: [] for row in rows}
    order = table.c["position" if "position" in table.c else "id"]
    for line in session.execute(sa.select(table).where(*where).order_by(order)).mappings():
        of_row[line[source.parent]].append(dict(line))
    return of_row


def _tracked(session: Session, site_id: UUID, tracking: sa.Table, rows: list[Found]) -> list[Found]:
    where = (tracking.c.site_id == site_id, tracking.c.authorization_id.in_([row["id"] for row in rows]))
    query = sa.select(tracking.c.authorization_id, tracking.c.number).where(*where).order_by(tracking.c.number)
    found = session.execute(query).all()
    return [{**row, "tracking": [each.number for each in found if each.authorization_id == row["id"]]} for row in rows]


def _with_evidence(session: Session, site_id: UUID, papers: list[Found]) -> list[Found]:
    """Return the papers, each line with the kinds of evidence that stand on it."""
    at_hand = evidence.kinds(session, site_id, [line["id"] for paper in papers for line in paper["lines"]])

    def shown(line: Found) -> Found:
        return {**line, "evidence": sorted(at_hand.get(line["id"], ()))}

    return [{**paper, "lines": [shown(line) for line in paper["lines"]]} for paper in papers]


def _of_site(table: sa.FromClause, site_id: UUID) -> list[sa.ColumnElement[bool]]:
    return [table.c.site_id == site_id] if "site_id" in table.c else []
