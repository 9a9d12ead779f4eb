"""How tests look into the loaded demo."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.db.engine import Database

TODAY = date(2026, 11, 22)


def rows(database: Database, query: str) -> list[sa.Row[Any]]:
    """Return what `query` finds."""
    with database.reading() as session:
        return list(session.execute(sa.text(query)).all())


def column(database: Database, query: str) -> list[Any]:
    """Return the first column of what `query` finds."""
    return [row[0] for row in rows(database, query)]
