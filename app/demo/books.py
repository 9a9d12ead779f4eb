"""The returns office after the floor: what is graded is credited, reconciled, and some of it closed."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, table_of
from app.db.queries import authorization, credit_memos
from app.db.queries.reconciliation import credits_by_memo, match_of
from app.demo.hands import Crew, Hand, result_of
from app.demo.paperwork import CLERK
from app.demo.site import TIME_ZONE
from app.domain.crediting import MemoDraft, MemoLine
from app.domain.matched import Lot, Match, Matched
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program
from app.services import authorizing, crediting
from app.services.acting import Act, Answered
from app.services.authorizing import Seen
from app.services.crediting import SeenMemo

PAPER = table_of(Authorization)

HOURS_AGO = 0.25
DESK = "D-01"
"""Where the clerk's device is signed in."""


def play_books(crew: Crew) -> None:
    """Credit half of what is graded in part; reconcile what is graded whole, and close the oldest of it."""
    books = _Books(crew.hand(CLERK, DESK, HOURS_AGO))
    part_graded, whole = books.received()
    for paper_id in part_graded:
        books.credit(paper_id, part=2)
    for number, paper_id in enumerate(whole):
        books.settle(paper_id, is_closed=number == 0)


def _worth(line: Matched, lot: Lot, units: int) -> Decimal:
    return lot.worth_of(units, line.product.currency)


class _Books:
    def __init__(self, hand: Hand) -> None:
        self._hand, self._session, self._site_id = hand, hand.session, hand.by.site_id

    def received(self) -> tuple[list[UUID], list[UUID]]:
        """Return by number what is graded in part and has earned credit, and what is graded whole."""
        received = sa.select(PAPER.c.id).where(
            PAPER.c.site_id == self._site_id,
            PAPER.c.state == AuthorizationState.RECEIVED,
            PAPER.c.program.in_([program for program in Program if credits_by_memo(program)]),
        )
        papers = self._session.scalars(received.order_by(PAPER.c.number)).all()
        matches = {paper_id: self._match(paper_id) for paper_id in papers}
        part = [id for id, match in matches.items() if match.total("ungraded") and match.total("due")]
        return part, [id for id, match in matches.items() if match.total("accepted") and not match.total("ungraded")]

    def credit(self, paper_id: UUID, part: int, *, is_settled: bool = False) -> None:
        """Credit `part` of what is due, 1 for all of it and 2 for half."""
        lines = tuple(line for line in self._due(paper_id, part) if line.quantity)
        if lines:
            self._credit(paper_id, lines, is_settled=is_settled)

    def settle(self, paper_id: UUID, *, is_closed: bool) -> None:
        """Reconcile; credit all that is due and close, where that is wanted."""
        if is_closed:
            self.credit(paper_id, 1, is_settled=True)
        self._on_paper(paper_id, authorizing.reconcile)
        if is_closed:
            self._on_paper(paper_id, authorizing.close)

    def _match(self, paper_id: UUID) -> Match:
        paper = authorization.one(self._session, self._site_id, paper_id)
        assert paper is not None
        return match_of(self._session, self._site_id, paper)

    def _due(self, paper_id: UUID, part: int) -> list[MemoLine]:
        return [
            MemoLine(line.line_id, line.product, lot.lot, units := lot.due // part, _worth(line, lot, units))
            for line in self._match(paper_id).lines
            for lot in line.lots
        ]

    def _credit(self, paper_id: UUID, lines: tuple[MemoLine, ...], *, is_settled: bool) -> None:
        act = self._hand.act(crediting.SCOPE)
        draft = MemoDraft("", act.now.astimezone(ZoneInfo(TIME_ZONE)).date(), lines)
        memo_id = result_of(crediting.create(self._session, act, new_id(), paper_id, draft))
        self._on_memo(memo_id, crediting.issue)
        if is_settled:
            self._on_memo(memo_id, crediting.settle)

    def _on_memo(self, memo_id: UUID, verb: Callable[[Session, Act, SeenMemo], Answered[UUID]]) -> None:
        memo = credit_memos.one(self._session, self._site_id, memo_id)
        assert memo is not None
        result_of(verb(self._session, self._hand.act(crediting.SCOPE), SeenMemo(memo.id, memo.version)))

    def _on_paper(self, paper_id: UUID, verb: Callable[[Session, Act, Seen], Answered[UUID]]) -> None:
        paper = authorization.one(self._session, self._site_id, paper_id)
        assert paper is not None
        result_of(verb(self._session, self._hand.act(authorizing.SCOPE), Seen(paper.id, paper.version)))
