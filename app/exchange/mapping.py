"""Which column of a file is which field, and how its dates and numbers are written: guessed, shown, then declared."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Refused
from app.domain.importing import ImportKind
from app.domain.messages import importing as say
from app.domain.messages.core import Message, Word
from app.exchange.cells import DATE_FORMS, DECIMAL_FORMS, Forms, amount, day, whole
from app.exchange.kinds import FIELDS, Field
from app.exchange.tables import Numbered, Table


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The column of each field, the first being 0. `dates` and `decimals` are empty while nobody knows."""

    columns: Mapping[str, int]
    dates: str = ""
    decimals: str = ""

    @property
    def forms(self) -> Forms:
        """How cells are to be read; while it is not declared, strictly."""
        return Forms(self.dates or "iso", self.decimals or ".")

    def as_document(self) -> dict[str, Any]:
        """Return what a JSON column keeps."""
        return {"columns": dict(self.columns), "dates": self.dates, "decimals": self.decimals}

    @classmethod
    def parse(cls, stored: Mapping[str, Any], kind: ImportKind, width: int) -> "ColumnMap":
        """Return the map of a stored document or a form. Whatever `kind` or a file of `width` columns lacks is left."""
        names, columns = {field.name for field in FIELDS[kind]}, dict(stored.get("columns", {}))
        dates, decimals = str(stored.get("dates", "")), str(stored.get("decimals", ""))
        return cls(
            {name: at for name, at in columns.items() if name in names and isinstance(at, int) and 0 <= at < width},
            dates if dates in DATE_FORMS else "",
            decimals if decimals in DECIMAL_FORMS else "",
        )


def guess(kind: ImportKind, table: Table) -> ColumnMap:
    """Return what headings and the first rows tell. What two readings fit is left empty, for a person to say."""
    columns = guess_columns(kind, table.headings)
    sample = table.sample
    dates = _told(_cells(kind, columns, sample, dates=True), _DATES, "iso")
    decimals = _told(_cells(kind, columns, sample, dates=False), _DECIMALS, ".")
    return ColumnMap(columns, dates, decimals)


def guess_columns(kind: ImportKind, headings: Sequence[str]) -> dict[str, int]:
    """Return the column of each field that the headings name, no column twice."""
    plain_headings = [plain(heading) for heading in headings]
    found: dict[str, int] = {}
    for field in FIELDS[kind]:
        names = (plain(field.name), plain(field.title), *field.headings)
        at = next((plain_headings.index(name) for name in names if name in plain_headings), None)
        if at is not None and at not in found.values():
            found[field.name] = at
    return found


def plain(heading: str) -> str:
    """Return a heading without accents, signs and capitals: "Fecha de Entrega:" is "fecha de entrega"."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))


@dataclass(frozen=True, slots=True)
class _Signs:
    """By what the cells of a file show how they are written, and which cells could be read either way."""

    proofs: Mapping[str, re.Pattern[str]]
    doubtful: re.Pattern[str]


_OVER_12 = r"(?:1[3-9]|2\d|3[01])"
_UP_TO_12 = r"(?:0?[1-9]|1[0-2])"
_DATES = _Signs(
    {
        "dmy": re.compile(rf"{_OVER_12}[/.-]{_UP_TO_12}[/.-]\d+"),
        "mdy": re.compile(rf"{_UP_TO_12}[/.-]{_OVER_12}[/.-]\d+"),
    },
    re.compile(rf"{_UP_TO_12}[/.-]{_UP_TO_12}[/.-](?:\d{{4}}|\d\d)"),
)
_DECIMALS = _Signs(
    {
        ",": re.compile(r"\d*,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|0+,\d+"),
        ".": re.compile(r"\d*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|0+\.\d+"),
    },
    re.compile(r"\d{1,3}[.,]\d{3}"),
)


def _told(cells: Iterator[tuple[str, str]], signs: _Signs, otherwise: str) -> str:
    shown, in_doubt = set(), False
    for _heading, cell in cells:
        proved = {form for form, proof in signs.proofs.items() if proof.fullmatch(cell)}
        shown |= proved
        in_doubt = in_doubt or (not proved and signs.doubtful.fullmatch(cell) is not None)
    if len(shown) == 1:
        return shown.pop()
    return "" if shown or in_doubt else otherwise


def _cells(
    kind: ImportKind, columns: Mapping[str, int], sample: Sequence[Numbered], *, dates: bool
) -> Iterator[tuple[str, str]]:
    for field in FIELDS[kind]:
        at = columns.get(field.name)
        if at is not None and (_is_date(field) if dates else _is_number(field)):
            cells = (row[at] for _number, row in sample if at < len(row))
            yield from ((field.name, cell) for cell in cells if isinstance(cell, str))


def _is_date(field: Field) -> bool:
    return field.read is day


def _is_number(field: Field) -> bool:
    return field.read is amount or isinstance(field.read, whole)


def require_whole(kind: ImportKind, table: Table, mapped: ColumnMap) -> None:
    """Raise Refused while a needed column is not chosen, or while cells could be read in two ways."""
    for field in FIELDS[kind]:
        if field.is_required and field.name not in mapped.columns:
            raise Refused(say.MUST_BE_MAPPED, field=Word(field.title))
    sample = table.sample
    if not mapped.dates:
        _ask(say.DATES_ASK, _cells(kind, mapped.columns, sample, dates=True), _DATES, table, mapped)
    if not mapped.decimals:
        _ask(say.DECIMALS_ASK, _cells(kind, mapped.columns, sample, dates=False), _DECIMALS, table, mapped)


def _ask(question: Message, cells: Iterator[tuple[str, str]], signs: _Signs, table: Table, mapped: ColumnMap) -> None:
    for name, cell in cells:
        if signs.doubtful.fullmatch(cell) or any(proof.fullmatch(cell) for proof in signs.proofs.values()):
            raise Refused(question, got=cell, column=table.headings[mapped.columns[name]])
