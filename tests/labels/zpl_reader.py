"""A small ZPL II printer: understands what our labels emit, by the manual, and refuses everything else.

Symbols are drawn by an encoder of its own (zxing-cpp from the decoded field data), never from our patterns.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Box = tuple[int, int, int, int]
Dots = NDArray[np.bool_]


@dataclass
class Printed:
    """One field: its kind (text, bars, grid, box, bitmap), where its ink is, and the light margin it needs."""

    kind: str
    box: Box
    data: str = ""
    quiet: tuple[int, int] = (0, 0)

    def with_quiet(self) -> Box:
        """Return the box with its margins: across for bars, all round for a matrix."""
        left, top, right, bottom = self.box
        across, down = self.quiet
        return left - across, top - down, right + across, bottom + down


@dataclass
class Format:
    """What stands between ^XA and ^XZ, and the state of the field being built."""

    width: int = 0
    length: int = 0
    copies: int = 0
    printed: list[Printed] = field(default_factory=list)
    dots: Dots = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    origin: tuple[int, int] = (0, 0)
    typeset: bool = False
    module: int = 2
    font: tuple[int, int] = (0, 0)
    block: tuple[int, str] | None = None
    symbol: str = ""
    height: int = 0
    hexadecimal: bool = False
    reverse: bool = False
    data: str = ""


def read(job: bytes) -> Format:
    """Print one job. Raises ValueError on a command, parameter or control character that is not expected."""
    text = job.decode("utf-8").replace("\n", "")
    if re.search(r"[\x00-\x1f\x7f~]", text) or not (text.startswith("^XA") and text.endswith("^XZ")):
        raise ValueError("A job is one format of printable characters without control commands.")
    label = Format()
    for piece in text.split("^")[2:-1]:
        name, rest = piece[:2], piece[2:]
        if name not in COMMANDS:
            raise ValueError(f"Got ^{name}, expected a command that labels use.")
        COMMANDS[name](label, rest)
    return label


def _numbers(rest: str, count: int) -> list[int]:
    return [int(part) for part in rest.split(",")[:count]]


def _expect(*allowed: str) -> Callable[[Format, str], None]:
    def check(_: Format, rest: str) -> None:
        if rest not in allowed:
            raise ValueError(f"Got {rest!r}, expected one of {allowed}.")

    return check


def _page_width(label: Format, rest: str) -> None:
    label.width = int(rest)


def _page_length(label: Format, rest: str) -> None:
    label.length = int(rest)
    label.dots = np.zeros((label.length, label.width), dtype=bool)


def _origin(label: Format, rest: str) -> None:
    x, y = _numbers(rest, 2)
    label.origin, label.typeset = (x, y), False


def _typeset(label: Format, rest: str) -> None:
    _origin(label, rest)
    label.typeset = True


def _font(label: Format, rest: str) -> None:
    direction, height, width = rest.split(",")
    if direction != "N":
        raise ValueError(f"Got direction {direction}, expected N.")
    label.font = int(height), int(width)


def _block(label: Format, rest: str) -> None:
    width, lines, space, justify = rest.split(",")
    if (lines, space) != ("1", "0"):
        raise ValueError(f"Got ^FB{rest}, expected one line.")
    label.block = int(width), justify


def _bar_defaults(label: Format, rest: str) -> None:
    label.module = _numbers(rest, 1)[0]


def _code128(label: Format, rest: str) -> None:
    direction, height, *flags = rest.split(",")
    if (direction, flags) != ("N", ["N", "N", "N", "N"]):
        raise ValueError(f"Got ^BC{rest}, expected no text of the printer's own and mode N.")
    label.symbol, label.height = "BC", int(height)


def _datamatrix(label: Format, rest: str) -> None:
    match = re.fullmatch(r"N,([0-9]+),200,0,0,,_,1", rest)
    if not match:
        raise ValueError(f"Got ^BX{rest}, expected ECC 200, automatic square size and escape _.")
    label.symbol, label.module = "BX", int(match[1])


def _hex_on(label: Format, rest: str) -> None:
    label.hexadecimal = True


def _reverse_on(label: Format, rest: str) -> None:
    label.reverse = True


def _data(label: Format, rest: str) -> None:
    label.data = rest


def _graphic_box(label: Format, rest: str) -> None:
    width, height, line, colour, rounding = rest.split(",")
    if (colour, rounding) != ("B", "0"):
        raise ValueError(f"Got ^GB{rest}, expected black and square.")
    box = np.ones((int(height), int(width)), dtype=bool)
    thick = int(line)
    box[thick : int(height) - thick, thick : int(width) - thick] = False
    _put(label, "box" if box.all() else "frame", box)


def _graphic_field(label: Format, rest: str) -> None:
    coding, total, size, row_bytes, digits = rest.split(",")
    if coding != "A" or total != size or int(size) * 2 != len(digits) or int(size) % int(row_bytes):
        raise ValueError("A graphic field's byte counts do not agree with its data.")
    bits = np.unpackbits(np.frombuffer(bytes.fromhex(digits), dtype=np.uint8)).astype(bool)
    _put(label, "bitmap", bits.reshape(-1, int(row_bytes) * 8))


def _quantity(label: Format, rest: str) -> None:
    label.copies = int(rest)


def _separator(label: Format, _: str) -> None:
    if label.symbol == "BC":
        _print_code128(label)
    elif label.symbol == "BX":
        _print_datamatrix(label)
    elif label.data:
        _print_text(label)
    label.symbol, label.data, label.block = "", "", None
    label.hexadecimal = label.reverse = label.typeset = False


SET_INVOKED = {"9": "A", ":": "B", ";": "C"}
SET_CHANGED = {"5": "C", "6": "B", "7": "A"}
CHARACTER_INVOKED = {"0": ">", "<": "^", "=": "~"}


def code128_content(data: str) -> tuple[str, int]:
    """Return what ^BC field data of mode N encodes, FNC1 as \\x1d, and its symbol characters without check and stop."""
    code_set, content, words, at = "B", "", 0, 0
    if data[:1] == ">" and data[1] in SET_INVOKED:
        code_set, at = SET_INVOKED[data[1]], 2
    words = 1
    while at < len(data):
        words += 1
        if data[at] == ">":
            sign = data[at + 1]
            at += 2
            if sign in SET_CHANGED:
                code_set = SET_CHANGED[sign]
            else:
                content += "\x1d" if sign == "8" else CHARACTER_INVOKED[sign]
        elif code_set == "C":
            content += f"{int(data[at : at + 2]):02d}"
            at += 2
        else:
            content += data[at]
            at += 1
    return content, words


def _print_code128(label: Format) -> None:
    content, words = code128_content(label.data)
    is_gs1 = content.startswith("\x1d")
    symbol = zxingcpp.create_barcode(
        _bracketed(content) if is_gs1 else content, zxingcpp.BarcodeFormat.Code128, gs1=is_gs1
    )
    row = ~np.asarray(symbol.to_image(scale=1, add_quiet_zones=False)).astype(bool)[0]
    drawn = np.repeat(row, label.module)[np.newaxis, :].repeat(label.height, axis=0)
    across = (11 * (words + 1) + 13) * label.module
    _put(label, "bars", drawn, data=content, quiet=(10 * label.module, 0), width=across)


def _print_datamatrix(label: Format) -> None:
    content = re.sub("_(_|1)", lambda found: "_" if found[1] == "_" else "\x1d", label.data)
    is_gs1 = content.startswith("\x1d")
    symbol = zxingcpp.create_barcode(
        _bracketed(content) if is_gs1 else content, zxingcpp.BarcodeFormat.DataMatrix, gs1=is_gs1, force_square=True
    )
    modules = ~np.asarray(symbol.to_image(scale=1, add_quiet_zones=False)).astype(bool)
    drawn = modules.repeat(label.module, axis=0).repeat(label.module, axis=1)
    _put(label, "grid", drawn, data=content, quiet=(label.module, label.module))


FIXED = {"00": 18, "01": 14, "02": 14, "17": 6, "416": 13}
VARIABLE = ("37", "10", "21", "7020", "7021", "8003")


def _bracketed(content: str) -> str:
    """Split an element string by the AIs our labels use; everything else is refused."""
    done, rest = "", content[1:]
    while rest:
        ai = next(ai for ai in (*FIXED, *VARIABLE) if rest.startswith(ai))
        size = FIXED.get(ai, (rest + "\x1d").index("\x1d", len(ai)) - len(ai))
        value, rest = rest[len(ai) :][:size], rest[len(ai) + size :].removeprefix("\x1d")
        done += f"({ai})" + value.replace("(", "\\(").replace(")", "\\)")
    return done


def text_content(data: str, *, hexadecimal: bool, block: bool) -> str:
    """Return the characters a text field prints."""
    if hexadecimal:
        raw = re.sub(rb"_([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), data.encode())
        data = raw.decode("utf-8")
    return data.replace("\\\\", "\\") if block else data


def _print_text(label: Format) -> None:
    if not label.typeset:
        raise ValueError("Text is placed by its baseline, ^FT.")
    text = text_content(label.data, hexadecimal=label.hexadecimal, block=label.block is not None)
    height, width = label.font
    image, below = _drawn_text(text, height, width / height)
    left, baseline = label.origin
    if label.block:
        spare = label.block[0] - image.shape[1]
        left += {"C": spare // 2, "R": spare}[label.block[1]]
    label.origin = left, baseline + below - image.shape[0]
    _put(label, "text", image, data=text)


def _drawn_text(text: str, height: int, narrowing: float) -> tuple[Dots, int]:
    """Return the ink of one line, and how far it reaches below the baseline."""
    font = ImageFont.load_default(size=height)
    left, top, right, bottom = (ceil(edge) for edge in font.getbbox(text, anchor="ls"))
    size = max(1, right - min(0, left)), max(1, bottom - top)
    image = Image.new("1", size)
    ImageDraw.Draw(image).text((-min(0, left), -top), text, fill=1, font=font, anchor="ls")
    scaled = image.resize((max(1, round(size[0] * narrowing)), size[1]))
    return np.asarray(scaled), bottom


def _put(
    label: Format, kind: str, ink: Dots, *, data: str = "", quiet: tuple[int, int] = (0, 0), width: int = 0
) -> None:
    x, y = label.origin
    height, across = ink.shape
    label.printed.append(Printed(kind, (x, y, x + (width or across), y + height), data, quiet))
    shown = label.dots[max(0, y) : y + height, max(0, x) : x + across]
    drawn = ink[max(0, -y) :, max(0, -x) :][: shown.shape[0], : shown.shape[1]]
    shown[:] = shown ^ drawn if label.reverse else shown | drawn


COMMANDS: dict[str, Callable[[Format, str], None]] = {
    "CI": _expect("28"), "PO": _expect("N"), "FW": _expect("N"), "LR": _expect("N"), "LH": _expect("0,0"),
    "PW": _page_width, "LL": _page_length, "FO": _origin, "FT": _typeset,
    "A0": _font, "FB": _block, "BY": _bar_defaults, "BC": _code128, "BX": _datamatrix, "FH": _hex_on,
    "FR": _reverse_on, "FD": _data, "FS": _separator, "GB": _graphic_box, "GF": _graphic_field, "PQ": _quantity,
}  # fmt: skip
