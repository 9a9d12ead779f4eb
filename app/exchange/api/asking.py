"""A query string -> what a page of a collection is asked for, or what is wrong with it in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.exchange.api.operations import LONGEST, MOST, PRINTABLE, USUAL, Collection, Filter
from app.exchange.api.schemas import Fault

Wanted = str | StrEnum | UUID | date


@dataclass(frozen=True, slots=True)
class Asked:
    """A page: items after the one with id `after`, at most `limit`, whose fields equal `filters`."""

    after: UUID | None
    limit: int
    filters: Mapping[str, Wanted]


class NotAsked(ValueError):
    """The query cannot be understood; `faults` say why, one a parameter."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.detail for fault in faults))
        self.faults = faults


def parse(collection: Collection, query: Mapping[str, str]) -> Asked:
    """Read a query string. Raises NotAsked with every fault in it."""
    filters = {each.name: each for each in collection.filters}
    faults = [_unknown(name, filters) for name in query if name not in {"after", "limit", *filters}]
    after, limit, wanted = None, USUAL, dict[str, Wanted]()
    for name, text in query.items():
        try:
            match name:
                case "after":
                    after = _uuid(text)
                case "limit":
                    limit = _limit(text)
                case _ if name in filters:
                    wanted[name] = _value(filters[name], text)
        except ValueError as error:
            faults.append(Fault(name=name, detail=str(error)))
    if faults:
        raise NotAsked(faults)
    return Asked(after, limit, wanted)


def _unknown(name: str, filters: Mapping[str, Filter]) -> Fault:
    known = ", ".join(["after", "limit", *filters])
    return Fault(name=name[:LONGEST], detail=f"There is no such parameter here. Known are: {known}.")


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MOST and len(text) < 10):
        raise ValueError(f"Expected a whole number from 1 to {MOST}, got {text[:LONGEST]!r}.")
    return int(text)


def _uuid(text: str) -> UUID:
    try:
        found = UUID(text)
    except ValueError:
        raise ValueError(f"Expected an id such as {_ANY_ID}, got {text[:LONGEST]!r}.") from None
    if str(found) != text.lower():  # Python reads braces, urn: and missing hyphens too
        raise ValueError(f"Expected an id with hyphens such as {found}, got {text[:LONGEST]!r}.")
    return found


_ANY_ID = "01a20509-2e25-75ed-b180-9ff11c6729fd"


def _value(wanted: Filter, text: str) -> Wanted:
    if wanted.of is UUID:
        return _uuid(text)
    if wanted.of is date:
        return _day(text)
    if issubclass(wanted.of, StrEnum):
        if text not in set(wanted.of):
            raise ValueError(f"Expected one of {', '.join(wanted.of)}, got {text[:LONGEST]!r}.")
        return wanted.of(text)
    if not 1 <= len(text) <= LONGEST:
        raise ValueError(f"Expected 1 to {LONGEST} characters, got {len(text)}.")
    if not re.search(PRINTABLE, text):
        raise ValueError(f"Expected no control characters, got {text!r}.")
    return text


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(_DAY, text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"Expected a day such as 2026-04-03, got {text[:LONGEST]!r}.")
    return day


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""Python reads weeks, and days without hyphens, too."""
