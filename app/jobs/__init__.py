"""Work behind the screens: one thread in the server process that takes leased jobs from the table, one at a time."""

from app.jobs.runner import running

__all__ = ["running"]
