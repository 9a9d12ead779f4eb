"""On whose behalf an act is done."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.vocabulary import Role


class PrincipalKind(StrEnum):
    """How the request proved who it is."""

    OPERATOR = "operator"
    WALL = "wall"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Station:
    """Where the operator stands: the device's place, set by scanning its code."""

    id: UUID
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Principal:
    """Who acts, with what device, in which building: resolved once per request, passed to every act."""

    kind: PrincipalKind
    site_id: UUID
    operator_id: UUID
    operator_name: str
    device_id: UUID | None
    station: Station | None
    roles: frozenset[Role]
    language: str
    time_zone: str

    def has(self, *roles: Role) -> bool:
        """Tell whether the operator has at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


def the_calendar(site_id: UUID, time_zone: str) -> Principal:
    """Return on whose behalf acts what happens because its day came: nobody, with no role."""
    nobody: UUID = None  # type: ignore[assignment]  # stored as no operator at all
    return Principal(PrincipalKind.SYSTEM, site_id, nobody, "", None, None, frozenset(), "en", time_zone)
