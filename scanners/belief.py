"""When a reading is believed.

A blurred EAN gives wrong numbers with good check digits; a Code 39 or an ITF appears in any row of stripes. So an
engine's word is a vote, not a verdict: each symbology needs a number of votes, and where codes of one kind disagree
the winner must lead. Matrix codes correct their errors and are believed at sight.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scanners.sighting import Sighting

WHOLE_PICTURE = 2.0
ALTERED_PICTURE = 1.0
CROP = 1.0
BY_SCAN_LINES = (2.0, 1.0, 0.5)
CROP_BY_SCAN_LINES = (1.0, 1.0, 0.5)
"""What a reading weighs: zxing-cpp in the picture, in a treated copy, in a crop; zbar by its number of scan lines."""

AT_SIGHT = 0.0
LEAD = 2.0
UNKNOWN = 3.0


@dataclass(frozen=True, slots=True)
class Rule:
    """Votes a symbology needs, and the lengths in characters it is believed at."""

    votes: float
    shortest: int = 1


RULES = {
    "Q": Rule(AT_SIGHT),
    "d": Rule(AT_SIGHT),
    "z": Rule(AT_SIGHT),
    "L": Rule(AT_SIGHT),
    "e": Rule(2.0),
    "C": Rule(2.0),
    "G": Rule(3.0),
    "E": Rule(3.0),
    "A": Rule(3.0, shortest=3),
    "F": Rule(3.0),
    "I": Rule(3.0),
}
"""By code character of the symbology identifier (ISO/IEC 15424)."""


def doubtful(sighting: Sighting) -> bool:
    """Whether the votes of this sighting alone do not make it believed."""
    return sighting.weight < _rule(sighting).votes


def _rule(sighting: Sighting) -> Rule:
    return RULES.get(sighting.symbology[1:2], Rule(UNKNOWN))


@dataclass(slots=True)
class Ballot:
    """The sightings of one picture, by kind and text."""

    sightings: dict[tuple[str, str], list[Sighting]] = field(default_factory=dict)

    def add(self, sightings: list[Sighting]) -> None:
        for each in sightings:
            self.sightings.setdefault((each.symbology[1:2], each.text), []).append(each)

    def believed(self) -> list[list[Sighting]]:
        """The sightings of each text that is believed, in the order the texts were first seen."""
        return [group for group in self.sightings.values() if self._elected(group)]

    def _elected(self, group: list[Sighting]) -> bool:
        rule, votes = _rule(group[0]), _votes(group)
        if len(group[0].text) < rule.shortest or votes < rule.votes:
            return False
        return rule.votes == AT_SIGHT or votes >= max(map(_votes, self._rivals(group[0])), default=0.0) + LEAD

    def _rivals(self, sighting: Sighting) -> Iterator[list[Sighting]]:
        """Other texts of the same kind where this one was seen."""
        for (kind, text), group in self.sightings.items():
            if kind == sighting.symbology[1:2] and text != sighting.text and _overlap(group[0], sighting):
                yield group


def _votes(group: list[Sighting]) -> float:
    return sum(each.weight for each in group)


def _overlap(one: Sighting, other: Sighting) -> bool:
    low, high = one.corners.min(axis=0), one.corners.max(axis=0)
    return bool((other.corners.min(axis=0) <= high).all() and (other.corners.max(axis=0) >= low).all())
