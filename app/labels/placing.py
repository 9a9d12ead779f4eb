"""Placing symbols: module width by the dot, room by the millimetre, quiet zones always counted."""

from app.labels.canvas import BarsMark, GridMark, Resolution
from app.labels.errors import LabelError
from app.labels.symbols import Bars, Grid, reserved_side

LEAST_MATRIX_MODULE = 0.33
"""mm, 3 dots at 203 dpi and 4 at 300: a thermal head bleeds by a part of a dot, finer modules would run together."""


def bars_width(bars: Bars, module: int, resolution: Resolution) -> float:
    """Return the width in mm from first to last bar, quiet zones not counted."""
    return resolution.millimetres(len(bars.pattern) / bars.units * module)


def centred_bars(
    bars: Bars, middle: float, y: float, height: float, *, module: int, resolution: Resolution
) -> BarsMark:
    """Return the symbol with its bars centred on `middle`, on a whole dot."""
    left = resolution.dots(middle - bars_width(bars, module, resolution) / 2)
    return BarsMark(resolution.millimetres(left), y, height, module, bars)


def largest_module(bars: Bars, room: float, wanted: float, least: float, resolution: Resolution) -> int:
    """Return the widest X-dimension in dots up to `wanted` mm with which symbol and quiet zones fit in `room` mm.

    Raises LabelError when even `least` mm does not fit.
    """
    across = len(bars.pattern) / bars.units + sum(bars.quiet)
    fitting = int(resolution.dots(room) / across)
    module = min(resolution.module(wanted), fitting) // bars.units * bars.units
    if module < resolution.module(least):
        raise LabelError(f"Got {bars.content!r}, expected content short enough for {room:.0f} mm.")
    return module


def cornered_grid(
    grid: Grid, right: float, top: float, room: float, *, wanted: float, resolution: Resolution
) -> GridMark:
    """Return a Data Matrix in the top right corner of a square of `room` mm, as large as `wanted` mm a module allows.

    It stands so that the next larger size would still fit, quiet zone included: a printer encodes by itself and may
    choose that one.
    """
    across = reserved_side(grid) + 2 * grid.quiet
    module = min(resolution.module(wanted), int(resolution.dots(room) / across))
    if module < resolution.module(LEAST_MATRIX_MODULE):
        raise LabelError(f"Got {len(grid.content)} characters, expected fewer for a matrix of {room:.0f} mm.")
    left = resolution.dots(right) - (across - grid.quiet) * module
    return GridMark(resolution.millimetres(left), top + resolution.millimetres(module * grid.quiet), module, grid)
