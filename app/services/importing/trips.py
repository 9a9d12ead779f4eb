"""Forward trips by their number: each row is one stop."""

from types import MappingProxyType
from typing import Any

from app.db.models import Trip, TripStop, table_of
from app.domain.messages import trips as say
from app.domain.messages.core import Said, Word
from app.domain.transitions import Move, TripState, allows
from app.services.importing.papers import Paper


def _why_not(stored: Any) -> Said | None:
    if allows(stored["state"], Move.EDIT):
        return None
    facts = {"trip": stored["number"], "day": stored["leaves_on"], "move": Word(Move.EDIT.value)}
    return Said(say.NOT_NOW, facts)


TRIPS = Paper(
    head=table_of(Trip),
    line=table_of(TripStop),
    parent="trip_id",
    head_fields=("number", "leaves_on", "vehicle", "capacity_kg", "capacity_litres"),
    fresh=lambda _now: {"state": TripState.PLANNED, "vehicle": "", "version": 0},
    line_fields=("party_id", "kg", "litres"),
    empty_line=MappingProxyType({"litres": 0}),
    has_positions=True,
    why_not=_why_not,
)
