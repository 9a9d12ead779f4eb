"""A refund term as someone writes it in a form: read into a row, or told field by field what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.domain.messages import policies as say
from app.domain.messages.core import Said
from app.domain.money import NOTHING
from app.domain.refunds import RefundTiming
from app.domain.rule_drafts import Faults, number_in, word_in
from app.domain.terms import PartyTier
from app.domain.vocabulary import Category, Condition, Program, ReasonCode

CHOICES: Mapping[str, Sequence[StrEnum]] = {
    "program": tuple(Program),
    "category": tuple(Category),
    "tier": tuple(PartyTier),
    "reason": tuple(ReasonCode),
    "condition_has": tuple(Condition),
}
"""The fields of which several words may be ticked, each a key of `when`."""

SHARES = ("share_a", "share_b", "share_c", "share_d")
PERCENT = (0, 100)
DAYS = (0, 365)
ADVANCE_DAYS = 14
"""What a new term gives the party to send its goods, once a replacement has left before them."""
AMOUNT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A refund term ready to be stored; only meaningful when it was read without faults."""

    timing: RefundTiming = RefundTiming.NEVER
    when: dict[str, Any] = field(default_factory=dict)
    share_a: int = 100
    share_b: int = 100
    share_c: int = 100
    share_d: int = 100
    fee_percent: int = 0
    fee_minimum: Decimal = NOTHING
    approve_from: Decimal = NOTHING
    currency: str = ""
    advance_days: int = ADVANCE_DAYS
    advance_charge: int = 100


def read_term(typed: Mapping[str, str], ticked: Mapping[str, Sequence[str]]) -> tuple[TermDraft, Faults]:
    """Return the term that a form describes, and what is wrong with it by field. Ticks nobody offered are left out."""
    faults: Faults = {}
    timing = word_in(RefundTiming, typed.get("timing", ""), "timing", say.CHOOSE_TIMING, faults)
    chosen = {
        name: [word.value for word in offered if word in ticked.get(name, ())] for name, offered in CHOICES.items()
    }
    shares = {name: number_in(typed, name, PERCENT, faults, blank=100) or 0 for name in SHARES}
    draft = TermDraft(
        timing=timing or RefundTiming.NEVER,
        when={name: words for name, words in chosen.items() if words},
        **shares,
        fee_percent=number_in(typed, "fee_percent", PERCENT, faults, blank=0) or 0,
        fee_minimum=_amount(typed, "fee_minimum", faults),
        approve_from=_amount(typed, "approve_from", faults),
        currency=_currency(typed, faults),
        advance_days=number_in(typed, "advance_days", DAYS, faults, blank=0) or 0,
        advance_charge=number_in(typed, "advance_charge", PERCENT, faults, blank=100) or 0,
    )
    return draft, faults


def _amount(typed: Mapping[str, str], name: str, faults: Faults) -> Decimal:
    text = typed.get(name, "").strip()
    digits = text.replace(".", "", 1)
    if text and not (len(text) <= AMOUNT_DIGITS and digits.isascii() and digits.isdecimal()):
        faults[name] = Said(say.NOT_AN_AMOUNT, {"text": text[:20]})
        return NOTHING
    return Decimal(text) if text else NOTHING


def _currency(typed: Mapping[str, str], faults: Faults) -> str:
    text = typed.get("currency", "").strip()
    if not (len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()):
        faults["currency"] = Said(say.NOT_A_CURRENCY, {"text": text[:20] or "-"})
        return ""
    return text
