"""GS1 dates: six digits YYMMDD, where the century moves with today and day 00 is the last day of the month."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


def parse_yymmdd(digits: str, this_year: int) -> date | None:
    """Return the date of `digits` (YYMMDD, day 00 = last of month), or None if no calendar has it.

    General Specifications 7.12: a two-digit year lies from 49 years before `this_year` to 50 years after it.
    """
    return _parse(digits, this_year) if len(digits) == 6 and digits.isascii() and digits.isdigit() else None


@lru_cache(maxsize=4096)
def _parse(digits: str, this_year: int) -> date | None:
    month, day = int(digits[2:4]), int(digits[4:])
    if not 1 <= month <= 12:
        return None
    year = full_year(int(digits[:2]), this_year)
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def full_year(two_digits: int, this_year: int) -> int:
    """Return the year that `two_digits` mean in `this_year` (General Specifications 7.12)."""
    year = this_year - this_year % 100 + two_digits
    ahead = year - this_year
    if ahead > 50:
        return year - 100
    return year + 100 if ahead < -49 else year
