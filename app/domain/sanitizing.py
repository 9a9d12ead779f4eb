"""Data on returned devices: how media are sanitized, and when a unit may leave the building (NIST SP 800-88)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.messages import sanitizing as say
from app.domain.vocabulary import Condition, DispositionCode


class SanitizationMethod(StrEnum):
    """What was done to a medium, the weakest first."""

    CLEAR = "clear"
    PURGE = "purge"
    DESTROY = "destroy_medium"


class SanitizationResult(StrEnum):
    """What the verification of a medium came to."""

    PASSED = "sanitization_passed"
    FAILED = "sanitization_failed"


KEPT_IN: frozenset[DispositionCode] = frozenset({
    DispositionCode.REWORK, DispositionCode.REFURBISH, DispositionCode.DESTROY, DispositionCode.RETURN_TO_CUSTOMER,
})  # fmt: skip
"""The codes under which data may still be on goods: they stay, end here, or go back to whose data it is."""


@dataclass(frozen=True, slots=True)
class Medium:
    """One medium of a unit, by what its label says."""

    make: str
    model: str
    serial: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sanitization of one medium, done and verified by two people; `tool` and `version` are as printed."""

    medium: Medium
    method: SanitizationMethod
    tool: str
    version: str
    result: SanitizationResult


def check(attempt: Attempt, before: Sequence[Attempt]) -> None:
    """Raise Refused for an attempt that says too little, or that comes after a purge of the medium has failed."""
    medium = attempt.medium
    if not medium.serial:
        raise Refused(say.WHICH_MEDIUM)
    if not attempt.tool:
        raise Refused(say.WHICH_TOOL, medium=medium.serial)
    if attempt.method is not SanitizationMethod.DESTROY and must_be_destroyed(medium, before):
        raise Refused(say.PURGE_FAILED, medium=medium.serial)


def must_be_destroyed(medium: Medium, attempts: Iterable[Attempt]) -> bool:
    """Tell whether a purge of the medium has failed: only its destruction is worth anything then."""
    return any(
        each.medium.serial == medium.serial
        and each.method is SanitizationMethod.PURGE
        and each.result is SanitizationResult.FAILED
        for each in attempts
    )


def is_sanitized(attempts: Sequence[Attempt]) -> bool:
    """Tell whether every medium that was recorded of a unit passed when it was done last; none recorded is none."""
    last: Mapping[str, Attempt] = {each.medium.serial: each for each in attempts}
    return bool(last) and all(each.result is SanitizationResult.PASSED for each in last.values())


def must_stay(condition: frozenset[Condition], code: DispositionCode | None, attempts: Sequence[Attempt]) -> bool:
    """Tell whether a data-bearing unit may not go where `code` leads yet; factory-sealed goods hold nobody's data."""
    is_bound = code is not None and code not in KEPT_IN
    return is_bound and Condition.UNOPENED not in condition and not is_sanitized(attempts)
