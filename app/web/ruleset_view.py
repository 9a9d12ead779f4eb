"""Disposition rules and prices in words: when a rule applies, what it does, what a code brings and costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.domain.lawful import LAW
from app.domain.messages.core import Said, msg
from app.domain.price_drafts import percent
from app.domain.pricing import Prices
from app.domain.ruling_drafts import CHOICES, FLAGS, NUMBERS
from app.domain.vocabulary import RuleEffect
from app.web.forms import sentence
from app.web.i18n import in_language, number, word

LABELS: Mapping[str, str] = {
    "program": msg("Program"),
    "reason": msg("Reason"),
    "category": msg("Category"),
    "grade": msg("Grade"),
    "condition_has": msg("Goods are"),
    "condition_lacks": msg("Goods are not said to be"),
    "function_min": msg("Function, at least"),
    "function_max": msg("Function, at most"),
    "cosmetics_min": msg("Cosmetics, at least"),
    "cosmetics_max": msg("Cosmetics, at most"),
    "expiry_days_max": msg("Days of life left, at most"),
    "expired": msg("Date is past"),
    "hazardous": msg("Hazardous"),
    "medical": msg("Medical"),
    "data_bearing": msg("Bears data"),
    "sanitized": msg("Data sanitized and verified"),
    "recalled": msg("Recalled"),
    "lot_held": msg("Lot on hold"),
    "udi_unread": msg("UDI unreadable when it came"),
    "regime": msg("Customs regime"),
    "vendor": msg("Vendor's agreement"),
}
"""The conditions of a rule, in the order in which it tells them."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule as the page of its version shows it."""

    position: int
    effect: RuleEffect
    when: tuple[tuple[str, str], ...]
    codes: str
    sentence: str


def rule_view(row: Any) -> RuleView:
    """Return a stored rule in the language of the page."""
    when = tuple((_(label), _value(row.when[name])) for name, label in LABELS.items() if name in row.when)
    return RuleView(row.position, row.effect, when, words_of(row.codes), in_language(row.sentence))


def words_of(codes: Sequence[str]) -> str:
    """Write codes one after the other."""
    return ", ".join(map(word, codes))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return ", ".join(map(word, value)) if isinstance(value, list) else number(value)


def law_views() -> list[tuple[str, str]]:
    """Return what the law of the house excludes, as (sentence, codes)."""
    told: dict[str, str] = {}
    for rule in LAW:
        assert isinstance(rule.sentence, Said)
        told[sentence(rule.sentence)] = words_of([code.value for code in _in_order(rule.codes)])
    return list(told.items())


def _in_order(codes: frozenset[Any]) -> list[Any]:
    return [code for code in type(next(iter(codes))) if code in codes]


@dataclass(frozen=True, slots=True)
class CodeView:
    """What one code brings and costs, as its row shows it."""

    code: str
    basis: str
    proceeds: str
    probability: tuple[str, ...]
    rework: str
    handling: str
    holding: str
    dwell: int


def price_views(prices: Prices) -> Mapping[str, Any]:
    """Return all prices of a version for its page, shares in percent."""
    return {
        "codes": [_code(code.value, row) for code, row in prices.economics.items()],
        "shares": {grade.value: percent(share) for grade, share in prices.value_share.items()},
        "decay": {category.value: percent(share) for category, share in prices.decay.items()},
        "mixes": {
            program.value if program else "": [percent(share) for share in mix.values()]
            for program, mix in prices.usual_mix.items()
        },
    }


def _code(code: str, row: Any) -> CodeView:
    chances = tuple(map(percent, row.probability.values()))
    costs = (percent(row.rework), f"{row.handling:f}", f"{row.holding:f}", row.dwell)
    return CodeView(code, row.basis.value, percent(row.proceeds), chances, *costs)


def typed_of(row: Any) -> dict[str, str]:
    """Return the form of a stored rule."""
    texts = {f"sentence_{language}": text for language, text in row.sentence.items()}
    numbers = {name: str(row.when[name]) for name in NUMBERS if name in row.when}
    flags = {name: "yes" if row.when[name] else "no" for name in FLAGS if name in row.when}
    return {"effect": row.effect.value, **texts, **numbers, **flags}


def ticked_of(row: Any) -> dict[str, list[str]]:
    """Return what is ticked in the form of a stored rule."""
    return {"codes": row.codes, **{name: row.when[name] for name in CHOICES if name in row.when}}
