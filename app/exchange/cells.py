"""One cell -> one value. Each reader takes the cell and the forms that the file declares, and is strict about both."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.geography import millionths
from app.domain.identifiers import Gln, Grai, Gtin, IdentifierError, Sscc
from app.domain.importing import Value
from app.domain.messages import importing as say
from app.domain.messages import transport
from app.exchange.tables import Cell

DATE_FORMS = {"iso": "2026-04-03", "dmy": "03/04/2026", "mdy": "04/03/2026"}
"""By which order of day and month, with 3 April 2026 as the example. ISO 8601 is read in all of them."""

DECIMAL_FORMS = {".": "1,234.50", ",": "1.234,50"}
"""By the decimal sign."""

SHOWN = 40
"""Characters of a cell that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How dates and numbers are written in one file: keys of DATE_FORMS and DECIMAL_FORMS."""

    dates: str = "iso"
    decimals: str = "."


Reader = Callable[[Cell, Forms], Value]
"""Raises Refused with what was read and what was expected."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|,\d+"),
}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?")
_ORDER = {"dmy": (2, 1, 0), "mdy": (2, 0, 1)}
_YES = frozenset({"yes", "y", "true", "1", "x", "si", "sí", "s", "verdadero"})
_NO = frozenset({"no", "n", "false", "0", "falso"})
_AMOUNT_LIMIT = Decimal(10) ** 12


def shown(cell: Cell) -> str:
    """Return what a sentence repeats of a cell."""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."


def text(most: int) -> Reader:
    """Read text of up to `most` characters, on one line."""

    def read(cell: Cell, _forms: Forms) -> str:
        found = _plain(cell)
        if len(found) > most:
            raise Refused(say.TEXT_TOO_LONG, got=found[:SHOWN], length=len(found), most=most)
        return found

    return read


@dataclass(frozen=True, slots=True)
class whole:  # noqa: N801 - stands among the readers
    """Read a whole number from `least` to `most`."""

    least: int
    most: int = 10_000_000

    def __call__(self, cell: Cell, forms: Forms) -> int:
        """Return the number of `cell`."""
        number = _number(cell, forms)
        if number is None or number != number.to_integral_value() or not self.least <= number <= self.most:
            raise Refused(say.NOT_A_WHOLE_NUMBER, got=shown(cell), least=self.least, most=self.most)
        return int(number)


def amount(cell: Cell, forms: Forms) -> Decimal:
    """Read an amount of money, to 1/10,000 of its currency."""
    number = _number(cell, forms)
    if number is None or not 0 <= number < _AMOUNT_LIMIT or number != round(number, 4):
        raise Refused(say.NOT_AN_AMOUNT, got=shown(cell), expected=DECIMAL_FORMS[forms.decimals])
    return number


def _number(cell: Cell, forms: Forms) -> Decimal | None:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        number = Decimal(cell)
        return number if number.is_finite() and abs(number) < _AMOUNT_LIMIT else None
    if not isinstance(cell, str) or not cell.isascii() or not _GROUPED[forms.decimals].fullmatch(cell):
        return None
    group = "," if forms.decimals == "." else "."
    try:
        return Decimal(cell.replace(group, "").replace(forms.decimals, "."))
    except InvalidOperation:
        return None


def day(cell: Cell, forms: Forms) -> date:
    """Read a date. Two digits of a year are of this century."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    written = cell if isinstance(cell, str) and cell.isascii() else ""
    try:
        if found := _ISO.fullmatch(written):
            return date(*map(int, found.groups()))
        if (found := _SLASHED.fullmatch(written)) and forms.dates in _ORDER:
            year, month, of_month = (int(found.groups()[place]) for place in _ORDER[forms.dates])
            return date(year + 2000 if year < 100 else year, month, of_month)
    except ValueError:
        pass
    raise Refused(say.NOT_A_DATE, got=shown(cell), expected=DATE_FORMS[forms.dates])


def clock(cell: Cell, _forms: Forms) -> str:
    """Read hours and minutes of a day as "08:30". A spreadsheet adds seconds, which are none."""
    found = _CLOCK.fullmatch(cell) if isinstance(cell, str) and cell.isascii() else None
    if found is None:
        raise Refused(transport.NOT_A_TIME, got=shown(cell))
    return f"{int(found[1]):02}:{found[2]}"


def flag(cell: Cell, _forms: Forms) -> bool:
    """Read yes or no, in English or Spanish."""
    word = _plain(cell).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Refused(say.NOT_YES_OR_NO, got=shown(cell))


def one_of(words: type[StrEnum], also: Mapping[str, str]) -> Reader:
    """Read a word of a vocabulary: its own spelling, or one of `also`."""
    known = {**also, **{word.value: word.value for word in words}}

    def read(cell: Cell, _forms: Forms) -> str:
        spelled = "_".join(re.split(r"[\s_-]+", _plain(cell).casefold()))
        if spelled in known:
            return known[spelled]
        raise Refused(say.NOT_A_WORD, got=shown(cell), expected=", ".join(words))

    return read


def some_of(words: type[StrEnum], also: Mapping[str, str]) -> Reader:
    """Read words of a vocabulary, with commas or semicolons between them, as one text with commas."""
    read_one = one_of(words, also)

    def read(cell: Cell, forms: Forms) -> str:
        texts = [text for text in re.split(r"[,;|+]", _plain(cell)) if text.strip()]
        return ",".join(sorted({str(read_one(text.strip(), forms)) for text in texts}))

    return read


def gtin(cell: Cell, _forms: Forms) -> str:
    """Read a GTIN as 14 digits (GS1 General Specifications 3.3.2)."""
    try:
        return Gtin.parse(_plain(cell)).value
    except IdentifierError:
        raise Refused(say.NOT_A_GTIN, got=shown(cell)) from None


def sscc(cell: Cell, _forms: Forms) -> str:
    """Read an SSCC of 18 digits, with or without its AI (GS1 General Specifications 3.3.1)."""
    digits = "".join(_plain(cell).split()).removeprefix("(00)")
    try:
        return Sscc.parse(digits[2:] if len(digits) == 20 and digits.startswith("00") else digits).value
    except IdentifierError:
        raise Refused(say.NOT_AN_SSCC, got=shown(cell)) from None


def grai(cell: Cell, _forms: Forms) -> str:
    """Read the GRAI of one asset, with or without its AI (GS1 General Specifications 3.9.3); a type alone is none."""
    text = "".join(_plain(cell).split()).removeprefix("(8003)")
    try:
        found = Grai.parse(text)
    except IdentifierError:
        raise Refused(say.NOT_A_GRAI, got=shown(cell)) from None
    if not found.serial:
        raise Refused(say.NOT_A_GRAI, got=shown(cell))
    return found.value


def gln(cell: Cell, _forms: Forms) -> str:
    """Read a GLN of 13 digits (GS1 General Specifications 3.7.9)."""
    try:
        return Gln.parse(_plain(cell)).value
    except IdentifierError:
        raise Refused(say.NOT_A_GLN, got=shown(cell)) from None


@dataclass(frozen=True, slots=True)
class degrees:  # noqa: N801 - stands among the readers
    """Read degrees from `-most` to `most`, such as -99.5075, as millionths."""

    most: int

    def __call__(self, cell: Cell, forms: Forms) -> int:
        """Return the millionths of `cell`."""
        text = _plain(cell).replace(forms.decimals, ".") if isinstance(cell, str) else str(cell)
        found = millionths(text, self.most)
        if found is None:
            raise Refused(say.NOT_DEGREES, got=shown(cell), most=self.most)
        return found


def country(cell: Cell, _forms: Forms) -> str:
    """Read a country of two letters (ISO 3166-1 alpha-2)."""
    found = _plain(cell).upper()
    if len(found) != 2 or not found.isascii() or not found.isalpha():
        raise Refused(say.NOT_A_COUNTRY, got=shown(cell))
    return found


def currency(cell: Cell, _forms: Forms) -> str:
    """Read a currency of three letters (ISO 4217)."""
    found = _plain(cell).upper()
    if len(found) != 3 or not found.isascii() or not found.isalpha():
        raise Refused(say.NOT_A_CURRENCY, got=shown(cell))
    return found


def _plain(cell: Cell) -> str:
    if not isinstance(cell, str):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    found = cell if cell.isprintable() else " ".join("".join(c if c.isprintable() else " " for c in cell).split())
    # what our own export put before a cell that a spreadsheet would take for a formula
    return found[1:] if len(found) > 1 and found[0] == "'" and found[1] in FORMULA_STARTS else found


FORMULA_STARTS = "=+-@\t\r\n"
"""With these a spreadsheet begins a formula (OWASP, CSV Injection)."""
