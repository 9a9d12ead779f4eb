"""Content rules of the AIs, after the GS1 Syntax Dictionary: dates, countries, currencies, check characters.

A broken rule is a warning: goods with a wrong country code on the label still have to be received.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.gs1.codes import COUNTRIES, COUNTRIES_NUMERIC, CURRENCIES, PACKAGE_TYPES
from app.domain.gs1.dates import parse_yymmdd
from app.domain.gs1.doubts import Doubt, Warning_
from app.domain.identifiers import check_digit

Check = Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of the characters from `start` to `stop` of an element's data; nothing there is nothing to check."""

    name: str
    check: Check
    start: int = 0
    stop: int | None = None
    doubt: Doubt = Doubt.CONTENT


def broken_rules(ai: str, value: str, this_year: int) -> Iterator[Warning_]:
    """Yield a warning for each content rule of `ai` that `value` breaks."""
    for rule in RULES[ai]:
        part = value[rule.start : rule.stop]
        if part and not rule.check(part, this_year):
            detail = f"({ai}){value}" if rule.doubt is Doubt.BAD_DATE else f"({ai}){value} {rule.name}"
            yield Warning_(rule.doubt, detail)


def _date_or_month(digits: str, this_year: int) -> bool:
    return parse_yymmdd(digits, this_year) is not None


def _date(digits: str, this_year: int) -> bool:
    return digits[4:6] != "00" and _date_or_month(digits, this_year)


def _long_date(digits: str, _: int) -> bool:
    return _date(digits[2:], int(digits[:4]) or 1)


def _check_digit(digits: str, _: int) -> bool:
    return check_digit(digits[:-1]) == digits[-1]


def _matches(pattern: str) -> Check:
    compiled = re.compile(pattern)
    return lambda value, _: compiled.fullmatch(value) is not None


def _one_of(codes: frozenset[str]) -> Check:
    return lambda value, _: value in codes


def _at_most(limit: int) -> Check:
    return lambda digits, _: int(digits) <= limit


def _country_list(digits: str, _: int) -> bool:
    countries = {digits[start : start + 3] for start in range(0, len(digits), 3)}
    return len(digits) % 3 == 0 and countries <= COUNTRIES_NUMERIC


def _piece_of_total(digits: str, _: int) -> bool:
    return 0 < int(digits[:2]) <= int(digits[2:])


def _place_in_sequence(value: str, _: int) -> bool:
    return value[1] == "/" and "0" < value[0] <= value[2]


def _iban(value: str, _: int) -> bool:
    """ISO 13616: country, then the remainder 1 modulo 97 with the first four characters put last."""
    if value[:2] not in COUNTRIES or not re.fullmatch(r"[A-Z0-9]{5,34}", value):
        return False
    return int("".join(str(int(character, 36)) for character in value[4:] + value[:4])) % 97 == 1


# General Specifications 7.9.5: weights are primes from the right, result two of 32 characters.
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_CHECK_PAIR = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


def _check_pair(value: str, _: int) -> bool:
    data = value[:-2]
    if not data:
        return False
    weighted = zip(reversed(data), _PRIMES, strict=False)
    total = sum(_CSET82.index(character) * prime for character, prime in weighted) % 1021
    return value[-2:] == _CHECK_PAIR[total >> 5] + _CHECK_PAIR[total & 31]


_HOUR_MINUTE = _matches(r"(?:[01][0-9]|2[0-3])[0-5][0-9]|9999")
_HOUR = _matches(r"[01][0-9]|2[0-3]")
_MINUTE_SECOND = _matches(r"(?:[0-5][0-9]){1,2}")
_PREFIX_DIGITS = _matches(r"[0-9]{4}")
_NOT_ZERO = _matches(r"[0-9]*[1-9][0-9]*")

_BAD_DATE = Doubt.BAD_DATE
_DAY = (Rule("date", _date_or_month, doubt=_BAD_DATE),)
_MOMENT = (Rule("date", _date_or_month, 0, 6, _BAD_DATE), Rule("time", _HOUR_MINUTE, 6, None, _BAD_DATE))
_COUNTRY = (Rule("country", _one_of(COUNTRIES_NUMERIC), 0, 3),)
_CURRENCY = (Rule("currency", _one_of(CURRENCIES), 0, 3),)
_PERCENT_ENCODED = (Rule("percent encoding", _matches(r"(?:[^%]|%[0-9A-Fa-f]{2})*")),)
_PIECE = (Rule("check digit", _check_digit, 0, 14), Rule("piece of total", _piece_of_total, 14, 18))

RULES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(("11", "12", "13", "15", "16", "17"), _DAY),
    **dict.fromkeys(("4324", "4325", "7011"), _MOMENT),
    **dict.fromkeys(("4326", "7006"), (Rule("date", _date, 0, 6, _BAD_DATE),)),
    **dict.fromkeys(("421", "422", "424", "426"), _COUNTRY),
    **dict.fromkeys(("423", "425"), (Rule("country list", _country_list),)),
    **dict.fromkeys(("4307", "4317"), (Rule("country", _one_of(COUNTRIES)),)),
    **dict.fromkeys((f"{ai}{n}" for ai in (391, 393) for n in range(10)), _CURRENCY),
    **dict.fromkeys((f"703{n}" for n in range(10)), (Rule("country", _one_of(COUNTRIES_NUMERIC | {"999"}), 0, 3),)),
    **dict.fromkeys((f"43{n:02}" for n in (*range(7), *range(10, 17), 20)), _PERCENT_ENCODED),
    **dict.fromkeys(("4321", "4322", "4323"), (Rule("yes or no", _matches("[01]")),)),
    **dict.fromkeys(("253", "255"), (Rule("check digit", _check_digit, 0, 13),)),
    **dict.fromkeys(("03", "402", "8017", "8018"), (Rule("check digit", _check_digit),)),
    **dict.fromkeys(("8006", "8026"), _PIECE),
    "4309": (
        Rule("latitude", _at_most(1_800_000_000), 0, 10),
        Rule("longitude", _at_most(3_600_000_000), 10, 20),
    ),
    "7003": (Rule("date", _date, 0, 6, _BAD_DATE), Rule("time", _HOUR_MINUTE, 6, None, _BAD_DATE)),
    "7007": (Rule("first date", _date, 0, 6, _BAD_DATE), Rule("last date", _date, 6, 12, _BAD_DATE)),
    "7040": (Rule("importer index", _matches(r"[0-9A-Za-z_\-]"), 3),),
    "7041": (Rule("package type", _one_of(PACKAGE_TYPES)),),
    "7241": (Rule("media type", _matches(r"0[1-9]|10|[89][0-9]")),),
    "7250": (Rule("date", _long_date, doubt=_BAD_DATE),),
    "7251": (Rule("date", _long_date, 0, 8, _BAD_DATE), Rule("time", _HOUR_MINUTE, 8, None, _BAD_DATE)),
    "7252": (Rule("biological sex", _matches("[0129]")),),
    "7258": (Rule("place in sequence", _place_in_sequence),),
    "8001": (
        Rule("width", _NOT_ZERO, 0, 4),
        Rule("length", _NOT_ZERO, 4, 9),
        Rule("core", _NOT_ZERO, 9, 12),
        Rule("winding direction", _matches("[019]"), 12, 13),
    ),
    "8003": (Rule("leading zero", _matches("0"), 0, 1),),
    "8007": (Rule("IBAN", _iban),),
    "8008": (
        Rule("date", _date, 0, 6, _BAD_DATE),
        Rule("hour", _HOUR, 6, 8, _BAD_DATE),
        Rule("minute", _MINUTE_SECOND, 8, None, _BAD_DATE),
    ),
    **dict.fromkeys(("401", "7023", "8004", "8010"), (Rule("company prefix", _PREFIX_DIGITS, 0, 4),)),
    "8011": (Rule("zero prefix", _matches("0|[1-9][0-9]*")),),
    "8013": (Rule("check characters", _check_pair),),
    "8014": (Rule("check characters", _check_pair), Rule("a character that is no digit", _matches(".*[^0-9].*"))),
}
