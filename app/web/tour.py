"""The barcodes of the README's five-minute tour, as far as this database holds the demo that they are about."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from app.db.queries import operators
from app.demo import DemoCode, demo_codes
from app.demo.site import SITE_CODE
from app.domain.messages.core import msg
from app.labels import single
from app.labels.canvas import Resolution
from app.labels.rows import DemoCell
from app.labels.single import Single
from app.web import current

STEPS: Mapping[str, str] = {
    "BADGE-2231": msg("Receive a return"),
    "BADGE-2304": msg("Grade what came in"),
    "BADGE-2412": msg("Take it where it goes"),
    "BADGE-2007": msg("See how it stands"),
    "CMD-CONFIRM": msg("Instead of tapping"),
}
"""The code that a step of the tour begins with: another person signs in."""

PIXELS_A_MODULE = 2
"""On a screen; more for a matrix, less would melt together in a camera's eye."""


@dataclass(frozen=True, slots=True)
class TourCode:
    """One barcode on the page: `width` is in CSS pixels, a whole number for each module."""

    title: str
    note: str
    payload: str
    svg: str
    width: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one person does; `title` is catalogue text."""

    title: str
    codes: tuple[TourCode, ...]


def codes() -> tuple[DemoCode, ...]:
    """Return the codes of the loaded demo in the order of the tour; none when this is no demo site."""
    with current.database().reading() as session:
        if [building.code for building in operators.buildings(session)] != [SITE_CODE]:
            return ()
        try:
            return demo_codes(session)
        except KeyError:  # a site of that name with other goods
            return ()


def steps(language: str) -> list[Step]:
    """Return the tour, step by step, in `language`."""
    found: list[tuple[str, list[TourCode]]] = []
    for number, code in enumerate(codes(), start=1):
        if code.payload in STEPS or not found:
            found.append((STEPS.get(code.payload, ""), []))
        found[-1][1].append(_shown(code, number, language))
    return [Step(title, tuple(shown)) for title, shown in found]


def _shown(code: DemoCode, number: int, language: str) -> TourCode:
    cell = _cell(code, language)
    each = PIXELS_A_MODULE if code.kind.value not in {"qr", "gs1_datamatrix"} else 2 * PIXELS_A_MODULE
    width = drawn(code, language).modules * each
    return TourCode(cell.title, cell.sentence, cell.payload, url_for("labels.demo_file", number=number), width)


def drawn(code: DemoCode, language: str) -> Single:
    """Return the barcode of one code."""
    return single.lay_out(_cell(code, language), Resolution.DPI_300)


def _cell(code: DemoCode, language: str) -> DemoCell:
    title, note = (code.title_es, code.note_es) if language == "es" else (code.title_en, code.note_en)
    return DemoCell(title, note, code.kind, code.payload)
