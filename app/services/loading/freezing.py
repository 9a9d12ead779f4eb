"""The papers of a load: frozen in the transaction in which it departs, and proved unchanged ever after."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Event, OutboundLoad, table_of
from app.db.queries import labels, loading, outbound
from app.db.queries.cartons import StandingCarton
from app.db.queries.destroying import EndingLine
from app.db.queries.outbound import Outbound
from app.domain.certificates import seal_of
from app.domain.consignments import Consignment, HandlingUnit
from app.domain.transitions import Move, moved
from app.services.acting import Act

OUTBOUND, EVENT = table_of(OutboundLoad), table_of(Event)

Write = Callable[[Consignment], Mapping[str, Mapping[str, Mapping[str, Any]]]]
"""Puts a consignment into the words of each paper and language, as papers that can be printed."""


def consignment(
    session: Session, act: Act, load: Outbound, seal: str, on_it: Sequence[StandingCarton], lines: Sequence[EndingLine]
) -> Consignment:
    """Return all that the papers of the load state."""
    here, taker = labels.building(session, act.site_id), outbound.taker(session, load.party_id)
    return Consignment(
        number=load.number,
        code=load.code,
        site=here.name,
        address=here.address,
        party=load.party,
        party_address=taker.address if taker else "",
        carrier=load.carrier,
        trailer=load.trailer,
        seal=seal,
        door=load.dock,
        departed_at=act.now,
        zone=act.by.time_zone,
        operator=act.by.operator_name,
        handling=_handling(on_it, lines),
        lines=tuple(line.says for line in lines),
        hazardous=loading.hazardous(session, act.site_id, [each.id for each in on_it]),
    )


def _handling(on_it: Sequence[StandingCarton], lines: Sequence[EndingLine]) -> tuple[HandlingUnit, ...]:
    """Return every pallet with its cartons after it, and the cartons that stand alone, by plate."""
    plates = {each.id: each.lpn for each in on_it}
    parents = {each.id: each.parent_id for each in on_it}
    units: Counter[UUID] = Counter()
    grams: Counter[UUID] = Counter()
    for line in lines:
        for carton_id in (line.carton_id, parents[line.carton_id]):
            if carton_id:
                units[carton_id] += line.says.units
                grams[carton_id] += line.says.grams
    found = [
        HandlingUnit(each.lpn, each.is_pallet, plates.get(each.parent_id, "") if each.parent_id else "",
                     units[each.id], grams[each.id])
        for each in on_it
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.pallet or each.lpn, bool(each.pallet), each.lpn)))


def sealed(load: Outbound, record: Consignment) -> Mapping[str, object]:
    """Return what the event of the departure keeps of the papers: they cannot be exchanged without breaking that."""
    return {"consignment": [str(load.id), record.digest]}


def freeze(session: Session, act: Act, load: Outbound, record: Consignment, event_id: UUID, write: Write) -> None:
    """Let the load, whose row is locked, have departed in the event, with its papers and its sums."""
    session.execute(
        sa.update(OUTBOUND)
        .where(OUTBOUND.c.site_id == act.site_id, OUTBOUND.c.id == load.id)
        .values(
            state=moved(load.state, Move.DEPART), seal=record.seal, departed_at=act.now, event_id=event_id,
            handling_units=len(record.alone), units=record.units, grams=record.grams, record=record.to_json(),
            papers=dict(write(record)), digest=record.digest, changed_at=act.now, changed_by=act.by.operator_id,
            version=load.version + 1,
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """The papers of every departed load state what they stated when it departed."""

    loads: int


@dataclass(frozen=True, slots=True)
class Changed:
    """The first load whose papers do not, and why."""

    number: str
    sentence: str


def verify(session: Session) -> Held | Changed:
    """Recompute the digest of every load's papers, and compare it with the one that its event keeps."""
    rows = session.execute(
        sa.select(*(OUTBOUND.c[name] for name in ("id", "number", "record", "digest")), EVENT.c.detail)
        .join(EVENT, (EVENT.c.site_id == OUTBOUND.c.site_id) & (EVENT.c.id == OUTBOUND.c.event_id))
        .order_by(OUTBOUND.c.site_id, OUTBOUND.c.id)
    )
    count = 0
    for count, row in enumerate(rows.yield_per(100), start=1):  # noqa: B007
        if seal_of(row.record) != row.digest:
            return Changed(row.number, "what they state was changed after it departed")
        if row.detail.get("consignment") != [str(row.id), row.digest]:
            return Changed(row.number, "the event of its departure names others")
    return Held(count)
