"""A disposition rule as someone writes it in a form: read into a row, or told field by field what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.circumstances import Regime, VendorStanding
from app.domain.messages import ruling as say
from app.domain.messages.core import Said, Word
from app.domain.rule_drafts import LONGEST_SENTENCE, Faults, number_in, word_in
from app.domain.rules import LAST_RESORT
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, ReasonCode, RuleEffect

CHOICES: Mapping[str, Sequence[StrEnum]] = {
    "program": tuple(Program),
    "reason": tuple(ReasonCode),
    "category": tuple(Category),
    "grade": tuple(Grade),
    "condition_has": tuple(Condition),
    "condition_lacks": tuple(Condition),
    "vendor": tuple(VendorStanding),
    "regime": tuple(Regime),
}
"""The fields of which several words may be ticked, each a key of `when`."""

NUMBERS: Mapping[str, tuple[int, int]] = {
    "function_min": (1, 6), "function_max": (1, 6), "cosmetics_min": (1, 9), "cosmetics_max": (1, 9),
    "expiry_days_max": (-3650, 3650),
}  # fmt: skip
"""The fields of `when` that take a number, with the least and the most."""

FLAGS = ("expired", "hazardous", "medical", "data_bearing", "sanitized", "recalled", "lot_held", "udi_unread")
"""The fields of `when` that are yes, no, or nothing: all the same."""


PERIODS = (30, 90, 365)
"""Days back that a dry run is offered for."""


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule ready to be stored; only meaningful when it was read without faults."""

    effect: RuleEffect = RuleEffect.EXCLUDE
    when: dict[str, Any] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    sentence: dict[str, str] = field(default_factory=dict)


def read_rule(typed: Mapping[str, str], ticked: Mapping[str, Sequence[str]]) -> tuple[RuleDraft, Faults]:
    """Return the rule that a form describes, and what is wrong with it by field. What nobody offered is left out."""
    faults: Faults = {}
    effect = word_in(RuleEffect, typed.get("effect", ""), "effect", say.CHOOSE_EFFECT, faults) or RuleEffect.EXCLUDE
    codes = [code.value for code in DispositionCode if code.value in ticked.get("codes", ())]
    if not codes:
        faults["codes"] = Said(say.CHOOSE_CODES)
    if effect is RuleEffect.EXCLUDE and LAST_RESORT.value in codes:
        faults["codes"] = Said(say.LAST_RESORT_STAYS, {"code": Word(LAST_RESORT.value)})
    draft = RuleDraft(effect, _when(typed, ticked, faults), codes, _sentence(typed, faults))
    return draft, faults


def _when(typed: Mapping[str, str], ticked: Mapping[str, Sequence[str]], faults: Faults) -> dict[str, Any]:
    chosen = {
        name: [word.value for word in offered if word.value in ticked.get(name, ())]
        for name, offered in CHOICES.items()
    }
    when: dict[str, Any] = {name: words for name, words in chosen.items() if words}
    for name, bounds in NUMBERS.items():
        if typed.get(name, "").strip():
            when[name] = number_in(typed, name, bounds, faults)
    for name in FLAGS:
        if typed.get(name, "") in {"yes", "no"}:
            when[name] = typed[name] == "yes"
    return when


def _sentence(typed: Mapping[str, str], faults: Faults) -> dict[str, str]:
    texts = {language: typed.get(f"sentence_{language}", "").strip()[:LONGEST_SENTENCE] for language in ("en", "es")}
    written = {language: text for language, text in texts.items() if text}
    if not written:
        faults["sentence_en"] = Said(say.SENTENCE_NEEDED)
    return written
