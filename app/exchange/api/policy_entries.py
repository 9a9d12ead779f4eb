"""What other systems send of return policies: drafts, and from which day one is in force."""

from typing import Annotated

from pydantic import Field

from app.domain.policies import LONGEST_WINDOW, MAKES_BETTER, MAKES_WORSE
from app.domain.refunds import RefundTiming
from app.domain.rule_drafts import LONGEST_SENTENCE, NUMBERS
from app.domain.term_drafts import DAYS
from app.domain.terms import Evidence, PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Condition, Program, ReasonCode
from app.exchange.api.entries import Day, Entry, text_of

MOST_ROWS = 100
"""Rules of a policy, and refund terms of it."""
MOST_VERSIONS = 1_000_000

Worse = Annotated[str, Field(pattern=f"^({'|'.join(sorted(MAKES_WORSE))})$")]
Better = Annotated[str, Field(pattern=f"^({'|'.join(sorted(MAKES_BETTER))})$")]
Days = Annotated[int, Field(ge=0, le=LONGEST_WINDOW)]
Percent = Annotated[int, Field(ge=0, le=100)]
Total = Annotated[str, Field(pattern=r"^[0-9]{1,7}(\.[0-9]{1,4})?$", description="decimal")]
Sentence = Annotated[str, text_of(LONGEST_SENTENCE)]
Note = Annotated[str, text_of(200, "what is new")]


class SentenceEntry(Entry):
    """What the party is told, by language; at least one of them."""

    en: Sentence = ""
    es: Sentence = ""


class KindEntry(Entry):
    """What a request must be for a row to apply; what is not said does not matter."""

    program: Annotated[list[Program], Field(max_length=len(Program))] = []
    category: Annotated[list[Category], Field(max_length=len(Category))] = []
    tier: Annotated[list[PartyTier], Field(max_length=len(PartyTier))] = []
    reason: Annotated[list[ReasonCode], Field(max_length=len(ReasonCode))] = []


class WhenEntry(KindEntry):
    """The same, with what only rules that take away look at."""

    condition_has: Annotated[list[Worse], Field(max_length=len(Condition))] = []
    condition_lacks: Annotated[list[Better], Field(max_length=len(Condition))] = []
    quantity_min: Annotated[int, Field(ge=NUMBERS["quantity_min"][0], le=NUMBERS["quantity_min"][1])] = 1
    expiry_days_max: Annotated[int, Field(ge=NUMBERS["expiry_days_max"][0], le=NUMBERS["expiry_days_max"][1])] = 0
    expired: bool = False


class RuleEntry(Entry):
    """One rule. Days that its effect or span does not use are left aside."""

    effect: PolicyEffect
    when: WhenEntry = WhenEntry()
    span: Span = Span.DAYS
    days: Days = 0
    grace: Days = 0
    needs_delivery: bool = True
    may_override: bool = False
    sentence: SentenceEntry


class TermWhenEntry(KindEntry):
    """What a line must be for a refund term to fit."""

    condition_has: Annotated[list[Condition], Field(max_length=len(Condition))] = []


class TermEntry(Entry):
    """One refund term: when which share of the price is owed, by grade, and what is kept of it."""

    timing: RefundTiming
    when: TermWhenEntry = TermWhenEntry()
    share_a: Percent = 100
    share_b: Percent = 100
    share_c: Percent = 100
    share_d: Percent = 100
    fee_percent: Percent = 0
    fee_minimum: Total = "0"
    approve_from: Total = "0"
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
    advance_days: Annotated[int, Field(ge=DAYS[0], le=DAYS[1])] = 14
    advance_charge: Percent = 100


class ReasonEntry(Entry):
    """Under which programs a reason may be given, none meaning all, and what must show it."""

    reason: ReasonCode
    programs: Annotated[list[Program], Field(max_length=len(Program))] = []
    evidence: Annotated[list[Evidence], Field(max_length=len(Evidence))] = []


class PolicyChange(Entry):
    """What a draft is to say. A list that is said takes the place of the one that is there."""

    note: Note = ""
    lines: Annotated[list[RuleEntry], Field(max_length=MOST_ROWS, description="its rules, in their order")] = []
    reasons: Annotated[list[ReasonEntry], Field(max_length=len(ReasonCode))] = []
    terms: Annotated[list[TermEntry], Field(max_length=MOST_ROWS, description="refund terms, in their order")] = []


class PolicyEntry(PolicyChange):
    """A new draft: a copy of another version, 0 for an empty one, with what is said beside."""

    based_on: Annotated[int, Field(ge=0, le=MOST_VERSIONS, description="number of a version; 0 for none")]
    is_for_all_sites: bool = False


class ActivationEntry(Entry):
    """From which day of the site a draft is in force: today or later."""

    effective_from: Day
    note: Note = ""
