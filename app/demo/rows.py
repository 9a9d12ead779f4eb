"""How demo rows reach the database: built as models, written by Core in bulk."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.db.models import Base, table_of


def insert(session: Session, rows: Sequence[Base]) -> None:
    """Insert rows of one table in one statement."""
    table = table_of(type(rows[0]))
    names = [column.key for column in table.columns]
    session.execute(table.insert(), [{name: getattr(row, name) for name in names} for row in rows])
