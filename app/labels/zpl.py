"""A canvas as ZPL II: native barcode commands, so that the printer draws whole dots; every field is escaped."""

from app.labels.canvas import Anchor, BarsMark, Box, Canvas, GridMark, Mark, Polygon, Resolution, Text
from app.labels.elements import FNC1
from app.labels.errors import LabelError
from app.labels.fitting import clean
from app.labels.symbols import Bars, Matrix

FONT_NARROWING = 0.8
"""Font 0 is a condensed face: at its natural width it needs at most this part of what `fitting.width` says."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .-")


def draw(canvas: Canvas, copies: int = 1) -> bytes:
    """Return the print job of `copies` labels.

    It undoes what an earlier job may have left in the printer, but not the site's own adjustments (^LT, ^LS, darkness).
    Raises LabelError for symbols that only paper carries: EAN-13, ITF-14, QR.
    """
    resolution = canvas.resolution
    across, down = resolution.dots(canvas.width), resolution.dots(canvas.height)
    head = f"^XA^CI28^PON^FWN^LRN^LH0,0^PW{across}^LL{down}"
    fields = [_mark(mark, resolution) for mark in canvas.marks]
    return "\n".join([head, *fields, f"^PQ{max(1, copies)}", "^XZ", ""]).encode("ascii")


def _mark(mark: Mark, resolution: Resolution) -> str:
    match mark:
        case Box():
            return _box(mark, resolution)
        case Polygon():
            return _polygon(mark, resolution)
        case Text():
            return _text(mark, resolution)
        case BarsMark():
            return _bars(mark, resolution)
        case GridMark():
            return _grid(mark, resolution)


def _box(box: Box, resolution: Resolution) -> str:
    x, y, width, height = map(resolution.dots, (box.x, box.y, box.width, box.height))
    line = min(width, height) if box.border is None else resolution.dots(box.border)
    return f"^FO{x},{y}^GB{width},{height},{line},B,0^FS"


def _text(text: Text, resolution: Resolution) -> str:
    y, size = resolution.dots(text.y), resolution.dots(text.size)
    narrow = max(1, round(size * min(1.0, text.stretch / FONT_NARROWING)))
    left, block = _block(text, resolution)
    reverse = "^FR" if text.white else ""
    return f"^FT{left},{y}^A0N,{size},{narrow}{block}{reverse}^FH^FD{_field(text.text, bool(block))}^FS"


def _block(text: Text, resolution: Resolution) -> tuple[int, str]:
    """Return the left edge, and the one-line ^FB that centres or right-aligns within the text's room."""
    shift, justify = {Anchor.START: (0.0, ""), Anchor.MIDDLE: (0.5, "C"), Anchor.END: (1.0, "R")}[text.anchor]
    left = resolution.dots(text.x - shift * text.room)
    return left, f"^FB{resolution.dots(text.room)},1,0,{justify}" if justify else ""


def _field(text: str, in_block: bool) -> str:
    """Return `text` for ^FH^FD: whatever could mean something to the printer goes as UTF-8 in hexadecimal.

    Inside ^FB a backslash starts a line break (`\\&`), two of them print one.
    """
    shown = clean(text).replace("\\", "\\\\") if in_block else clean(text)
    return "".join(char if char in _PLAIN else _hexadecimal(char) for char in shown)


def _hexadecimal(char: str) -> str:
    return "".join(f"_{byte:02X}" for byte in char.encode())


def _bars(mark: BarsMark, resolution: Resolution) -> str:
    if not mark.bars.codewords:
        raise LabelError(f"Got {mark.bars.content!r} in a retail symbol, expected Code 128 for a thermal label.")
    x, y, height = map(resolution.dots, (mark.x, mark.y, mark.height))
    return f"^FO{x},{y}^BY{mark.module},2,{height}^BCN,{height},N,N,N,N^FD{code128_field(mark.bars)}^FS"


_START = {103: ("A", ">9"), 104: ("B", ">:"), 105: ("C", ">;")}
_SHIFTS = {
    ("A", 99): ("C", ">5"), ("B", 99): ("C", ">5"), ("A", 100): ("B", ">6"), ("C", 100): ("B", ">6"),
    ("B", 101): ("A", ">7"), ("C", 101): ("A", ">7"),
}  # fmt: skip
_INVOKED = {">": ">0", "^": "><", "~": ">="}
_FNC1_CODEWORD = 102


def code128_field(bars: Bars) -> str:
    """Return ^BC field data (mode N) that spells out our own codewords: the printer draws exactly our symbol.

    Invocation codes by the ZPL II manual: `>;` starts in set C, `>8` is FNC1, `>5` `>6` `>7` change the set.
    """
    code_set, field = _START[bars.codewords[0]]
    for word in bars.codewords[1:]:
        code_set, piece = _SHIFTS.get((code_set, word)) or (code_set, _data(code_set, word))
        field += piece
    return field


def _data(code_set: str, word: int) -> str:
    if word == _FNC1_CODEWORD:
        return ">8"
    if code_set == "C":
        return f"{word:02d}"
    char = chr(word + 32)
    return _INVOKED.get(char, char)


def _grid(mark: GridMark, resolution: Resolution) -> str:
    if mark.grid.kind is not Matrix.DATA_MATRIX:
        raise LabelError(f"Got {mark.grid.content!r} in a {mark.grid.kind}, expected Data Matrix for a thermal label.")
    x, y = resolution.dots(mark.x), resolution.dots(mark.y)
    data = mark.grid.content.replace("_", "__").replace(FNC1, "_1")
    if set(data) & set("^~"):
        raise LabelError(f"Got {mark.grid.content!r}, expected no ^ or ~ in a matrix symbol.")
    return f"^FO{x},{y}^BXN,{mark.module},200,0,0,,_,1^FD{data}^FS"


def _polygon(polygon: Polygon, resolution: Resolution) -> str:
    """Return the shape as a bitmap: ZPL has no filled polygon."""
    points = [(x * resolution.value, y * resolution.value) for x, y in polygon.points]
    left, top = (int(min(axis)) for axis in zip(*points, strict=True))
    right, bottom = (int(max(axis)) + 1 for axis in zip(*points, strict=True))
    row_bytes = (right - left + 7) // 8
    rows = [_scan_line(points, left, y, row_bytes) for y in range(top, bottom)]
    total = row_bytes * len(rows)
    return f"^FO{left},{top}^GFA,{total},{total},{row_bytes},{''.join(rows)}^FS"


def _scan_line(points: list[tuple[float, float]], left: int, y: int, row_bytes: int) -> str:
    """Return one row of dots in hexadecimal: inside is where an odd number of edges was crossed (even-odd rule)."""
    edges = zip(points, (*points[1:], points[0]), strict=True)
    level = y + 0.5
    crossed = sorted(
        x1 + (level - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in edges if (y1 <= level) != (y2 <= level)
    )
    bits = ["0"] * row_bytes * 8
    for enter, leave in zip(crossed[::2], crossed[1::2], strict=True):
        first, last = round(enter) - left, round(leave) - left
        bits[first:last] = "1" * (last - first)
    return f"{int(''.join(bits), 2):0{row_bytes * 2}X}"
