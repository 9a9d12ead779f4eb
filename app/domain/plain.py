"""A sentence of the catalogue in plain English, for terminals and tests; screens translate it (`web.signals`)."""

from app.domain.messages import CATALOGUE
from app.domain.messages.core import Local, Money, Param, Quote, Said, Units, Word, Words
from app.domain.words import WORDS


def in_english(said: Said) -> str:
    """Return what `said` says, without its title."""
    return said.message.say.format_map({name: _written(value) for name, value in said.params.items()})


def _written(value: Param) -> str:
    match value:
        case Quote(key=key, params=params):
            return in_english(Said(CATALOGUE[key], params))
        case Local():
            return value.in_language("en")
        case Money(amount=amount, currency=currency):
            return f"{amount} {currency}"
        case _:
            return _in_words(value)


def _in_words(value: Param) -> str:
    match value:
        case Word(value=word):
            return WORDS.get(word, word)
        case Words(values=words):
            return ", ".join(WORDS.get(word, word) for word in words)
        case Units(quantity=quantity):
            return f"{quantity:,} unit" if quantity == 1 else f"{quantity:,} units"
        case int():
            return f"{value:,}"
        case _:
            return str(value)
