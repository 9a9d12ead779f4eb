"""The shape of every sentence an operator can see, and the values that stand in it.

A sentence is stored as message key and parameters, never as text: what was said to a Spanish operator can be read
back in English a year later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any


def msg(text: str) -> str:
    """Mark catalogue text in a pure module; `pybabel extract -k msg` finds it, the web layer translates it."""
    return text


class Signal(StrEnum):
    """What one verdict looks and sounds like. `saved` has no colour: nothing has been judged yet."""

    READY = "ready"
    OK = "ok"
    ATTENTION = "attention"
    DUPLICATE = "duplicate"
    STOP = "stop"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Word:
    """A value of one of our vocabularies, shown in the operator's language (see `words.py`)."""

    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """Values of one of our vocabularies, said one after the other, in the order of their English values."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """A number of base units with its noun, "1 unit" or "12 units": sentences cannot decline it themselves."""

    quantity: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Local:
    """A text written by the site, {en, es}: shown in the reader's language."""

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """Return the text in `language`, else in English, else whatever there is."""
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()), "")


@dataclass(frozen=True, slots=True)
class Quote:
    """Another sentence of the catalogue, by its key, said within this one: its `say` without title or next step."""

    key: str
    params: "Params"


Param = str | int | date | datetime | Word | Words | Units | Money | Local | Quote
Params = Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Message:
    """One catalogue entry: `{name}` marks stand for parameters.

    `title` follows the signal's word ("CHECK  2 over"), `say` is the sentence, `next` is what to do now.
    """

    key: str
    signal: Signal
    title: str
    say: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A message with its parameters: what one act answered."""

    message: Message
    params: Params = field(default_factory=lambda: MappingProxyType({}))

    @property
    def quoted(self) -> Quote:
        """The same as a parameter of another sentence."""
        return Quote(self.message.key, self.params)


def params_to_json(params: Params) -> dict[str, object]:
    """Return `params` as JSON values; typed ones become one-key objects such as `{"date": "2027-03-31"}`."""
    return {name: _to_json(value) for name, value in params.items()}


def params_from_json(stored: Mapping[str, object]) -> dict[str, Param]:
    """Undo `params_to_json`."""
    return {name: _from_json(value) for name, value in stored.items()}


def _to_json(value: Param) -> object:
    stored = ({name: write(value)} for kind, name, write, _read in STORED if isinstance(value, kind))
    return next(stored, value)


def _from_json(value: object) -> Param:
    match value:
        case str() | int():
            return value
        case dict() if len(value) == 1 and (found := _read_typed(*next(iter(value.items())))) is not None:
            return found
        case _:
            raise ValueError(f"not a stored message parameter: {value!r}")


def _read_typed(name: str, stored: Any) -> Param | None:
    return next((read(stored) for _kind, known, _write, read in STORED if known == name), None)


# Typed values by the name that their one-key object has; an instant is a date to Python, so it stands first.
STORED: tuple[tuple[type, str, Callable[[Any], object], Callable[[Any], Param]], ...] = (
    (datetime, "time", datetime.isoformat, datetime.fromisoformat),
    (date, "date", date.isoformat, date.fromisoformat),
    (Word, "word", lambda word: word.value, Word),
    (Words, "words", lambda words: list(words.values), lambda stored: Words(tuple(stored))),
    (Units, "units", lambda units: units.quantity, Units),
    (Money, "money", lambda money: [str(money.amount), money.currency], lambda pair: Money(Decimal(pair[0]), pair[1])),
    (Local, "local", lambda local: dict(local.texts), Local),
    (
        Quote,
        "quote",
        lambda quote: [quote.key, params_to_json(quote.params)],
        lambda stored: Quote(stored[0], params_from_json(stored[1])),
    ),
)
