"""Which authorizations a blind receipt may answer, the likeliest first, and what its goods would be under each."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.queries import candidates as queries
from app.db.queries import papers as paper_queries
from app.domain.matching import Deliveries, Fit, Rejudged, fit_of, rejudge
from app.domain.messages.core import Said
from app.domain.principals import Principal
from app.domain.receipts import Board, Paper

SHOWN = 8
"""Candidates that are worth a look; one that is asked for by its number is shown whatever its rank."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An authorization with what the goods would be under it. `may_match` is False until it is approved."""

    paper: Paper
    fit: Fit
    rejudged: tuple[Rejudged, ...]
    may_match: bool

    @property
    def said(self) -> Said:
        """Why it stands where it stands."""
        return self.fit.said(self.paper.number, self.paper.party)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A blind receipt with its candidates, and with who was sent such goods."""

    board: Board
    candidates: tuple[Candidate, ...]
    senders: tuple[tuple[UUID, str], ...]


def propose(session: Session, by: Principal, board: Board, now: datetime, find: str = "") -> Proposal:
    """Return what the blind receipt `board` may answer; `find` adds an authorization by number, order or tracking."""
    asked = [row.id for row in paper_queries.by_code(session, by.site_id, {find, find.upper()})] if find else []
    ids = {*asked, *queries.likely(session, by.site_id, board.mine)} if board.mine else set()
    ranked = sorted(compared(session, by, board, ids, now), key=_rank)
    shown = [each for place, each in enumerate(ranked) if place < SHOWN or each.paper.id in asked]
    found = [each for each in shown if each.paper.id in asked] + [each for each in shown if each.paper.id not in asked]
    senders = queries.senders(session, by.site_id, board.mine) if board.mine else []
    return Proposal(board, tuple(found), tuple(senders))


def _rank(candidate: Candidate) -> tuple[int, str]:
    return -candidate.fit.score, candidate.paper.number


def compared(session: Session, by: Principal, board: Board, ids: Collection[UUID], now: datetime) -> list[Candidate]:
    """Return the goods of a blind receipt as each of the authorizations sees them, in five statements."""
    papers = queries.papers(session, by.site_id, ids)
    named, came = queries.lines(session, by.site_id, ids), queries.counted(session, by.site_id, ids)
    sent = queries.deliveries(session, by.site_id, {paper.party_id for paper in papers}, board.mine)
    today = now.astimezone(ZoneInfo(by.time_zone)).date()

    def candidate(paper: Paper) -> Candidate:
        under = replace(board, paper=paper, named=named.get(paper.id, ()), counts=came.get(paper.id, ()))
        goods = sent.get(paper.party_id, Deliveries())
        rejudged = rejudge(under, board.mine, goods, today)
        return Candidate(paper, fit_of(rejudged, under.named, goods), rejudged, paper.state in queries.RECEIVABLE)

    return [candidate(paper) for paper in papers]


def one(session: Session, by: Principal, board: Board, paper_id: UUID, now: datetime) -> Candidate | None:
    """Return one authorization as a candidate, or None when the site has none of that id."""
    return next(iter(compared(session, by, board, {paper_id}, now)), None)
