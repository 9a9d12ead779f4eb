"""A policy rule as someone writes it in a form: read into a row, or told field by field what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.messages import policies as say
from app.domain.messages.core import Said
from app.domain.policies import LONGEST_WINDOW, MAKES_BETTER, MAKES_WORSE
from app.domain.terms import PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Program, ReasonCode

Faults = dict[str, Said]

LONGEST_SENTENCE = 240
MOST_UNITS = 1_000_000

CHOICES: Mapping[str, Sequence[StrEnum]] = {
    "program": tuple(Program),
    "category": tuple(Category),
    "tier": tuple(PartyTier),
    "reason": tuple(ReasonCode),
    "condition_has": tuple(sorted(MAKES_WORSE)),
    "condition_lacks": tuple(sorted(MAKES_BETTER)),
}
"""The fields of which several words may be ticked, each a key of `when`."""

KINDS = ("program", "category", "tier", "reason")
NUMBERS: Mapping[str, tuple[int, int]] = {"quantity_min": (1, MOST_UNITS), "expiry_days_max": (-3650, 3650)}
"""The fields of `when` that take a number, with the least and the most."""


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule ready to be stored; only meaningful when it was read without faults."""

    effect: PolicyEffect = PolicyEffect.ALLOW
    when: dict[str, Any] = field(default_factory=dict)
    span: Span = Span.DAYS
    days: int = 0
    grace: int = 0
    needs_delivery: bool = True
    may_override: bool = False
    sentence: dict[str, str] = field(default_factory=dict)


def read_rule(typed: Mapping[str, str], ticked: Mapping[str, Sequence[str]]) -> tuple[RuleDraft, Faults]:
    """Return the rule that a form describes, and what is wrong with it by field.

    Ticks that nobody offered are left out. Days that the effect or span does not use are read as 0.
    """
    faults: Faults = {}
    effect = word_in(PolicyEffect, typed.get("effect", ""), "effect", say.CHOOSE_EFFECT, faults)
    opens = effect in {PolicyEffect.ALLOW, PolicyEffect.LIMIT}
    span = word_in(Span, typed.get("span", ""), "span", say.CHOOSE_SPAN, faults) if opens else Span.NO_END
    when = _when(typed, ticked, faults)
    if effect is PolicyEffect.ALLOW and set(when) - set(KINDS):
        faults["effect"] = Said(say.ONLY_KINDS)
    if effect is PolicyEffect.LIMIT and span is not Span.DAYS:
        faults["span"] = Said(say.LIMIT_IN_DAYS)
    has_end = opens and span is not Span.NO_END
    draft = RuleDraft(
        effect=effect or PolicyEffect.ALLOW,
        when=when,
        span=span or Span.DAYS,
        days=number_in(typed, "days", (0, LONGEST_WINDOW), faults) or 0 if has_end and span is Span.DAYS else 0,
        grace=number_in(typed, "grace", (0, LONGEST_WINDOW), faults, blank=0) or 0 if has_end else 0,
        needs_delivery="needs_delivery" in typed or effect is not PolicyEffect.ALLOW,
        may_override="may_override" in typed,
        sentence=_sentence(typed, faults),
    )
    return draft, faults


def word_in(words: type[StrEnum], text: str, name: str, missing: Any, faults: Faults) -> Any:
    """Return the word of a vocabulary that a field holds, None with a fault where it holds none."""
    try:
        return words(text)
    except ValueError:
        faults[name] = Said(missing)
        return None


def _when(typed: Mapping[str, str], ticked: Mapping[str, Sequence[str]], faults: Faults) -> dict[str, Any]:
    chosen = {
        name: [word.value for word in offered if word in ticked.get(name, ())] for name, offered in CHOICES.items()
    }
    when: dict[str, Any] = {name: words for name, words in chosen.items() if words}
    for name, bounds in NUMBERS.items():
        if typed.get(name, "").strip():
            when[name] = number_in(typed, name, bounds, faults)
    if "expired" in typed:
        when["expired"] = True
    return when


def number_in(
    typed: Mapping[str, str], name: str, bounds: tuple[int, int], faults: Faults, blank: int | None = None
) -> int | None:
    """Return the whole number that a field holds, `blank` where it holds nothing, None with a fault for all else."""
    least, most = bounds
    text = typed.get(name, "").strip()
    if not text and blank is not None:
        return blank
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) < 10 and least <= int(text) <= most:
        return int(text)
    faults[name] = Said(say.NOT_A_NUMBER, {"least": least, "most": most, "text": text or "-"})
    return None


def _sentence(typed: Mapping[str, str], faults: Faults) -> dict[str, str]:
    texts = {language: typed.get(f"sentence_{language}", "").strip()[:LONGEST_SENTENCE] for language in ("en", "es")}
    written = {language: text for language, text in texts.items() if text}
    if not written:
        faults["sentence_en"] = Said(say.SENTENCE_NEEDED)
    return written
