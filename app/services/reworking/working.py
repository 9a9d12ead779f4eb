"""Operations: begun, paused and finished by scan, for one order or for a whole lot at once."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operation, table_of
from app.db.queries import reworking as queries
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change
from app.domain.messages import reworking as say
from app.domain.messages.core import Param, Said, Word
from app.domain.reworking import BIZ_STEP, PLANNED_MINUTES, OperationKind
from app.domain.transitions import Move, OperationState, WorkOrderState
from app.domain.vocabulary import Role
from app.domain.work_orders import Order, Step
from app.services.acting import Act, Outcome
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.writing import check_workable, locked, write
from app.services.work_orders import change_order, change_step

OPERATION = table_of(Operation)


def start(session: Session, act: Act, screen: Screen, kind: OperationKind) -> Outcome[Sheet]:
    """Begin an operation of the chosen order, or go on with it; one that was not planned is added.

    Raises Refused while it runs or is finished, or while the operator is at another.
    """
    carton, order = locked(session, act, screen.sheet)
    check_workable(order)
    step = order.step(kind) or added(session, act, order, kind)
    _check_startable(session, act, order, step)
    changes = change_step(session, act, step, Move.START, since=act.now, operator_id=act.by.operator_id)
    if order.state is WorkOrderState.OPEN:
        changes += change_order(session, act, order, Move.START)
    event_id = _write(session, act, EventKind.OPERATION_STARTED, carton, order, step, changes)
    sheet = Sheet(carton.id, order.id)
    facts: dict[str, Param] = {"operation": Word(kind.value), "product": order.product.said, "lpn": carton.lpn}
    return Outcome(Said(say.STARTED, facts), event_id, sheet.to_params(), sheet)


def added(session: Session, act: Act, order: Order, kind: OperationKind) -> Step:
    """Write an operation that nobody planned: left out, until it is begun."""
    last = max((each.position for each in order.steps), default=0)
    minutes = PLANNED_MINUTES[kind] * order.quantity
    step = Step(new_id(), kind, OperationState.LEFT_OUT, minutes, position=last + 1)
    row = {
        "site_id": act.site_id, "id": step.id, "work_order_id": order.id, "kind": kind, "position": step.position,
        "state": step.state, "planned_minutes": step.planned_minutes, "seconds": 0, "since": None, "operator_id": None,
    }  # fmt: skip
    session.execute(sa.insert(OPERATION).values(row))
    return step


def _check_startable(session: Session, act: Act, order: Order, step: Step) -> None:
    facts: dict[str, Param] = {"operation": Word(step.kind.value), "product": order.product.said}
    if step.runs and step.since:
        if step.who_id == act.by.operator_id:
            raise Refused(say.RUNS_ALREADY, operation=facts["operation"], when=step.since)
        raise Refused(say.OTHERS, who=step.who, when=step.since, **facts)
    if step.state is OperationState.FINISHED:
        raise Refused(say.FINISHED_BEFORE, minutes=step.minutes_at(act.now), **facts)
    busy = queries.running_of(session, act.site_id, act.by.operator_id)
    if busy and (elsewhere := queries.one(session, act.site_id, busy[0])) and busy[1].since:
        at: dict[str, Param] = {"operation": Word(busy[1].kind.value), "product": elsewhere.product.said}
        raise Refused(say.BUSY, lpn=elsewhere.lpn, when=busy[1].since, **at)


def pause(session: Session, act: Act, screen: Screen) -> Outcome[Sheet]:
    """Pause the operation that the operator is at."""
    carton, order = locked(session, act, screen.sheet)
    step = running(act, order)
    changes = _ended(session, act, step, Move.PAUSE)
    event_id = _write(session, act, EventKind.OPERATION_PAUSED, carton, order, step, changes)
    sheet = Sheet(carton.id, order.id)
    facts: dict[str, Param] = {"operation": Word(step.kind.value), "minutes": step.minutes_at(act.now)}
    return Outcome(Said(say.PAUSED, {"product": order.product.said, **facts}), event_id, sheet.to_params(), sheet)


def finish(session: Session, act: Act, screen: Screen) -> Outcome[Sheet]:
    """Finish the operation that the operator is at."""
    carton, order = locked(session, act, screen.sheet)
    step = running(act, order)
    changes = _ended(session, act, step, Move.FINISH)
    event_id = _write(session, act, EventKind.OPERATION_FINISHED, carton, order, step, changes)
    sheet = Sheet(carton.id, order.id)
    return Outcome(_finished(act, order, step), event_id, sheet.to_params(), sheet)


def running(act: Act, order: Order) -> Step:
    """Return what the operator is at; a supervisor may end what others left running. Raises Refused."""
    check_workable(order)
    mine = [step for step in order.running if step.who_id == act.by.operator_id]
    if not mine and act.by.has(Role.SUPERVISOR):
        mine = list(order.running)
    if mine:
        return mine[0]
    for step in order.running:
        facts: dict[str, Param] = {"operation": Word(step.kind.value), "product": order.product.said}
        raise Refused(say.OTHERS, who=step.who, when=step.since or act.now, **facts)
    raise Refused(say.NOTHING_RUNS)


def _ended(session: Session, act: Act, step: Step, move: Move) -> tuple[Change, ...]:
    return change_step(session, act, step, move, seconds=step.seconds_at(act.now), since=None)


def _write(
    session: Session,
    act: Act,
    kind: EventKind,
    carton: StandingCarton,
    order: Order,
    step: Step,
    changes: tuple[Change, ...],
) -> UUID:
    detail = {"operation": step.kind.value}
    return write(session, act, kind, BIZ_STEP[step.kind], carton, changes, orders=(order,), detail=detail)


def _finished(act: Act, order: Order, step: Step) -> Said:
    after = replace(order, steps=tuple(each for each in order.steps if each.id != step.id))
    facts: dict[str, Param] = {"operation": Word(step.kind.value), "minutes": step.minutes_at(act.now)}
    if after.left:
        return Said(say.FINISHED, {"left": after.left_words, **facts})
    return Said(say.FINISHED_LAST, {"product": order.product.said, **facts})
