"""The demo's checklists and disposition rules."""

from decimal import Decimal
from itertools import product

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Base
from app.db.queries import rulesets
from app.db.queries.checklists import as_written
from app.domain.answering import all_pass, asked, found
from app.domain.checklists import Ask
from app.domain.disposition import decide
from app.domain.grading import FIRST_TABLE
from app.domain.messages.core import Money
from app.domain.rules import Facts, RuleTable
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, RuleEffect


def test_every_category_has_a_checklist_that_a_clean_item_passes_by_one_tap(loaded: Database) -> None:
    with loaded.reading() as session:
        checklists = session.execute(sa.select(Base.metadata.tables["checklist"])).all()

    assert {checklist.category for checklist in checklists} == set(Category)
    for checklist in checklists:
        written = as_written(checklist, FIRST_TABLE)
        clean = all_pass(written.questions)
        assert 3 <= len(asked(written.questions, clean)) == len(clean) <= 6
        assert len({question.key for question in written.questions}) == len(written.questions)
        assert all(each.text.in_language("en") != each.text.in_language("es") for each in written.questions)
        assert found(written, clean, ()) == ()
        options = [option for question in written.questions for option in question.options]
        assert {option.defect for option in options} - {""} <= {each.key for each in written.defects}
        assert {option.place for option in options} - {""} <= {each.key for each in written.places}
    kinds = {question["ask"] for checklist in checklists for question in checklist.questions}
    assert kinds == set(Ask)


@pytest.fixture(scope="module")
def rules(loaded: Database) -> RuleTable:
    """The demo's disposition rules, parsed."""
    with loaded.reading() as session:
        return rulesets.whole(session, 1).rules


def test_every_rule_can_be_read_and_none_excludes_destroying(rules: RuleTable) -> None:
    excluding = [rule for rule in rules.rules if rule.effect is RuleEffect.EXCLUDE]

    assert (rules.version, [rule.position for rule in rules.rules]) == (1, list(range(1, 19)))
    assert all(DispositionCode.DESTROY not in rule.codes for rule in excluding)
    assert all(rule.sentence.in_language("en") != rule.sentence.in_language("es") for rule in rules.rules)


_UNOPENED, _OPENED = frozenset({Condition.UNOPENED}), frozenset({Condition.OPENED})


def test_recalled_goods_are_never_used_again_whatever_they_are(rules: RuleTable) -> None:
    for category, grade, condition in product(Category, Grade, (_UNOPENED, _OPENED)):
        facts = Facts(Program.RECALL, None, category, condition, 6, 9, grade)
        assert _allowed(rules, facts) <= {DispositionCode.RETURN_TO_VENDOR, DispositionCode.DESTROY}


@pytest.mark.parametrize(
    ("facts", "code", "position"),
    [
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _UNOPENED, 6, 9, Grade.A, 120), "restock", 17),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _UNOPENED, 6, 9, Grade.A, 30), "return_to_vendor", 0),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _UNOPENED, 6, 9, Grade.A, -1), "destroy", 2),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _OPENED, 6, 6, Grade.B, 120), "restock", 0),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _OPENED, 1, 6, Grade.D, 120), "recycle", 0),
        (Facts(Program.WARRANTY, None, Category.TOOLS, _OPENED, 4, 7, Grade.C), "rework", 0),
        (Facts(Program.WARRANTY, None, Category.TOOLS, _OPENED, 2, 7, Grade.D), "return_to_vendor", 12),
        (Facts(Program.CUSTOMER_RETURN, None, Category.ELECTRONICS, _OPENED, 5, 7, Grade.B, data_bearing=True),
         "rework", 0),
        (Facts(Program.CUSTOMER_RETURN, None, Category.TOOLS, frozenset({Condition.DAMAGED}), 2, 2, Grade.D,
               hazardous=True), "recycle", 8),
        (Facts(Program.PACKAGING, None, Category.PACKAGING, _OPENED, 2, 3, Grade.D), "recycle", 13),
        (Facts(None, None, Category.MEDICAL, _OPENED, 6, 9, Grade.A, medical=True), "return_to_vendor", 0),
    ],
)  # fmt: skip
def test_the_rules_send_goods_where_a_warehouse_would(rules: RuleTable, facts: Facts, code: str, position: int) -> None:
    decision = decide(facts, rules, _NETS)

    assert (decision.code, decision.rule_position) == (code, position)


# In the order of net recovery of a mid-priced article, so that only rules change the choice.
_NETS = {
    code: Money(Decimal(amount), "USD")
    for code, amount in zip(DispositionCode, (40, 32, 30, 20, 15, 4, 1, -2, -6), strict=True)
}


def _allowed(rules: RuleTable, facts: Facts) -> set[DispositionCode]:
    return {ranked.code for ranked in decide(facts, rules, _NETS).ranking if ranked.excluded_by is None}
