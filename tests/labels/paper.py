"""Labels on paper: an SVG or a ZPL job as pixels, and the barcodes found on them."""

import io

import cairosvg  # type: ignore[import-untyped]
import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from app.domain.readings import Reading, read
from app.labels import svg, zpl
from app.labels.canvas import Canvas
from tests.labels import zpl_reader
from tests.labels.zpl_reader import Format

Pixels = NDArray[np.uint8]


def printed_svg(document: str, dots_across: int) -> Pixels:
    """Return the page in grey, `dots_across` wide."""
    png = io.BytesIO()
    cairosvg.svg2png(bytestring=document.encode(), write_to=png, output_width=dots_across)
    image = cv2.imdecode(np.frombuffer(png.getvalue(), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert image is not None
    return np.asarray(image, dtype=np.uint8)


def printed_zpl(label: Format) -> Pixels:
    """Return the label's dots in grey."""
    return np.where(label.dots, 0, 255).astype(np.uint8)


def scanned(pixels: Pixels) -> set[tuple[str, str]]:
    """Return every barcode found: its text without brackets, and its AIM symbology."""
    padded = cv2.copyMakeBorder(pixels, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=(255,))
    found = zxingcpp.read_barcodes(padded, text_mode=zxingcpp.TextMode.Plain)
    return {(barcode.text, barcode.symbology_identifier) for barcode in found}


def readings(pixels: Pixels) -> dict[str, Reading]:
    """Return what the floor makes of every barcode: the preferred reading by symbology."""
    return {symbology: read(text, symbology)[0] for text, symbology in scanned(pixels)}


def drawn(canvas: Canvas, way: str) -> Pixels:
    """Print `canvas` by "svg" or "zpl", one pixel a printer dot."""
    if way == "svg":
        return printed_svg(svg.draw(canvas), canvas.resolution.dots(canvas.width))
    return printed_zpl(zpl_reader.read(zpl.draw(canvas)))
