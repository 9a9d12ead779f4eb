"""Separators that were lost or mistyped on the way: what the message can have been.

A keyboard wedge often swallows the group separator or types something in its place. Where the standard leaves one
way to read the message, it is read so and marked; where it leaves several, all of them are returned.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.gs1.dates import parse_yymmdd
from app.domain.gs1.doubts import Doubt, ReadingError, Warning_
from app.domain.gs1.elements import CHECKED, GS, Elements, Pair, hri, judge, split
from app.domain.gs1.table import Spec, spec_at
from app.domain.identifiers import check_digit, is_digits

# What wedges, terminals and printers write in place of the separator. None of it occurs in real data.
_STAND_INS = re.compile(
    r"<GS>|\{GS\}|\[GS\]|<FNC1>|\{FNC1\}|\[FNC1\]|\\x1[dD]|\\u001[dD]|\\F|␝|\x1c|\x1e|\x1f|\x1d{2,}", re.IGNORECASE
)
# Single characters outside set 82: a separator only if the message is right with them as separators.
_MARKS = re.compile(r"[|^~#@]")
_DATES = ("11", "12", "13", "15", "16", "17", "7003")
_LOT_LIKE = ("10", "21")
# Where a field is too long, it may also have swallowed one of these.
_SWALLOWED = ("10", "21", "30", "37", "240", "241", "400")
_HIDDEN = re.compile(r".1[1-7][0-9]{6}|.7003[0-9]{10}|.0[012][0-9]{14}", re.DOTALL)
_MOST_READINGS = 4
_MOST_CUTS = 3
_MOST_STEPS = 3000
# Longer messages are searched for nothing: no label holds so much, and the search would go too deep.
_LONGEST_SEARCHED = 400


def interpretations(text: str, this_year: int) -> list[Elements]:
    """Return what the element string `text` can mean, likeliest first; raise ReadingError if nothing."""
    mended, stand_ins = _STAND_INS.subn(GS, text)
    mended = mended.lstrip(GS) if stand_ins else mended
    readings = _marks_as_separators(mended, this_year) or _as_sent(mended, this_year)
    return [_restored(reading) for reading in readings] if stand_ins else readings


def _as_sent(text: str, this_year: int) -> list[Elements]:
    try:
        pairs = split(text)
    except ReadingError:
        found = _with_cuts(text, this_year)
        if not 1 <= len(found) <= _MOST_READINGS:
            raise
        return found
    literal = judge(pairs, this_year)
    if not any(spec.ai in _LOT_LIKE and len(value) > 8 and _HIDDEN.search(value) for spec, value in pairs):
        return [literal]
    hidden = _with_cuts(text, this_year)[:_MOST_READINGS]
    return [_hiding(literal, hidden[0]), *hidden] if hidden else [literal]


def _marks_as_separators(text: str, this_year: int) -> list[Elements]:
    """Read with `|`, `^` and the like as separators, if they stand in `text` and all comes out right."""
    if not _MARKS.search(text):
        return []
    try:
        marked = judge(split(_MARKS.sub(GS, text).lstrip(GS)), this_year)
    except ReadingError:
        return []
    return [] if any(w.doubt is Doubt.CHARACTER for w in marked.warnings) else [_restored(marked)]


def _restored(elements: Elements) -> Elements:
    warning = Warning_(Doubt.SEPARATOR_RESTORED, hri(elements.values))
    return elements if warning in elements.warnings else replace(elements, warnings=(warning, *elements.warnings))


def _hiding(literal: Elements, hidden: Elements) -> Elements:
    warning = Warning_(Doubt.LOT_HIDES_AI, hri(hidden.values))
    return replace(literal, warnings=(warning, *literal.warnings))


def _with_cuts(text: str, this_year: int) -> list[Elements]:
    """Return the readings with one or more separators put back, only the most convincing ones."""
    if len(text) > _LONGEST_SEARCHED:
        return []
    by_rank: dict[tuple[int, int], list[Elements]] = {}
    for pairs, guesses, cuts in _Search(text, this_year).readings():
        try:
            reading = judge(pairs, this_year)
        except ReadingError:
            continue
        if not any(w.doubt in (Doubt.CHARACTER, Doubt.BAD_DATE) for w in reading.warnings):
            by_rank.setdefault((guesses, cuts), []).append(_restored(reading))
    return by_rank[min(by_rank)] if by_rank else []


@dataclass
class _Search:
    """Depth-first search for places where a separator can have stood."""

    text: str
    this_year: int
    steps: int = 0

    def readings(self) -> Iterator[tuple[list[Pair], int, int]]:
        """Yield (pairs, cuts that only a long field justifies, all cuts), each with one cut at least."""
        return (found for found in self._from(0, 0, 0) if found[2])

    def _from(self, position: int, guesses: int, cuts: int) -> Iterator[tuple[list[Pair], int, int]]:
        self.steps += 1
        if position >= len(self.text):
            yield [], guesses, cuts
            return
        spec = spec_at(self.text, position)
        if spec is None or self.steps > _MOST_STEPS:
            return
        begin = position + len(spec.ai)
        for end, guess, cut in self._ends(spec, begin):
            value = self.text[begin:end]
            if cuts + cut > _MOST_CUTS or not spec.allowed.fullmatch(value):
                continue
            after = end + 1 if self.text[end : end + 1] == GS else end
            for pairs, all_guesses, all_cuts in self._from(after, guesses + guess, cuts + cut):
                yield [(spec, value), *pairs], all_guesses, all_cuts

    def _ends(self, spec: Spec, begin: int) -> Iterator[tuple[int, int, int]]:
        """Yield (where the element may end, 1 if only a guess, 1 if a separator is missing there)."""
        stop = self.text.find(GS, begin)
        stop = len(self.text) if stop < 0 else stop
        if spec.predefined:
            yield begin + spec.longest, 0, 0
            return
        yield stop, 0, 0
        too_long = stop - begin > spec.longest
        for end in range(begin + spec.shortest, min(begin + spec.longest + 1, stop)):
            if self._convincing(end) or spec.shortest == spec.longest:
                yield end, 0, 1
            elif too_long and self.text.startswith(_SWALLOWED, end):
                yield end, 1, 1

    def _convincing(self, position: int) -> bool:
        """Tell whether a real date or a key with a right check digit begins here."""
        spec = spec_at(self.text, position)
        if spec is None:
            return False
        data = self.text[position + len(spec.ai) :]
        if spec.ai in _DATES:
            return parse_yymmdd(data[:6], self.this_year) is not None
        digits = data[: CHECKED.get(spec.ai, 0)]
        return is_digits(digits) and len(digits) == CHECKED[spec.ai] and check_digit(digits[:-1]) == digits[-1]
