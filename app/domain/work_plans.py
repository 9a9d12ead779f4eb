"""The plan of the workshop: where and how soon an order is worked on, which operation comes first. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.reworking import Priority
from app.domain.transitions import OperationState
from app.domain.work_orders import Step


class PlanAct(StrEnum):
    """What the office does to a work order; each is one row of its history."""

    PLANNED = "work_planned"
    REORDERED = "work_reordered"
    CANCELLED = "work_cancelled"
    REOPENED = "work_reopened"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the office wishes for an order: a bench, None for any, and how soon. It binds nobody on the floor."""

    bench_id: UUID | None
    priority: Priority


def brought_forward(steps: Sequence[Step], step_id: UUID) -> tuple[Step, Step] | None:
    """Return a planned operation and the planned one that it changes places with, None when there is no such.

    What was begun, finished or left out stays where it is: only what nobody has touched is planned anew.
    """
    planned = [step for step in steps if step.state is OperationState.PLANNED]
    position = next((n for n, step in enumerate(planned) if step.id == step_id), 0)
    return (planned[position], planned[position - 1]) if position else None
