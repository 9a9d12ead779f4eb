"""Places on the map and the way between them. No I/O, no map service: the sphere and one factor for roads."""

import re
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from math import asin, cos, radians, sin, sqrt

EARTH = 6_371_009
"""Mean radius in metres (IUGG)."""

MILLION = 1_000_000
AREA = 3
"""Characters of a postal code that tell an area: a sectional centre in the United States, a zone in Mexico."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in millionths of a degree, WGS 84: whole numbers, so that equal places are equal rows."""

    latitude: int
    longitude: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody is: an address by lines, and the place on the map if that is known."""

    address: str = ""
    postal_code: str = ""
    country: str = ""
    point: Point | None = None

    @property
    def mark(self) -> str:
        """What tells this place from any other: a page shows it, and sends it back with what is changed."""
        return sha256(repr((self.address, self.postal_code, self.country, self.point)).encode()).hexdigest()[:16]


def great_circle(start: Point, end: Point) -> int:
    """Return the metres between two places over the sphere (haversine)."""
    south, north = radians(start.latitude / MILLION), radians(end.latitude / MILLION)
    east = radians((end.longitude - start.longitude) / MILLION)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return round(2 * EARTH * asin(min(1.0, sqrt(chord))))


def by_road(start: Point, end: Point, factor: Decimal) -> int:
    """Return the metres of the way by road: the great circle times `factor`."""
    return round(great_circle(start, end) * factor)


def area_of(country: str, postal_code: str) -> str:
    """Return the area that a postal code stands in, "US 780"; empty where none is known."""
    code = "".join(postal_code.upper().split())
    return f"{country.upper()} {code[:AREA]}".strip() if code else ""


def degrees(millionths: int) -> str:
    """Return millionths of a degree as a person writes them: "27.506400"."""
    sign = "-" if millionths < 0 else ""
    whole, rest = divmod(abs(millionths), MILLION)
    return f"{sign}{whole}.{rest:06d}"


def millionths(text: str, most: int) -> int | None:
    """Return degrees, such as "-99.5075", as millionths; None where they are not, or beyond `most` either way."""
    number = Decimal(text.strip()) if _DEGREES.fullmatch(text.strip()) else None
    if number is None or abs(number) > most:
        return None
    return int((number * MILLION).to_integral_value())


_DEGREES = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{1,15})?")
MOST_NORTH, MOST_EAST = 90, 180
