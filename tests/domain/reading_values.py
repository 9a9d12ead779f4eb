"""What the tests of readings share: the day they are on, one product, and short ways to write Reading values."""

from datetime import date

from app.domain.identifiers import Gtin
from app.domain.readings import Reading, ReadingKind, Warning_, read

TODAY = date(2026, 5, 4)
GTIN = "09501101530003"
SSCC = "106141412345678908"


def only(text: str, symbology: str | None = None) -> list[Reading]:
    return read(text, symbology, today=TODAY)


def plain(text: str, *warnings: Warning_) -> Reading:
    return Reading(ReadingKind.PLAIN, text, warnings=warnings)


def item(text: str, **fields: object) -> Reading:
    elements = {"01": GTIN, **fields.pop("elements", {})}  # type: ignore[dict-item]
    return Reading(ReadingKind.GS1, text, elements=elements, gtin=Gtin(GTIN), **fields)  # type: ignore[arg-type]
