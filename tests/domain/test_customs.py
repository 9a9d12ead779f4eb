"""Customs entries: their number in parts, their clock, and what one must say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.domain.customs import (
    Clock,
    DischargeMethod,
    EntryDraft,
    EntryLine,
    Pedimento,
    TariffUnit,
    clock,
    due_on,
    other_methods,
    wrong,
)
from app.domain.errors import Refused
from app.domain.messages.core import Local, Said, Word
from app.domain.products import Product
from app.domain.vocabulary import Category

TODAY = date(2026, 6, 1)


def a_product(number: int) -> Product:
    money, flags = (Decimal(1), Decimal(2), "USD"), (False,) * 6
    return Product(
        UUID(int=number), UUID(int=9), f"P-{number}", "", {"en": f"P {number}"}, Category.TOOLS, *money, *flags
    )


LINE = EntryLine(a_product(1), "84713001", "00", 10, 12_500, TariffUnit.KILOGRAM, Decimal("4500.00"), "US")
DRAFT = EntryDraft(
    Pedimento.parse("262434216001234"), "IN", date(2026, 1, 31), date(2027, 7, 31), UUID(int=9), "USD", (LINE,)
)


@pytest.mark.parametrize("text", ["26 24 3421 6001234", "26-24-3421-6001234", " 262434216001234 "])
def test_a_number_is_read_in_its_parts(text: str) -> None:
    found = Pedimento.parse(text)
    assert (found.year, found.office, found.patent, found.serial) == ("26", "24", "3421", "6001234")
    assert str(found) == "26 24 3421 6001234"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("26 24 3421 600123", "26 24 3421 600123 is not the number of a customs entry: enter its 15 digits, such as"
         " 26 24 3421 6001234."),
        ("", "- is not the number of a customs entry: enter its 15 digits, such as 26 24 3421 6001234."),
        ("26 24 3421 60012\u0663\u0664", "26 24 3421 60012\u0663\u0664 is not the number of a customs entry: enter"
         " its 15 digits, such as 26 24 3421 6001234."),
        ("26 00 3421 6001234", "26 00 3421 6001234 names no customs office or no patent: digits 3 and 4 are the office,"
         " 5 to 8 the patent."),
        ("26 24 0000 6001234", "26 24 0000 6001234 names no customs office or no patent: digits 3 and 4 are the office,"
         " 5 to 8 the patent."),
        ("26 24 3421 5001234", "26 24 3421 5001234 cannot be: numbers of its year begin with 6, not with 5. Compare it"
         " with the paper."),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        Pedimento.parse(text)
    assert told(refusal.value.said) == sentence


def told(said: Said) -> str:
    shown = {
        name: value.texts["en"] if isinstance(value, Local) else value.value if isinstance(value, Word) else value
        for name, value in said.params.items()
    }
    return said.message.say.format(**shown)


@pytest.mark.parametrize(
    ("cleared", "due"),
    [
        (date(2026, 1, 31), date(2027, 7, 31)),
        (date(2026, 8, 31), date(2028, 2, 29)),
        (date(2025, 8, 30), date(2027, 2, 28)),
        (date(2026, 6, 30), date(2027, 12, 30)),
    ],
)
def test_materials_stay_eighteen_months(cleared: date, due: date) -> None:
    assert due_on(cleared) == due


@pytest.mark.parametrize(
    ("days", "shown"),
    [(-1, Clock.OVERDUE), (0, Clock.LAST_DAYS), (7, Clock.LAST_DAYS), (8, Clock.NEAR), (30, Clock.NEAR),
     (31, Clock.SOON), (90, Clock.SOON), (91, Clock.EASY)],
)  # fmt: skip
def test_the_clock_warns_at_90_30_and_7_days(days: int, shown: Clock) -> None:
    assert clock(days) is shown


def test_an_entry_that_says_all_has_no_fault() -> None:
    assert wrong(DRAFT, TODAY) == {}


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"key": "I"}, "key", "I is no key of an entry: it has two letters or digits, such as IN."),
        ({"currency": "usd"}, "currency", "usd is no currency: it has three letters, such as USD."),
        ({"cleared_on": date(2026, 6, 2)}, "cleared_on",
         "2026-06-02 has not come yet: enter the day on which customs let it pass."),
        ({"due_on": date(2026, 1, 30)}, "due_on",
         "2026-01-30 is before 2026-01-31, the day of its clearance. Left empty it is 18 months later."),
        ({"lines": ()}, "line-1-product", "Enter what the entry brought in, of one product at least."),
        ({"lines": (LINE, LINE)}, "line-2-product", "P 1 stands on another line too: enter it once, with all of it."),
    ],
)  # fmt: skip
def test_a_fault_of_an_entry_is_told(changed: dict[str, object], field: str, sentence: str) -> None:
    faults = wrong(replace(DRAFT, **changed), TODAY)  # type: ignore[arg-type]
    assert {name: told(said) for name, said in faults.items()} == {field: sentence}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"fraction": "847130"}, "847130 is no tariff fraction: it has eight digits, such as 8471.30.01."),
        ({"nico": "0"}, "0 is no NICO: it has two digits, such as 00."),
        ({"quantity": 0}, "A quantity is a whole number above zero."),
        ({"tariff_quantity": 0}, "A tariff quantity is a number above zero, in kilograms with three decimals at most."),
        ({"value": Decimal(-1)}, "A value is a number such as 1234.50, not below zero."),
        ({"origin": "USA"}, "USA is no country: it has two letters, such as US."),
    ],
)
def test_a_fault_of_a_line_is_told(changed: dict[str, object], sentence: str) -> None:
    faults = wrong(replace(DRAFT, lines=(replace(LINE, **changed),)), TODAY)  # type: ignore[arg-type]
    assert {name: told(said) for name, said in faults.items()} == {f"line-1-{next(iter(changed))}": sentence}


def test_a_fraction_has_one_method() -> None:
    other = replace(LINE, product=a_product(2), method=DischargeMethod.SPECIFIC_LOT)
    faults = other_methods(replace(DRAFT, lines=(LINE, other)), {})
    assert {name: told(said) for name, said in faults.items()} == {
        "line-2-method": "Fraction 84713001 is discharged fifo: a fraction has one method."
    }
    assert other_methods(DRAFT, {"84713001": DischargeMethod.SPECIFIC_LOT}).keys() == {"line-1-method"}
    assert other_methods(DRAFT, {"84713001": DischargeMethod.FIFO, "1": DischargeMethod.SPECIFIC_LOT}) == {}
