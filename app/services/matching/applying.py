"""The match itself: the receipt answers the authorization, and each of its goods gets the verdict that it has there."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.gates import pass_gate
from app.db.models import CartonLine, Receipt, table_of
from app.db.queries import authorization, blind, receipts
from app.db.queries import eligibility as grounds
from app.db.queries.authorization import Paper
from app.db.queries.candidates import RECEIVABLE
from app.domain.authorizing import PaperAct
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.ledger import Change, Entry
from app.domain.matching import Fit
from app.domain.messages import authorizing as say_paper
from app.domain.messages import floor
from app.domain.messages import matching as say
from app.domain.messages import medical as say_medical
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.receipts import Board
from app.domain.terms import Eligibility
from app.domain.transitions import AuthorizationState, Move, ReceiptState, moved
from app.domain.vocabulary import ExceptionKind
from app.services import accruing, eligibility
from app.services.acting import Act, Outcome
from app.services.authorizing.guarding import claim
from app.services.authorizing.history import tell
from app.services.customs.arriving import hold_uncovered
from app.services.eligibility import JudgedPaper
from app.services.excepting import raise_exception, resolve
from app.services.isolating.arriving import hold_what_came
from app.services.matching.proposing import one
from app.services.matching.regrouping import Regrouped, regroup
from app.services.recording import record

RECEIPT, LINE = table_of(Receipt), table_of(CartonLine)


def match(
    session: Session, act: Act, receipt_id: UUID, paper_id: UUID, *, needs_goods: bool = True
) -> Outcome[UUID]:  # fmt: skip
    """Match the receipt to the authorization.

    Raises Refused when either is not in a state for it, Overtaken when somebody matched the receipt before.
    """
    pass_gate(session, act.site_id)
    blind.lock(session, act.site_id, receipt_id, paper_id)
    board = blind_board(session, act, receipt_id, needs_goods=needs_goods)
    grounds.lock_party(session, act.site_id, paper_id)
    paper = _receivable(session, act, board, paper_id)
    candidate = one(session, act.by, board, paper_id, act.now)
    assert candidate is not None, "it was read just now"
    if board.declared:
        raise Refused(say_medical.NOT_MATCHED, receipt=board.receipt, units=Units(board.declared))
    regrouped = regroup(session, act, board, paper, candidate.rejudged)
    changes = (*_answer(session, act, board, paper), *regrouped.changes)
    changes += hold_what_came(session, act, LINE.c.id.in_(regrouped.line_ids))
    changes += hold_uncovered(session, act, [paper.id], LINE.c.id.in_(regrouped.line_ids))
    judged = eligibility.judge_authorization(session, act.by, paper.id, act.now)
    event_id = record(session, act, _entry(board, paper, regrouped, changes))
    accruing.restate_receipt(session, act, board.receipt_id, event_id)
    _tell_differences(session, act, board, paper)
    return Outcome(_said(board, paper, candidate.fit, judged), event_id, result=paper.id)


def blind_board(session: Session, act: Act, receipt_id: UUID, *, needs_goods: bool = True) -> Board:
    """Return the receipt when it has no paper yet, and goods unless none are needed."""
    board = receipts.board(session, act.site_id, receipt_id)
    if board is None:
        raise Refused(floor.UNKNOWN_THING)
    if board.paper is not None:
        raise _matched_before(session, act, board)
    if needs_goods and not board.mine:
        raise Refused(say.NOTHING_COUNTED, receipt=board.receipt)
    return board


def _matched_before(session: Session, act: Act, board: Board) -> FloorError:
    assert board.paper is not None, "it is what was found"
    first = blind.match_of(session, act.site_id, board.receipt, board.paper.id)
    if first is None:
        return Refused(say.NOT_BLIND, receipt=board.receipt, number=board.paper.number)
    return Overtaken(say.WAS_FIRST, receipt=board.receipt, number=first.number, who=first.who, when=first.when)


def _receivable(session: Session, act: Act, board: Board, paper_id: UUID) -> Paper:
    paper = authorization.one(session, act.site_id, paper_id)
    if paper is None:
        raise Refused(say_paper.UNKNOWN)
    if paper.state not in RECEIVABLE:
        raise Refused(say.NOT_RECEIVABLE, number=paper.number, state=Word(paper.state.value), receipt=board.receipt)
    other = receipts.open_receipt_of(session, act.site_id, paper.id)
    if other and board.state is ReceiptState.OPEN:
        number = receipts.number_of(session, act.site_id, other)
        raise Refused(say.OPEN_ELSEWHERE, number=paper.number, other=number, receipt=board.receipt)
    return paper


def _answer(session: Session, act: Act, board: Board, paper: Paper) -> tuple[Change, ...]:
    """Let the receipt answer the paper, which has come as far as the receipt and its others say."""
    session.execute(
        sa.update(RECEIPT)
        .where(RECEIPT.c.site_id == act.site_id, RECEIPT.c.id == board.receipt_id)
        .values(authorization_id=paper.id)
    )
    after = _state_after(board, paper.state)
    claim(session, act, paper, state=after)
    moves = [("state", paper.state.value, after.value)] if after is not paper.state else []
    tell(session, act, paper.id, PaperAct.MATCHED, [("receipt", "", board.receipt), *moves])
    answers = Change("receipt", board.receipt_id, "authorization_id", "", str(paper.id))
    if after is paper.state:
        return (answers,)
    return (answers, Change("authorization", paper.id, "state", paper.state, after))


def _state_after(board: Board, before: AuthorizationState) -> AuthorizationState:
    if before is AuthorizationState.RECEIVING:  # a receipt of its own is open: that one closes it
        return before
    receiving = moved(before, Move.RECEIVE)
    return receiving if board.state is ReceiptState.OPEN else moved(receiving, Move.CLOSE)


def _entry(board: Board, paper: Paper, regrouped: Regrouped, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.RECEIPT_MATCHED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.ACCEPTING,
        disposition=Disposition.RETURNED,
        items=regrouped.items,
        biz_transactions=({"type": "receipt", "id": str(board.receipt_id)}, {"type": "rma", "id": str(paper.id)}),
        changes=changes,
        detail={"recounted": [[str(was), str(now), quantity] for was, now, quantity in regrouped.recounted]},
    )


def _tell_differences(session: Session, act: Act, board: Board, paper: Paper) -> None:
    """Put the differences before the supervisors, as closing the receipt would have done with its paper at hand."""
    after = receipts.board(session, act.site_id, board.receipt_id)
    assert after is not None, "it was matched just now"
    resolve(session, act, ExceptionKind.DIFFERENCES, board.receipt_id)  # told when it was closed without paper
    if after.state is ReceiptState.CLOSED and (after.over or after.short or after.held):
        facts: dict[str, Param] = {"over": after.over, "short": after.short, "held": after.held}
        params = {**facts, "number": paper.number, "party": paper.party}
        raise_exception(session, act, ExceptionKind.DIFFERENCES, params, board.receipt_id)


def _said(board: Board, paper: Paper, fit: Fit, judged: JudgedPaper) -> Said:
    facts: dict[str, Param] = {"receipt": board.receipt, "number": paper.number, "party": paper.party}
    facts |= {"expected": Units(fit.expected), "over": fit.over, "held": fit.held}
    if judged.lines and judged.outcome is Eligibility.REFUSED:
        worst = judged.worst
        return Said(say.MATCHED_NOT_ELIGIBLE, {**facts, "product": worst.request.product, "why": worst.said.quoted})
    return Said(say.MATCHED_WITH_DIFFERENCES if fit.over or fit.held else say.MATCHED, facts)
