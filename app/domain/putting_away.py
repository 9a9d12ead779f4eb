"""Which place of its zone a carton is put away in, and why that one. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Why(StrEnum):
    """Why a place is proposed."""

    SENT_THERE = "sent_there"
    ALIKE = "alike_stand_there"
    EMPTIEST = "emptiest_place"
    FIRST = "first_by_name"
    ONLY_ONE = "only_place_with_room"
    CHOSEN = "chosen_by_scan"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the carton may stand: how many cartons take its room or are on their way to it, of how many.

    `alike` tells whether some of the same product and code stand there already.
    """

    id: UUID
    code: str
    taken: int
    capacity: int
    alike: bool = False

    @property
    def has_room(self) -> bool:
        """Tell whether one more fits."""
        return self.taken < self.capacity


def proposed(candidates: Iterable[Candidate]) -> list[tuple[Candidate, Why]]:
    """Return the places with room, the best first: with goods alike, then the emptiest, then the first by name."""
    ranked = sorted(
        (each for each in candidates if each.has_room), key=lambda each: (not each.alike, each.taken, each.code)
    )
    return [(each, _why(each, ranked[nth + 1 :], ranked)) for nth, each in enumerate(ranked)]


def _why(place: Candidate, behind: list[Candidate], every: list[Candidate]) -> Why:
    if place.alike:
        return Why.ALIKE
    if len(every) == 1:
        return Why.ONLY_ONE
    return Why.FIRST if any(each.taken == place.taken for each in behind) else Why.EMPTIEST
