"""The contexts of acts on the screen for destruction."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.certificates import DestructionMethod


@dataclass(frozen=True, slots=True)
class Screen:
    """The cartons that are chosen, in the order of their scans, and how they are destroyed.

    The witness is who approves the act (see `Act.approver`).
    """

    carton_ids: tuple[UUID, ...]
    method: DestructionMethod | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """The cartons that are chosen, and into whose custody they go: the destroyer, who came, the number on the seal."""

    carton_ids: tuple[UUID, ...]
    destroyer_id: UUID | None = None
    person: str = ""
    seal: str = ""
