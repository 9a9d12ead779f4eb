"""Opening a closed receipt again: what it counted can be taken back or added to; until it is closed nothing is owed."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Receipt, table_of
from app.db.queries import receipts
from app.domain.approvals import ApprovalAct
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry
from app.domain.messages import floor
from app.domain.messages import receiving as say
from app.domain.messages.core import Said, Word
from app.domain.receipts import Board
from app.domain.transitions import AuthorizationState, Move, ReceiptState, allows, moved
from app.domain.vocabulary import ExceptionKind
from app.services import accruing, approving
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.excepting import resolve
from app.services.receiving.booking import transactions
from app.services.recording import record
from app.services.webhooks.outbox import put_authorization

RECEIPT, PAPER = table_of(Receipt), table_of(Authorization)


def reopen(session: Session, act: Act, receipt_id: UUID) -> Outcome[Board]:
    """Open the session of a receipt again. Raises Refused when its paper went on, or is received elsewhere."""
    board = _closed(session, act, receipt_id)
    for part in board.parts:
        _check_paper(part)
    asked = Request(ApprovalAct.REOPEN_RECEIPT, board.receipt, about_id=board.receipt_id)
    approving.check(session, act, asked)
    changes = tuple(change for part in board.parts for change in _open(session, act, part))
    event_id = record(session, act, _entry(board, changes))
    for part in board.parts:
        accruing.restate_receipt(session, act, part.receipt_id, event_id)
        resolve(session, act, ExceptionKind.DIFFERENCES, part.receipt_id)
    after = receipts.board(session, act.site_id, board.receipt_id)
    return Outcome(Said(say.REOPENED, {"receipt": board.receipt}), event_id, result=after)


def _closed(session: Session, act: Act, receipt_id: UUID) -> Board:
    """Return the locked session. Raises Refused when it is not closed."""
    board = receipts.board(session, act.site_id, receipt_id, lock=True)
    if board and board.leader_id:
        board = receipts.board(session, act.site_id, board.leader_id, lock=True)
    if board is None:
        raise Refused(floor.UNKNOWN_THING)
    if board.state is not ReceiptState.CLOSED:
        raise Refused(say.STILL_OPEN, receipt=board.receipt)
    return board


def _check_paper(board: Board) -> None:
    if board.paper is None or allows(board.paper.state, Move.REOPEN):
        return
    named = {"number": board.paper.number, "receipt": board.receipt}
    if board.paper.state is AuthorizationState.RECEIVING:
        raise Refused(say.ANOTHER_IS_OPEN, **named)
    raise Refused(say.PAPER_WENT_ON, **named, state=Word(board.paper.state.value))


def _open(session: Session, act: Act, board: Board) -> tuple[Change, ...]:
    session.execute(
        sa.update(RECEIPT)
        .where(RECEIPT.c.site_id == act.site_id, RECEIPT.c.id == board.receipt_id)
        .values(state=moved(board.state, Move.REOPEN), closed_at=None, closed_by=None)
    )
    changes = (Change("receipt", board.receipt_id, "state", board.state, ReceiptState.OPEN),)
    if board.paper is None:
        return changes
    after = moved(board.paper.state, Move.REOPEN)
    newer = {"state": after, "version": PAPER.c.version + 1}
    session.execute(
        sa.update(PAPER).where(PAPER.c.site_id == act.site_id, PAPER.c.id == board.paper.id).values(**newer)
    )
    put_authorization(session, act.site_id, (board.paper.id, board.paper.number), (board.paper.state, after), act.now)
    return (*changes, Change("authorization", board.paper.id, "state", board.paper.state, after))


def _entry(board: Board, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.RECEIPT_REOPENED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.OTHER,
        disposition=Disposition.RETURNED,
        biz_transactions=transactions(board),
        changes=changes,
    )
