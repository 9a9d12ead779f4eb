"""GS1 element strings: text with AIs and separators -> elements with their doubts.

Syntax (General Specifications 7.8) that cannot be followed is refused; so is a wrong check digit in a key that
would name the wrong thing. Everything else that is wrong inside an element becomes a warning.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.gs1 import associations, lint
from app.domain.gs1.doubts import CheckDigitError, Doubt, ReadingError, Warning_
from app.domain.gs1.table import Spec, spec_at
from app.domain.identifiers import check_digit

GS = "\x1d"
# Keys that refuse on a wrong check digit, and how many of their characters it covers.
CHECKED = {"00": 18, "01": 14, "02": 14, **{f"41{n}": 13 for n in range(8)}, "8003": 14}

Pair = tuple[Spec, str]


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of one message, in their order, and what is doubtful about them."""

    values: dict[str, str]
    warnings: tuple[Warning_, ...] = ()


def parse(text: str, this_year: int) -> Elements:
    """Return the elements of `text`, GS-separated and without prefix; raise ReadingError where syntax breaks."""
    return judge(split(text), this_year)


def split(text: str) -> list[Pair]:
    """Cut `text` at its AIs. Lengths are checked, characters are not."""
    pairs: list[Pair] = []
    position, end = 0, len(text)
    while position < end:
        spec = spec_at(text, position)
        if spec is None:
            raise ReadingError(_no_ai(text[position:], after=pairs))
        begin = position + len(spec.ai)
        stop = text.find(GS, begin)
        stop = end if stop < 0 else stop
        position = min(begin + spec.longest, stop) if spec.predefined else stop
        pairs.append((spec, _well_formed(spec, text[begin:position])))
        if text[position : position + 1] == GS:
            position += 1
    return pairs


def judge(pairs: Iterable[Pair], this_year: int) -> Elements:
    """Check the contents of `pairs`: refuse wrong check digits and contradictions, warn about the rest."""
    values: dict[str, str] = {}
    warnings: list[Warning_] = []
    for spec, value in pairs:
        ai = spec.ai
        if values.setdefault(ai, value) != value:
            raise ReadingError(f"AI ({ai}) stands twice with different data, {values[ai]!r} and {value!r}.")
        if ai in CHECKED:
            _check(ai, value)
        if not spec.allowed.fullmatch(value):
            warnings.append(Warning_(Doubt.CHARACTER, f"({ai}){value}"))
        elif ai in lint.RULES:
            warnings += lint.broken_rules(ai, value, this_year)
    warnings += associations.broken(values)
    return Elements(values, tuple(warnings))


def hri(values: dict[str, str]) -> str:
    """Return the elements as printed under a code: `(01)09501101530003(10)AB-12`."""
    return "".join(f"({ai}){value}" for ai, value in values.items())


def _well_formed(spec: Spec, value: str) -> str:
    if spec.well_formed.fullmatch(value):
        return value
    if not value.isascii() or not value.isprintable():
        raise ReadingError(f"AI ({spec.ai}) holds a character that GS1 codes do not have: {value[:40]!r}.")
    expected = str(spec.longest) if spec.shortest == spec.longest else f"{spec.shortest} to {spec.longest}"
    raise ReadingError(f"AI ({spec.ai}) has {expected} characters, got {len(value)}: {value[:40]!r}.")


def _no_ai(rest: str, after: list[Pair]) -> str:
    where = f"after AI ({after[-1][0].ai})" if after else "at the start"
    return f"No AI begins with {rest[:4]!r} {where}."


def _check(ai: str, value: str) -> None:
    covered = value[: CHECKED[ai]]
    if not (covered.isascii() and covered.isdigit()):
        raise ReadingError(f"AI ({ai}) has {CHECKED[ai]} digits, got {covered!r}.")
    expected = check_digit(covered[:-1])
    if covered[-1] != expected:
        raise CheckDigitError(f"AI ({ai}) {covered} should end in check digit {expected}, got {covered[-1]}.")
