"""An authorization scanned while a receipt is open: a blind one is offered to answer it, any other to take it in."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.db.queries import candidates, papers, receipts
from app.domain.errors import Question, Refused
from app.domain.messages import matching as say
from app.domain.messages import pairing
from app.domain.messages import receiving as say_here
from app.domain.messages.core import Param, Said, Units
from app.domain.pending import Pending
from app.domain.receipts import Board
from app.domain.receiving import Ask
from app.services import matching
from app.services.acting import Act, Outcome
from app.services.reading import meanings
from app.services.receiving import opening


def found(session: Session, act: Act, pending: Pending) -> Any | None:
    """Return the authorization that the scan names, if it names one."""
    rows = papers.by_code(session, act.site_id, papers.codes_of(meanings(pending.text, pending.symbology)))
    return rows[0] if rows else None


def offer(session: Session, act: Act, board: Board, pending: Pending, paper: Any) -> Outcome[Board]:
    """Ask whether the receipt shall answer the authorization. Raises Question, or Refused when it answers one."""
    if board.paper is not None:
        return _offer_to_join(session, act, board, pending, paper)
    candidate = matching.one(session, act.by, board, paper.id, act.now)
    assert candidate is not None, "it was found just now"
    question = Question(
        say.OFFERED, Ask.MATCH, receipt=board.receipt, number=paper.number, party=paper.party,
        expected=candidate.fit.expected, units=Units(candidate.fit.units),
    )  # fmt: skip
    raise question.keeping(replace(pending, ask=Ask.MATCH).to_json())


def _offer_to_join(session: Session, act: Act, board: Board, pending: Pending, paper: Any) -> Outcome[Board]:
    facts: dict[str, Param] = {"number": paper.number, "party": paper.party, "receipt": board.receipt}
    if paper.id in board.receipts:
        return Outcome(Said(pairing.HERE_ALREADY, facts), result=board)
    opening.check_may_open(session, act, paper)
    units = sum(line.expected for line in candidates.lines(session, act.site_id, [paper.id]).get(paper.id, ()))
    question = Question(pairing.JOIN, Ask.JOIN, **facts, open=board.number, expected=units)
    raise question.keeping(replace(pending, ask=Ask.JOIN).to_json())


def accept(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Let the receipt answer the authorization that was scanned, or take it into the session."""
    paper = found(session, act, pending)
    if paper is None:
        raise Refused(say_here.UNKNOWN_PAPER, text=pending.text)
    if pending.ask is Ask.JOIN:
        return opening.join(session, act, board, paper)
    matched = matching.apply(session, act, board.receipt_id, paper.id, needs_goods=False)
    after = receipts.board(session, act.site_id, board.receipt_id, board.carton_id)
    return Outcome(matched.said, matched.event_id, result=after)
