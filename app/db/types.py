"""Column types of the whole schema: stated here and nowhere else."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

MONEY_SCALE = 10_000
NO_EXPIRY = date(9999, 12, 31)

Id = sa.Uuid
Document = sa.JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant, always UTC: aware in Python; SQLite, which has no zones, stores it naive."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MoneyAmount(sa.TypeDecorator[Decimal]):
    """Decimal money as BIGINT of 1/10,000; the currency stands in its own column."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        return None if value is None else int((value * MONEY_SCALE).to_integral_value())

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / MONEY_SCALE


class Expiry(sa.TypeDecorator[date]):
    """A date that may be missing, stored NOT NULL so that unique keys hold: none is 9999-12-31."""

    impl = sa.Date
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> date:
        return NO_EXPIRY if value is None else value

    def process_result_value(self, value: date | None, _dialect: Dialect) -> date | None:
        return None if value == NO_EXPIRY else value


class Word(sa.TypeDecorator[StrEnum]):
    """A StrEnum by value in VARCHAR. `optional` stores the empty string for None, for use in unique keys."""

    impl = sa.String
    cache_ok = True

    def __init__(self, words: type[StrEnum], optional: bool = False) -> None:
        super().__init__(32)
        self.words = words
        self.optional = optional

    def process_bind_param(self, value: StrEnum | str | None, _dialect: Dialect) -> str | None:
        if value is None or value == "":
            return "" if self.optional else None
        return self.words(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        return self.words(value) if value else None


class WordSet(sa.TypeDecorator[frozenset[StrEnum]]):
    """A set of words as sorted, comma-separated text, so that equal sets are equal columns."""

    impl = sa.String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(100)
        self.words = words

    def process_bind_param(self, value: frozenset[StrEnum] | None, _dialect: Dialect) -> str:
        return ",".join(sorted(word.value for word in value or ()))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> frozenset[StrEnum]:
        return frozenset(self.words(word) for word in (value or "").split(",") if word)
