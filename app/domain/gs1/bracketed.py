"""Element strings as people write them, with each AI in brackets: `(01)09501101530003(10)AB-12`."""

import re

from app.domain.gs1.doubts import ReadingError
from app.domain.gs1.elements import Elements, Pair, judge
from app.domain.gs1.table import spec_of

_AI = re.compile(r"(?<!\\)\(([0-9]{2,4})\)")


def looks_bracketed(text: str) -> bool:
    """Tell whether `text` begins with a bracketed AI of the standard."""
    found = _AI.match(text)
    return found is not None and spec_of(found[1]) is not None


def parse(text: str, this_year: int) -> Elements:
    """Return the elements of bracketed `text`; raise ReadingError where syntax or a check digit is wrong.

    A bracket in data that could be taken for an AI is written `\\(`. Numbers in brackets that are no AI are data.
    """
    return judge(_pairs(text), this_year)


def _pairs(text: str) -> list[Pair]:
    starts = [found for found in _AI.finditer(text) if spec_of(found[1])]
    if not starts or starts[0].start():
        raise ReadingError(f"Bracketed text begins with an AI such as (01), got {text[:10]!r}.")
    ends = [found.start() for found in starts[1:]] + [len(text)]
    return [_pair(found, text[found.end() : end]) for found, end in zip(starts, ends, strict=True)]


def _pair(found: re.Match[str], data: str) -> Pair:
    spec, value = spec_of(found[1]), data.strip().replace("\\(", "(")
    if spec is None or not spec.well_formed.fullmatch(value):
        raise ReadingError(f"AI {found[0]} does not hold {value[:40]!r}: wrong length.")
    return spec, value
