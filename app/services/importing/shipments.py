"""Forward shipments by their number."""

from app.db.models import Shipment, ShipmentLine, table_of
from app.services.importing.papers import EMPTY_LINE, LINE_FIELDS, Paper

SHIPMENTS = Paper(
    head=table_of(Shipment),
    line=table_of(ShipmentLine),
    parent="shipment_id",
    head_fields=("number", "order", "party_id", "delivered_on"),
    line_fields=(*LINE_FIELDS, "unit_price", "currency"),
    empty_line={**EMPTY_LINE, "unit_price": None, "currency": ""},
    fresh=lambda _now: {"order": ""},
)
