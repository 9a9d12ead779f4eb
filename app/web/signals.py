"""A sentence of the catalogue as the band shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.db.ids import new_id
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Local, Money, Param, Quote, Said, Signal, Units, Word, Words, msg
from app.web import i18n

WORDS: dict[Signal, str] = {
    Signal.READY: msg("READY"),
    Signal.OK: msg("OK"),
    Signal.ATTENTION: msg("CHECK"),
    Signal.DUPLICATE: msg("AGAIN"),
    Signal.STOP: msg("STOP"),
    Signal.SAVED: msg("SAVED"),
}


@dataclass(frozen=True, slots=True)
class Undo:
    """What the band's undo button sends: a new act that takes back what the band says."""

    url: str
    client_id: str
    context: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SignalView:
    """What `shared/_signal.html` shows. `id` is the answer's: each new one sounds once."""

    kind: str
    id: str
    word: str
    title: str
    say: str
    next: str
    facts: tuple[tuple[str, str, bool], ...] = ()
    undo: Undo | None = None
    aside: str = ""


def signal_of(said: Said) -> SignalView:
    """Return `said` in the language of the request."""
    message = said.message
    shown = {name: written(value) for name, value in said.params.items()}
    title, say, then = (
        _(text).format_map(shown) if text else "" for text in (message.title, message.say, message.next)
    )
    return SignalView(message.signal.value, str(new_id()), _(WORDS[message.signal]), title, say, then)


def quoted(quote: Quote) -> str:
    """Return a sentence that another one quotes, in the language of the request."""
    return str(_(CATALOGUE[quote.key].say).format_map({name: written(value) for name, value in quote.params.items()}))


def written(value: Param) -> str:
    write = next((write for kind, write in WRITTEN if isinstance(value, kind)), None)
    return write(value) if write else _printed(str(value))


def _printed(text: str) -> str:
    """Return what a scanner sent as people can read it: the separator of a GS1 code has no picture of its own."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


# an instant is a date to Python, so it stands first
WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, i18n.when),
    (date, i18n.day),
    (Money, i18n.money),
    (Word, lambda word: i18n.word(word.value)),
    (Words, lambda words: ", ".join(map(i18n.word, words.values))),
    (Units, lambda units: i18n.units(units.quantity)),
    (Local, lambda text: text.in_language(i18n.language())),
    (Quote, quoted),
    (int, i18n.number),
)
