"""The site's own date."""

from datetime import date
from zoneinfo import ZoneInfo

from app.services.acting import Act


def today(act: Act) -> date:
    """Return the date in the site's calendar."""
    return act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
