"""Stages of work: what a carton waits for, and how long it has. `dwell_targets` says how long it may."""

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


def stage_of(state: CartonState, code: DispositionCode | None = None, *, is_declared: bool = False) -> Stage | None:
    """Return what a carton in `state`, with `code` decided or none yet, waits for; None when it waits for nothing.

    One that `is_declared` holds units that nobody has counted: it is not graded before the dock has.
    """
    stage = _WHEN_PLACED.get(code) if state is CartonState.PLACED else _OF_STATE.get(state)
    return Stage.RECEIVE if is_declared and stage is Stage.GRADE else stage


def age(since: datetime, now: datetime) -> timedelta:
    """Return the time from `since` to `now`, both aware; a clock that ran ahead counts as none."""
    return max(now - since, timedelta(0))
