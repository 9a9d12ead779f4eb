"""The context of an act of grading, as it came with the request."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Screen:
    """The worksheet, the id of a tote that a scan may open, and what undo would take back."""

    sheet: Worksheet
    new_tote_id: UUID | None = None
    last: str = ""
