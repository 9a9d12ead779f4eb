"""Counting what is sent to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from app.db import prepared
from app.db.engine import Database


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect the statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def see(statement: str) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        see(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    prepared.observers.append(see)
    yield sent
    prepared.observers.remove(see)
    sa.event.remove(database.engine, "before_cursor_execute", note)
