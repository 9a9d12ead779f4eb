"""The context of an act on the screen for destruction."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.certificates import DestructionMethod
from app.services.grading.approving import Approver


@dataclass(frozen=True, slots=True)
class Screen:
    """The carton that is chosen, how it is destroyed, and who signed as the witness."""

    carton_id: UUID
    method: DestructionMethod | None = None
    witness: Approver | None = None
