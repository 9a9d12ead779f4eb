"""What a label is made of: marks in millimetres from the top left corner, and the dots they fall on."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from app.labels.symbols import Bars, Grid


class Resolution(Enum):
    """A print head, by its dots per millimetre."""

    DPI_203 = 8.0
    DPI_300 = 300 / 25.4

    def dots(self, millimetres: float) -> int:
        """Return the whole dot nearest to `millimetres`."""
        return round(millimetres * self.value)

    def module(self, millimetres: float) -> int:
        """Return the X-dimension nearest to `millimetres` in whole dots: 0.5 mm is 4 dots at 203 dpi, 6 at 300."""
        return max(1, self.dots(millimetres))

    def millimetres(self, dots: float) -> float:
        """Return the length of `dots`."""
        return dots / self.value


class Face(StrEnum):
    """Generic font families: a label must print alike on a machine we know nothing about."""

    SANS = "sans-serif"
    MONO = "monospace"


class Anchor(StrEnum):
    """Which point of a line of text stands at its `x`."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, or a frame with a `border` inside its edge. `ink` is a CSS colour; printers use black."""

    x: float
    y: float
    width: float
    height: float
    border: float | None = None
    ink: str = "black"


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled shape by its corners."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One line. `y` is the baseline, `size` the em, `room` the width it must not leave, `stretch` scales across."""

    x: float
    y: float
    size: float
    text: str
    room: float
    face: Face = Face.SANS
    anchor: Anchor = Anchor.START
    bold: bool = True
    white: bool = False
    stretch: float = 1.0


@dataclass(frozen=True, slots=True)
class BarsMark:
    """A linear symbol: `x`, `y` is the top left of its first bar, `module` its X-dimension in dots."""

    x: float
    y: float
    height: float
    module: int
    bars: Bars


@dataclass(frozen=True, slots=True)
class GridMark:
    """A matrix symbol: `x`, `y` is its top left module, `module` the side of one in dots."""

    x: float
    y: float
    module: int
    grid: Grid


Mark = Box | Polygon | Text | BarsMark | GridMark


@dataclass(frozen=True, slots=True)
class Canvas:
    """One label or page, `width` by `height` mm. `title` says in words what it is."""

    width: float
    height: float
    resolution: Resolution
    title: str
    marks: tuple[Mark, ...]
