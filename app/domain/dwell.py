"""Stages of work, how long goods may stand in each, and how old they are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode


class Stage(StrEnum):
    """What a carton waits for."""

    RECEIVE = "receive"
    GRADE = "grade"
    ROUTE = "route"
    REWORK = "rework"


_OF_STATE: Mapping[CartonState, Stage] = MappingProxyType({
    CartonState.EXPECTED: Stage.RECEIVE,
    CartonState.RECEIVING: Stage.RECEIVE,
    CartonState.RECEIVED: Stage.GRADE,
    CartonState.GRADING: Stage.GRADE,
    CartonState.OPEN: Stage.ROUTE,
    CartonState.GRADED: Stage.ROUTE,
    CartonState.ROUTING: Stage.ROUTE,
    CartonState.REWORKING: Stage.REWORK,
    CartonState.AWAY: Stage.REWORK,
})  # fmt: skip

# Placed cartons have arrived, except where their code says that work is still to be done on them.
_WHEN_PLACED: Mapping[DispositionCode | None, Stage] = MappingProxyType({
    None: Stage.GRADE,
    DispositionCode.REWORK: Stage.REWORK,
    DispositionCode.REFURBISH: Stage.REWORK,
})  # fmt: skip

DWELL_TARGET: Mapping[Stage, timedelta] = MappingProxyType({
    Stage.RECEIVE: timedelta(hours=4),
    Stage.GRADE: timedelta(hours=24),
    Stage.ROUTE: timedelta(hours=8),
    Stage.REWORK: timedelta(days=5),
})  # fmt: skip


class AgeBucket(StrEnum):
    """Age against the target of the stage, for lists and bars."""

    FRESH = "fresh"
    DUE = "due"
    LATE = "late"
    VERY_LATE = "very_late"


# Shares of the target at which the next bucket begins.
_BUCKETS = ((AgeBucket.FRESH, 0.5), (AgeBucket.DUE, 1.0), (AgeBucket.LATE, 2.0))


def stage_of(state: CartonState, code: DispositionCode | None = None, *, is_declared: bool = False) -> Stage | None:
    """Return what a carton in `state`, with `code` decided or none yet, waits for; None when it waits for nothing.

    One that `is_declared` holds units that nobody has counted: it is not graded before the dock has.
    """
    stage = _WHEN_PLACED.get(code) if state is CartonState.PLACED else _OF_STATE.get(state)
    return Stage.RECEIVE if is_declared and stage is Stage.GRADE else stage


def age(since: datetime, now: datetime) -> timedelta:
    """Return the time from `since` to `now`, both aware; a clock that ran ahead counts as none."""
    return max(now - since, timedelta(0))


def is_breached(stage: Stage, aged: timedelta) -> bool:
    """Tell whether goods of this age have stood longer than the stage's target."""
    return aged > DWELL_TARGET[stage]


def age_bucket(stage: Stage, aged: timedelta) -> AgeBucket:
    """Return how `aged` compares with the stage's target: up to half, up to it, up to double, beyond."""
    share = aged / DWELL_TARGET[stage]
    return next((bucket for bucket, limit in _BUCKETS if share <= limit), AgeBucket.VERY_LATE)
