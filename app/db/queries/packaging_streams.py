"""What packaging went to the stream of its material, by the ledger: what cannot be used again, less what was undone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Event, EventItem, PackagingType, table_of
from app.domain.epcis import Boundary
from app.domain.packaging import CountedBy, Material

EVENT, ITEM, TYPE = table_of(Event), table_of(EventItem), table_of(PackagingType)


@dataclass(frozen=True, slots=True)
class Stream:
    """One material: `pieces` of what is counted by pieces, `grams` of all of it, by the weight of the type."""

    material: Material
    pieces: int
    grams: int


def streams(session: Session, site_id: UUID, since: datetime | None, until: datetime | None = None) -> list[Stream]:
    """Return what went to each stream in a period (UTC, the end excluded), the heaviest first; None is no bound."""
    within = [EVENT.c.record_time > since] if since else []
    within += [EVENT.c.record_time < until] if until else []
    sign = sa.case((ITEM.c.to_place == Boundary.TRANSFORMED, 1), else_=-1)
    by_weight = TYPE.c.counted_by == CountedBy.GRAM
    pieces = sa.func.sum(sa.case((by_weight, 0), else_=sign * ITEM.c.quantity))
    grams = sa.func.sum(sign * ITEM.c.quantity * sa.case((by_weight, 1), else_=TYPE.c.weight_grams))
    rows = session.execute(
        sa.select(TYPE.c.material, pieces.label("pieces"), grams.label("grams"))
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(TYPE, TYPE.c.id == ITEM.c.packaging_type_id)
        .where(
            ITEM.c.site_id == site_id,
            ITEM.c.packaging_type_id.is_not(None),
            sa.or_(ITEM.c.to_place == Boundary.TRANSFORMED, ITEM.c.from_place == Boundary.TRANSFORMED),
            *within,
        )
        .group_by(TYPE.c.material)
        .order_by(grams.desc(), TYPE.c.material)
    )
    return [Stream(row.material, int(row.pieces), int(row.grams)) for row in rows]
