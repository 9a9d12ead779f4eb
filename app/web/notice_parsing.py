"""From the texts of a notice's form to rows as an import reads them, and back: one set of rules for both."""

import re
from collections.abc import Mapping, Sequence

from app.domain.authorizing import MOST_LINES
from app.domain.errors import Refused
from app.domain.importing import Fault, FileRow, ImportKind, Value
from app.domain.messages import authorizing, importing
from app.domain.messages.core import Said, Word
from app.domain.pallets import NoticeLine
from app.exchange.cells import Forms
from app.exchange.kinds import FIELDS, Field

LINE_FIELDS = ("pallet", "carton", "product", "quantity", "lot", "expiry", "serial")
LONGEST = 40
_LINE = re.compile(r"line-([0-9]{1,3})-([a-z]+)")


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return the texts without blanks around them, the lines counted anew from 1; lines that are empty fall out."""
    lines: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        if (found := _LINE.fullmatch(name)) and found[2] in LINE_FIELDS:
            lines.setdefault(int(found[1]), {})[found[2]] = text.strip()[:LONGEST].strip()
    filled = [line for _number, line in sorted(lines.items()) if any(line.values())][:MOST_LINES]
    return {
        f"line-{number}-{name}": line.get(name, "")
        for number, line in enumerate(filled, start=1)
        for name in LINE_FIELDS
    }


def lines_in(texts: Mapping[str, str]) -> int:
    """Return how many lines are filled."""
    return len(texts) // len(LINE_FIELDS)


def rows(texts: Mapping[str, str]) -> list[FileRow]:
    """Read what was typed; faults and columns name the field of the form."""
    fields = [field for field in FIELDS[ImportKind.ASN] if field.name in LINE_FIELDS]
    return [_row(texts, number, fields) for number in range(1, lines_in(texts) + 1)]


def _row(texts: Mapping[str, str], number: int, fields: Sequence[Field]) -> FileRow:
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    columns = {field.name: f"line-{number}-{field.name}" for field in fields}
    for field in fields:
        at = columns[field.name]
        try:
            if (value := _value(texts[at], field)) is not None:
                values[field.name] = value
        except Refused as refused:
            faults.append(Fault(refused.said, at))
    return FileRow(number, values, tuple(faults), columns)


def _value(text: str, field: Field) -> Value | None:
    if not text and field.is_required:
        raise Refused(importing.EMPTY_CELL, field=Word(field.title))
    if not text.isprintable():
        raise Refused(authorizing.NOT_PRINTABLE)
    return field.read(text, Forms()) if text else None


def texts_of(notice: Sequence[NoticeLine]) -> dict[str, str]:
    """Return what a notice says as its form shows it."""
    texts: dict[str, str] = {}
    for number, line in enumerate(notice, start=1):
        said = {
            "pallet": line.pallet, "carton": line.carton, "product": line.product.sku, "quantity": str(line.quantity),
            "lot": line.lot, "expiry": line.expiry.isoformat() if line.expiry else "", "serial": line.serial,
        }  # fmt: skip
        texts |= {f"line-{number}-{name}": text for name, text in said.items()}
    return texts


def faults_of(found: Sequence[tuple[int, Sequence[Fault]]]) -> dict[str, Said]:
    """Return what is wrong by field of the form; what is wrong with a line as a whole stands at its carton."""
    return {fault.column or f"line-{number}-carton": fault.said for number, faults in found for fault in faults}
