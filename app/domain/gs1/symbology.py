"""AIM symbology identifiers (ISO/IEC 15424): what the scanner says about the code that it read."""

import re
from enum import Enum

# ]c m, where c is an assigned code character. `]J` (DotCode) is the newest.
_PREFIX = re.compile(r"\][A-IK-VXZcdehzJ][0-9A-F]")


class Announces(Enum):
    """What a symbology identifier promises about the data behind it."""

    GS1 = "gs1"
    RETAIL = "retail"
    ITF = "itf"
    OTHER = "other"
    NOTHING = "nothing"


_ANNOUNCES = {
    **dict.fromkeys(("]C1", "]e0", "]e1", "]e2", "]e3", "]d2", "]Q3", "]J1", "]z1"), Announces.GS1),
    **dict.fromkeys(("]E0", "]E3", "]E4"), Announces.RETAIL),
    **dict.fromkeys(("]I0", "]I1", "]I3"), Announces.ITF),
}
# How long the data of a retail code may be: EAN-13 or UPC-A or UPC-E, with add-on of 2 or 5, EAN-8.
RETAIL_LENGTHS = {"]E0": (13, 12, 8), "]E3": (15, 18, 14, 17), "]E4": (8,)}


def announces(symbology: str) -> Announces:
    """Return what `symbology` promises; an empty one promises nothing."""
    return _ANNOUNCES.get(symbology, Announces.OTHER) if symbology else Announces.NOTHING


def take_prefix(text: str) -> tuple[str, str]:
    """Return the AIM identifier that `text` begins with (or an empty string) and the rest."""
    if text[:1] == "]" and _PREFIX.match(text):
        return text[:3], text[3:]
    return "", text
