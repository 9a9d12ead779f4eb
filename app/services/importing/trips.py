"""Forward trips by their number: each row is one stop."""

from types import MappingProxyType

from app.db.models import Trip, TripStop, table_of
from app.services.importing.papers import Paper

TRIPS = Paper(
    head=table_of(Trip),
    line=table_of(TripStop),
    parent="trip_id",
    head_fields=("number", "leaves_on", "vehicle", "capacity_kg", "capacity_litres"),
    fresh=lambda _now: {"vehicle": "", "version": 0},
    line_fields=("party_id", "kg", "litres"),
    empty_line=MappingProxyType({"litres": 0}),
    has_positions=True,
)
