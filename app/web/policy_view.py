"""A policy rule in words: when it applies, what it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.messages.core import msg
from app.domain.policies import OPENS_WINDOW, ReasonTerms
from app.domain.refunds import RefundTiming
from app.domain.rule_drafts import CHOICES
from app.domain.term_drafts import SHARES
from app.domain.terms import PolicyEffect, Span
from app.domain.vocabulary import ReasonCode
from app.web.i18n import money, number, word

LABELS: Mapping[str, str] = {
    "program": msg("Program"),
    "category": msg("Category"),
    "tier": msg("Tier of the party"),
    "reason": msg("Reason"),
    "condition_has": msg("Goods are"),
    "condition_lacks": msg("Goods are not said to be"),
    "quantity_min": msg("Units, at least"),
    "expiry_days_max": msg("Days of life left, at most"),
    "expired": msg("Date is past"),
}
SPANS: Mapping[Span, str] = {
    Span.DAYS: msg("A number of days from the delivery"),
    Span.WARRANTY_TERM: msg("As long as the product's warranty"),
    Span.NO_END: msg("Always"),
}


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule as the page of its version shows it."""

    position: int
    effect: PolicyEffect
    when: tuple[tuple[str, str], ...]
    window: tuple[str, ...]
    sentence: Mapping[str, str]


def rule_view(row: Any) -> RuleView:
    """Return a stored rule in the language of the page."""
    return RuleView(row.position, row.effect, conditions(row.when), tuple(_window(row)), row.sentence)


def conditions(when: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a rule looks at as (label, words), in the order of the form."""
    return tuple((_(label), _value(when[name])) for name, label in LABELS.items() if name in when)


def _value(value: Any) -> str:
    if value is True:
        return str(_("yes"))
    return ", ".join(map(word, value)) if isinstance(value, list) else number(value)


def _window(row: Any) -> Sequence[str]:
    """Return what a rule that opens or shortens a window says of it, and whether exceptions are possible."""
    told = []
    if row.effect in OPENS_WINDOW:
        days = ngettext("%(num)s day from the delivery", "%(num)s days from the delivery", row.days)
        told.append(days if row.span is Span.DAYS else _(SPANS[row.span]))
    if row.grace:
        told.append(ngettext("then %(num)s day with approval", "then %(num)s days with approval", row.grace))
    if row.effect is PolicyEffect.ALLOW and not row.needs_delivery:
        told.append(_("without a known delivery too"))
    if row.may_override and row.effect is not PolicyEffect.ASK:
        told.append(_("a supervisor may make exceptions"))
    return told


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason as the page of its version shows it: its programs and its evidence in words."""

    reason: ReasonCode
    programs: str
    evidence: str


def reason_views(terms: Mapping[ReasonCode, ReasonTerms]) -> list[ReasonView]:
    """Return every reason in the order of the vocabulary."""
    return [_reason_view(reason, terms.get(reason, ReasonTerms())) for reason in ReasonCode]


def _reason_view(reason: ReasonCode, terms: ReasonTerms) -> ReasonView:
    programs, evidence = (
        ", ".join(word(each.value) for each in sorted(some)) for some in (terms.programs, terms.evidence)
    )
    return ReasonView(reason, programs, evidence)


@dataclass(frozen=True, slots=True)
class TermView:
    """One term as the page of its version shows it."""

    position: int
    timing: RefundTiming
    when: tuple[tuple[str, str], ...]
    shares: tuple[int, ...]
    fee: str
    approval: str
    advance: str


def term_view(row: Any) -> TermView:
    """Return a stored term in the language of the page."""
    shares = tuple(getattr(row, name) for name in SHARES)
    told = [_("%(n)s%% of it", n=row.fee_percent)] if row.fee_percent else []
    if row.fee_minimum:
        told.append(_("at least %(amount)s a unit", amount=money(row.fee_minimum, row.currency)))
    approval = money(row.approve_from, row.currency) if row.approve_from else "-"
    fee = ", ".join(told) or "-"
    return TermView(row.position, row.timing, conditions(row.when), shares, fee, approval, _advance(row))


def _advance(row: Any) -> str:
    if not row.advance_days:
        return "-"
    days = ngettext("%(num)s day to send them", "%(num)s days to send them", row.advance_days)
    return f"{days}, {_('else %(n)s%% of the list price', n=row.advance_charge)}"


def typed_of(row: Any) -> dict[str, str]:
    """Return the texts with which the form of a stored rule begins."""
    texts = {f"sentence_{language}": text for language, text in row.sentence.items()}
    flags = {name: "on" for name in ("needs_delivery", "may_override") if getattr(row, name)}
    plain = {name: str(value) for name, value in row.when.items() if name not in CHOICES and value is not True}
    ticked = {"expired": "on"} if row.when.get("expired") else {}
    days = {"days": str(row.days), "grace": str(row.grace)}
    return {"effect": row.effect.value, "span": row.span.value, **days, **texts, **flags, **plain, **ticked}


def ticked_of(row: Any) -> dict[str, list[str]]:
    """Return the words that are ticked when the form of a stored rule begins."""
    return {name: row.when[name] for name in CHOICES if name in row.when}


def is_in_force(version: int, in_force: int, since: date | None, today: date) -> str:
    """Return "now", "later" or "before": where an active version stands to today."""
    if version == in_force:
        return "now"
    return "later" if since and since > today else "before"
