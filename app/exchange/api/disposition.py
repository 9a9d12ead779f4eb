"""Disposition as other systems see it: the versions of its rules and prices, and what was decided under them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from app.domain.transitions import RulesetState
from app.domain.vocabulary import DispositionCode, RuleEffect
from app.exchange.api.policies import When
from app.exchange.api.schemas import Amount, Resource, Text, Units


class Rule(Resource):
    """One rule: when all that it looks at holds, it excludes its codes, or requires one of them."""

    position: int
    when: When
    effect: RuleEffect
    codes: list[DispositionCode]
    sentence: Annotated[Text, Field(description="by language: en, es")]


class Ruleset(Resource):
    """One version of the disposition rules with its prices. What was put in force never changes again."""

    id: UUID
    number: Annotated[str, Field(description="of the version")]
    state: RulesetState
    is_for_all_sites: bool
    note: str
    based_on: Annotated[int, Field(description="number of the version it was copied from; 0 for none")]
    prices: Annotated[dict[str, Any], Field(description="shares as decimals of 1, amounts per base unit")]
    changed_at: datetime
    activated_at: datetime | None
    version: Annotated[int, Field(description="counts the changes of a draft")]
    lines: Annotated[list[Rule], Field(description="its rules, in their order")]


class Decision(Resource):
    """Where units were sent at a bench: what was recommended and chosen, and all that the recommendation hung on."""

    id: UUID
    decided_on: Annotated[date, Field(description="the day of the site")]
    receipt_line_id: UUID
    product_id: UUID
    quantity: Units
    recommended: DispositionCode
    chosen: DispositionCode
    override_reason: str
    ruleset: Annotated[str, Field(description="number of the version that judged; 0 for none")]
    rule_position: Annotated[int, Field(description="of the rule that required the code; 0 where net recovery decided")]
    facts: dict[str, Any]
    ranking: Annotated[list[dict[str, Any]], Field(description="every code with its net, the best first")]
    net_recovery: Annotated[Decimal, Field(description="decimal, per base unit, of the code chosen")]
    list_price: Amount
    unit_cost: Amount
    currency: str
    undone_at: datetime | None
