"""The context of an act on the screen for destruction."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.certificates import DestructionMethod


@dataclass(frozen=True, slots=True)
class Screen:
    """The carton that is chosen, and how it is destroyed. The witness is who approves the act (see `Act.approver`)."""

    carton_id: UUID
    method: DestructionMethod | None = None
