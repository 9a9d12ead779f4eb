"""When a reading is believed.

A blurred EAN gives wrong numbers with good check digits; a Code 39 or an ITF appears in any row of stripes. So an
engine's word is a vote, not a verdict: each symbology needs a number of votes, and of two texts in one place the
winner must lead. Matrix codes correct their own errors and are believed at sight.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2

from scanners.sighting import Sighting

WHOLE_PICTURE = 2.0
ALTERED_PICTURE = 1.0
CROP = 1.0
FITTED = 2.0
BY_SCAN_LINES = (1.25, 0.75, 0.4)
CROP_BY_SCAN_LINES = (0.5, 0.5, 0.25)
"""What a reading weighs: zxing-cpp in the picture, in a treated copy, in a crop; a fitted band; and zbar by the
number of scan lines (17, 5 or fewer) that agree, in the picture and in a crop. What zbar misreads it misreads every
time, so its votes together are never enough for bars."""

NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a symbology needs: `votes` to stop looking, `at_last` once everything has been looked at, a `lead` over
    other texts in the same place, and a length in characters."""

    votes: float
    at_last: float = NEVER
    lead: float = 2.0
    shortest: int = 1


AT_SIGHT = Rule(0.0, lead=-NEVER)
UNKNOWN = Rule(3.0)

RULES = {
    "Q": AT_SIGHT,
    "d": AT_SIGHT,
    "z": AT_SIGHT,
    "L": AT_SIGHT,
    "e": Rule(2.0),
    "C": Rule(2.0, lead=0.0),
    "G": Rule(3.0),
    "E": Rule(5.0, at_last=2.0),
    "A": Rule(3.0, shortest=3),
    "F": Rule(3.0, shortest=3),
    "I": Rule(3.0, shortest=6),
}
"""By code character of the symbology identifier (ISO/IEC 15424)."""


def doubtful(sighting: Sighting) -> bool:
    """Whether this sighting alone is not enough."""
    return sighting.weight < _rule(sighting).votes


def _rule(sighting: Sighting) -> Rule:
    return RULES.get(sighting.symbology[1:2], UNKNOWN)


@dataclass(slots=True)
class Ballot:
    """The sightings of one picture, grouped by kind of symbology and text."""

    groups: dict[tuple[str, str], list[Sighting]] = field(default_factory=dict)

    def add(self, sightings: list[Sighting]) -> None:
        for each in sightings:
            self.groups.setdefault((each.symbology[1:2], each.text), []).append(each)

    def believed(self) -> list[list[Sighting]]:
        """The sightings of each text that is beyond doubt, in the order the texts were first seen."""
        return [group for group in self.groups.values() if self._elected(group, _rule(group[0]).votes)]

    def believed_at_last(self) -> list[list[Sighting]]:
        """The same by the lower bar that stands when nothing is left to look at and no other text has come up."""
        bars = ((group, min(_rule(group[0]).votes, _rule(group[0]).at_last)) for group in self.groups.values())
        return [group for group, bar in bars if self._elected(group, bar)]

    def _elected(self, group: list[Sighting], bar: float) -> bool:
        rule, votes = _rule(group[0]), _votes(group)
        if votes < bar or len(group[0].text) < rule.shortest:
            return False
        return all(votes >= _votes(rival) + rule.lead for rival in self._rivals(group[0]))

    def _rivals(self, sighting: Sighting) -> Iterator[list[Sighting]]:
        """What else was read in the same place."""
        for group in self.groups.values():
            if group[0].text != sighting.text and _touch(group[0], sighting):
                yield group


def _votes(group: list[Sighting]) -> float:
    return sum(each.weight for each in group)


def _touch(one: Sighting, other: Sighting) -> bool:
    """Whether two outlines overlap, each grown a little: one may be as thin as the only line that was read."""
    return bool(cv2.rotatedRectangleIntersection(_grown(one), _grown(other))[0] != cv2.INTERSECT_NONE)


def _grown(sighting: Sighting) -> tuple[tuple[float, float], tuple[float, float], float]:
    (x, y), (width, height), angle = cv2.minAreaRect(sighting.corners)
    margin = 4 + 0.1 * max(width, height)
    return (x, y), (width + margin, height + margin), angle
