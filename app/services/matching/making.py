"""An authorization made from what a blind receipt counted: its lines are the counts, the office says the rest."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import authorization
from app.domain.authorizing import Detail, Draft, DraftLine, PaperAct, lacking, wrong
from app.domain.errors import Refused
from app.domain.messages import authorizing as say_paper
from app.domain.messages import matching as say
from app.domain.messages.core import Param, Said, Units
from app.domain.products import Product
from app.domain.receipts import Board
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, ReasonCode
from app.services.acting import Act, Outcome
from app.services.authorizing.history import tell
from app.services.authorizing.writing import write_new
from app.services.matching.applying import blind_board, match


@dataclass(frozen=True, slots=True)
class Making:
    """What the office says of goods that came without paper; `paper_id` is the new authorization's id."""

    paper_id: UUID
    program: Program
    party_id: UUID
    reason: ReasonCode
    details: Mapping[Detail, str] = field(default_factory=lambda: MappingProxyType({}))
    claim: str = ""
    language: str = "en"


def make(session: Session, act: Act, receipt_id: UUID, making: Making) -> Outcome[UUID]:
    """Write the authorization; approved at once, it is matched at once, else it says what it waits for."""
    board = blind_board(session, act, receipt_id)
    draft = draft_of(board, making)
    if wrong(draft):
        raise Refused(say_paper.WRONG, count=len(wrong(draft)))
    is_complete = not lacking(draft)
    written = write_new(session, act, making.paper_id, draft, is_complete)
    tell(session, act, making.paper_id, PaperAct.MADE, [("receipt", "", board.receipt)])
    paper = authorization.one(session, act.site_id, making.paper_id)
    assert paper is not None, "it was written just now"
    if paper.state is AuthorizationState.APPROVED:
        return match(session, act, receipt_id, paper.id)
    facts: dict[str, Param] = {"receipt": board.receipt, "number": paper.number, "party": paper.party}
    if not is_complete:
        return Outcome(Said(say.DRAFTED, {**facts, "units": Units(paper.units)}), result=paper.id)
    return Outcome(Said(say.WAITS, {**facts, "why": written.said.quoted}), result=paper.id)


Goods = tuple[UUID, str, date | None, str]
"""Product, lot, expiry and serial."""


def draft_of(board: Board, making: Making) -> Draft:
    """Return what the office would have written before the goods came: every count is a line, alike goods one line."""
    units: dict[Goods, int] = defaultdict(int)
    products: dict[UUID, Product] = {}
    for count in board.mine:
        units[count.product.id, count.lot, count.expiry, count.serial] += count.quantity
        products[count.product.id] = count.product
    lines = tuple(
        DraftLine(products[product], quantity, making.reason, lot, expiry, serial, making.claim)
        for (product, lot, expiry, serial), quantity in units.items()
    )
    return Draft(making.program, making.party_id, lines, making.details, language=making.language)
