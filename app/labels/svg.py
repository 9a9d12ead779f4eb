"""A canvas as SVG 1.1: self-contained, sized in millimetres, one user unit a printer dot; no script, no style."""

from html import escape

from app.labels.canvas import BarsMark, Box, Canvas, GridMark, Mark, Polygon, Resolution, Text
from app.labels.fitting import clean


def draw(canvas: Canvas) -> str:
    """Return the whole SVG document; symbol edges fall on whole dots of the canvas's resolution."""
    resolution = canvas.resolution
    across, down = resolution.dots(canvas.width), resolution.dots(canvas.height)
    title = _escaped(canvas.title)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(resolution.millimetres(across))}mm" '
        f'height="{_number(resolution.millimetres(down))}mm" viewBox="0 0 {across} {down}" role="img" '
        f'aria-label="{title}"><title>{title}</title><rect width="{across}" height="{down}" fill="white"/>'
    )
    return head + "".join(_mark(mark, resolution) for mark in canvas.marks) + "</svg>\n"


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
    if box.border is None:
        return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{_escaped(box.ink)}"/>'
    line = resolution.dots(box.border)
    return (
        f'<rect x="{_number(x + line / 2)}" y="{_number(y + line / 2)}" width="{width - line}" '
        f'height="{height - line}" fill="none" stroke="{_escaped(box.ink)}" stroke-width="{line}"/>'
    )


def _polygon(polygon: Polygon, resolution: Resolution) -> str:
    scale = resolution.value
    points = " ".join(f"{_number(x * scale)},{_number(y * scale)}" for x, y in polygon.points)
    return f'<polygon points="{points}"/>'


def _text(text: Text, resolution: Resolution) -> str:
    x, y, size = (length * resolution.value for length in (text.x, text.y, text.size))
    fill = "white" if text.white else "black"
    weight = "bold" if text.bold else "normal"
    stretched = f' transform="translate({_number(x)} 0) scale({_number(text.stretch)} 1)"' if text.stretch != 1 else ""
    return (
        f'<text x="{_number(0 if stretched else x)}" y="{_number(y)}" font-family="{text.face}" '
        f'font-size="{_number(size)}" font-weight="{weight}" text-anchor="{text.anchor}" fill="{fill}"{stretched}>'
        f"{_escaped(text.text)}</text>"
    )


def _bars(mark: BarsMark, resolution: Resolution) -> str:
    left, top, height = map(resolution.dots, (mark.x, mark.y, mark.height))
    unit = mark.module // mark.bars.units
    path = "".join(
        f"M{left + start * unit} {top}h{dark * unit}v{height}h-{dark * unit}z" for start, dark in mark.bars.runs
    )
    if mark.bars.bearers:
        across, thick = len(mark.bars.pattern) * unit, 2 * mark.module
        path += "".join(f"M{left} {y}h{across}v{thick}h-{across}z" for y in (top - thick, top + height))
    return f'<path shape-rendering="crispEdges" d="{path}"/>'


def _grid(mark: GridMark, resolution: Resolution) -> str:
    left, top, side = resolution.dots(mark.x), resolution.dots(mark.y), mark.module
    dark = (
        f"M{left + column * side} {top + row * side}h{side}v{side}h-{side}z"
        for row, modules in enumerate(mark.grid.rows)
        for column, module in enumerate(modules)
        if module == "1"
    )
    return f'<path shape-rendering="crispEdges" d="{"".join(dark)}"/>'


def _escaped(text: str) -> str:
    return escape(clean(text))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
