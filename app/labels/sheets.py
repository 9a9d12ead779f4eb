"""A4 pages of barcodes: the command sheet that lies on every bench, and pages of demo barcodes."""

from collections.abc import Callable, Iterable, Sequence

from app.domain.decontamination import METHOD_OF
from app.domain.identifiers import Gtin
from app.domain.reworking import OPERATION_OF
from app.domain.vocabulary import Command
from app.labels.canvas import Anchor, BarsMark, Box, Canvas, Face, GridMark, Mark, Resolution
from app.labels.elements import ElementString
from app.labels.errors import LabelError
from app.labels.fitting import clean, fitted, wrap
from app.labels.placing import centred_bars, largest_module
from app.labels.rows import BarcodeKind, CommandSheet, DemoCell
from app.labels.symbols import Bars, Grid, Symbol, code128, ean13, gs1_128, gs1_datamatrix, itf14, qr

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 10.0
INNER = WIDTH - 2 * MARGIN

WORKSHOP = tuple(Command)[tuple(Command).index(Command.CLEAN) : tuple(Command).index(Command.DESTROY) + 1]
"""Commands of the workshop, which has a sheet of its own."""
PACKAGING = tuple(Command)[tuple(Command).index(Command.TAKE_BACK) : tuple(Command).index(Command.BEYOND_REUSE) + 1]
"""Commands about packaging, which is washed and repaired beside it: one page has no room for all there are."""
QUALITY = tuple(Command)[tuple(Command).index(Command.AUTOCLAVE) : tuple(Command).index(Command.IN_ERROR) + 1]
"""Commands of decontamination and of releasing, which lie where those are done."""

ALSO_THERE = (Command.CONFIRM, Command.UNDO, Command.NEXT)
"""Commands of every bench that the sheet of the workshop repeats."""


def _payloads(*commands: Command) -> tuple[str, ...]:
    return tuple(f"CMD-{command.name.replace('_', '-')}" for command in commands)


COMMAND_SECTIONS: tuple[tuple[str, ...], ...] = (
    _payloads(*(command for command in Command if command not in (*WORKSHOP, *PACKAGING, *QUALITY))),
    tuple(f"CMD-F{step}" for step in range(1, 7)),
    tuple(f"CMD-C{step}" for step in range(1, 10)),
)
"""Payloads of the command sheet: commands, the function scale F1-F6, the cosmetics scale C1-C9."""
WORKSHOP_SECTIONS: tuple[tuple[str, ...], ...] = (
    _payloads(*(command for command in WORKSHOP if command in OPERATION_OF)),
    _payloads(*(command for command in WORKSHOP if command not in OPERATION_OF), *ALSO_THERE),
    _payloads(*PACKAGING),
)
"""Payloads of the workshop sheet: operations, what is done with them, packaging."""
QUALITY_SECTIONS: tuple[tuple[str, ...], ...] = (
    _payloads(*(command for command in QUALITY if command in METHOD_OF)),
    _payloads(*(command for command in QUALITY if command not in METHOD_OF)),
    _payloads(Command.CONFIRM, Command.UNDO, Command.HOLD, Command.CLOSE),
)
"""Payloads of the sheet for quarantine: decontamination, releasing, commands."""
BENCH_SECTIONS = {"workshop": WORKSHOP_SECTIONS, "quality": QUALITY_SECTIONS}

_COLUMNS, _COLUMN = 3, INNER / 3
_ROW, _SECTION = 25.0, 7.5


def command_sheet(
    sheet: CommandSheet,
    resolution: Resolution = Resolution.DPI_300,
    payloads_of: tuple[tuple[str, ...], ...] = COMMAND_SECTIONS,
) -> Canvas:
    """Return the A4 page with the command barcodes of a bench; a payload without a word is refused."""
    marks: list[Mark] = [
        fitted(MARGIN, 16, 7, sheet.title, 110),
        fitted(WIDTH - MARGIN, 16, 3.6, sheet.hint, 76, anchor=Anchor.END, bold=False, smallest=0.5),
    ]
    top = 19.0
    for heading, payloads in zip(sheet.sections, payloads_of, strict=True):
        cells = [(payload, _word(sheet, payload)) for payload in payloads]
        marks += section(heading, cells, top, resolution)
        top += section_height(len(cells))
    return Canvas(WIDTH, HEIGHT, resolution, clean(sheet.title), tuple(marks))


def section_height(cells: int) -> float:
    """Return how high a section of so many barcodes is, in mm."""
    return _SECTION + _ROW * -(-cells // _COLUMNS)


def section(heading: str, cells: Sequence[tuple[str, str]], top: float, resolution: Resolution) -> Iterable[Mark]:
    """Return a heading with barcodes below it, each given as payload and caption."""
    yield Box(MARGIN, top, INNER, 0.4)
    yield fitted(MARGIN, top + 5, 4, heading, INNER)
    for n, (payload, word) in enumerate(cells):
        row, column = divmod(n, _COLUMNS)
        middle = MARGIN + _COLUMN * (column + 0.5)
        yield from _command(payload, word, middle, top + _SECTION + row * _ROW, resolution)


def _word(sheet: CommandSheet, payload: str) -> str:
    if not sheet.words.get(payload):
        raise LabelError(f"Got no word for {payload}, expected one for every command of the sheet.")
    return sheet.words[payload]


def _command(payload: str, word: str, middle: float, top: float, resolution: Resolution) -> list[Mark]:
    bars = code128(payload)
    module = largest_module(bars, _COLUMN, 0.34, 0.25, resolution)
    return [
        fitted(middle, top + 4, 4.2, word, _COLUMN - 6, smallest=0.5, anchor=Anchor.MIDDLE),
        centred_bars(bars, middle, top + 5.5, 13, module=module, resolution=resolution),
        fitted(middle, top + 21.7, 2.6, payload, _COLUMN - 6, anchor=Anchor.MIDDLE, face=Face.MONO, bold=False),
    ]


_ACROSS, _DOWN = 2, 5
_CELL_WIDTH, _CELL_HEIGHT = INNER / _ACROSS, 53.0
CELLS_A_PAGE = _ACROSS * _DOWN


def demo_sheet(
    title: str, cells: Sequence[DemoCell], resolution: Resolution = Resolution.DPI_300
) -> tuple[Canvas, ...]:
    """Return A4 pages of ten barcodes each, in the order given; LabelError names a payload that cannot be drawn."""
    pages = [cells[first : first + CELLS_A_PAGE] for first in range(0, len(cells), CELLS_A_PAGE)]
    return tuple(_demo_page(f"{title} {n}/{len(pages)}", page, resolution) for n, page in enumerate(pages, start=1))


def _demo_page(title: str, cells: Sequence[DemoCell], resolution: Resolution) -> Canvas:
    marks: list[Mark] = [fitted(MARGIN, 16, 6, title, INNER), Box(MARGIN, 19, INNER, 0.4)]
    for n, cell in enumerate(cells):
        row, column = divmod(n, _ACROSS)
        marks += _demo_cell(cell, MARGIN + column * _CELL_WIDTH, 20 + row * _CELL_HEIGHT, resolution)
    return Canvas(WIDTH, HEIGHT, resolution, clean(title), tuple(marks))


def _demo_cell(cell: DemoCell, left: float, top: float, resolution: Resolution) -> list[Mark]:
    room = _CELL_WIDTH - 4
    sentences = wrap(clean(cell.sentence), 2.9, room, 2)
    return [
        fitted(left, top + 5, 4, cell.title, room),
        *(fitted(left, top + 9 + 3.6 * n, 2.9, line, room, bold=False) for n, line in enumerate(sentences)),
        _symbol(_DRAWN[cell.kind](cell.payload), left, top + 15.5, resolution),
        fitted(left, top + 50, 2.9, cell.payload, room, smallest=0.55, face=Face.MONO, bold=False),
    ]


def _symbol(symbol: Symbol, left: float, top: float, resolution: Resolution) -> Mark:
    match symbol:
        case Bars():
            module = largest_module(symbol, _CELL_WIDTH, 0.5, 0.25, resolution)
            quiet = resolution.millimetres(module * symbol.quiet[0])
            return BarsMark(left + quiet, top + 2, 24, module, symbol)
        case Grid():
            return _cell_grid(symbol, left, top, resolution)


def _cell_grid(grid: Grid, left: float, top: float, resolution: Resolution) -> GridMark:
    across, room = grid.side + 2 * grid.quiet, 31.0
    module = min(resolution.module(0.8), int(resolution.dots(room) / across))
    if module < resolution.module(0.25):
        raise LabelError(f"Got {len(grid.content)} characters, expected fewer for a matrix of {room:.0f} mm.")
    margin = resolution.millimetres(module * grid.quiet)
    return GridMark(left + margin, top + margin, module, grid)


_DRAWN: dict[BarcodeKind, Callable[[str], Symbol]] = {
    BarcodeKind.GS1_128: lambda payload: gs1_128(ElementString.parse(payload)),
    BarcodeKind.GS1_DATAMATRIX: lambda payload: gs1_datamatrix(ElementString.parse(payload)),
    BarcodeKind.EAN13: lambda payload: ean13(Gtin.parse(payload)),
    BarcodeKind.ITF14: lambda payload: itf14(Gtin.parse(payload)),
    BarcodeKind.CODE128: code128,
    BarcodeKind.QR: qr,
}
