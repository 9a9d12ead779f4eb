"""How long goods may stand: the table row by row, as stored, and as typed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.dwell import Stage
from app.domain.dwell_drafts import read, typed
from app.domain.dwell_targets import STARTING, AgeBucket, StageTarget, Target, TargetError, Targets, targets_of
from app.domain.vocabulary import Program, Role

HOUR = timedelta(hours=1)
RECALLS = StageTarget(Target(24 * HOUR, 150, Role.QUALITY), {Program.RECALL: 6 * HOUR, Program.UNSOLD: 72 * HOUR})


def test_every_house_begins_with_a_target_for_every_stage() -> None:
    usual = {stage.value: target.usual for stage, target in STARTING.stages.items()}
    assert {stage: (target.within / HOUR, target.percent) for stage, target in usual.items()} == {
        "receive": (4, 200), "grade": (24, 200), "route": (8, 200), "rework": (120, 150),
    }  # fmt: skip


@pytest.mark.parametrize(("hours", "bucket"), [
    (0, AgeBucket.FRESH), (18, AgeBucket.FRESH), (19, AgeBucket.NEAR), (24, AgeBucket.NEAR),
    (25, AgeBucket.LATE), (36, AgeBucket.LATE), (37, AgeBucket.VERY_LATE),
])  # fmt: skip
def test_ages_against_a_target(hours: int, bucket: AgeBucket) -> None:
    target = RECALLS.usual
    assert target.bucket(hours * HOUR) is bucket
    assert target.is_breached(hours * HOUR) is (bucket in (AgeBucket.LATE, AgeBucket.VERY_LATE))


@pytest.mark.parametrize(("programs", "hours"), [
    ([], 24), ([None], 24), ([Program.WARRANTY], 24), ([Program.RECALL], 6), ([Program.UNSOLD], 72),
    ([Program.UNSOLD, Program.RECALL], 6), ([Program.UNSOLD, None], 24),
])  # fmt: skip
def test_of_several_programs_the_shortest_counts(programs: list[Program | None], hours: int) -> None:
    assert RECALLS.of(programs) == replace(RECALLS.usual, within=hours * HOUR)


def test_somebody_is_told_at_the_same_share_of_every_target() -> None:
    longer = Targets(1, {**STARTING.stages, Stage.GRADE: RECALLS}).escalated().stages[Stage.GRADE]
    assert (longer.usual.within, longer.programs) == (36 * HOUR, {Program.RECALL: 9 * HOUR, Program.UNSOLD: 108 * HOUR})
    assert (RECALLS.shortest, longer.shortest) == (6 * HOUR, 9 * HOUR)


def test_what_is_stored_reads_the_same_and_broken_text_says_so() -> None:
    table = Targets(3, {**STARTING.stages, Stage.GRADE: RECALLS})
    assert targets_of(3, json.dumps(table.to_json())) == table
    with pytest.raises(TargetError, match="dwell targets cannot be read: KeyError"):
        targets_of(1, "{}")


def test_a_form_says_what_it_showed_and_an_empty_program_is_as_any_other() -> None:
    table = {**STARTING.stages, Stage.GRADE: RECALLS}
    assert read(typed(table)) == (table, {})
    as_any = typed(table) | {"grade-recall": "24", "grade-unsold": " "}
    assert read(as_any)[0][Stage.GRADE] == StageTarget(RECALLS.usual)


HOURS = "Expected: whole hours from 1 to 8760. | Enter after how many hours goods are late"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "grade-hours",
            "",
            "stage_grade: got -. Expected: whole hours from 1 to 8760. | Enter after how many hours goods are late",
        ),
        ("grade-hours", "0", f"stage_grade: got 0. {HOURS}"),
        ("route-recall", "1.5", f"stage_route: got 1.5. {HOURS}"),
        (
            "grade-percent",
            "99",
            "stage_grade: got 99. Expected: a whole percentage of the target from 100 to 1000."
            " | Enter at which share of the target somebody is told",
        ),
        (
            "rework-role",
            "dock",
            "stage_rework: got dock. Expected: one of the roles that are offered. | Choose who is told",
        ),
    ],
)
def test_each_wrong_field_says_what_is_expected(name: str, text: str, said: str) -> None:
    _stages, faults = read({**typed(STARTING.stages), name: text})
    shown = {
        field: " | ".join(
            part.format(**{key: getattr(value, "value", value) for key, value in fault.params.items()})
            for part in (fault.message.say, fault.message.next)
        )
        for field, fault in faults.items()
    }
    assert shown == {name: said}
