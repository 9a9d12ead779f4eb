"""What a routing screen is about: it travels with each act and back with its answer, never in a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class Ask(StrEnum):
    """What has to be confirmed before a carton may be moved."""

    CLOSE_TOTE = "close_tote"
    TO_HOLD_PLACE = "to_hold_place"
    TAKE_OVER = "take_over"


@dataclass(frozen=True, slots=True)
class Trip:
    """The carton on its way, the wrong place that was scanned for it, or the question open about a plate."""

    carton_id: UUID | None = None
    wrong: str = ""
    ask: Ask | None = None
    plate: str = ""

    def to_params(self) -> dict[str, str]:
        """Return the JSON object that `parse` reads; nothing to carry is an empty one."""
        values = {
            "carton": str(self.carton_id or ""),
            "wrong": self.wrong,
            "ask": str(self.ask or ""),
            "plate": self.plate,
        }
        return {name: value for name, value in values.items() if value}

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> "Trip":
        """Read back `to_params`. Raises ValueError for what a screen never sends."""
        carton, ask = str(stored.get("carton") or ""), str(stored.get("ask") or "")
        return cls(
            carton_id=UUID(carton) if carton else None,
            wrong=str(stored.get("wrong") or "")[:8],
            ask=Ask(ask) if ask else None,
            plate=str(stored.get("plate") or "")[:20],
        )


NO_TRIP = Trip()


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act of routing: the trip, and what undo would take back."""

    trip: Trip = NO_TRIP
    last: str = ""
