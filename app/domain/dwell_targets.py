"""How long goods may stand in a stage, by program, and from when on somebody is told. No I/O."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Self

from app.domain.dwell import Stage
from app.domain.vocabulary import Program, Role

MOST_HOURS = 8_760
PERCENT = (100, 1_000)
"""The least and the most of a target at which somebody is told."""
TOLD = (Role.SUPERVISOR, Role.QUALITY, Role.OFFICE)
"""Who may be told: the roles that see exceptions."""

_NEAR = 0.75  # the share of a target from which on goods are near it


class AgeBucket(StrEnum):
    """Age against a target, for lists and bars."""

    FRESH = "fresh"
    NEAR = "near"
    LATE = "late"
    VERY_LATE = "very_late"


class TargetError(ValueError):
    """Stored targets that cannot be read."""


@dataclass(frozen=True, slots=True)
class Target:
    """How long some goods may stand: `within`, and beyond `percent` of that `role` is told."""

    within: timedelta
    percent: int = 200
    role: Role = Role.SUPERVISOR

    @property
    def escalates(self) -> timedelta:
        """The age from which on `role` is told."""
        return self.within * self.percent / 100

    def is_breached(self, aged: timedelta) -> bool:
        """Tell whether goods of this age have stood longer than they may."""
        return aged > self.within

    def bucket(self, aged: timedelta) -> AgeBucket:
        """Return how `aged` compares: up to three quarters, up to the target, until somebody is told, beyond."""
        if aged > self.escalates:
            return AgeBucket.VERY_LATE
        if self.is_breached(aged):
            return AgeBucket.LATE
        return AgeBucket.NEAR if aged > self.within * _NEAR else AgeBucket.FRESH


@dataclass(frozen=True, slots=True)
class StageTarget:
    """The target of one stage, and how long goods of programs that have a target of their own may stand in it."""

    usual: Target
    programs: Mapping[Program, timedelta] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def shortest(self) -> timedelta:
        """No goods may stand less long."""
        return min(self.usual.within, *self.programs.values()) if self.programs else self.usual.within

    def of(self, programs: Collection[Program | None]) -> Target:
        """Return the target of goods that came under `programs`, None for no paper: the shortest of several."""
        within = [self.programs.get(each, self.usual.within) if each else self.usual.within for each in programs]
        return replace(self.usual, within=min(within, default=self.usual.within))

    def escalated(self) -> Self:
        """Return the same with every target as long as it takes until somebody is told."""
        longer = {program: within * self.usual.percent / 100 for program, within in self.programs.items()}
        return replace(self, usual=replace(self.usual, within=self.usual.escalates), programs=longer)

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of it, in hours."""
        return {
            "hours": _hours(self.usual.within), "percent": self.usual.percent, "role": self.usual.role.value,
            "programs": {program.value: _hours(within) for program, within in sorted(self.programs.items())},
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        usual = Target(timedelta(hours=stored["hours"]), int(stored["percent"]), Role(stored["role"]))
        programs = {Program(name): timedelta(hours=hours) for name, hours in stored["programs"].items()}
        return cls(usual, MappingProxyType(programs))


def _hours(within: timedelta) -> int:
    return within // timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Targets:
    """One version of a site's table; version 0 is what every house begins with."""

    version: int
    stages: Mapping[Stage, StageTarget]

    def of(self, stage: Stage, programs: Collection[Program | None] = ()) -> Target:
        """Return the target of goods that came under `programs` and wait in `stage`."""
        return self.stages[stage].of(programs)

    def escalated(self) -> Self:
        """Return the same with every target as long as it takes until somebody is told."""
        return replace(self, stages={stage: target.escalated() for stage, target in self.stages.items()})

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of the table."""
        return {stage.value: target.to_json() for stage, target in self.stages.items()}


@lru_cache(maxsize=64)
def targets_of(version: int, text: str) -> Targets:
    """Return the table that a JSON text holds. Raises TargetError for what is not there or no number."""
    try:
        stored = json.loads(text)
        return Targets(version, {stage: StageTarget.from_json(stored[stage.value]) for stage in Stage})
    except (KeyError, TypeError, ValueError) as error:
        raise TargetError(f"dwell targets cannot be read: {error!r}") from error


STARTING = Targets(0, MappingProxyType({
    Stage.RECEIVE: StageTarget(Target(timedelta(hours=4))),
    Stage.GRADE: StageTarget(Target(timedelta(hours=24))),
    Stage.ROUTE: StageTarget(Target(timedelta(hours=8))),
    Stage.REWORK: StageTarget(Target(timedelta(days=5), percent=150)),
}))  # fmt: skip
"""The targets of a site that has written none."""
