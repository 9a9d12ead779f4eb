"""Inventory snapshots, a lot of a product in a row: known again by day, place, product and lot.

Each row is a record of its own, so that a snapshot of any length is written in short steps. Its stock is judged as it
is written, under the thresholds in force. What a row does not say stays as it is.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import InventorySnapshot, Product, SnapshotLine, table_of
from app.db.queries import unsold
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import importing as say
from app.services.importing.records import Facts, Judged, Record
from app.services.importing.resolving import Names
from app.services.unsold.judging import judged_columns

HEAD, LINE, PRODUCT = table_of(InventorySnapshot), table_of(SnapshotLine), table_of(Product)

_SAID = ("expiry", "on_hand", "received_on", "last_sold_on", "sold_30", "sold_90", "season", "season_ends_on")
_UNSAID: Facts = {**dict.fromkeys(_SAID), "season": "", "lot": ""}

Place = tuple[UUID, date]
"""Where and on which day."""


def resolve(row: FileRow, names: Names) -> Facts:
    """Return what `row` says, with ids in place of names. Raises Refused for names that nobody knows."""
    facts: dict[str, Any] = {name: value for name, value in row.values.items() if name not in _NAMES}
    if "place" in row.values:
        facts["place_id"] = names.party(str(row.values["place"]))
    owner = names.party(str(row.values["owner"])) if "owner" in row.values else None
    if "product" in row.values:
        facts["product_id"] = names.product(str(row.values["product"]), owner)
    for name in ("received_on", "last_sold_on"):
        if name in facts and "taken_on" in facts and facts[name] > facts["taken_on"]:
            raise Refused(say.AFTER_THE_COUNT, got=facts[name], taken_on=facts["taken_on"])
    return facts


_NAMES = frozenset({"place", "product", "owner"})


def key(facts: Facts) -> str:
    """Return the natural key: day, place, product and lot."""
    if not {"taken_on", "place_id", "product_id"} <= set(facts):
        return ""
    return "/".join(str(part) for part in (*(facts[name] for name in _KEYS), facts.get("lot", "")))


_KEYS = ("taken_on", "place_id", "product_id")


def name(record: Record) -> str:
    """Return how a sentence calls the row."""
    return " ".join(part for part in (str(record.head["taken_on"]), record.head.get("lot", "")) if part)


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with what is stored; `lock` keeps others from changing that."""
    stored = _stored(session, run, [record.head for record in records], lock)
    return [_judge(record, stored.get(_key_of(record.head))) for record in records]


_Key = tuple[UUID, date, UUID, str]


def _key_of(head: Facts) -> _Key:
    return *_place_of(head), head["product_id"], head.get("lot", "")


def _stored(session: Session, run: Run, heads: Sequence[Facts], lock: bool) -> Mapping[_Key, Any]:
    snapshots = _snapshots(session, run, {_place_of(head) for head in heads})
    if not snapshots:
        return {}
    place_of = {snapshot: place for place, snapshot in snapshots.items()}
    named = (
        sa.select(*(LINE.c[name] for name in ("id", "snapshot_id", "product_id", "lot", *_SAID)))
        .where(
            LINE.c.site_id == run.site_id,
            LINE.c.snapshot_id.in_(place_of),
            LINE.c.product_id.in_({head["product_id"] for head in heads}),
            LINE.c.lot.in_({head.get("lot", "") for head in heads}),
        )
        # in the order of the index that finds them: in that of their ids SQLite would read all lines of the site
        .order_by(LINE.c.snapshot_id, LINE.c.product_id, LINE.c.lot)
    )
    rows = session.execute(named.with_for_update() if lock else named)
    return {(*place_of[row.snapshot_id], row.product_id, row.lot): row._mapping for row in rows}


def _snapshots(session: Session, run: Run, places: Collection[Place]) -> Mapping[Place, UUID]:
    found = session.execute(
        sa.select(HEAD.c.place_id, HEAD.c.taken_on, HEAD.c.id).where(
            HEAD.c.site_id == run.site_id,
            HEAD.c.place_id.in_({place_id for place_id, _day in places}),
            HEAD.c.taken_on.in_({taken_on for _place, taken_on in places}),
        )
    )
    return {(row.place_id, row.taken_on): row.id for row in found}


def _place_of(head: Facts) -> Place:
    return head["place_id"], head["taken_on"]


def _judge(record: Record, stored: Any) -> Judged:
    said = {name: value for name, value in record.head.items() if name in _SAID}
    if stored is None:
        return Judged(record, ImportVerdict.CREATED, changes=said)
    changes = {name: value for name, value in said.items() if stored[name] != value}
    verdict = ImportVerdict.UPDATED if changes else ImportVerdict.UNCHANGED
    now = {name: stored[name] for name in _SAID} | changes
    return Judged(record, verdict, id=stored["id"], changes=now)


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated, with what the thresholds say of it."""
    written = [one for one in judged if one.verdict in (ImportVerdict.CREATED, ImportVerdict.UPDATED)]
    if not written:
        return
    snapshots, judging = _heads(session, run, written, now), _Judging(session, run, written)
    new = [
        {**_UNSAID, **judging.columns(one), "id": new_id(), **_goods(run, one, snapshots)}
        for one in written
        if one.verdict is ImportVerdict.CREATED
    ]
    if new:
        session.execute(LINE.insert(), new)
    for one in written:
        if one.verdict is ImportVerdict.UPDATED:
            mine = sa.and_(LINE.c.site_id == run.site_id, LINE.c.id == one.id)
            session.execute(sa.update(LINE).where(mine).values(**judging.columns(one)))


class _Judging:
    """The thresholds in force and the categories of the products, read once for a step."""

    def __init__(self, session: Session, run: Run, written: Sequence[Judged]) -> None:
        self.thresholds = unsold.thresholds(session, run.site_id)
        products = {one.record.head["product_id"] for one in written}
        rows = session.execute(sa.select(PRODUCT.c.id, PRODUCT.c.category).where(PRODUCT.c.id.in_(products)))
        self.category = {row.id: row.category for row in rows}

    def columns(self, one: Judged) -> dict[str, Any]:
        """Return the columns of a line: what is said of it, and what follows."""
        said = {**_UNSAID, **one.changes}
        category = self.category[one.record.head["product_id"]]
        return {
            **one.changes,
            **judged_columns({**said, "taken_on": one.record.head["taken_on"]}, category, self.thresholds),
        }


def _goods(run: Run, one: Judged, snapshots: Mapping[Place, UUID]) -> dict[str, Any]:
    head = one.record.head
    snapshot = snapshots[_place_of(head)]
    return {
        "site_id": run.site_id,
        "snapshot_id": snapshot,
        "product_id": head["product_id"],
        "lot": head.get("lot", ""),
    }


def _heads(session: Session, run: Run, written: Sequence[Judged], now: datetime) -> Mapping[Place, UUID]:
    """Return the snapshots that the rows are of; the first row of one makes it."""
    wanted = sorted({_place_of(one.record.head) for one in written})
    rows = [
        {"site_id": run.site_id, "id": new_id(), "place_id": place_id, "taken_on": taken_on, "created_at": now}
        for place_id, taken_on in wanted
    ]
    session.execute(_MAKE[session.get_bind().dialect.name], rows)
    return _snapshots(session, run, wanted)


# two files may begin the same snapshot at once
_MAKE = {
    "sqlite": sqlite.insert(HEAD).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(HEAD).on_conflict_do_nothing(),
}
