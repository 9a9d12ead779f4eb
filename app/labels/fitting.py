"""Making text fit: widths are those of DejaVu Sans Bold, the widest common sans, so any other face fits too."""

import re
import unicodedata

from app.labels.canvas import Anchor, Face, Text

ELLIPSIS = "…"
MONO_ADVANCE = 0.603
# fmt: off
_ASCII_HUNDREDTHS = (
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40,
    84, 84, 84, 58, 100, 78, 77, 74, 83, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 85, 74, 85, 77, 72, 69, 82, 78, 111,
    78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60,
    48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
)
# fmt: on
_WIDEST_HUNDREDTHS = 140


def clean(text: str) -> str:
    """Return `text` as one printable line: controls, surrogates, unassigned and format characters become spaces."""
    printable = ("\x20" if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return re.sub(" +", " ", "".join(printable)).strip()


def width(text: str, size: float, face: Face = Face.SANS) -> float:
    """Return an upper bound for the width of `text` at `size`, in the unit of `size`."""
    if face is Face.MONO:
        return size * sum(MONO_ADVANCE * (1 if char.isascii() else 2) for char in text)
    return size * sum(map(_advance, text)) / 100


def _advance(char: str) -> int:
    # An accented letter is as wide as its base letter; a mark of its own adds nothing.
    base = unicodedata.normalize("NFD", char)[0]
    if " " <= base <= "~":
        return _ASCII_HUNDREDTHS[ord(base) - 32]
    return 100 if char == ELLIPSIS else _WIDEST_HUNDREDTHS


def shorten(text: str, size: float, room: float, face: Face = Face.SANS) -> str:
    """Return `text`, or its longest beginning that fits in `room` together with an ellipsis."""
    if width(text, size, face) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        short = text[:end].rstrip() + ELLIPSIS
        if width(short, size, face) <= room:
            return short
    return ""


def wrap(text: str, size: float, room: float, lines: int) -> list[str]:
    """Return `text` in at most `lines` lines broken at spaces; the last one is shortened, so is a word too long."""
    done: list[str] = []
    rest = text
    while rest and len(done) < lines - 1 and width(rest, size) > room:
        first, rest = _break(rest, size, room)
        done.append(first)
    return [shorten(line, size, room) for line in (*done, rest) if line]


def _break(text: str, size: float, room: float) -> tuple[str, str]:
    """Return the most words that fit, at least one, and the rest."""
    words = text.split(" ")
    fitting = [n for n in range(1, len(words)) if width(" ".join(words[:n]), size) <= room]
    taken = max(fitting, default=1)
    return " ".join(words[:taken]), " ".join(words[taken:])


def fitted(
    x: float,
    y: float,
    size: float,
    text: str,
    room: float,
    *,
    smallest: float = 0.7,
    face: Face = Face.SANS,
    anchor: Anchor = Anchor.START,
    bold: bool = True,
    white: bool = False,
) -> Text:
    """Return one line that stays in `room` mm: smaller down to `smallest` of `size`, then shortened."""
    line = clean(text)
    needed = width(line, size, face)
    shrunk = max(size * smallest, size * room / needed) if needed > room else size
    kept = shorten(line, shrunk, room + 1e-6, face)
    return Text(x, y, shrunk, kept, room, face=face, anchor=anchor, bold=bold, white=white)


def stacked(x: float, y: float, sizes: tuple[float, float], text: str, room: float, *, bold: bool = True) -> list[Text]:
    """Return one line at `sizes[0]`, or two smaller ones at `sizes[1]` around the same middle when one is too long."""
    line, (large, small) = clean(text), sizes
    if width(line, large) <= room:
        return [fitted(x, y, large, line, room, bold=bold)]
    lines = wrap(line, small, room, 2)
    above = small * 0.58 * (len(lines) - 1)
    baselines = [y - (large - small) * 0.36 - above + n * small * 1.16 for n in range(len(lines))]
    return [fitted(x, at, small, part, room, bold=bold) for at, part in zip(baselines, lines, strict=True)]
