"""What a rework screen is about: it travels with each act and back with its answer, never in a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.domain.vocabulary import DispositionCode

GIVEN_UP = frozenset({DispositionCode.RECYCLE, DispositionCode.DESTROY})
"""The codes that goods may be given up to in the workshop."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The carton on the bench and the chosen order; a part that waits for its lot; what waits to be confirmed.

    `leaves_out` after the question whether to leave operations out, `scrap` the code that a tote's scan gives up to,
    `units` how many: 0 for all.
    """

    carton_id: UUID | None = None
    order_id: UUID | None = None
    part_id: UUID | None = None
    leaves_out: bool = False
    scrap: DispositionCode | None = None
    units: int = 0

    def to_params(self) -> dict[str, str]:
        """Return the query, form fields or JSON object that `parse` reads; nothing to carry is an empty one."""
        values = {
            "carton": str(self.carton_id or ""),
            "order": str(self.order_id or ""),
            "part": str(self.part_id or ""),
            "leaves_out": "yes" if self.leaves_out else "",
            "scrap": str(self.scrap or ""),
            "units": str(self.units or ""),
        }
        return {name: value for name, value in values.items() if value}

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> "Sheet":
        """Read back `to_params`. Raises ValueError for what a screen never sends."""
        scrap = str(stored.get("scrap") or "")
        if scrap and scrap not in GIVEN_UP:
            raise ValueError("not a code that goods are given up to")
        return cls(
            carton_id=_id(stored.get("carton")),
            order_id=_id(stored.get("order")),
            part_id=_id(stored.get("part")),
            leaves_out=stored.get("leaves_out") == "yes",
            scrap=DispositionCode(scrap) if scrap else None,
            units=_count(stored.get("units")),
        )

    @property
    def bare(self) -> "Sheet":
        """The same order, with no question open."""
        return Sheet(self.carton_id, self.order_id)


def _count(value: Any) -> int:
    text = str(value or "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise ValueError("not a number of units")
    return int(text)


def _id(value: Any) -> UUID | None:
    return UUID(str(value)) if value else None


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act in the workshop: the sheet, the id of a tote that a scan may open, what undo takes back."""

    sheet: Sheet = Sheet()
    new_tote_id: UUID | None = None
    last: str = ""
