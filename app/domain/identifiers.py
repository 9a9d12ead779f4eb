"""Identifiers on goods, places and people: GS1 keys with their check digits, and the site's own printed codes.

Make them with `.parse(text)`, which is strict: ASCII only, right length, right check digit. Every refusal is an
`IdentifierError` whose sentence says what was got and what was expected.
"""

import re
from dataclasses import dataclass
from typing import ClassVar, Self


class IdentifierError(ValueError):
    """Text that is not the identifier it should be."""


def check_digit(digits: str) -> str:
    """Return the GS1 mod-10 check digit of `digits`, given without it (GS1 General Specifications 7.9.1)."""
    if not is_digits(digits):
        raise IdentifierError(f"A check digit is computed over digits, got {digits!r}.")
    data = digits.encode()
    tripled, single = data[::-2], data[-2::-2]
    # Bytes of ASCII digits carry 48 each.
    total = 3 * (sum(tripled) - 48 * len(tripled)) + sum(single) - 48 * len(single)
    return str(-total % 10)


def is_digits(text: str) -> bool:
    """Tell whether `text` is one or more ASCII digits; `str.isdigit` alone also takes digits of other scripts."""
    return text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class Gtin:
    """Global Trade Item Number (GS1 General Specifications 3.3.2). `value` is always 14 digits."""

    value: str
    lengths: ClassVar[tuple[int, ...]] = (8, 12, 13, 14)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the GTIN of 8, 12, 13 or 14 digits, padded to 14."""
        return cls(_checked("GTIN", text, cls.lengths).zfill(14))

    @property
    def short(self) -> str:
        """The number as its own barcode shows it: GTIN-8, -12, -13 or -14 without padding."""
        significant = len(self.value.lstrip("0"))
        return self.value[-next(length for length in self.lengths if length >= significant) :]

    def as_hri(self) -> str:
        """Return the human readable interpretation, such as `(01)09501101530003`."""
        return f"(01){self.value}"


@dataclass(frozen=True, slots=True)
class Sscc:
    """Serial Shipping Container Code (GS1 General Specifications 3.3.1). `value` is 18 digits."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the SSCC of 18 digits."""
        return cls(_checked("SSCC", text, (18,)))

    def as_hri(self) -> str:
        """Return the human readable interpretation, such as `(00)106141412345678908`."""
        return f"(00){self.value}"


@dataclass(frozen=True, slots=True)
class Gln:
    """Global Location Number (GS1 General Specifications 3.7.9). `value` is 13 digits."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the GLN of 13 digits."""
        return cls(_checked("GLN", text, (13,)))

    def as_hri(self) -> str:
        """Return the human readable interpretation, such as `(414)9520123456788`."""
        return f"(414){self.value}"


@dataclass(frozen=True, slots=True)
class Grai:
    """Global Returnable Asset Identifier (GS1 General Specifications 3.9.3): pallet, tote or keg of a pool.

    `value` is the data of AI (8003): 0, 13 digits of asset type with check digit, up to 16 characters of serial.
    """

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the GRAI; the leading 0 of AI (8003) may be left out when there is no serial."""
        asset_type, serial = (text.zfill(14), "") if len(text) == 13 else (text[:14], text[14:])
        if not asset_type.startswith("0") or len(serial) > 16 or not _CSET82.fullmatch(serial):
            raise IdentifierError(
                f"A GRAI is 0, 13 digits of asset type and up to 16 characters of serial, got {text!r}."
            )
        return cls(_checked("GRAI asset type", asset_type, (14,)) + serial)

    @property
    def asset_type(self) -> str:
        """The 13 digits that name the type of asset, check digit last."""
        return self.value[1:14]

    @property
    def serial(self) -> str:
        """The serial of this one asset, empty when the code names a type only."""
        return self.value[14:]

    def as_hri(self) -> str:
        """Return the human readable interpretation, such as `(8003)04965031954585`."""
        return f"(8003){self.value}"


@dataclass(frozen=True, slots=True)
class Lpn:
    """The site's own pre-printed licence plate, a tote or carton: `T-0412`."""

    value: str
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"T-[0-9]{4,6}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the plate; lower case is accepted, as typed by hand."""
        return cls(_printed("licence plate", "T- and four to six digits", cls.pattern, text))

    def as_hri(self) -> str:
        """Return the text printed under the code."""
        return self.value


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """A place on the floor, zone letter first: `W-03`. T is kept for totes."""

    value: str
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"(?!T-)[A-Z]{1,2}-[0-9]{2,3}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the place; lower case is accepted, as typed by hand."""
        return cls(_printed("place", "one or two letters, a hyphen and two or three digits", cls.pattern, text))

    def as_hri(self) -> str:
        """Return the text printed under the code."""
        return self.value


@dataclass(frozen=True, slots=True)
class LoadCode:
    """A load, printed on its sheet: `LOAD-000123` comes in, `OUT-000123` leaves."""

    value: str
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"(?:LOAD|OUT)-[0-9]{4,8}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the load; lower case is accepted, as typed by hand."""
        return cls(_printed("load", "LOAD- or OUT- and four to eight digits", cls.pattern, text))

    def as_hri(self) -> str:
        """Return the text printed under the code."""
        return self.value


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """An operator's badge, printed as `BADGE-2231`. `value` is its digits only."""

    value: str
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"BADGE-[0-9]{4,8}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the badge; lower case is accepted, as typed by hand."""
        printed = _printed("badge", "BADGE- and four to eight digits", cls.pattern, text)
        return cls(printed.removeprefix("BADGE-"))

    def as_hri(self) -> str:
        """Return the text of the barcode."""
        return f"BADGE-{self.value}"


# GS1 AI encodable character set 82 (General Specifications figure 7.11-1).
_CSET82 = re.compile(r"[!-\"%-?A-Z_a-z]*")


def _checked(name: str, text: str, lengths: tuple[int, ...]) -> str:
    if not is_digits(text) or len(text) not in lengths:
        *some, last = map(str, lengths)
        expected = f"{', '.join(some)} or {last}" if some else last
        raise IdentifierError(f"{_an(name)} has {expected} digits, got {text!r}.")
    expected = check_digit(text[:-1])
    if text[-1] != expected:
        raise IdentifierError(f"{_an(name)} {text} should end in check digit {expected}, got {text[-1]}.")
    return text


def _an(name: str) -> str:
    # SSCC is spoken letter by letter.
    return f"An {name}" if name == "SSCC" else f"A {name}"


def _printed(name: str, expected: str, pattern: re.Pattern[str], text: str) -> str:
    upper = text.upper()
    if not text.isascii() or not pattern.fullmatch(upper):
        raise IdentifierError(f"A {name} is {expected}, got {text!r}.")
    return upper


def tail(lpn: str) -> str:
    """Return the last four digits of a plate: people match those by eye."""
    return lpn[-4:]
