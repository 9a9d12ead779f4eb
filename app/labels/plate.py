"""The licence plate, 100x150 mm: what it is, where it goes, and its barcode (GS1 logistic label, 6.6)."""

from app.domain.identifiers import Lpn, Sscc
from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution, Text
from app.labels.elements import ElementString
from app.labels.fitting import MONO_ADVANCE, clean, fitted, stacked, width, wrap
from app.labels.placing import centred_bars, cornered_grid
from app.labels.rows import PlateLabel, Routing, Stamp
from app.labels.shapes import grade_shape, mark
from app.labels.symbols import Bars, Grid, code128, datamatrix, gs1_128, gs1_datamatrix

WIDTH, HEIGHT, MARGIN = 100.0, 150.0, 3.25
INNER = WIDTH - 2 * MARGIN
BAR_HEIGHT = 32.0
X_DIMENSION = 0.5
"""mm: 4 dots at 203 dpi, 6 at 300. GS1 asks 0.495 to 0.940 for an SSCC (symbol specification table 5)."""


def lay_out(row: PlateLabel, resolution: Resolution) -> Canvas:
    """Return the label of one carton, before or after its route is known."""
    marks: list[Mark] = [
        *_header(row.stamp),
        *_destination(row),
        *_fields(row),
        *_units(row),
        cornered_grid(_matrix(row), WIDTH - MARGIN, 73, 24, wanted=1.0, resolution=resolution),
        *_plate(row.plate, resolution),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, f"{row.plate.value} {clean(row.product)}".strip(), tuple(marks))


def _header(stamp: Stamp) -> list[Mark]:
    """Return our name, where and by whom it was printed, and a rule below."""
    right, room = WIDTH - MARGIN, INNER - 36
    where, who = _two_lines(stamp, room)
    return [
        *mark(MARGIN, MARGIN, 6.5),
        fitted(MARGIN + 8.25, 8.35, 4.6, "Backdock", 27),
        fitted(right, 5.85, 3.2, where, room, smallest=0.6, anchor=Anchor.END),
        fitted(right, 9.75, 3.2, who, room, smallest=0.6, anchor=Anchor.END),
        Box(MARGIN, 12.25, INNER, 0.5),
    ]


def _two_lines(stamp: Stamp, room: float) -> tuple[str, str]:
    """Return place and person over the time; a long place keeps its line to itself."""
    all_three = _joined(stamp.site, stamp.station, stamp.operator)
    if width(clean(all_three), 3.2) <= room:
        return all_three, stamp.printed_at
    return _joined(stamp.site, stamp.station), _joined(stamp.operator, stamp.printed_at)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _destination(row: PlateLabel) -> list[Mark]:
    """Return the routing block with the product below it, or the product alone in its place."""
    if row.routing is None:
        return _lines(row.product, 8.5, 27, 3)
    one_line = width(clean(row.product), 6.5) <= INNER
    named = _lines(row.product, 6.5, 67.5, 1) if one_line else _lines(row.product, 5.2, 64.2, 2)
    return [*_routing(row.routing), *named]


def _lines(text: str, size: float, baseline: float, lines: int) -> list[Mark]:
    wrapped = wrap(clean(text), size, INNER, lines)
    return [fitted(MARGIN, baseline + n * size * 1.12, size, line, INNER) for n, line in enumerate(wrapped)]


def _routing(routing: Routing) -> list[Mark]:
    left, room = 49.0, 45.5
    marks: list[Mark] = [
        Box(MARGIN, 15.25, INNER, 43, border=0.75),
        Box(MARGIN, 15.25, 42.75, 43),
        zone_letter(routing.zone.value, 24.6, 52.8, 44, 38),
        fitted(left, 22.3, 5.5, routing.zone_name, room, smallest=0.5),
    ]
    if routing.place is not None:
        marks.append(fitted(left, 42.5, 18.0, routing.place.value, room, smallest=0.3, face=Face.MONO))
    if routing.grade is not None:
        marks += grade_shape(routing.grade, left, 48.6, 7)
    indent = 8.75 if routing.grade is not None else 0
    return [*marks, *stacked(left + indent, 53.6, (4.25, 3.4), routing.why, room - indent)]


def zone_letter(letter: str, middle: float, baseline: float, size: float, room: float) -> Text:
    """Return a letter as tall as it can be, narrowed to its block: W is half as wide again as S."""
    stretch = min(1.0, room / width(letter, size))
    return Text(middle, baseline, size, letter, room, anchor=Anchor.MIDDLE, white=True, stretch=stretch)


def _fields(row: PlateLabel) -> list[Mark]:
    """Return name and value pairs in two columns, centred on the height of the matrix symbol."""
    expiry = row.expiry.isoformat() if row.expiry else ""
    named = (
        (row.words.gtin, row.gtin.value if row.gtin else ""),
        (row.words.lot, row.lot),
        (row.words.expiry, expiry),
        (row.words.rma, row.rma),
    )
    shown = [(name, value) for name, value in named if value]
    column = min(15.0, max((width(clean(name), 3.2) for name, _ in shown), default=0.0)) + 2
    top = 86.5 - 3.2 * (len(shown) - 1)
    return [
        field
        for n, (name, value) in enumerate(shown)
        for field in (
            fitted(MARGIN, top + 6.4 * n, 3.2, name, column - 1, bold=False),
            fitted(MARGIN + column, top + 6.4 * n, 4.2, value, 50 - column, smallest=0.45, face=Face.MONO),
        )
    ]


def _units(row: PlateLabel) -> list[Mark]:
    if row.units is None:
        return []
    middle, room = 62.5, 17.5
    return [
        fitted(middle, 87.5, 16.5, str(row.units), room, smallest=0.2, anchor=Anchor.MIDDLE),
        fitted(middle, 92.2, 3.2, row.words.units, room, smallest=0.6, anchor=Anchor.MIDDLE, bold=False),
    ]


def _matrix(row: PlateLabel) -> Grid:
    """Return the SSCC with its content for imagers; our own plate has no GS1 key and stands there as it is."""
    match row.plate:
        case Lpn(value=plate):
            return datamatrix(plate)
        case Sscc(value=sscc):
            return gs1_datamatrix(ElementString.of_known((("00", sscc), *_content(row))))


def _content(row: PlateLabel) -> tuple[tuple[str, str], ...]:
    """Return content and count: GS1 wants (02) to stand with (37), and both with (00)."""
    if row.gtin is None or not row.units:
        return ()
    expiry = f"{row.expiry:%y%m%d}" if row.expiry else ""
    return ("02", row.gtin.value), ("17", expiry), ("37", str(row.units)), ("10", row.lot)


def _plate(plate: Sscc | Lpn, resolution: Resolution) -> list[Mark]:
    module = resolution.module(X_DIMENSION)
    bars = _plate_bars(plate)
    return [
        Box(MARGIN, 102.5, INNER, 0.5),
        centred_bars(bars, WIDTH / 2, 105.25, BAR_HEIGHT, module=module, resolution=resolution),
        *_readable(plate),
    ]


def _plate_bars(plate: Sscc | Lpn) -> Bars:
    match plate:
        case Lpn(value=text):
            return code128(text)
        case Sscc(value=sscc):
            return gs1_128(ElementString((("00", sscc),)))


def _readable(plate: Sscc | Lpn) -> list[Mark]:
    """Return the plate in groups, its last four digits large: they are what people say to each other."""
    value, small, large, gap = plate.value, 5.0, 9.5, 1.75
    groups = ["(00)", value[0], value[1:8], value[8:14]] if isinstance(plate, Sscc) else [value[:-4]]
    sized = [*((group, small) for group in groups), (value[-4:], large)]
    advances = [len(text) * MONO_ADVANCE * size for text, size in sized]
    x = (WIDTH - sum(advances) - gap * (len(sized) - 1)) / 2
    marks: list[Mark] = []
    for (text, size), advance in zip(sized, advances, strict=True):
        marks.append(Text(x, 146.3, size, text, advance, face=Face.MONO))
        x += advance + gap
    return marks
