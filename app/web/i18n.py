"""English and Spanish: which one, and how dates, ages, numbers and money are written in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from babel.support import NullTranslations
from flask import Flask, g, request
from flask_babel import Babel, Domain, force_locale, ngettext
from flask_babel import get_locale as flask_locale
from flask_babel import gettext as _
from jinja2 import pass_context

from app.domain.messages.core import Local, Money
from app.domain.words import WORDS
from app.exchange.wording import catalogues
from app.services.preferring import LANGUAGES
from app.web import current

LANGUAGE_COOKIE = "language"

# Mexico writes 1,234.50 where Spain writes 1.234,50; the words are the same file.
LOCALES = {"en": Locale("en", "US"), "es": Locale("es", "MX")}

DAY, CLOCK, MOMENT = "d MMM y", "HH:mm", "d MMM HH:mm"


class Catalogues(Domain):  # type: ignore[misc]
    """Flask-Babel's source of translations, fed from .po files; English is what the code says."""

    def __init__(self) -> None:
        super().__init__()
        self._of_language = catalogues()

    def get_translations(self) -> NullTranslations:
        """Return the translations of this request's language."""
        if "translations" not in g:
            locale = flask_locale()
            g.translations = self._of_language.get(locale.language if locale else "en", NullTranslations())
        found: NullTranslations = g.translations
        return found


def install(app: Flask) -> None:
    """Choose the language of every request of `app`, and give templates the filters of this module."""
    babel = Babel(app, locale_selector=lambda: str(LOCALES[language()]), timezone_selector=time_zone)
    babel.domain_instance = catalogues = Catalogues()
    # Flask-Babel asks for the language at every sentence: a third of what drawing a screen cost
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: catalogues.get_translations().ugettext(text),
        lambda one, many, count: catalogues.get_translations().ungettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.filters.update({each.__name__: _for_each_reader(each) for each in FILTERS})


def _for_each_reader(write: Callable[..., str]) -> Callable[..., str]:
    """Keep Jinja from working `write` out once for all when a template names a constant: languages differ."""

    @pass_context
    def written(_context: object, *values: Any) -> str:
        return write(*values)

    return written


def language() -> str:
    """Return "en" or "es": the operator's, else what this browser chose before sign-in, else what it prefers."""
    wall = current.wall()
    if wall is not None:
        return known(wall.language)
    if seat := current.seat():
        return known(seat.principal.language)
    chosen = request.cookies.get(LANGUAGE_COOKIE) or request.accept_languages.best_match(LANGUAGES)
    return known(chosen or "en")


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Translate into "en" or "es" while the block runs, whoever asks."""
    g.pop("translations", None)
    with force_locale(str(LOCALES[known(wanted)])):
        yield
    g.pop("translations", None)  # what comes after is in the reader's language again


def known(wanted: str) -> str:
    """Return `wanted` when the house speaks it, else English."""
    return wanted if wanted in LANGUAGES else "en"


def time_zone() -> str:
    """Return the IANA name of the site's zone; of a browser that is no device yet, the first site's."""
    wall = current.wall()
    if wall is not None:
        return wall.time_zone
    if seat := current.seat():
        return seat.principal.time_zone
    if device := current.device():
        return device.time_zone
    return next((building.time_zone for building in current.buildings()), "UTC")


def _locale() -> Locale:
    return LOCALES[language()]


def word(value: str) -> str:
    """Write a value of one of our vocabularies, such as "Trade return" for `trade_return`."""
    return str(_(WORDS.get(value, value)))


def in_language(texts: Mapping[str, str]) -> str:
    """Write a text of the site, {en, es}, in the page's language."""
    return Local(texts).in_language(language())


def day(value: date) -> str:
    """Write a date, such as "31 Mar 2027". An instant is first taken to the site's zone."""
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(time_zone()))
    return format_date(value, DAY, locale=_locale())


def clock(value: datetime) -> str:
    """Write an instant's time of day in the site's zone, such as "14:05"."""
    return format_datetime(value, CLOCK, tzinfo=ZoneInfo(time_zone()), locale=_locale())


def moment(value: datetime) -> str:
    """Write an instant's day and time in the site's zone, such as "22 Nov 14:05"; another year is named."""
    here = ZoneInfo(time_zone())
    is_this_year = value.astimezone(here).year == current.now().astimezone(here).year
    return format_datetime(value, MOMENT if is_this_year else f"{DAY} {CLOCK}", tzinfo=here, locale=_locale())


def when(value: datetime) -> str:
    """Write an instant as one says it: today's by the hour, "14:05", any other with its day."""
    here = ZoneInfo(time_zone())
    is_today = value.astimezone(here).date() == current.now().astimezone(here).date()
    return clock(value) if is_today else moment(value)


def age(value: timedelta | datetime) -> str:
    """Write a span, or how long ago an instant was, by its one telling unit: "42 min", "31 h", "2 d"."""
    span = current.now() - value if isinstance(value, datetime) else value
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return str(_("%(n)s min", n=minutes))
    if minutes < 48 * 60:
        return str(_("%(n)s h", n=minutes // 60))
    return str(_("%(n)s d", n=number(minutes // (24 * 60))))


def number(value: int | Decimal) -> str:
    """Write a number with its thousands, such as "1,234"."""
    if isinstance(value, int) and 0 <= value < 1000:  # written alike in every language, without a look at its rules
        return str(value)
    return format_decimal(value, locale=_locale())


def units(quantity: int) -> str:
    """Write a number of units with its noun, such as "1 unit" and "12 units"."""
    return str(ngettext("%(n)s unit", "%(n)s units", quantity, n=number(quantity)))


def weight(grams: int) -> str:
    """Write a weight of whole grams in the unit that suits it, such as "850 g", "12.35 kg" and "1,204.5 kg"."""
    if grams < 1000:
        return f"{grams} g"
    return f"{number((Decimal(grams) / 1000).quantize(Decimal('0.01')))} kg"


def money(value: Money | Decimal, currency: str = "") -> str:
    """Write an amount with its currency, such as "$1,234.50"."""
    amount, unit = (value.amount, value.currency) if isinstance(value, Money) else (value, currency)
    written = format_currency(amount, unit, locale=_locale())
    return re.sub(r"([A-Z])(?=\d)", "\\1\N{NO-BREAK SPACE}", written)  # CLDR asks for it, Babel leaves it out


FILTERS: tuple[Callable[..., str], ...] = (day, clock, moment, age, number, money, word, in_language, units, weight)
"""What templates write values with, each under its own name."""
