"""What the walls show, computed once however many of them ask.

At thousands of waiting cartons a wall takes half a second to add up, and every display asks every two seconds. One
board per site is kept: for the refresh interval without a look at the database, then as long as its version stands.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from flask import Flask, current_app

from app.db.engine import Database
from app.db.queries import wall as queries
from app.db.queries.wall import Wall


@dataclass(frozen=True, slots=True)
class Board:
    """A wall as it was computed, under its version; `at` (UTC) is when that was last known to be current."""

    version: str
    wall: Wall
    at: datetime


@dataclass
class Boards:
    """The last board of every site in this process."""

    refresh: timedelta
    _kept: dict[UUID, Board] = field(default_factory=dict)
    # a wall that asks while another's board is being computed waits for that one
    _turns: dict[UUID, Lock] = field(default_factory=dict)

    def board(self, database: Database, site_id: UUID, now: datetime) -> Board:
        """Return the board of a site at `now` (UTC), at most one refresh interval old."""
        with self._turns.setdefault(site_id, Lock()):
            kept = self._kept.get(site_id)
            if kept is None or not timedelta(0) <= now - kept.at < self.refresh:
                kept = self._kept[site_id] = _current(database, site_id, now, kept)
            return kept


def _current(database: Database, site_id: UUID, now: datetime, kept: Board | None) -> Board:
    with database.reading() as session:
        version = queries.version(session, site_id, now)
        if kept and kept.version == version:
            return replace(kept, at=now)
        return Board(version, queries.wall(session, site_id, now), now)


def install(app: Flask) -> None:
    """Give `app` its boards."""
    seconds = app.extensions["backdock"].settings.wall_refresh_seconds
    app.extensions["boards"] = Boards(timedelta(seconds=seconds))


def boards() -> Boards:
    """Return the boards of this application."""
    found: Boards = current_app.extensions["boards"]
    return found
