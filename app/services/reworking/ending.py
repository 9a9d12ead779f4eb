"""The end of the work: an order is done, and its goods wait for a grading bench."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.queries import reworking as queries
from app.domain.epcis import BizStep, EventKind
from app.domain.errors import Question, Refused
from app.domain.ledger import Change
from app.domain.messages import reworking as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.transitions import Move, OperationState
from app.domain.work_orders import Order
from app.services.acting import Act, Outcome
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.writing import check_workable, locked, write
from app.services.work_orders import change_order, change_step


def confirm(session: Session, act: Act, screen: Screen) -> Outcome[Sheet]:
    """Say that the chosen order is done. Raises Refused while an operation runs, and asks before any is left out."""
    carton, order = locked(session, act, screen.sheet)
    check_workable(order)
    for step in order.running:
        raise Refused(say.STILL_RUNS, operation=Word(step.kind.value), who=step.who, when=step.since or act.now)
    if order.left and not screen.sheet.leaves_out:
        question = Question(say.LEAVE_OUT, "leaves_out", left=order.left_words)
        raise question.keeping(replace(screen.sheet.bare, order_id=order.id, leaves_out=True).to_params())
    changes = _left_out(session, act, order) + change_order(session, act, order, Move.FINISH)
    event_id = write(session, act, EventKind.REWORK_FINISHED, BizStep.REPAIRING, carton, changes, orders=(order,))
    left = queries.unfinished(session, act.site_id, carton.id)
    sheet = Sheet(carton.id)
    return Outcome(_said(act, order, left), event_id, sheet.to_params(), sheet)


def _left_out(session: Session, act: Act, order: Order) -> tuple[Change, ...]:
    """Leave out what was never begun; what was paused took what it took."""
    changes: tuple[Change, ...] = ()
    for step in order.left:
        move = Move.LEAVE_OUT if step.state is OperationState.PLANNED else Move.FINISH
        changes += change_step(session, act, step, move)
    return changes


def _said(act: Act, order: Order, left: int) -> Said:
    account = order.account(act.now)
    params: dict[str, Param] = {
        "units": Units(order.quantity), "product": order.product.said, "cost": account.cost,
    }  # fmt: skip
    if left:
        return Said(say.DONE_NEXT, {**params, "count": left})
    return Said(say.DONE, {**params, "gain": account.gain, "lpn": order.lpn})
