"""Writing a return policy, putting it in force, and trying it against what was asked for before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.db.queries import policies
from app.domain.errors import FloorError
from app.domain.messages.core import Said
from app.domain.policies import ReasonTerms
from app.domain.rule_drafts import RuleDraft
from app.domain.terms import Eligibility, Evidence, PolicyEffect
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, ReasonCode
from app.services import drafting, eligibility
from tests.domain.policy_rows import ROWS
from tests.factories import Floor
from tests.services.clerks import NOW, Office, a_policy, told
from tests.services.racing import race

TODAY = NOW.date()
WEEK = RuleDraft(PolicyEffect.ALLOW, {"program": ["trade_return"]}, days=7, sentence={"en": "A week."})
SHORTER = RuleDraft(PolicyEffect.LIMIT, {"quantity_min": 10}, days=14, sentence={"en": "Large ones in two weeks."})


@pytest.fixture
def office(floor: Floor) -> Office:
    with floor.database.unit_of_work() as session:
        a_policy(session)
    return Office(floor)


def do(office: Office, verb: Callable[..., Said], version: int, *args: object, by: str = "supervisor") -> str:
    """Do one thing to a version; return what was said of it."""
    floor = office.floor
    try:
        with floor.database.unit_of_work() as session:
            return told(verb(session, floor.principal(getattr(floor, by)), version, *args, NOW))
    except FloorError as refusal:
        return told(refusal.said)


def new_draft(office: Office, source: int = 1) -> int:
    with office.floor.database.unit_of_work() as session:
        return drafting.draft(session, office.by, source, NOW)[0]


def rules(office: Office, version: int) -> list[str]:
    with office.floor.database.reading() as session:
        found = policies.version(session, office.floor.site.id, version)
        assert found is not None
        return [
            f"{row.position} {row.effect} {row.days} {row.sentence['en']}" for row in policies.rules(session, found.id)
        ]


SAVED = "Saved | Version 2 was changed. It is a draft still. | Try it against past requests before you put it in force"


def test_a_draft_is_a_copy_that_nobody_is_judged_by(office: Office) -> None:
    with office.floor.database.unit_of_work() as session:
        number, said = drafting.draft(session, office.by, 1, NOW)
    assert told(said) == (
        "Draft made | Version 2 is a draft. Nobody is judged by it until it is put in force."
        " | Change its rules, try it against past requests, then put it in force"
    )
    assert rules(office, number) == rules(office, 1)
    assert office.submit(office.ask(office.floor.shirt)).worst.judgement.version == 1


def test_rules_are_added_changed_raised_and_taken_out(office: Office) -> None:
    number = new_draft(office, source=0)
    assert do(office, drafting.save_rule, number, 0, 0, WEEK) == SAVED
    assert do(office, drafting.save_rule, number, 1, 0, SHORTER) == SAVED
    assert do(office, drafting.raise_rule, number, 2, 2) == SAVED
    assert rules(office, number) == ["1 limit 14 Large ones in two weeks.", "2 allow 7 A week."]
    do(office, drafting.save_rule, number, 3, 1, WEEK)
    do(office, drafting.save_rule, number, 4, 0, SHORTER)
    assert do(office, drafting.remove_rule, number, 5, 1) == SAVED
    assert rules(office, number) == ["1 allow 7 A week.", "2 limit 14 Large ones in two weeks."]
    assert do(office, drafting.raise_rule, number, 6, 1) == SAVED
    assert do(office, drafting.remove_rule, number, 7, 5) == (
        "Not found | Version 2 has no rule 5. | Go back to the version"
    )
    assert do(office, drafting.remove_term, number, 7, 1) == (
        "Not found | Version 2 has no refund term 1. | Go back to the version"
    )


def test_reasons_are_kept_with_their_version(office: Office) -> None:
    number = new_draft(office)
    terms = ReasonTerms(frozenset({Program.WARRANTY}), frozenset({Evidence.SERIAL}))
    do(office, drafting.save_reason, number, 0, ReasonCode.WARRANTY_CLAIM, terms)
    do(office, drafting.save_reason, number, 1, ReasonCode.RECALL, ReasonTerms())
    with office.floor.database.reading() as session:
        before, after = (policies.version(session, office.floor.site.id, version) for version in (1, number))
        assert before is not None
        assert after is not None
        assert set(policies.reasons(session, before.id)) == {ReasonCode.DEFECTIVE, ReasonCode.RECALL}
        found = policies.reasons(session, after.id)
    assert set(found) == {ReasonCode.DEFECTIVE, ReasonCode.WARRANTY_CLAIM}
    assert found[ReasonCode.WARRANTY_CLAIM] == terms


def test_whoever_changes_a_draft_second_is_told_who_was_first(office: Office) -> None:
    number = new_draft(office)
    do(office, drafting.save_rule, number, 0, 0, WEEK, by="dock_worker")
    assert do(office, drafting.save_rule, number, 0, 0, SHORTER) == (
        "M. Ortega was first | Version 2 was changed by M. Ortega at 2026-10-20 15:00:00+00:00, after you opened it."
        " Nothing of yours was saved. | Read it again, then make your change"
    )
    assert len(rules(office, number)) == len(ROWS) + 1


def test_of_two_changes_at_once_one_is_saved(office: Office) -> None:
    number = new_draft(office)
    said = race(
        *(lambda by=by: do(office, drafting.save_rule, number, 0, 0, WEEK, by=by) for by in ("inspector", "router"))
    )
    assert sorted(text.split(" | ")[0].split(" ", 2)[-1] for text in said) == ["Saved", "was first"]
    assert len(rules(office, number)) == len(ROWS) + 1


def test_drafts_made_at_once_have_numbers_of_their_own(office: Office) -> None:
    assert sorted(race(*[lambda: new_draft(office)] * 4)) == [2, 3, 4, 5]


def test_a_version_in_force_judges_from_its_day_and_never_changes(office: Office) -> None:
    floor, number = office.floor, new_draft(office, source=0)
    do(office, drafting.save_rule, number, 0, 0, WEEK)
    day = TODAY + timedelta(days=1)
    assert do(office, drafting.activate, number, 1, day, "Shorter", TODAY) == (
        "In force | Version 2 judges every request from 2026-10-21 on. Versions before it stay readable."
        " | Go on with the list"
    )
    asked = [office.ask(floor.shirt, at=NOW + timedelta(days=late)) for late in (0, 1)]
    assert [office.submit(paper).worst.judgement.version for paper in asked] == [1, 2]
    firm = (
        "In force already | Version 2 is in force and never changes: verdicts name it."
        " | Make a draft of it and change that"
    )
    assert do(office, drafting.save_rule, number, 2, 0, WEEK) == firm
    assert do(office, drafting.discard, number, 2) == firm
    assert len(rules(office, 1)) == len(ROWS)


def test_a_policy_needs_a_day_to_come_and_a_window(office: Office) -> None:
    number = new_draft(office, source=0)
    assert do(office, drafting.activate, number, 0, TODAY - timedelta(days=1), "", TODAY) == (
        "Day is past | A policy comes into force on a day to come or today, 2026-10-20; 2026-10-19 is past."
        " | Choose another day"
    )
    do(office, drafting.save_rule, number, 0, 0, SHORTER)
    assert do(office, drafting.activate, number, 1, TODAY, "", TODAY) == (
        "No window yet | Version 2 has no rule that opens a window: every request would wait for a supervisor."
        " | Add a rule that opens a window"
    )


def test_a_draft_is_thrown_away(office: Office) -> None:
    number = new_draft(office)
    assert do(office, drafting.discard, number, 0) == (
        "Draft thrown away | Version 2 is gone. What is in force stays as it is. | Go on with the list"
    )
    assert do(office, drafting.discard, number, 0) == (
        "Not found | There is no version 2 of the return policy here. | Go back to the list of versions"
    )


def test_trying_a_draft_lists_every_line_whose_verdict_changes_and_keeps_nothing(office: Office) -> None:
    floor = office.floor
    for paper in (floor.trade_return, floor.warranty):
        office.set_state(paper.id, AuthorizationState.CANCELLED)
    for quantity in (3, 12, 99):
        office.submit(office.ask(floor.vitamin, quantity))
    number = new_draft(office)
    do(office, drafting.save_rule, number, 0, 0, SHORTER)
    before = office.verdicts()
    with floor.database.reading() as session:
        found = policies.version(session, floor.site.id, number)
        assert found is not None
        tried = policies.read(session, found.id, number)
        trial = eligibility.try_out(session, floor.site.id, tried, NOW - timedelta(days=30))
        assert eligibility.try_out(session, floor.site.id, tried, NOW + timedelta(days=1)).judged == 0
    assert (trial.judged, trial.better) == (3, 0)
    assert trial.then == {Eligibility.ELIGIBLE: 2, Eligibility.NEEDS_APPROVAL: 0, Eligibility.REFUSED: 1}
    assert trial.now == {Eligibility.ELIGIBLE: 1, Eligibility.NEEDS_APPROVAL: 0, Eligibility.REFUSED: 2}
    (changed,) = trial.changed
    assert (changed.past.number, changed.past.facts.quantity) == ("RMA-700002", 12)
    assert told(changed.judgement.finding.said) == (
        "Too late | Large ones in two weeks. Delivered on 2026-10-02, asked for on 2026-10-20: the window ended on"
        " 2026-10-16. | Tell the party until when it could have come back"
    )
    assert office.verdicts() == before
