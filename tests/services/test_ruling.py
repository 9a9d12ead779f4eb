"""Writing disposition rules and prices, putting them in force, trying them against what was decided before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType

import pytest

from app.db.ids import new_id
from app.db.queries import dry_runs, rulesets
from app.domain.errors import FloorError
from app.domain.messages.core import Said
from app.domain.pricing import STARTING
from app.domain.ruling_drafts import RuleDraft
from app.domain.transitions import RulesetState
from app.domain.vocabulary import DispositionCode, Grade, RuleEffect
from app.services import ruling
from app.services.acting import Act, answer
from app.services.ruling import Asked
from tests.factories import NOW, Floor, a_rule
from tests.services.bench import BenchWork, received
from tests.services.clerks import told
from tests.services.dock import gs1
from tests.services.racing import race

LIQUIDATE, RESTOCK = DispositionCode.LIQUIDATE, DispositionCode.RESTOCK
NO_STOCK = RuleDraft(RuleEffect.EXCLUDE, {"grade": ["A"]}, ["restock"], {"en": "Not back to stock."})
TO_LIQUIDATE = RuleDraft(RuleEffect.REQUIRE, {}, ["liquidate"], {"en": "All is liquidated."})
SAVED = "Saved | Version 2 was changed. It is a draft still. | Try it against past decisions before you put it in force"


@pytest.fixture
def ruled(floor: Floor) -> Floor:
    """The floor with version 1 in force: one rule, which touches no goods of these tests."""
    with floor.database.unit_of_work() as session:
        a_rule(session, 1, {"hazardous": True}, RuleEffect.EXCLUDE, [RESTOCK])
    return floor


def do(floor: Floor, verb: Callable[..., Said], version: int, *args: object, by: str = "supervisor") -> str:
    try:
        with floor.database.unit_of_work() as session:
            return told(verb(session, floor.principal(getattr(floor, by)), version, *args, NOW))
    except FloorError as refusal:
        return told(refusal.said)


def new_draft(floor: Floor, source: int = 1, *, ours: bool = False) -> int:
    with floor.database.unit_of_work() as session:
        return ruling.draft(session, floor.principal(floor.supervisor), source, NOW, ours=ours)[0]


def rules(floor: Floor, version: int) -> list[str]:
    with floor.database.reading() as session:
        return [f"{row.position} {row.effect} {row.sentence['en']}" for row in rulesets.rules(session, version)]


def in_force(floor: Floor) -> tuple[int, str]:
    """Return the version in force and what of list price grade A is worth under it."""
    with floor.database.reading() as session:
        found = rulesets.in_force(session, floor.site.id)
    return found.version, str(found.prices.value_share[Grade.A])


def act(floor: Floor, client_id: str = "") -> Act:
    return Act(floor.principal(floor.supervisor), "rulesets", client_id or str(new_id()), NOW + timedelta(hours=3))


def test_a_draft_is_a_copy_that_judges_nothing(ruled: Floor) -> None:
    with ruled.database.unit_of_work() as session:
        number, said = ruling.draft(session, ruled.principal(ruled.supervisor), 1, NOW)
    assert told(said) == (
        "Draft made | Version 2 is a draft. No goods are judged by it until it is put in force."
        " | Change its rules and prices, try them against past decisions, then put it in force"
    )
    assert rules(ruled, number) == rules(ruled, 1)
    assert in_force(ruled) == (1, "0.85")


def test_rules_are_added_changed_raised_and_taken_out(ruled: Floor) -> None:
    number = new_draft(ruled)
    assert do(ruled, ruling.save_rule, number, 0, 0, NO_STOCK) == SAVED
    assert do(ruled, ruling.raise_rule, number, 1, 2) == SAVED
    assert do(ruled, ruling.save_rule, number, 2, 2, TO_LIQUIDATE) == SAVED
    assert rules(ruled, number) == ["1 exclude Not back to stock.", "2 require All is liquidated."]
    assert do(ruled, ruling.remove_rule, number, 3, 1) == SAVED
    assert rules(ruled, number) == ["1 require All is liquidated."]
    assert do(ruled, ruling.remove_rule, number, 4, 7) == (
        "Not found | Version 2 has no rule 7. | Go back to the version"
    )


def test_a_version_judges_from_the_moment_it_is_in_force_and_never_changes(ruled: Floor) -> None:
    number = new_draft(ruled)
    shares = MappingProxyType({**STARTING.value_share, Grade.A: Decimal("0.90")})
    do(ruled, ruling.save_prices, number, 0, replace(STARTING, value_share=shares))
    do(ruled, ruling.save_rule, number, 1, 0, TO_LIQUIDATE)
    assert do(ruled, ruling.activate, number, 2, " Season ") == (
        "In force | Version 2 judges all goods from now on. Versions before it stay readable. | Go on with the list"
    )
    assert in_force(ruled) == (2, "0.90")
    with ruled.database.reading() as session:
        first, second = (rulesets.version(session, ruled.site.id, each) for each in (1, 2))
    assert first is not None
    assert second is not None
    assert (first.state, second.state) == (RulesetState.SUPERSEDED, RulesetState.ACTIVE)
    assert (second.note, second.activated_by) == ("Season", "A. Novak")
    bench = BenchWork(ruled)
    bench.scans(received(ruled, vitamin(ruled)), vitamin(ruled), "CMD-PASS")
    assert bench.scan("T-0412").startswith("Grade A: liquidate")
    assert do(ruled, ruling.save_rule, number, 3, 0, NO_STOCK) == (
        "Not a draft | Version 2 was put in force and never changes: decisions name it."
        " | Make a draft of it and change that"
    )
    assert do(ruled, ruling.save_rule, 9, 0, 0, NO_STOCK) == (
        "Not found | There is no version 9 of the disposition rules here. | Go back to the list of versions"
    )


def test_a_site_s_own_version_goes_before_the_one_for_all(ruled: Floor) -> None:
    own = new_draft(ruled, ours=True)
    do(ruled, ruling.activate, own, 0, "")
    assert in_force(ruled)[0] == own
    for_all = new_draft(ruled)
    do(ruled, ruling.activate, for_all, 0, "")
    assert in_force(ruled)[0] == own


def test_a_draft_is_thrown_away_with_its_rules(ruled: Floor) -> None:
    number = new_draft(ruled)
    assert do(ruled, ruling.discard, number, 0) == (
        "Draft thrown away | Version 2 is gone. What is in force stays as it is. | Go on with the list"
    )
    assert rules(ruled, number) == []
    assert new_draft(ruled, source=0) == number


def test_whoever_changes_a_draft_second_is_told_who_was_first(ruled: Floor) -> None:
    number = new_draft(ruled)
    said = race(
        *(lambda by=by: do(ruled, ruling.save_rule, number, 0, 0, NO_STOCK, by=by) for by in ("inspector", "router"))
    )
    first = "J. Park" if "J. Park was first" in "".join(said) else "D. Silva"
    assert sorted(said) == sorted([SAVED, (
        f"{first} was first | Version 2 was changed by {first} at 2026-11-22 20:32:00+00:00, after you opened it."
        " Nothing of yours was saved. | Read it again, then make your change"
    )])  # fmt: skip
    assert len(rules(ruled, number)) == 2


def test_of_two_drafts_put_in_force_at_once_one_stands(ruled: Floor) -> None:
    drafts = [new_draft(ruled), new_draft(ruled)]
    race(*(lambda number=number: do(ruled, ruling.activate, number, 0, "") for number in drafts))
    with ruled.database.reading() as session:
        states = [each.state.value for each in rulesets.versions(session, ruled.site.id)]
    assert sorted(states) == ["active", "superseded", "superseded"]


def test_a_dry_run_judges_what_was_decided_and_keeps_nothing_else(ruled: Floor) -> None:
    bench = BenchWork(ruled)
    bench.scans(received(ruled, *[vitamin(ruled)] * 3), vitamin(ruled), "CMD-PASS", "T-0412")
    bench.scans(vitamin(ruled), "CMD-PASS", "T-0412", vitamin(ruled), "CMD-PASS", "T-0412", "CMD-UNDO")
    number = new_draft(ruled)
    do(ruled, ruling.save_rule, number, 0, 0, TO_LIQUIDATE)
    run_id = asked_for(ruled, Asked(number, 90))
    list(ruling.work(ruled.database, ruled.site.id, run_id))
    with ruled.database.reading() as session:
        run = dry_runs.one(session, ruled.site.id, run_id)
        assert run is not None
        assert [each.id for each in dry_runs.of_version(session, ruled.site.id, number)] == [run_id]
    assert (run.units, run.judged, run.outcome.changed, run.asked_by) == (2, 2, 2, "A. Novak")
    assert run.outcome.moves == {(RESTOCK, LIQUIDATE): 2}
    sums = run.outcome.in_currency("USD")  # 8.50 x .95 - 1.70 and 8.50 x .6 x .98 - 1.40 each
    assert (sums.before, sums.after) == (Decimal("12.76"), Decimal("7.20"))
    assert in_force(ruled)[0] == 1
    assert list(ruling.work(ruled.database, ruled.site.id, run_id)) == []


def asked_for(floor: Floor, asked: Asked) -> object:
    with floor.database.unit_of_work() as session:
        doing = act(floor)
        return answer(session, doing, lambda: ruling.ask(session, doing, asked)).result


def test_a_dry_run_of_nothing_or_of_too_many_days_is_refused(ruled: Floor) -> None:
    doing = act(ruled)
    with ruled.database.unit_of_work() as session:
        answered = answer(session, doing, lambda: ruling.ask(session, doing, Asked(1, 4000)))
    assert told(answered.said) == (
        "Choose the days | A dry run looks back from 1 to 3650 days; 4000 were asked for."
        " | Choose another number of days"
    )
    run_id = asked_for(ruled, Asked(1, 30))
    ruling.give_up(ruled.database, ruled.site.id, run_id)  # type: ignore[arg-type]
    with ruled.database.reading() as session:
        run = dry_runs.one(session, ruled.site.id, run_id)  # type: ignore[arg-type]
    assert run is not None
    assert (run.failure, run.is_under_way) == ("failed", False)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")
