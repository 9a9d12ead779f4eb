"""What a system says of a policy, read as the forms of the office are read: the same faults in the same words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.importing import Fault, Unfit
from app.domain.policies import ReasonTerms
from app.domain.rule_drafts import CHOICES, RuleDraft, read_rule
from app.domain.rule_drafts import Faults as Wrong
from app.domain.term_drafts import CHOICES as TERM_CHOICES
from app.domain.term_drafts import TermDraft, read_term
from app.domain.vocabulary import ReasonCode
from app.exchange.api.entries import Entry
from app.exchange.api.policy_entries import ReasonEntry, RuleEntry, TermEntry


def rules_of(entries: Sequence[RuleEntry]) -> list[RuleDraft]:
    """Return the rules that `entries` describe. Raises Unfit with a pointer for each fault."""
    drafts, faults = [], list[Fault]()
    for at, entry in enumerate(entries):
        draft, wrong = read_rule(*_as_typed(entry, CHOICES))
        drafts.append(draft)
        faults += _pointing(f"/lines/{at}", wrong, CHOICES)
    if faults:
        raise Unfit(faults)
    return drafts


def terms_of(entries: Sequence[TermEntry]) -> list[TermDraft]:
    """Return the refund terms that `entries` describe. Raises Unfit with a pointer for each fault."""
    drafts, faults = [], list[Fault]()
    for at, entry in enumerate(entries):
        draft, wrong = read_term(*_as_typed(entry, TERM_CHOICES))
        drafts.append(draft)
        faults += _pointing(f"/terms/{at}", wrong, TERM_CHOICES)
    if faults:
        raise Unfit(faults)
    return drafts


def reasons_of(entries: Sequence[ReasonEntry]) -> dict[ReasonCode, ReasonTerms]:
    """Return what is asked of each reason; of one that is said twice the last counts."""
    return {each.reason: ReasonTerms(frozenset(each.programs), frozenset(each.evidence)) for each in entries}


def _as_typed(entry: Entry, choices: Iterable[str]) -> tuple[dict[str, str], dict[str, Sequence[str]]]:
    """Return what a form would have sent: single fields as text, a tick for what is true, words by field."""
    said = entry.model_dump(mode="json")
    when, sentence = entry.model_dump(mode="json", exclude_unset=True).get("when", {}), said.pop("sentence", {})
    single = {**said, **when, **{f"sentence_{language}": text for language, text in sentence.items()}}
    ticked = {name: when.get(name, ()) for name in choices}
    single = {name: value for name, value in single.items() if name not in {*ticked, "when"} and value is not False}
    return {name: "on" if value is True else str(value) for name, value in single.items()}, ticked


def _pointing(row: str, wrong: Wrong, choices: Mapping[str, Any]) -> list[Fault]:
    return [Fault(said, f"{row}/{_place(name, choices)}") for name, said in wrong.items()]


def _place(name: str, choices: Mapping[str, Any]) -> str:
    if name.startswith("sentence_"):
        return "sentence"
    return f"when/{name}" if name in {*choices, "quantity_min", "expiry_days_max", "expired"} else name
