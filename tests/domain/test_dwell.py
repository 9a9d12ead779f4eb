"""Stages, targets, ages."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.dwell import Stage, age, stage_of
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode

NOW = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)

STAGES = {
    CartonState.EXPECTED: Stage.RECEIVE,
    CartonState.RECEIVING: Stage.RECEIVE,
    CartonState.RECEIVED: Stage.GRADE,
    CartonState.GRADING: Stage.GRADE,
    CartonState.OPEN: Stage.ROUTE,
    CartonState.GRADED: Stage.ROUTE,
    CartonState.ROUTING: Stage.ROUTE,
    CartonState.PLACED: Stage.GRADE,
    CartonState.REWORKING: Stage.REWORK,
    CartonState.AWAY: Stage.REWORK,
    CartonState.LOADED: None,
    CartonState.CLOSED: None,
    CartonState.CANCELLED: None,
}


@pytest.mark.parametrize("state", CartonState)
def test_every_state_of_an_ungraded_carton_has_its_stage(state: CartonState) -> None:
    assert stage_of(state) is STAGES[state]


@pytest.mark.parametrize("code", DispositionCode)
def test_a_placed_carton_waits_only_where_work_is_left(code: DispositionCode) -> None:
    waits = code in (DispositionCode.REWORK, DispositionCode.REFURBISH)
    assert stage_of(CartonState.PLACED, code) is (Stage.REWORK if waits else None)


@pytest.mark.parametrize("state", CartonState)
def test_what_nobody_has_counted_waits_for_the_dock_instead_of_the_bench(state: CartonState) -> None:
    wanted = Stage.RECEIVE if STAGES[state] is Stage.GRADE else STAGES[state]
    assert stage_of(state, is_declared=True) is wanted


def test_age_is_never_negative() -> None:
    assert age(NOW - timedelta(hours=31), NOW) == timedelta(hours=31)
    assert age(NOW + timedelta(seconds=5), NOW) == timedelta(0)
