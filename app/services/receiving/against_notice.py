"""What a counted carton says against the notice that announced it."""

from sqlalchemy.orm import Session

from app.db.queries import pallets
from app.domain.messages import pallets as say
from app.domain.messages.core import Params, Said
from app.domain.pallets import compare
from app.domain.receipts import Board
from app.domain.vocabulary import ExceptionKind
from app.services.acting import Act
from app.services.excepting import raise_exception
from app.services.moving import Standing


def told_against_notice(session: Session, act: Act, board: Board, carton: Standing, facts: Params) -> Said | None:
    """Return how the closed carton differs from its notice, and tell the supervisors; None when none announced it."""
    declared = pallets.declared(session, act.site_id, [carton.id])
    if not declared:
        return None
    counted = pallets.lots_in(session, act.site_id, carton.id)
    found = compare(((each.product.id, each.lot, each.quantity) for each in declared), counted)
    if not found.any:
        return Said(say.COUNTED_AS_DECLARED, facts)
    differs = {"short": found.short, "over": found.over, "other_lot": found.other_lot}
    params: Params = {"number": board.number, "lpn": carton.lpn, **differs}
    raise_exception(session, act, ExceptionKind.NOT_AS_DECLARED, params, board.receipt_id, carton.id)
    return Said(say.COUNTED_OTHERWISE if counted else say.EMPTY_THOUGH_DECLARED, {**facts, **differs})
