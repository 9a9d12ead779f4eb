"""Forward shipments by their number."""

from app.db.models import Shipment, ShipmentLine, table_of
from app.services.importing.papers import Paper

SHIPMENTS = Paper(
    head=table_of(Shipment),
    line=table_of(ShipmentLine),
    parent="shipment_id",
    head_fields=("number", "order", "party_id", "delivered_on"),
    fresh=lambda _now: {"order": ""},
)
