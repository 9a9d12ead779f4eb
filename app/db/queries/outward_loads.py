"""What leaves on outbound loads, as the company's own systems read it: the load, and what departed on it."""

import sqlalchemy as sa

from app.db.models import EventItem, Location, OutboundLoad, table_of

OUTBOUND, ITEM, PLACE = table_of(OutboundLoad), table_of(EventItem), table_of(Location)

_SAME = (
    "site_id", "id", "number", "state", "party_id", "code", "planned_on", "carrier_id", "trailer", "seal",
    "departed_at", "handling_units", "units", "grams", "digest", "delivered_on", "received_by", "note", "created_at",
    "version",
)  # fmt: skip


def outbound_loads() -> sa.FromClause:
    """Return the loads, each with the code of its door; their papers stay in the office."""
    door = sa.func.coalesce(PLACE.c.code, "").label("door")
    same = (OUTBOUND.c[name] for name in _SAME)
    return sa.select(*same, door).outerjoin(PLACE, PLACE.c.id == OUTBOUND.c.dock_id).subquery()


def what_departed() -> sa.FromClause:
    """Return the goods that left with a load, as the event of its departure names them."""
    of_load = (ITEM.c.site_id == OUTBOUND.c.site_id) & (ITEM.c.event_id == OUTBOUND.c.event_id)
    same = ("site_id", "id", "product_id", "lot", "expiry", "serial", "quantity", "receipt_line_id")
    return (
        sa.select(*(ITEM.c[name] for name in same), ITEM.c.lpn.label("carton"), OUTBOUND.c.id.label("load_id"))
        .join(OUTBOUND, of_load)
        .where(ITEM.c.product_id.is_not(None))
        .subquery()
    )
