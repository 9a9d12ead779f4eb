"""Packaging assets by GRAI. The type stands in the GRAI itself; a file that names it is checked against that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import PackagingAsset, PackagingType, table_of
from app.db.queries.imports import Run
from app.domain.identifiers import Grai
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import packaging as say
from app.domain.messages.core import Said
from app.domain.packaging import CountedBy
from app.domain.transitions import AssetState
from app.services.importing.records import Facts, Judged, Record, refused
from app.services.importing.resolving import Names

ASSET, TYPE = table_of(PackagingAsset), table_of(PackagingType)


def resolve(row: FileRow, _names: Names) -> Facts:
    """Return what `row` says of an asset."""
    return row.values


def key(facts: Facts) -> str:
    """Return the natural key: the GRAI."""
    return str(facts.get("grai", ""))


def name(record: Record) -> str:
    """Return how a sentence calls the asset."""
    return record.key


def judge(session: Session, _run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with what is stored. An asset that is known stays as it is, wherever it stands by now."""
    named = sa.select(ASSET.c.id, ASSET.c.grai).where(ASSET.c.grai.in_([record.key for record in records]))
    rows = session.execute(named.order_by(ASSET.c.id).with_for_update() if lock else named)
    stored = {row.grai: row.id for row in rows}
    types = session.execute(sa.select(TYPE.c.id, TYPE.c.code, TYPE.c.asset_type, TYPE.c.counted_by)).all()
    of = {row.asset_type: row for row in types if row.counted_by is CountedBy.ASSET}
    codes = {row.code: row.asset_type for row in types}
    return [_judge(record, stored, of, codes) for record in records]


def _judge(record: Record, stored: Mapping[str, Any], of: Mapping[str, Any], codes: Mapping[str, str]) -> Judged:
    asset_type, said = Grai.parse(record.key).asset_type, str(record.head.get("type", "")).upper()
    if said and codes.get(said, "") != asset_type:
        expected = codes.get(said) or "-"
        facts = {"grai": record.key, "got": asset_type, "code": said, "expected": expected}
        return refused(record, Said(say.GRAI_OF_OTHER_TYPE, facts))
    if asset_type not in of:
        return refused(record, Said(say.NO_TYPE, {"got": asset_type}))
    if record.key in stored:
        return Judged(record, ImportVerdict.UNCHANGED, id=stored[record.key])
    return Judged(record, ImportVerdict.CREATED, changes={"grai": record.key, "type_id": of[asset_type].id})


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created: on the rack from now on."""
    new = [
        {"site_id": run.site_id, "id": new_id(), "state": AssetState.AVAILABLE, "state_since": now, "trips": 0,
         "version": 0, **one.changes}
        for one in judged
        if one.verdict is ImportVerdict.CREATED
    ]  # fmt: skip
    if new:
        session.execute(ASSET.insert(), new)
