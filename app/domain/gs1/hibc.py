"""HIBC supplier labels (ANSI/HIBC 2.6): older medical goods, codes that begin with `+`."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.gs1.dates import full_year, parse_yymmdd
from app.domain.gs1.doubts import Doubt, ReadingError, Warning_

# Check characters are values modulo 43 of this alphabet, in this order (2.6, appendix B).
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_PRIMARY = re.compile(r"(?P<lic>[A-Z][A-Z0-9]{3})(?P<product>[A-Z0-9]{1,18})(?P<unit>[0-9])")
_QUANTITY = re.compile(r"8(?P<two>[0-9]{2})|9(?P<five>[0-9]{5})")
# Date flag -> pattern of the date, and how to bring it to YYMMDD or YYJJJ. No flag: MMYY, which begins with 0 or 1.
_DATES = (
    (re.compile(r"2(\d\d)(\d\d)(\d\d)", re.ASCII), "MDY"),
    (re.compile(r"3(\d\d)(\d\d)(\d\d)", re.ASCII), "YMD"),
    (re.compile(r"4(\d\d)(\d\d)(\d\d)\d\d", re.ASCII), "YMD"),
    (re.compile(r"5(\d\d)(\d\d\d)", re.ASCII), "YJ"),
    (re.compile(r"6(\d\d)(\d\d\d)\d\d", re.ASCII), "YJ"),
    (re.compile(r"7()", re.ASCII), ""),
    (re.compile(r"([01]\d)(\d\d)", re.ASCII), "MY"),
)


@dataclass(frozen=True, slots=True)
class Hibc:
    """One HIBC symbol: a primary (labeler, product, unit of measure), a secondary (lot, expiry, serial), or both."""

    labeler: str = ""
    """Labeler Identification Code, four characters; empty in a secondary."""
    product: str = ""
    unit: str = ""
    """Unit-of-measure digit: 0 is the unit of use, 1 to 8 packages of it, 9 a variable quantity."""
    lot: str = ""
    serial: str = ""
    expiry: date | None = None
    count: int | None = None
    link: str = ""
    """Check character of the primary that a lone secondary belongs to."""
    warnings: tuple[Warning_, ...] = ()

    @property
    def code(self) -> str:
        """Labeler, product and unit as one text, the key of the product; empty in a secondary."""
        return self.labeler + self.product + self.unit


def check_character(text: str) -> str:
    """Return the modulo-43 check character of `text`, which begins with `+`; ValueError for other characters."""
    return _ALPHABET[sum(map(_ALPHABET.index, text)) % 43]


def parse(text: str, this_year: int) -> Hibc:
    """Return what an HIBC `text` (with `+` and check character) says; raise ReadingError if it is none."""
    text = text.strip("*")
    body, check = text[:-1], text[-1:]
    if not text.startswith("+") or len(body) < 4 or not set(text) <= set(_ALPHABET):
        raise ReadingError(f"An HIBC is + and characters of Code 39, got {text[:40]!r}.")
    if check != check_character(body):
        raise ReadingError(f"HIBC {text} should end in check character {check_character(body)!r}, got {check!r}.")
    if body[1].isalpha():
        primary, *data = body[1:].split("/")
        return _with_data(_primary(primary), data, this_year)
    return _with_data(Hibc(link=body[-1]), body[1:-1].split("/"), this_year)


def _primary(text: str) -> Hibc:
    found = _PRIMARY.fullmatch(text)
    if found is None:
        raise ReadingError(f"An HIBC primary is labeler, product and unit of measure, got {text[:40]!r}.")
    return Hibc(labeler=found["lic"], product=found["product"], unit=found["unit"])


def _with_data(hibc: Hibc, fields: list[str], this_year: int) -> Hibc:
    for index, field in enumerate(fields):
        hibc = _secondary(hibc, field, this_year) if index == 0 else _supplement(hibc, field, this_year)
    return hibc


def _secondary(hibc: Hibc, field: str, this_year: int) -> Hibc:
    """Add quantity, expiry, and lot or serial: `$$3YYMMDDlot`, `$$+...serial`, `$lot`, `$+serial`, `YYJJJlot`."""
    if field.startswith("$$"):
        serialized = field[2:3] == "+"
        hibc, rest = _quantity_and_expiry(hibc, field[3:] if serialized else field[2:], this_year)
    elif field.startswith("$"):
        serialized = field[1:2] == "+"
        rest = field[2:] if serialized else field[1:]
    elif field[:5].isdigit():
        serialized, rest = False, field[5:]
        hibc = _expiring(hibc, _date("YJ", (field[:2], field[2:5]), this_year), field[:5])
    else:
        return _supplement(hibc, field, this_year)
    if len(rest) > 18:
        raise ReadingError(f"An HIBC lot or serial has at most 18 characters, got {rest[:40]!r}.")
    return replace(hibc, serial=rest) if serialized else replace(hibc, lot=rest)


def _quantity_and_expiry(hibc: Hibc, rest: str, this_year: int) -> tuple[Hibc, str]:
    if quantity := _QUANTITY.match(rest):
        hibc, rest = replace(hibc, count=int(quantity["two"] or quantity["five"])), rest[quantity.end() :]
    for pattern, order in _DATES:
        if found := pattern.match(rest):
            hibc = _expiring(hibc, _date(order, found.groups(), this_year), found[0]) if order else hibc
            return hibc, rest[found.end() :]
    return hibc, rest


def _supplement(hibc: Hibc, field: str, this_year: int) -> Hibc:
    """Add one further field: S serial, 14D expiry and 16D production (both YYYYMMDD), Q quantity, L storage place."""
    if field.startswith("14D") and len(field) == 11 and field[5:].isdigit():
        return _expiring(hibc, parse_yymmdd(field[5:], this_year), field)
    if field.startswith("S") and 1 < len(field) <= 19:
        return replace(hibc, serial=field[1:])
    if field.startswith("Q") and field[1:].isdigit() and len(field) <= 9:
        return replace(hibc, count=int(field[1:]))
    if re.fullmatch(r"16D[0-9]{8}|L[A-Z0-9]{1,18}", field):
        return hibc
    raise ReadingError(f"Not a field of an HIBC: {field[:40]!r}.")


def _expiring(hibc: Hibc, expiry: date | None, printed: str) -> Hibc:
    if expiry is None:
        return replace(hibc, warnings=(*hibc.warnings, Warning_(Doubt.BAD_DATE, printed)))
    return replace(hibc, expiry=expiry)


def _date(order: str, parts: tuple[str, ...], this_year: int) -> date | None:
    by_letter = dict(zip(order, parts, strict=True))
    if "J" in by_letter:
        day, year = int(by_letter["J"]), full_year(int(by_letter["Y"]), this_year)
        first = date(year, 1, 1)
        return first + timedelta(day - 1) if 1 <= day <= (date(year + 1, 1, 1) - first).days else None
    # A month without a day ends on its last day, as in GS1.
    return parse_yymmdd(by_letter["Y"] + by_letter["M"] + by_letter.get("D", "00"), this_year)
