"""What a keyboard wedge types, turned into the text that stands in the barcode.

Wedges end a scan with Enter or Tab, name the symbology in front of it when set to (ISO/IEC 15424), cannot type the
control characters GS1 and ISO 15434 separate fields with, and press US keys whatever keyboard the computer has.
"""

import re

from scanners.capture import Capture
from scanners.keyboards import KEYBOARDS, retype

LONGEST = 4096
"""Characters; the largest symbol in use (QR Code version 40) holds 4,296 letters only in a mode no label uses."""

START_OF_TEXT, END_OF_TEXT = "\x02", "\x03"
TERMINATORS = "\r\n\t" + END_OF_TEXT

SEPARATORS = {
    "\x1d": ("GS", "FNC1", "F8", "Ctrl+]", "Ctrl-]", "U+001D", "0x1D"),
    "\x1e": ("RS", "Ctrl+^", "Ctrl-^", "U+001E", "0x1E"),
    "\x04": ("EOT", "Ctrl+D", "Ctrl-D", "U+0004", "0x04"),
}
"""Control character -> the names scanners print for it inside <>, {} or []."""

SPELLINGS = {
    "^]": "\x1d",
    "Ctrl+]": "\x1d",
    "Ctrl-]": "\x1d",
    "\x1b[19~": "\x1d",
    "\\x1d": "\x1d",
    "\\u001d": "\x1d",
    "\u241d": "\x1d",
    "\u241e": "\x1e",
    "\u2404": "\x04",
}
"""Other ways to write one: caret, key chord, F8 as a terminal sends it, escapes, the Unicode control pictures."""

ENVELOPE = "[)>"
ENVELOPE_SPELLINGS = {"^^": "\x1e", "^D": "\x04"}
"""Caret forms that ordinary text may hold, believed only inside an ISO 15434 envelope."""

AIM = re.compile(r"\][ACEFGHILMNOPQRSTUXZdez][0-9A-Za-z]")
"""]cm: code character and modifier, ISO/IEC 15424 clause 5."""


class WedgeError(ValueError):
    """A typed text that cannot be one barcode, or a layout nobody described; `str()` is a whole sentence."""


def clean(typed: str, layout: str | None = None) -> Capture:
    """The Capture of one scan as it was typed.

    `layout` names the keyboard of the computer (a key of `keyboards.KEYBOARDS`) when the scanner presses US keys and
    the computer has another; None when the text arrives as printed. Raises WedgeError over `LONGEST` characters.
    """
    _refuse_overlong(typed)
    text = _unframed(typed)
    text = retype(text, _known(layout)) if layout else text
    symbology, text = _split_aim(text)
    return Capture(text=_control_characters(text), symbology=symbology, source="wedge")


def _refuse_overlong(typed: str) -> None:
    if len(typed) > LONGEST:
        raise WedgeError(
            f"This scan has {len(typed)} characters and a barcode holds {LONGEST} at most: scan one barcode at a time."
        )


def _unframed(typed: str) -> str:
    return typed.lstrip(START_OF_TEXT).rstrip(TERMINATORS)


def _known(layout: str) -> str:
    if layout not in KEYBOARDS:
        raise WedgeError(f"No keyboard layout is called {layout!r}: choose one of {', '.join(sorted(KEYBOARDS))}.")
    return layout


def _split_aim(text: str) -> tuple[str, str]:
    match = AIM.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def _control_characters(text: str) -> str:
    text = _SPELLED.sub(lambda found: _CONTROL[found.group().casefold()], text)
    if not text.startswith(ENVELOPE):
        return text
    for spelling, control in ENVELOPE_SPELLINGS.items():
        text = text.replace(spelling, control)
    return text


def _every_spelling() -> dict[str, str]:
    named = {
        f"{opening}{name}{closing}": control
        for control, names in SEPARATORS.items()
        for name in names
        for opening, closing in ("<>", "{}", "[]")
    }
    return {spelling.casefold(): control for spelling, control in (named | SPELLINGS).items()}


_CONTROL = _every_spelling()
_SPELLED = re.compile("|".join(re.escape(each) for each in sorted(_CONTROL, key=len, reverse=True)), re.IGNORECASE)
