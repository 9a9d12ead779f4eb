"""When a reading is believed.

A blurred EAN gives wrong numbers with good check digits, a Code 39 or ITF appears in any row of stripes. So an
engine's word only adds to a text's votes, and each symbology has a number of votes it needs.
"""

from dataclasses import dataclass, field

from scanners.sighting import Sighting

AT_ONCE = 0.0

VOTES_NEEDED = {
    "Q": AT_ONCE,
    "d": AT_ONCE,
    "z": AT_ONCE,
    "L": AT_ONCE,
    "e": 2.0,
    "C": 2.0,
    "G": 2.0,
    "E": 3.0,
    "A": 3.0,
    "F": 3.0,
    "I": 3.0,
}
"""Code character of the symbology identifier -> votes."""


@dataclass(slots=True)
class Ballot:
    """The votes for each text seen in one picture."""

    seen: dict[tuple[str, str], list[Sighting]] = field(default_factory=dict)

    def add(self, sighting: Sighting) -> None:
        self.seen.setdefault((sighting.symbology[1:2], sighting.text), []).append(sighting)

    def believed(self) -> list[list[Sighting]]:
        return [sightings for (code, text), sightings in self.seen.items() if self._elected(code, text, sightings)]

    def _elected(self, code, text, sightings) -> bool:
        if code == "A" and len(text) < 3:
            return False
        return sum(each.weight for each in sightings) >= VOTES_NEEDED.get(code, 3.0)
