"""How many rows one transaction takes: as many as it can without keeping a scan on the floor waiting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.engine import Database

AIM = 0.025
"""Seconds that a transaction is to hold the write lock. Half of what a scan may wait: single ones take longer."""
LEAST = 25
"""Rows that are taken however slow the disk: with fewer, what every transaction costs would be most of it."""


@dataclass(slots=True)
class Pace:
    """Gives `rows` for the next transaction, `most` at first, by what the one before took on `clock`, in seconds."""

    most: int
    clock: Callable[[], float]
    rows: int = 0

    def __post_init__(self) -> None:
        """Begin with the most."""
        self.rows = self.most

    @contextmanager
    def unit_of_work(self, database: Database) -> Iterator[Session]:
        """One transaction that may write, timed from when it has its turn until it is committed."""
        with database.unit_of_work() as session:
            since = self.clock()
            yield session
        self.took(self.clock() - since)

    def took(self, seconds: float) -> None:
        """Reckon the rows of the next transaction: at once fewer, by and by more again."""
        fitting = int(self.rows * AIM / seconds) if seconds > 0 else self.most
        self.rows = min(max(fitting, self.rows // 2, LEAST), self.rows + self.rows // 4 + 1, self.most)
