"""GS1 element strings: AIs with their values, in the order they are printed (GS1 General Specifications, 7.8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from app.labels.errors import LabelError

FNC1 = "\x1d"
"""Stands for Function 1 wherever this package writes symbol content as text."""

CHARACTER_SET_82 = frozenset("!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
PREDEFINED_LENGTH = frozenset(
    [
        "00",
        "01",
        "02",
        "03",
        "04",
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "19",
        "20",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "41",
    ]
)
"""First two AI digits after which no separator stands (GS1 General Specifications, figure 7.8.5-2)."""

LONGEST_VALUE = 90
LONGEST = {"10": 20, "21": 20, "37": 8, "7020": 20, "7021": 20}
"""Characters in a value of variable length, for the AIs that labels write."""

_BRACKETED = re.compile(r"\(([0-9]{2,4})\)([^()]+)")


@dataclass(frozen=True, slots=True)
class ElementString:
    """One or more (AI, value) pairs. Raises LabelError on an AI or a value that GS1 symbols cannot carry."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.pairs:
            raise LabelError("Got an element string without elements, expected at least one AI with its value.")
        for ai, value in self.pairs:
            _check(ai, value)

    @classmethod
    def parse(cls, bracketed: str) -> Self:
        """Read `(01)09521234100775(10)L2608`; values with brackets of their own need the constructor."""
        pairs = tuple((found[1], found[2]) for found in _BRACKETED.finditer(bracketed))
        if "".join(f"({ai}){value}" for ai, value in pairs) != bracketed or not pairs:
            raise LabelError(f"Got {bracketed!r}, expected bracketed elements such as (01)09521234100775(10)L2608.")
        return cls(pairs)

    @classmethod
    def of_known(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Keep what is known and fits: a lot typed with a space or 30 characters long is printed as text only."""
        return cls(tuple((ai, value) for ai, value in pairs if value and _fits(ai, value)))

    @property
    def bracketed(self) -> str:
        """Return the human readable form: every AI in brackets."""
        return "".join(f"({ai}){value}" for ai, value in self.pairs)

    @property
    def content(self) -> str:
        """Return what the symbol carries: FNC1 first, FNC1 after each value of variable length but the last."""
        parts = [FNC1]
        for ai, value in self.pairs:
            parts += (ai, value, "" if ai[:2] in PREDEFINED_LENGTH else FNC1)
        return "".join(parts).rstrip(FNC1)


def _fits(ai: str, value: str) -> bool:
    return len(value) <= LONGEST.get(ai, LONGEST_VALUE) and CHARACTER_SET_82.issuperset(value)


def _check(ai: str, value: str) -> None:
    if not (re.fullmatch("[0-9]{2,4}", ai) and 0 < len(value) <= LONGEST_VALUE):
        raise LabelError(f"Got ({ai}){value!r}, expected an AI of 2-4 digits and 1-{LONGEST_VALUE} characters.")
    if wrong := sorted(set(value) - CHARACTER_SET_82):
        raise LabelError(f"Got {wrong[0]!r} in ({ai}), expected only characters of GS1's set 82.")
