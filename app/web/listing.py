"""Every list of the office: what it was asked by its address, the addresses it offers.

A view states once what its list can be asked (`Shape`), parses the query into an `Asked`, hands that to its named read
and to the template, and exports the same `Asked` by `exporting.list_file`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for
from werkzeug.datastructures import MultiDict

PAGE = 50
LONGEST_FIND = 60

V = TypeVar("V")
Check = Callable[[str], Any]
"""Raises ValueError for a text that a filter does not take."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list can be asked: its blueprint, the check of each filter, the columns it sorts by, the first order.

    `order` is a column, with a minus before it where the list starts with the largest. The blueprint has the endpoints
    `index` and `export`.
    """

    room: str
    filters: Mapping[str, Check]
    columns: tuple[str, ...]
    order: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What one list was asked. Whatever its shape does not know is left out; the first page is 1."""

    shape: Shape
    filters: Mapping[str, str]
    find: str
    order: str
    falls: bool
    page: int

    @classmethod
    def parse(cls, shape: Shape, fields: MultiDict[str, str]) -> "Asked":
        """Read the query of an address."""
        sort, page = fields.get("sort", ""), fields.get("page", "")
        chosen = sort if sort.removeprefix("-") in shape.columns else shape.order
        given = {name: fields.get(name, "") for name in shape.filters}
        return cls(
            shape=shape,
            filters={name: text for name, text in given.items() if _fits(text, shape.filters[name])},
            find=fields.get("find", "").strip()[:LONGEST_FIND],
            order=chosen.removeprefix("-"),
            falls=chosen.startswith("-"),
            page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
        )

    def __getitem__(self, name: str) -> str:
        """Return the value of a filter, the empty text where it is not set."""
        return self.filters.get(name, "")

    def read(self, name: str, parse: Callable[[str], V]) -> V | None:
        """Return the value of a filter as `parse` reads it, the check that let it in; None where it is not set."""
        text = self[name]
        return parse(text) if text else None

    @property
    def room(self) -> str:
        """Return the name of the list: its blueprint."""
        return self.shape.room

    @property
    def sort(self) -> str:
        """Return the order as the address carries it."""
        return f"{'-' if self.falls else ''}{self.order}"

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is left out of the list."""
        return bool(self.find or self.filters)

    @property
    def query(self) -> str:
        """Return the filters, search and order as a query, without the page: what a saved view keeps."""
        return urlencode(self._asked())

    @property
    def bare(self) -> str:
        """Return the address of the whole list."""
        return url_for(f"{self.room}.index")

    def as_file(self, kind: str) -> str:
        """Return the address of the list as a file, "csv" or "xlsx", filtered and sorted alike."""
        return url_for(f"{self.room}.export", kind=kind, **self._asked())

    def url(self, **changed: Any) -> str:
        """Return the address of this list with what is changed; a changed filter starts at page 1."""
        asked: dict[str, Any] = {**self._asked(), "page": None, **changed}
        return url_for(f"{self.room}.index", **{name: value for name, value in asked.items() if value})

    def sorted_by(self, column: str) -> str:
        """Return the address of this list by `column`; again by the same column, the other way round."""
        turned = column == self.order and not self.falls
        return self.url(sort=f"-{column}" if turned else column)

    @property
    def first(self) -> int:
        """Return the position of the first row of this page, counted from 1."""
        return (self.page - 1) * PAGE + 1

    def last(self, total: int) -> int:
        """Return the position of the last row of this page."""
        return min(total, self.page * PAGE)

    def pages(self, total: int) -> int:
        """Return how many pages `total` rows take, at least one."""
        return max(1, -(-total // PAGE))

    def _asked(self) -> dict[str, Any]:
        find = {"find": self.find} if self.find else {}
        sort = {} if self.sort == self.shape.order else {"sort": self.sort}
        return {**self.filters, **find, **sort}


def _fits(text: str, check: Check) -> bool:
    if not text:
        return False
    try:
        check(text)
    except ValueError:
        return False
    return True


DAY = date.fromisoformat
ID = UUID
