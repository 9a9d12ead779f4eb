"""A category's checklist: what is asked of an item, what may be answered, and how far down an answer takes it.

Every kind of question ends in one of its options, and the first option is what a clean item gets. An option may cap an
axis, ask for a photo, and stand for a defect. The defects that an inspector finds beside the questions cap alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from app.domain.grading import COSMETICS, FIRST_TABLE, FUNCTION, Axis, GradeTable
from app.domain.messages.core import Local
from app.domain.site_text import parse_site_text

LONGEST_NUMBER = 9


class Ask(StrEnum):
    """How a question is answered: yes or no, one of a few, by a functional test, or by a number that is read off."""

    CHECK = "check"
    CHOICE = "choice"
    TEST = "test"
    MEASUREMENT = "measurement"


class TestResult(StrEnum):
    """The outcome of a functional test; what cannot be tested is neither."""

    __test__ = False  # the name is not for a test runner

    PASS = "pass"
    FAIL = "fail"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class Cap:
    """The highest score that is left on an axis."""

    axis: Axis
    worst: int

    @classmethod
    def parse(cls, row: Mapping[str, Any], of: str) -> Self | None:
        """Return the cap of a stored {axis, worst}, None where there is none. Raises ValueError."""
        if not row.get("axis"):
            return None
        axis, worst = Axis(row["axis"]), int(row["worst"])
        if worst not in (FUNCTION if axis is Axis.FUNCTION else COSMETICS):
            raise ValueError(f"{of}: worst {worst} is not on the {axis} scale")
        return cls(axis, worst)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `low` and `high` bound the numbers that give it, both within; `defect` stands at `place`."""

    key: str
    text: Local | None = None
    cap: Cap | None = None
    needs_photo: bool = False
    defect: str = ""
    place: str = ""
    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def parse(cls, row: Mapping[str, Any], of: str) -> Self:
        """Return the option of a stored row. Raises ValueError."""
        return cls(
            key=str(row["key"]),
            text=parse_site_text(row["text"]) if row.get("text") else None,
            cap=Cap.parse(row, of),
            needs_photo=bool(row.get("photo")),
            defect=str(row.get("defect", "")),
            place=str(row.get("place", "")),
            low=Decimal(row["low"]) if row.get("low") else None,
            high=Decimal(row["high"]) if row.get("high") else None,
        )

    def holds(self, value: Decimal) -> bool:
        """Tell whether a number that was read off gives this answer."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Branch:
    """A question is asked when an earlier one was answered so."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `unit` is what a measurement is read in, `tool` what it or a test is done with."""

    key: str
    text: Local
    ask: Ask
    options: tuple[Option, ...]
    unit: str = ""
    tool: str = ""
    when: Branch | None = None

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> Self:
        """Return the question of a stored row. Raises ValueError."""
        key, when = str(row["key"]), row.get("when")
        return cls(
            key=key,
            text=parse_site_text(row["text"]),
            ask=Ask(row["ask"]),
            options=tuple(Option.parse(each, f"question {key}") for each in row["options"]),
            unit=str(row.get("unit", "")),
            tool=str(row.get("tool", "")),
            when=Branch(str(when[0]), str(when[1])) if when else None,
        )

    @property
    def clean(self) -> str:
        """Return the answer of a clean item; a number is read off and never taken for granted."""
        return "" if self.ask is Ask.MEASUREMENT else self.options[0].key

    def option_of(self, key: str) -> Option | None:
        """Return the option with that key, None for none of it."""
        return next((option for option in self.options if option.key == key), None)

    def option(self, answer: str) -> Option | None:
        """Return what `answer` means, None for none of it."""
        if self.ask is not Ask.MEASUREMENT:
            return self.option_of(answer)
        value = number_of(answer)
        return None if value is None else next((option for option in self.options if option.holds(value)), None)


def number_of(text: str) -> Decimal | None:
    """Return a reading as it was typed, with a point or a comma; None for what is no short number."""
    plain = text.replace(",", ".", 1)
    if not plain or len(plain) > LONGEST_NUMBER or not plain.isascii() or plain.strip("-0123456789."):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


@dataclass(frozen=True, slots=True)
class DefectCode:
    """A defect as the site names it."""

    key: str
    text: Local
    cap: Cap | None = None

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> Self:
        """Return the defect of a stored {key, text: {en, es}, axis, worst}. Raises ValueError."""
        return cls(str(row["key"]), parse_site_text(row["text"]), Cap.parse(row, f"defect {row['key']}"))


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """A place on the item: front, screen, sole."""

    key: str
    text: Local

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> Self:
        """Return the place of a stored {key, text: {en, es}}. Raises ValueError."""
        return cls(str(row["key"]), parse_site_text(row["text"]))


@dataclass(frozen=True, slots=True)
class Found:
    """A defect that was found, and where on the item; `place` is empty until it is said."""

    code: str
    place: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is asked about a category as one version has it, and the grade table that is in force beside it."""

    id: UUID
    questions: tuple[Question, ...]
    defects: tuple[DefectCode, ...] = ()
    places: tuple[ItemPlace, ...] = ()
    table: GradeTable = FIRST_TABLE

    def defect(self, key: str) -> DefectCode | None:
        """Return the defect with that code."""
        return next((each for each in self.defects if each.key == key), None)

    def place(self, key: str) -> ItemPlace | None:
        """Return the place with that key."""
        return next((each for each in self.places if each.key == key), None)
