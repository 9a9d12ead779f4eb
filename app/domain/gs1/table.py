"""The GS1 Application Identifiers as syntax: which AI begins a text, and what its data may look like.

biip's table is the source of formats; this is the only file that imports it. Formats are compiled on first use.
"""

import re
from dataclasses import dataclass
from functools import cache

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

# Printable ASCII; which of it an element may hold is a question of content, answered by `allowed`.
_ANY = "[ -~]"
_CHARACTER_SETS = {"N": "[0-9]", "X": '[!-"%-?A-Z_a-z]', "Y": "[#\\-/0-9A-Z]", "Z": "[0-9A-Za-z_\\-=]", "-": "-"}
_COMPONENT = re.compile(r"(\[\+?)?(?:([NXYZ])(\.\.)?([0-9]+)|-)\]?")
# Where biip's notation is looser than the standard: country lists, minutes and seconds in pairs, a piece of one or two.
_NOTATION = {"423": "N3[+N..12]", "425": "N3[+N..12]", "8008": "N8[+N2][+N2]", "8043": "N18[+N..2]"}

# General Specifications figure 7.8.5-2: elements beginning so have a predefined length and need no separator.
_PREDEFINED = "00 01 02 03 04 11 12 13 14 15 16 17 18 19 20 31 32 33 34 35 36 41"
# The first two digits settle how long the AI is.
_FIRST_TWO = {
    2: "00 01 02 03 10 11 12 13 15 16 17 20 21 22 30 37 90 91 92 93 94 95 96 97 98 99",
    3: "23 24 25 40 41 42 71",
    4: "31 32 33 34 35 36 39 43 70 72 80 81 82",
}
_AI_LENGTH = {first: length for length, firsts in _FIRST_TWO.items() for first in firsts.split()}


@dataclass(frozen=True, slots=True)
class Spec:
    """Syntax of one AI. Lengths count the data without the AI."""

    ai: str
    shortest: int
    longest: int
    predefined: bool
    well_formed: re.Pattern[str]
    """Length only: what the data may look like with wrong characters in it."""
    allowed: re.Pattern[str]
    """Length and character sets."""


def spec_at(text: str, start: int = 0) -> Spec | None:
    """Return the syntax of the AI that begins at `start`, or None if no AI does."""
    length = _AI_LENGTH.get(text[start : start + 2])
    return spec_of(text[start : start + length]) if length else None


@cache
def spec_of(ai: str) -> Spec | None:
    """Return the syntax of exactly this AI, or None if the standard has no such AI."""
    if not (ai.isascii() and ai.isdigit() and _AI_LENGTH.get(ai[:2]) == len(ai)):
        return None
    try:
        entry = GS1ApplicationIdentifier.extract(ai)
    except ParseError:
        return None
    return _compiled(ai, _NOTATION.get(ai) or entry.format.partition("+")[2]) if entry.ai == ai else None


def _compiled(ai: str, notation: str) -> Spec:
    components = [_component(found) for found in _COMPONENT.finditer(notation)]
    return Spec(
        ai=ai,
        shortest=sum(least for _, least, _, _ in components),
        longest=sum(most for _, _, most, _ in components),
        predefined=ai[:2] in _PREDEFINED.split(),
        well_formed=re.compile("".join(shape.format(_ANY) for _, _, _, shape in components)),
        allowed=re.compile("".join(shape.format(_CHARACTER_SETS[kind]) for kind, _, _, shape in components)),
    )


def _component(found: re.Match[str]) -> tuple[str, int, int, str]:
    """Return set, least and most length, and shape of one component: `N13`, `X..20`, `[+X..17]`, `[+N6]`, `[-]`."""
    optional, kind, up_to, number = found.groups()
    most = int(number or 1)
    if not kind:
        return "-", 0, 1, "{}?"
    least = 0 if optional and up_to else 1 if up_to else most
    shape = f"{{}}{{{{{least},{most}}}}}"
    return (kind, 0, most, f"(?:{shape})?") if optional else (kind, least, most, shape)
