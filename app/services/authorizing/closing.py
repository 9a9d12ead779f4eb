"""Reconciling an authorization once its goods have come, closing it once goods and money agree, opening it again."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import money, replacing
from app.db.queries.authorization import Paper
from app.db.queries.reconciliation import match_of
from app.domain.approvals import ApprovalAct
from app.domain.authorizing import PaperAct
from app.domain.differences import DifferenceKind
from app.domain.errors import Refused
from app.domain.matched import Match
from app.domain.messages import authorizing as say_paper
from app.domain.messages import reconciling as say
from app.domain.messages.core import Money, Params, Said, Units
from app.domain.messages.replacing import STILL_OPEN
from app.domain.transitions import Move
from app.domain.vocabulary import Program
from app.services import approving
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.authorizing.guarding import REASON, Seen, change, facts, lock, may_change


def reconcile(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Agree on what came: its differences are told and stand. Where memos credit, all that is free must be graded."""
    return answer(session, act, lambda: _reconcile(session, act, seen))


def _reconcile(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    paper, match = _matched(session, act, seen, Move.RECONCILE)
    waiting = match.units(DifferenceKind.UNGRADED)
    if waiting:
        raise Refused(say.STILL_TO_GRADE, number=paper.number, units=Units(waiting))
    change(session, act, paper, Move.RECONCILE, PaperAct.RECONCILED)
    return Outcome(_reconciled(paper, match), result=paper.id)


def _matched(session: Session, act: Act, seen: Seen, move: Move) -> tuple[Paper, Match]:
    """Return the authorization, locked against memos that are issued meanwhile, and its match."""
    lock(session, act, seen.id)
    paper = may_change(session, act, seen, move)
    return paper, match_of(session, act.site_id, paper)


def _reconciled(paper: Paper, match: Match) -> Said:
    short = sum(max(0, line.authorized - sum(lot.received for lot in line.lots)) for line in match.lines)
    over, held = match.total("over"), match.total("held")
    if not (short or over or held):
        return Said(say.RECONCILED, facts(paper))
    return Said(say.RECONCILED_WITH, {**facts(paper), "short": short, "over": over, "held": held})


def close(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Close an authorization for which goods and money agree; refused, the sentence says by how much they differ."""
    return answer(session, act, lambda: _close(session, act, seen))


def _close(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    paper, match = _matched(session, act, seen, Move.CLOSE_PAPER)
    _check_made_good(session, act, paper)
    open_money = _open_money(session, act, paper, match)
    if match.to_settle or open_money.amount:
        raise Refused(say.DIFFERS, **_differs(paper, match, open_money))
    change(session, act, paper, Move.CLOSE_PAPER, PaperAct.CLOSED)
    said: Params = {**facts(paper), "units": Units(match.total("credited"))}
    return Outcome(Said(say.CLOSED, said), result=paper.id)


def _check_made_good(session: Session, act: Act, paper: Paper) -> None:
    """Refuse to close over goods that the party waits for, or that were replaced in advance and did not come."""
    rooms = [line.room for line in replacing.of_paper(session, act.site_id, paper.id)]
    to_send, awaited = sum(room.to_send for room in rooms), sum(room.awaited for room in rooms)
    if to_send or awaited:
        raise Refused(STILL_OPEN, paper=paper.number, to_send=Units(to_send), awaited=Units(awaited))


def _open_money(session: Session, act: Act, paper: Paper, match: Match) -> Money:
    """Return what the party is owed by the journal, below zero what it owes; without terms, what is due at list price.

    Claims on vendors age by themselves, and keep nothing open that is settled with the party.
    """
    accounts = money.accounts(session, act.site_id, paper.id)
    found = next((each for each in accounts if each.open), money.account(session, act.site_id, paper.id))
    if found.open or match.by_terms or not match.lines:
        return Money(found.open, found.currency)
    return Money(match.worth_due, match.lines[0].product.currency)


def _differs(paper: Paper, match: Match, open_money: Money) -> Params:
    return {
        "number": paper.number,
        "due": Units(match.total("due")),
        "excess": Units(match.total("excess")),
        "ungraded": Units(match.units(DifferenceKind.UNGRADED)),
        "money": open_money,
    }


def reopen(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Open a closed authorization again, and say why; somebody who may approve that does."""
    return answer(session, act, lambda: _reopen(session, act, seen, reason.strip()[:REASON]))


def _reopen(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.REOPEN_PAPER)
    if not reason:
        raise Refused(say_paper.NEEDS_REASON, number=paper.number)
    deed = ApprovalAct.REOPEN_RECALL if paper.program is Program.RECALL else ApprovalAct.REOPEN_AUTHORIZATION
    approving.check(session, act, Request(deed, paper.number, about_id=paper.id))
    change(session, act, paper, Move.REOPEN_PAPER, PaperAct.REOPENED, reason=reason)
    return Outcome(Said(say.REOPENED, {**facts(paper), "reason": reason}), result=paper.id)
