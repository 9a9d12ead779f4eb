"""Dwell targets in force, what they do to every list, and who is told of what stands too long."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.db.ids import new_id
from app.db.queries import dwell_figures, dwell_targets, exceptions, stages
from app.db.queries.waiting import waiting
from app.domain.dwell import Stage
from app.domain.dwell_targets import STARTING, AgeBucket, StageTarget, Target
from app.domain.vocabulary import Program, Role
from app.services import dwelling, owning
from app.services.acting import Act
from tests.factories import NOW, TODAY, Floor
from tests.services.bench import LATER, received
from tests.services.dock import shown
from tests.services.forklift import Forklift, a_tote, vitamin

HOUR = timedelta(hours=1)
TRADE_FIRST = StageTarget(Target(24 * HOUR, 150, Role.QUALITY), {Program.TRADE_RETURN: 6 * HOUR})


def keeps(floor: Floor, seen: int, changed: Mapping[Stage, StageTarget], note: str = "") -> str:
    act = Act(floor.principal(floor.supervisor), dwelling.SCOPE, str(new_id()), NOW)
    with floor.database.unit_of_work() as session:
        said = dwelling.keep_targets(session, act, seen, {**STARTING.stages, **changed}, note).said
    params = {name: shown(value) for name, value in said.params.items()}
    return " | ".join(part.format(**params) for part in (said.message.title, said.message.say, said.message.next))


def escalated(floor: Floor, now: datetime) -> int:
    with floor.database.reading() as session:
        is_due = dwelling.is_due(session, floor.site.id, now)
    with floor.database.unit_of_work() as session:
        changed = dwelling.escalate(session, floor.site.id, now)
    assert is_due is bool(changed), "nobody writes for nothing"
    return changed


def told(floor: Floor) -> list[str]:
    with floor.database.reading() as session:
        found = exceptions.open_exceptions(session, floor.site.id, 9)
    return [" ".join([each.kind, *(str(shown(detail)) for detail in each.details)]) for each in found]


def test_a_changed_table_is_a_new_version_and_holds_at_once(floor: Floor) -> None:
    received(floor, vitamin(floor), carton=1)
    a_tote(floor, carton=2)
    assert keeps(floor, 0, {Stage.GRADE: TRADE_FIRST}, note=" Season ") == (
        "Targets in force | Version 1 of the dwell targets is in force from now on. | "
    )
    with floor.database.reading() as session:
        assert dwell_targets.in_force(session, floor.site.id).stages[Stage.GRADE] == TRADE_FIRST
        (version,) = dwell_targets.versions(session, floor.site.id)
        (carton,) = waiting(session, floor.site.id, TODAY, Stage.GRADE)
        late = [stages.backlog(session, floor.site.id, NOW + hours * HOUR)[Stage.GRADE].late for hours in (5, 7)]
    assert (version.version, version.note, version.changed_by) == (1, "Season", "A. Novak")
    assert carton.target == Target(6 * HOUR, 150, Role.QUALITY), "it came on a trade return"
    assert [carton.bucket(NOW + hours * HOUR).value for hours in (4, 5, 7, 10)] == list(AgeBucket)
    assert late == [0, 1], "the count of a stage says the same as its list"


def test_the_second_of_two_is_told_who_was_first(floor: Floor) -> None:
    keeps(floor, 0, {Stage.GRADE: TRADE_FIRST})
    assert keeps(floor, 0, {}) == (
        f"Already changed | A. Novak put version 1 in force at {shown(NOW)}, after this page was drawn. Nothing was"
        " changed. | Look at the targets as they stand now, then change them"
    )
    assert keeps(floor, 1, {Stage.GRADE: TRADE_FIRST}) == (
        "Nothing new | This is what version 1 says already. No new version was made. | Change a target, then save"
    )


def test_a_carton_far_over_its_target_is_told_once_and_settled_when_it_goes_on(floor: Floor) -> None:
    keeps(floor, 0, {Stage.ROUTE: StageTarget(Target(8 * HOUR, 150, Role.QUALITY), {Program.TRADE_RETURN: 2 * HOUR})})
    a_tote(floor)
    assert escalated(floor, LATER + 2 * HOUR + HOUR / 2) == 0, "late, but not by that much"
    assert escalated(floor, LATER + 4 * HOUR) == 1
    assert told(floor) == ["over_target 0412 stage_route quality"]
    assert escalated(floor, LATER + 5 * HOUR) == 0, "once is enough"
    Forklift(floor, start=LATER + 5 * HOUR).scan("T-0412")
    assert escalated(floor, LATER + 6 * HOUR) == 1
    assert told(floor) == []


def test_figures_say_how_long_goods_waited_and_took(floor: Floor) -> None:
    received(floor, vitamin(floor), carton=1)
    tote = a_tote(floor, units=3, carton=2)
    Forklift(floor, start=NOW + 5 * HOUR).scans(tote, "S-01")
    now = NOW + 10 * HOUR
    with floor.database.reading() as session:
        waits = dwell_figures.by_stage(session, floor.site.id, now)
        decided = dwell_figures.dock_to_disposition(session, floor.site.id, NOW)
        stocked = dwell_figures.dock_to_stock(session, floor.site.id, NOW)
        assert dwell_figures.dock_to_stock(session, floor.site.id, now) is None, "not in this period"
    assert {stage.value: found.n for stage, found in waits.items() if found} == {"grade": 1}
    assert (decided and decided.n, stocked and stocked.n) == (3, 1)
    assert decided and timedelta(minutes=59) < decided.p50 < timedelta(minutes=62)
    assert stocked and 4.9 * HOUR < stocked.p90 < 5.1 * HOUR


def test_what_somebody_settled_is_not_told_again_while_it_stands(floor: Floor) -> None:
    received(floor, vitamin(floor))
    assert escalated(floor, NOW + 50 * HOUR) == 1
    with floor.database.unit_of_work() as session:
        (each,) = exceptions.open_exceptions(session, floor.site.id, 2)
        owning.settle(session, floor.principal(floor.supervisor), each.id, NOW + 51 * HOUR)
    assert escalated(floor, NOW + 60 * HOUR) == 0
