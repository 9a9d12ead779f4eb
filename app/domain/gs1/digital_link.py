"""GS1 Digital Link URIs (GS1 Digital Link Standard: URI Syntax 1.4), uncompressed: `https://any.host/01/.../10/...`."""

import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

from app.domain.gs1.doubts import Doubt, ReadingError, Warning_
from app.domain.gs1.elements import Elements, Pair, judge
from app.domain.gs1.table import spec_of
from app.domain.identifiers import is_digits

# Primary keys and the sequences of qualifiers that may follow each, all optional, in this order.
QUALIFIERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "00": ((),),
    "01": (("22", "10", "21"), ("235",)),
    "253": ((),),
    "255": ((),),
    "401": ((),),
    "402": ((),),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    "417": (("7040",),),
    "8003": ((),),
    "8004": (("7040",),),
    "8006": (("22", "10", "21"),),
    "8010": (("8011",),),
    "8013": ((),),
    "8017": (("8019",),),
    "8018": (("8019",),),
}
# Short names of URI syntax 1.1, withdrawn since but still printed.
_ALIASES = {
    "gtin": "01", "itip": "8006", "gmn": "8013", "cpid": "8010", "gln": "414", "party": "417", "gsrnp": "8017",
    "gsrn": "8018", "gcn": "255", "sscc": "00", "gdti": "253", "ginc": "401", "gsin": "402", "grai": "8003",
    "giai": "8004", "cpv": "22", "lot": "10", "ser": "21", "cpsn": "8011", "glnx": "254", "refno": "8020",
    "srin": "8019", "payto": "415",
}  # fmt: skip
_URI = re.compile(r"https?://(?P<host>[A-Za-z0-9.\-_~:\[\]]+)(?P<path>/[^?#]*)(?:\?(?P<query>[^#]*))?", re.IGNORECASE)
# RFC 3986: anything else has to be percent-encoded.
_LEGAL = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
# Every key begins with a company prefix: `/2024/01/post` and `/01/15` are no Digital Links.
_KEY_DATA = re.compile(r"[0-9]{4}[^/]{2}")
_ZERO_SUPPRESSED = ("01", "02", "03")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def looks_like_uri(text: str) -> bool:
    """Tell whether `text` begins as a web address does, in any case."""
    return text[:8].lower().startswith(("http://", "https://"))


def parse(text: str, this_year: int) -> Elements | None:
    """Return the elements of a Digital Link, or None for a web address that is none.

    Raises ReadingError where the address is meant as a Digital Link (it has a primary key) but breaks the syntax.
    """
    uri = _URI.match(text)
    path = _path_pairs(uri["path"].split("/")[1:]) if uri else None
    if uri is None or path is None:
        return None
    if not _LEGAL.fullmatch(text):
        raise ReadingError(f"A web address does not hold such characters unescaped: {text[:80]!r}.")
    query = uri["query"] or ""
    elements = judge((_pair(name, data) for name, data in path + _query_pairs(query)), this_year)
    if len(elements.values) < len(path) + len(_query_pairs(query)):
        raise ReadingError(f"A Digital Link names each AI once: {text[:80]!r}.")
    return _with_order(elements, [name for name, _ in path])


def _path_pairs(segments: list[str]) -> list[tuple[str, str]] | None:
    """Return the primary key and its qualifiers from the end of the path, or None if it is not meant to have any."""
    names = [_ALIASES.get(segment.lower(), segment) for segment in segments]
    for start in range(len(names) - 2, -1, -2):
        if names[start] in QUALIFIERS and _KEY_DATA.match(segments[start + 1]):
            pairs = list(zip(names[start::2], segments[start + 1 :: 2], strict=True))
            _check_qualifiers(names[start], names[start + 2 :: 2])
            return pairs
    for name, data in pairwise(segments):
        if name in QUALIFIERS and _KEY_DATA.match(data):
            raise ReadingError(f"A Digital Link ends in AI/value pairs, got {'/'.join(segments)[-60:]!r}.")
    return None


def _check_qualifiers(key: str, qualifiers: list[str]) -> None:
    if not any(set(qualifiers) <= set(allowed) for allowed in QUALIFIERS[key]):
        raise ReadingError(f"In a Digital Link, AI ({key}) is not followed by ({') ('.join(qualifiers)}).")


def _query_pairs(query: str) -> list[tuple[str, str]]:
    """Return the AIs of the query. Other parameters are the web site's own business."""
    parameters = (parameter.partition("=") for parameter in query.split("&"))
    return [(name, data) for name, equals, data in parameters if equals and is_digits(name)]


def _pair(ai: str, escaped: str) -> Pair:
    spec, value = spec_of(ai), unquote(escaped, errors="replace")
    if spec is None:
        raise ReadingError(f"There is no AI ({ai}).")
    if ai in _ZERO_SUPPRESSED and len(value) in (8, 12, 13):
        value = value.zfill(14)
    if _BROKEN_ESCAPE.search(escaped) or not spec.well_formed.fullmatch(value):
        raise ReadingError(f"AI ({ai}) does not hold {value[:40]!r}.")
    return spec, value


def _with_order(elements: Elements, path: list[str]) -> Elements:
    """Warn when the qualifiers are the right ones in another order than the standard's."""
    for allowed in QUALIFIERS[path[0]]:
        if path[1:] == [qualifier for qualifier in allowed if qualifier in path]:
            return elements
    warning = Warning_(Doubt.CONTENT, f"({') ('.join(path)}) order")
    return replace(elements, warnings=(*elements.warnings, warning))
