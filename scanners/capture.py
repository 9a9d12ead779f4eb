"""One reading of one barcode, whatever read it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """A barcode's text as encoded, with where it came from.

    `text` keeps inner separators (GS as \\x1d) and carries no symbology prefix; EAN and UPC numbers of 12 and 13
    digits always have 13. `symbology` is the identifier of ISO/IEC 15424 ("]C1" GS1-128, "]d2" GS1 DataMatrix), empty
    when unknown. `source` is "wedge", "camera", "photo" or "typed". `corners` are four (x, y) pixels in the picture
    that was given, clockwise from the symbol's own top left, empty for anything but pictures. `engine` names what
    read it ("zxing", "zbar", or both joined by "+").
    """

    text: str
    symbology: str = ""
    source: str = ""
    corners: tuple[tuple[int, int], ...] = ()
    engine: str = ""
    taken_at: datetime | None = None
