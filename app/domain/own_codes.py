"""The codes that a site prints itself: plates, places, loads, badges and commands."""

import re
from collections.abc import Callable
from dataclasses import replace

from app.domain.gs1.doubts import Doubt, Warning_
from app.domain.gs1.reading import Reading, ReadingKind
from app.domain.identifiers import BadgeCode, LoadCode, Lpn, PlaceCode
from app.domain.vocabulary import Command

_COMMANDS = {f"CMD-{command.value.upper().replace('_', '-')}": command for command in Command}
_TICK = re.compile(r"CMD-((?:Q[1-9][0-9]?-[1-9][0-9]?|[DP][1-9][0-9]?)-[0-9A-F]{4})")
_SCALE = re.compile(r"CMD-(F[1-6]|C[1-9])")
# What a code in the site's own print becomes, by its form.
_CODES: tuple[tuple[re.Pattern[str], Callable[[str, str], Reading]], ...] = (
    (Lpn.pattern, lambda text, printed: Reading(ReadingKind.PLATE, text, plate=printed)),
    (PlaceCode.pattern, lambda text, printed: Reading(ReadingKind.PLACE, text, place=printed)),
    (LoadCode.pattern, lambda text, printed: Reading(ReadingKind.LOAD, text, load=printed)),
)
_LONGEST = 20
# What the hyphen's key types when the device has another keyboard layout than the scanner.
_HYPHEN_STAND_INS = str.maketrans(dict.fromkeys("'ß/)?_", "-"))

REDACTED = "BADGE-****"
_PRINTED_BADGE = re.compile(r"BADGE-[0-9]+", re.IGNORECASE)


def redacted(text: str) -> str:
    """Return `text` with the number of any badge in it struck out: what may be kept of a scan."""
    return _PRINTED_BADGE.sub(REDACTED, text)


def read_own_code(text: str) -> Reading | None:
    """Return the reading of a code that the site printed, or None. Case is ignored, a mistyped hyphen is mended."""
    if len(text) > _LONGEST or not text[:1].isalpha():
        return None
    as_printed = _read(text, text.upper())
    if as_printed is not None:
        return as_printed
    mended = text.upper().translate(_HYPHEN_STAND_INS)
    return _read(text, mended, Warning_(Doubt.LAYOUT_REPAIRED, text)) if mended != text.upper() else None


def _read(text: str, printed: str, *warnings: Warning_) -> Reading | None:
    for pattern, read in _CODES:
        if pattern.fullmatch(printed):
            return replace(read(text, printed), warnings=warnings)
    if BadgeCode.pattern.fullmatch(printed):
        return Reading(ReadingKind.BADGE, text, badge=BadgeCode.parse(printed).value, warnings=warnings)
    if printed in _COMMANDS:
        return Reading(ReadingKind.COMMAND, text, command=_COMMANDS[printed], warnings=warnings)
    if scale := _SCALE.fullmatch(printed):
        return Reading(ReadingKind.COMMAND, text, scale=scale[1], warnings=warnings)
    if tick := _TICK.fullmatch(printed):
        return Reading(ReadingKind.COMMAND, text, tick=tick[1], warnings=warnings)
    return None
