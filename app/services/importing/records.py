"""Rows between file and tables: staged with ids in place of names, gathered to records, judged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from app.db.queries.imports import WaitingRow
from app.domain.importing import Fault, ImportVerdict
from app.domain.messages.core import Said, params_to_json
from app.domain.terms import Evidence
from app.domain.vocabulary import Condition

Facts = Mapping[str, Any]
"""By column of the table: ids as UUID, money as Decimal, days as date, sets of words as frozenset."""

# Of some hundred thousand rows most name the same few parties and products.
_id = lru_cache(maxsize=8192)(UUID)


def _set_of(words: type[StrEnum], text: str) -> frozenset[StrEnum]:
    return frozenset(words(each) for each in text.split(",") if each)


_TYPED: Mapping[str, Callable[[str], Any]] = {
    "dated": date.fromisoformat,
    **dict.fromkeys(
        ("delivered_on", "expected_on", "expires_on", "expiry", "leaves_on", "planned_on", "taken_on"),
        date.fromisoformat,
    ),
    **dict.fromkeys(
        ("received_on", "last_sold_on", "season_ends_on", "opens_on", "ends_on", "ready_from", "ready_until"),
        date.fromisoformat,
    ),
    **dict.fromkeys(("unit_cost", "list_price", "unit_price", "amount", "minimum"), Decimal),
    "condition": lambda text: _set_of(Condition, text),
    "evidence_to_follow": lambda text: _set_of(Evidence, text),
    **dict.fromkeys(("party_id", "owner_id", "vendor_id", "product_id", "place_id", "carrier_id"), _id),
}


@dataclass(frozen=True, slots=True)
class Staged:
    """One row with names resolved. `record` is empty when the row does not say what it belongs to."""

    number: int
    record: str
    facts: Facts
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sound row of a record."""

    number: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Record:
    """What one natural key names in a file: one product or party, or one paper with its lines."""

    key: str
    lines: tuple[Line, ...]

    @property
    def head(self) -> Facts:
        """What its rows say together; the first that says something counts."""
        if len(self.lines) == 1:
            return self.lines[0].facts
        said: dict[str, Any] = {}
        for line in reversed(self.lines):
            said.update(line.facts)
        return said


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to become of a record: which columns change, which lines come and go, or why it is refused."""

    record: Record
    verdict: ImportVerdict
    id: UUID | None = None
    changes: Facts = field(default_factory=dict)
    comes: Sequence[Facts] = ()
    goes: Sequence[UUID] = ()
    refusal: Said | None = None


def refused(record: Record, said: Said) -> Judged:
    """Return `record` as refused for the reason `said`."""
    return Judged(record, ImportVerdict.REFUSED, refusal=said)


def as_content(facts: Facts) -> dict[str, Any]:
    """Return `facts` as a JSON column keeps them."""
    return {name: str(value) if isinstance(value, UUID | date | Decimal) else value for name, value in facts.items()}


def record_of(rows: Sequence[WaitingRow]) -> Record:
    """Return the record that sound rows of one key make."""
    return Record(rows[0].record, tuple(Line(row.number, facts_of(row.content)) for row in rows))


def facts_of(content: Mapping[str, Any]) -> Facts:
    """Undo `as_content`."""
    return {name: _TYPED[name](value) if name in _TYPED else value for name, value in content.items()}


def fault_document(fault: Fault) -> dict[str, Any]:
    """Return a fault as a JSON column keeps it."""
    return {"column": fault.column, "key": fault.said.message.key, "params": params_to_json(fault.said.params)}
