"""What every table shares: one metadata with named constraints, and short ways to say a column."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from app.db.types import Document, Expiry, Id, MoneyAmount, UtcDateTime, Word, WordSet

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """Root of the tables; rows are data, all rules stand in `domain` and `services`."""

    metadata = sa.MetaData(naming_convention=NAMES)

    @declared_attr  # type: ignore[arg-type]
    @classmethod
    def __tablename__(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def table_of(model: type[SQLModel]) -> sa.Table:
    """Return the Core table of `model`, for statements."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table


def key() -> Any:
    """A UUIDv7 key part."""
    return Field(sa_type=Id, primary_key=True)


def ref(target: str | None = None, *, optional: bool = False, index: bool = False) -> Any:
    """A UUID that points elsewhere: at a reference table by `target`, or by a table-level composite key."""
    options: dict[str, Any] = {"nullable": optional, "index": index}
    if target:
        options["foreign_key"] = target
    return Field(default=None, sa_type=Id, **options) if optional else Field(sa_type=Id, **options)


def chars(length: int, *, index: bool = False) -> Any:
    """Text that is never NULL: the empty string means none."""
    return Field(default="", max_length=length, sa_type=sa.String(length), nullable=False, index=index)


def word(words: type[StrEnum], *, optional: bool = False, index: bool = False) -> Any:
    """One value of a vocabulary; optional ones store the empty string."""
    if optional:
        return Field(default=None, sa_type=Word(words, optional=True), nullable=False, index=index)
    return Field(sa_type=Word(words), nullable=False, index=index)


def words(vocabulary: type[StrEnum]) -> Any:
    """A set of values of a vocabulary, empty unless said."""
    return Field(default=frozenset(), sa_type=WordSet(vocabulary), nullable=False)


def instant(*, optional: bool = False) -> Any:
    """A UTC instant."""
    if optional:
        return Field(default=None, sa_type=UtcDateTime, nullable=True)
    return Field(sa_type=UtcDateTime, nullable=False)


def expiry() -> Any:
    """An expiry date or None."""
    return Field(default=None, sa_type=Expiry, nullable=False)


def money(*, optional: bool = False) -> Any:
    """An amount in 1/10,000 of its currency."""
    if optional:
        return Field(default=None, sa_type=MoneyAmount, nullable=True)
    return Field(sa_type=MoneyAmount, nullable=False)


def document() -> Any:
    """A JSON document."""
    return Field(default_factory=dict, sa_type=Document, nullable=False)


def within_site(columns: Mapping[str, str]) -> list[sa.ForeignKeyConstraint]:
    """Composite foreign keys that carry the site: {column: table}."""
    return [
        sa.ForeignKeyConstraint(["site_id", column], [f"{table}.site_id", f"{table}.id"])
        for column, table in columns.items()
    ]
