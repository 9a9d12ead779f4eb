"""What a document says: frozen rows. All words come translated; dates and amounts are already written out."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `share` is its part of the width beside the others'; figures stand at the right."""

    heading: str
    share: int = 1
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading is repeated on every page. `total` is its last row, in bold; empty for none."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. `name` and `note` stand under the line; without a name somebody signs there by hand."""

    role: str
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo on the paper, named by the SHA-256 of its JPEG; `missing` stands in its place once that is gone."""

    digest: str
    caption: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document, A4.

    `site` heads every page, `number` and `page_words` ("Page {page} of {pages}") foot it beside `seal`, which is a hash
    or the empty string. `facts` are pairs of caption and text, `sentences` paragraphs under them; `shots` come last.
    """

    site: str
    title: str
    number: str
    page_words: str
    facts: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    signatures: tuple[Signature, ...] = ()
    seal: str = ""
    language: str = "en"
    shots: tuple[Shot, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the paper as JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Paper":
        """Return the paper that `to_json` wrote."""
        return cls(**{**stored, **{name: read(stored[name]) for name, read in _PARTS.items() if name in stored}})


def _table(stored: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**each) for each in stored["columns"])
    return Table(stored["title"], columns, tuple(map(tuple, stored["rows"])), tuple(stored["total"]))


_PARTS: dict[str, Callable[[Any], Any]] = {
    "facts": lambda pairs: tuple((caption, text) for caption, text in pairs),
    "sentences": tuple,
    "tables": lambda tables: tuple(_table(each) for each in tables),
    "signatures": lambda signatures: tuple(Signature(**each) for each in signatures),
    "shots": lambda shots: tuple(Shot(**each) for each in shots),
}
