"""Temporary imports (IMMEX): the number of a customs entry, its clock, what it brought in, and what ends its regime."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self
from uuid import UUID

from app.domain.errors import Refused
from app.domain.messages import customs as say
from app.domain.messages.core import Param, Said, Word
from app.domain.products import Product

MONTHS = 18
"""For how long materials may stay under the regime from their clearance on, unless the entry says otherwise."""

WARN_AT: tuple[int, ...] = (90, 30, 7)
"""Days before the last one, largest first, from which on the clock of an entry warns."""

OVERDUE = -1
"""Stands after the last of those for an entry whose day is over."""

MOST_QUANTITY = 10**9
MOST_VALUE = Decimal(10) ** 12
MOST_LINES = 60


class DischargeMethod(StrEnum):
    """In which order entries of a tariff fraction are discharged; a fraction has one method (Annex 24)."""

    FIFO = "fifo"
    SPECIFIC_LOT = "specific_lot"


class TariffUnit(StrEnum):
    """The unit in which the tariff counts; stored whole, in pieces or grams."""

    PIECE = "tariff_piece"
    KILOGRAM = "tariff_kilogram"


class DischargeKind(StrEnum):
    """A document that takes goods out from under their entry."""

    EXIT = "exit_abroad"
    CHANGE = "change_of_regime"
    DONATION = "donation_document"
    DESTRUCTION = "destruction_document"


class Clock(StrEnum):
    """How near the last day of an entry is, the nearest first."""

    OVERDUE = "overdue"
    LAST_DAYS = "due_in_7"
    NEAR = "due_in_30"
    SOON = "due_in_90"
    EASY = "due_later"


_CLOCKS: tuple[tuple[int, Clock], ...] = ((7, Clock.LAST_DAYS), (30, Clock.NEAR), (90, Clock.SOON))


def clock(days_left: int) -> Clock:
    """Return what the clock of an entry shows whose last day is `days_left` days ahead; on that day it is 0."""
    if days_left < 0:
        return Clock.OVERDUE
    return next((shown for days, shown in _CLOCKS if days_left <= days), Clock.EASY)


def warning(days_left: int, warned_at: int | None) -> int | None:
    """Return the days of `WARN_AT` that the clock has come down to since it warned last, -1 for overdue; else None."""
    reached = OVERDUE if days_left < 0 else min((days for days in WARN_AT if days_left <= days), default=None)
    return reached if reached is not None and (warned_at is None or reached < warned_at) else None


def due_on(cleared_on: date, months: int = MONTHS) -> date:
    """Return the last day under the regime: the same day `months` later, or the last of a shorter month."""
    years, month = divmod(cleared_on.month - 1 + months, 12)
    year, month = cleared_on.year + years, month + 1
    return date(year, month, min(cleared_on.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Pedimento:
    """The number of a customs entry: year (2), customs office (2), patent of the broker (4), running number (7)."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 15 digits, with blanks or hyphens between its parts or without. Raises Refused for anything else."""
        shown = " ".join(text.split())[:40]
        digits = re.sub(r"[ -]", "", shown)
        if not (digits.isascii() and digits.isdecimal() and len(digits) == 15):
            raise Refused(say.NOT_A_PEDIMENTO, text=shown or "-")
        found = cls(digits)
        if found.office == "00" or found.patent == "0000":
            raise Refused(say.NO_OFFICE, text=shown)
        if found.serial[0] != found.year[1]:  # the number begins with the last digit of the year it is given in
            raise Refused(say.OTHER_YEAR, text=shown, got=found.serial[0], expected=found.year[1])
        return found

    @property
    def year(self) -> str:
        """The year of validation, two digits."""
        return self.value[:2]

    @property
    def office(self) -> str:
        """The customs office, two digits."""
        return self.value[2:4]

    @property
    def patent(self) -> str:
        """The patent of the customs broker, four digits."""
        return self.value[4:8]

    @property
    def serial(self) -> str:
        """The running number, seven digits."""
        return self.value[8:]

    def __str__(self) -> str:
        return f"{self.year} {self.office} {self.patent} {self.serial}"


def shown(number: str) -> str:
    """Return the stored digits of an entry as people write them."""
    return str(Pedimento(number))


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What an entry brought in of one product: `quantity` base units, and the same in the unit of the tariff.

    `tariff_quantity` is in pieces or grams; `value` is the customs value of all of it in the entry's currency;
    `origin` is a country by ISO 3166-1.
    """

    product: Product
    fraction: str
    nico: str
    quantity: int
    tariff_quantity: int
    tariff_unit: TariffUnit
    value: Decimal
    origin: str
    method: DischargeMethod = DischargeMethod.FIFO


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as the office writes it."""

    number: Pedimento
    key: str
    cleared_on: date
    due_on: date
    owner_id: UUID
    currency: str
    lines: tuple[EntryLine, ...]


Faults = dict[str, Said]
"""What is wrong, by the name of its field: "key", "line-2-fraction" (lines count from 1)."""

_KEY, _FRACTION, _NICO = (re.compile(each) for each in (r"[A-Z0-9]{2}", r"[0-9]{8}", r"[0-9]{2}"))
_COUNTRY, _CURRENCY = re.compile(r"[A-Z]{2}"), re.compile(r"[A-Z]{3}")


def wrong(draft: EntryDraft, today: date) -> Faults:
    """Return what can never be right in an entry."""
    faults: Faults = {} if draft.lines else {"line-1-product": Said(say.NO_LINES)}
    if not _KEY.fullmatch(draft.key):
        faults["key"] = Said(say.WRONG_KEY, {"text": draft.key or "-"})
    if not _CURRENCY.fullmatch(draft.currency):
        faults["currency"] = Said(say.WRONG_CURRENCY, {"text": draft.currency or "-"})
    if draft.cleared_on > today:
        faults["cleared_on"] = Said(say.CLEARED_LATER, {"day": draft.cleared_on})
    if draft.due_on < draft.cleared_on:
        faults["due_on"] = Said(say.DUE_BEFORE, {"day": draft.due_on, "cleared": draft.cleared_on})
    seen: dict[UUID, int] = {}
    for number, line in enumerate(draft.lines, start=1):
        faults |= {f"line-{number}-{name}": said for name, said in _wrong_line(line).items()}
        if line.product.id in seen:
            faults[f"line-{number}-product"] = Said(say.TWICE, {"product": line.product.said})
        seen[line.product.id] = number
    return faults


def _wrong_line(line: EntryLine) -> Faults:
    rules: tuple[tuple[str, bool, Said], ...] = (
        ("fraction", not _FRACTION.fullmatch(line.fraction), Said(say.WRONG_FRACTION, {"text": line.fraction or "-"})),
        ("nico", not _NICO.fullmatch(line.nico), Said(say.WRONG_NICO, {"text": line.nico or "-"})),
        ("quantity", not 1 <= line.quantity <= MOST_QUANTITY, Said(say.WRONG_QUANTITY)),
        ("tariff_quantity", not 1 <= line.tariff_quantity <= MOST_QUANTITY, Said(say.WRONG_TARIFF_QUANTITY)),
        ("value", not 0 <= line.value < MOST_VALUE, Said(say.WRONG_VALUE)),
        ("origin", not _COUNTRY.fullmatch(line.origin), Said(say.WRONG_ORIGIN, {"text": line.origin or "-"})),
    )
    return {name: said for name, is_wrong, said in rules if is_wrong}


def other_methods(draft: EntryDraft, known: Mapping[str, DischargeMethod]) -> Faults:
    """Return the lines whose fraction is discharged by another method, in this entry or, by `known`, in others."""
    faults: Faults = {}
    methods = dict(known)
    for number, line in enumerate(draft.lines, start=1):
        first = methods.setdefault(line.fraction, line.method)
        if first is not line.method:
            facts: dict[str, Param] = {"fraction": line.fraction, "method": Word(first.value)}
            faults[f"line-{number}-method"] = Said(say.OTHER_METHOD, facts)
    return faults
