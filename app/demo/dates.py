"""Calendar helpers of the demo: everything counts from the day of loading."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta


def month_end(day: date, months: int) -> date:
    """Return the last day of the month `months` after that of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, monthrange(year, month + 1)[1])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return that UTC time of `day`."""
    return datetime.combine(day, time(hour, minute), UTC)


def days_before(day: date, days: int) -> date:
    """Return the day `days` earlier."""
    return day - timedelta(days=days)


def story_year(today: date) -> int:
    """Return the year in which the lots of the tour expire: the next one, and 2027 at the earliest."""
    return max(2027, today.year + 1)
