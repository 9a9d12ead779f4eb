"""Where somebody is, from the texts of a form: address, country, and the place on the map, and back."""

from collections.abc import Mapping

from app.domain.authorizing import Faults
from app.domain.geography import MOST_EAST, MOST_NORTH, Point, Whereabouts, degrees, millionths
from app.domain.messages import authorizing
from app.domain.messages import importing as say_import
from app.domain.messages import transport as say
from app.domain.messages.core import Said

LONGEST: Mapping[str, int] = {"address": 240, "postal_code": 12, "country": 2, "latitude": 20, "longitude": 20}


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a place without blanks around them, lines ended alike."""
    texts = {name: form.get(name, "").strip()[:most] for name, most in LONGEST.items()}
    return {**texts, "address": "\n".join(line.strip() for line in texts["address"].splitlines())}


def whereabouts(texts: Mapping[str, str], faults: Faults) -> Whereabouts:
    """Read a place; what is wrong is added to `faults`."""
    for name in ("address", "postal_code", "country"):
        if not "".join(texts[name].split()).isprintable():
            faults[name] = Said(authorizing.NOT_PRINTABLE)
    country = texts["country"].upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        faults["country"] = Said(say_import.NOT_A_COUNTRY, {"got": country})
    return Whereabouts(texts["address"], texts["postal_code"], country, point(texts, faults))


def point(texts: Mapping[str, str], faults: Faults) -> Point | None:
    """Read the place on the map, which needs both degrees or none."""
    found: list[int] = []
    for name, most in (("latitude", MOST_NORTH), ("longitude", MOST_EAST)):
        text = texts[name]
        number = millionths(text, most) if text else None
        if number is not None:
            found.append(number)
        elif text:
            faults[name] = Said(say.NOT_DEGREES, {"got": text, "most": most})
    if len(found) == 2:
        return Point(*found)
    if found and not {"latitude", "longitude"} & set(faults):
        faults["longitude"] = Said(say.HALF_A_POINT)
    return None


def texts_of(place: Whereabouts) -> dict[str, str]:
    """Return a place as a form shows it."""
    found = {"address": place.address, "postal_code": place.postal_code, "country": place.country}
    if place.point:
        found |= {"latitude": degrees(place.point.latitude), "longitude": degrees(place.point.longitude)}
    return found
