"""One captured text -> everything it can mean, the likeliest first.

Own printed codes come first, then what the symbology says, then GS1, bare article numbers, HIBC, plain text. Nothing
is guessed silently: repairs and doubts travel with the reading as warnings, and what must not be read is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from app.domain.gs1 import bracketed, digital_link, hibc, separators
from app.domain.gs1.doubts import CheckDigitError, Doubt, ReadingError, Warning_
from app.domain.gs1.elements import GS, Elements
from app.domain.gs1.reading import Reading, ReadingKind, from_elements
from app.domain.gs1.symbology import RETAIL_LENGTHS, Announces, announces, take_prefix
from app.domain.gs1.table import spec_at
from app.domain.gs1.upc import expand_upc_e
from app.domain.identifiers import Gtin, IdentifierError, Sscc, is_digits
from app.domain.own_codes import read_own_code

__all__ = ["CheckDigitError", "Doubt", "Reading", "ReadingError", "ReadingKind", "Warning_", "read"]

LONGEST = 4096
# What a wedge or a terminal leaves around a scan. GS is whitespace to str.strip, hence the explicit list.
_AROUND = " \t\r\n\x00"
# ISO/IEC 15434 envelope of GS1 elements, and FNC1 as scanners and engines write it at the start.
_ENVELOPE = re.compile(r"\[\)>\x1e05\x1d(.*?)(?:\x1e?\x04|\x1e)?", re.DOTALL)
_LEADING_FNC1 = re.compile(r"(?:[\x1d^]|<(?:GS|FNC1)>|[{\[](?:GS|FNC1)[}\]])(?=[0-9]{2})", re.IGNORECASE)
_COMPOSITE = re.compile(r"(?P<linear>[0-9]{8}|[0-9]{12,13})\|(?:\]e0)?(?P<rest>[0-9]{2}.+)", re.DOTALL)
# Keys whose check digit makes it certain enough that digits are GS1 elements and not a number of someone else's.
_DATES = frozenset({"11", "13", "15", "16", "17"})
_CERTAIN = frozenset({"00", "01", "02", "8003"})
_BARE_GTIN_LENGTHS = {Announces.NOTHING: (8, 12, 13, 14), Announces.OTHER: (8, 12, 13, 14), Announces.ITF: (14,)}
# Shorter texts begin like an AI too often for a broken one to be worth a word.
_WORTH_A_WORD = 12


def read(text: str, symbology: str | None = None, *, today: date | None = None) -> list[Reading]:
    """Return everything `text` can mean, the likeliest first; plain text is always among them if printable.

    `symbology` is the AIM identifier of the code, such as `]C1`; one at the start of `text` goes before it. `today`
    settles the century of two-digit years. Raises ReadingError, and nothing else, for a text that must not be used:
    empty, over 4096 characters, not printable, or announced as GS1 and not so.
    """
    if len(text) > LONGEST:
        raise ReadingError(f"A scan has at most {LONGEST} characters, got {len(text)}.")
    cleaned = text.strip(_AROUND)
    prefix, data = take_prefix(cleaned)
    capture = _Capture(data, prefix or symbology or "", (today or datetime.now(UTC).date()).year)
    if not data:
        return [_nothing(cleaned, capture)]
    readings = list(_meanings(capture))
    if not readings:
        raise ReadingError(f"Not a text that can be read: {data[:40]!r}.")
    return readings


@dataclass(frozen=True, slots=True)
class _Capture:
    text: str
    symbology: str
    this_year: int

    @property
    def announces(self) -> Announces:
        return announces(self.symbology)


def _nothing(cleaned: str, capture: _Capture) -> Reading:
    """An AIM prefix with nothing behind it: an empty code where the symbology allows one, else a fault."""
    if cleaned and capture.announces is Announces.OTHER:
        return Reading(ReadingKind.PLAIN, cleaned)
    raise ReadingError(f"Nothing was scanned behind {cleaned!r}." if cleaned else "Nothing was scanned.")


def _meanings(capture: _Capture) -> Iterator[Reading]:
    own = read_own_code(capture.text)
    if own is not None:
        yield own
        yield from _plain(capture)
    elif capture.announces is Announces.GS1:
        yield from _announced_gs1(capture)
        yield from _plain(capture)
    elif capture.announces is Announces.RETAIL:
        yield from _retail(capture)
        yield from _plain(capture)
    else:
        yield from _unannounced(capture)


def _plain(capture: _Capture, *warnings: Warning_) -> Iterator[Reading]:
    if capture.text.isprintable():
        yield Reading(ReadingKind.PLAIN, capture.text, warnings=warnings)


def _announced_gs1(capture: _Capture) -> list[Reading]:
    return _unmistakable(capture) or _element_string(capture, capture.text)


def _retail(capture: _Capture) -> Iterator[Reading]:
    """EAN and UPC: digits only, of the length that the symbology has, with a right check digit."""
    text = capture.text
    if composite := _composite(capture):
        yield from composite
        return
    if not is_digits(text) or len(text) not in RETAIL_LENGTHS[capture.symbology]:
        expected = " or ".join(map(str, sorted(RETAIL_LENGTHS[capture.symbology])))
        raise ReadingError(f"A code {capture.symbology} has {expected} digits, got {text[:40]!r}.")
    without_add_on = text[:13] if len(text) in (15, 18) else text[:12] if len(text) in (14, 17) else text
    upc_e = expand_upc_e(text) if capture.symbology == "]E0" and len(text) == 8 else None
    try:
        yield _bare_gtin(text, upc_e or without_add_on)
    except IdentifierError as error:
        raise CheckDigitError(str(error)) from None


def _unannounced(capture: _Capture) -> Iterator[Reading]:
    """Text of no, or no telling, symbology: a form that only GS1 or HIBC has, else what its characters allow."""
    try:
        found = _unmistakable(capture)
    except CheckDigitError:
        raise
    except ReadingError as error:
        yield from _plain(capture, Warning_(Doubt.BROKEN_GS1, str(error)))
        return
    if found:
        yield from found
        yield from _plain(capture)
    else:
        yield from _guessed(capture)


def _unmistakable(capture: _Capture) -> list[Reading]:
    """Read the forms that show what they are: Digital Link, brackets, envelope, leading FNC1, composite, HIBC."""
    text = capture.text
    if digital_link.looks_like_uri(text):
        elements = digital_link.parse(text, capture.this_year)
        return [from_elements(text, elements, capture.this_year)] if elements else []
    if bracketed.looks_bracketed(text):
        return [from_elements(text, bracketed.parse(text, capture.this_year), capture.this_year)]
    if envelope := _ENVELOPE.fullmatch(text):
        return _element_string(capture, envelope[1])
    if leading := _LEADING_FNC1.match(text):
        # What stands for FNC1 at the start stands for the separator further on: nothing is guessed.
        return _element_string(capture, text[leading.end() :].replace(leading[0], GS))
    if text[0] == "+":
        return [_hibc(capture)]
    return _composite(capture)


def _element_string(capture: _Capture, elements: str, *warnings: Warning_) -> list[Reading]:
    meanings = separators.interpretations(elements, capture.this_year)
    return [from_elements(capture.text, meaning, capture.this_year, *warnings) for meaning in meanings]


def _composite(capture: _Capture) -> list[Reading]:
    """An EAN or UPC whose second part arrives in the same text, behind `|]e0`."""
    composite = _COMPOSITE.fullmatch(capture.text)
    return _element_string(capture, f"01{composite['linear'].zfill(14)}{composite['rest']}") if composite else []


def _hibc(capture: _Capture) -> Reading:
    found = hibc.parse(capture.text, capture.this_year)
    return Reading(
        ReadingKind.HIBC,
        capture.text,
        lot=found.lot,
        expiry=found.expiry,
        serial=found.serial,
        count=found.count,
        hibc=found.code,
        warnings=found.warnings,
    )


def _guessed(capture: _Capture) -> Iterator[Reading]:
    """Order what a text without any announcement can be; only a right check digit goes before plain text unasked."""
    elements, broken = _guessed_elements(capture)
    bare, not_bare = _bare_keys(capture)
    certain = bool(elements) and (GS in capture.text or not _CERTAIN.isdisjoint(elements[0].values))
    several = bool(elements) and len(elements[0].values) > 1
    if certain:
        yield from _as_readings(capture, elements, _unannounced_gs1(capture))
        yield from bare
        yield from _plain(capture)
    elif bare or several:
        yield from bare
        # eight digits may be an EAN-8 and a date label at once: the screen's expectation decides
        dated = bool(elements) and not _DATES.isdisjoint(elements[0].values)
        yield from _as_readings(capture, elements if several or dated else [], (Warning_(Doubt.MAYBE_PLAIN),))
        yield from _plain(capture)
    elif elements and capture.announces is Announces.NOTHING:
        # One AI at the start proves nothing: lot 10D9T is not lot D9T, and a tracking number may begin with 92.
        yield from _plain(capture, Warning_(Doubt.MAYBE_GS1))
        yield from _as_readings(capture, elements, (Warning_(Doubt.MAYBE_PLAIN),))
    else:
        yield from _plain(capture, *(Warning_(Doubt.BROKEN_GS1, why) for why in (not_bare or broken,) if why))


def _guessed_elements(capture: _Capture) -> tuple[list[Elements], str]:
    """Return the clean readings of the text as element string, or none and the reason where that is worth telling."""
    if spec_at(capture.text) is None:
        return [], ""
    try:
        meanings = separators.interpretations(capture.text, capture.this_year)
    except ReadingError as error:
        return [], str(error) if len(capture.text) >= _WORTH_A_WORD else ""
    return [meaning for meaning in meanings if not _is_odd(meaning)], ""


def _is_odd(meaning: Elements) -> bool:
    certain = not _CERTAIN.isdisjoint(meaning.values)
    doubts = (Doubt.CHARACTER,) if certain else (Doubt.CHARACTER, Doubt.BAD_DATE)
    return any(warning.doubt in doubts for warning in meaning.warnings)


def _as_readings(capture: _Capture, elements: list[Elements], warnings: tuple[Warning_, ...]) -> Iterator[Reading]:
    return (from_elements(capture.text, meaning, capture.this_year, *warnings) for meaning in elements)


def _unannounced_gs1(capture: _Capture) -> tuple[Warning_, ...]:
    return (Warning_(Doubt.NOT_GS1_SYMBOLOGY, capture.symbology),) if capture.symbology else ()


def _bare_keys(capture: _Capture) -> tuple[list[Reading], str]:
    """Return the readings of digits alone as GTIN or SSCC, or none and what is wrong with the check digit."""
    text = capture.text
    if not is_digits(text):
        return [], ""
    try:
        if len(text) == 18:
            sscc = Sscc.parse(text)
            return [Reading(ReadingKind.SSCC, text, elements={"00": text}, sscc=sscc)], ""
        if len(text) == 8:
            return _eight_digits(text), ""
        if len(text) in _BARE_GTIN_LENGTHS[capture.announces]:
            return [_bare_gtin(text, text)], ""
    except IdentifierError as error:
        return [], str(error)
    return [], ""


def _eight_digits(text: str) -> list[Reading]:
    upc_e = expand_upc_e(text)
    if upc_e is None:
        return [_bare_gtin(text, text)]
    try:
        ean = _bare_gtin(text, text)
    except IdentifierError:
        return [_bare_gtin(text, upc_e)]
    doubt = (Warning_(Doubt.TWO_LENGTHS),)
    return [replace(ean, warnings=doubt), replace(_bare_gtin(text, upc_e), warnings=doubt)]


def _bare_gtin(text: str, digits: str) -> Reading:
    gtin = Gtin.parse(digits)
    return Reading(ReadingKind.GTIN, text, elements={"01": gtin.value}, gtin=gtin)
