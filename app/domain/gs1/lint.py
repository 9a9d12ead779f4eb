"""Content rules of the AIs, after the GS1 Syntax Dictionary: dates, countries, currencies, check characters.

A broken rule is a warning: goods with a wrong country code on the label still have to be received.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.gs1.dates import parse_yymmdd
from app.domain.gs1.doubts import Doubt, Warning_

Check = Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of the characters from `start` to `stop` of an element's data."""

    name: str
    check: Check
    start: int = 0
    stop: int | None = None
    doubt: Doubt = Doubt.CONTENT


def broken_rules(ai: str, value: str, this_year: int) -> Iterator[Warning_]:
    """Yield a warning for each content rule of `ai` that `value` breaks."""
    for rule in RULES[ai]:
        if not rule.check(value[rule.start : rule.stop], this_year):
            detail = f"({ai}){value}" if rule.doubt is Doubt.BAD_DATE else f"({ai}){value} {rule.name}"
            yield Warning_(rule.doubt, detail)


def _is_date_or_month(digits: str, this_year: int) -> bool:
    return parse_yymmdd(digits, this_year) is not None


RULES: dict[str, tuple[Rule, ...]] = {
    ai: (Rule("date", _is_date_or_month, doubt=Doubt.BAD_DATE),) for ai in ("11", "12", "13", "15", "16", "17")
}
