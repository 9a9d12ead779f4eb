"""Rows that stand in an order of their own, 1, 2, 3, under one owner: written, moved up, taken out."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of `table` whose `column` has the value `owner`, told apart by their `position`."""

    table: sa.Table
    column: str
    owner: Any

    def has(self, session: Session, position: int) -> bool:
        """Tell whether a row stands there."""
        return session.execute(sa.select(self.table.c.id).where(*self._at(position))).one_or_none() is not None

    def put(self, session: Session, position: int, columns: dict[str, Any]) -> None:
        """Write the row at `position`, or a new one as the last where `position` is 0."""
        if position:
            session.execute(sa.update(self.table).where(*self._at(position)).values(**columns))
            return
        last = session.execute(sa.select(sa.func.max(self.table.c.position)).where(self._owned())).scalar_one()
        row = {"id": new_id(), self.column: self.owner, "position": (last or 0) + 1}
        session.execute(sa.insert(self.table).values(**row, **columns))

    def take_out(self, session: Session, position: int) -> None:
        """Delete a row; those below it move up."""
        session.execute(sa.delete(self.table).where(*self._at(position)))
        below = session.execute(
            sa.select(self.table.c.position)
            .where(self._owned(), self.table.c.position > position)
            .order_by(self.table.c.position)
        ).scalars()
        for place in below.all():
            session.execute(sa.update(self.table).where(*self._at(place)).values(position=place - 1))

    def move_up(self, session: Session, position: int) -> None:
        """Let a row change places with the one above it; the first stays."""
        if position > 1:
            # past a place that no row has: positions are unique at every moment
            for before, after in ((position, 0), (position - 1, position), (0, position - 1)):
                session.execute(sa.update(self.table).where(*self._at(before)).values(position=after))

    def copy_to(self, session: Session, owner: Any) -> None:
        """Write the same rows once more under another owner."""
        rows = session.execute(sa.select(self.table).where(self._owned())).mappings().all()
        if rows:
            session.execute(sa.insert(self.table), [{**row, "id": new_id(), self.column: owner} for row in rows])

    def clear(self, session: Session) -> None:
        """Delete every row."""
        session.execute(sa.delete(self.table).where(self._owned()))

    def _owned(self) -> "sa.ColumnElement[bool]":
        owned: sa.ColumnElement[bool] = self.table.c[self.column] == self.owner
        return owned

    def _at(self, position: int) -> tuple["sa.ColumnElement[bool]", ...]:
        return (self._owned(), self.table.c.position == position)
