"""What a line comes to: its resolution, and goods that nobody had asked for but that are paid all the same."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.models import AuthorizationLine, Product, ReceiptLine, Settlement, table_of
from app.db.queries import authorization
from app.db.queries import settling as queries
from app.db.queries.authorization import Line
from app.db.queries.replacements import standing_for
from app.db.queries.settling import SettlingLine
from app.domain.approvals import ApprovalAct, Extent
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import money as say
from app.domain.messages import replacing
from app.domain.messages.core import Local, Params, Said, Units, Word
from app.domain.money import NOTHING
from app.domain.refunds import NEEDS_APPROVAL, Resolution, usual
from app.services import approving
from app.services.accruing import restate, restate_paper
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.authorizing.guarding import Seen, claim, overtaken
from app.services.authorizing.history import tell
from app.services.refunding import lock_papers
from app.services.settling.guarding import check_role, name_of, reason_of

LINE, SETTLEMENT = table_of(AuthorizationLine), table_of(Settlement)
RECEIPT_LINE, PRODUCT = table_of(ReceiptLine), table_of(Product)


@dataclass(frozen=True, slots=True)
class Over:
    """Which receipt line is to be paid although nobody had asked for it, and why."""

    receipt_line_id: UUID
    reason: str


def approve_over(session: Session, act: Act, over: Over) -> Answered[UUID]:
    """Let goods beyond the paper earn what goods on it earn."""
    return answer(session, act, lambda: _approve_over(session, act, over))


def _approve_over(session: Session, act: Act, over: Over) -> Outcome[UUID]:
    check_role(act)
    written = reason_of(over.reason)
    lock_papers(session, act, queries.papers_of(session, act.site_id, [over.receipt_line_id]))
    found = next(iter(queries.lines(session, act.site_id, [over.receipt_line_id])), None)
    if found is None:
        raise Refused(say.UNKNOWN)
    product, units = _goods(session, act, found.id)
    if found.facts.verdict not in NEEDS_APPROVAL or found.facts.is_approved:
        raise Refused(say.NO_OVER, product=product)
    who = approving.check(session, act, Request(ApprovalAct.CREDIT_OVER, product, Extent(units), found.id))
    _keep(session, act, found, {"approved_at": act.now, "approved_by": who, "reason": written})
    restate(session, act, [found.id])
    said: Params = {"who": name_of(session, who), "units": Units(units), "product": product, "reason": written}
    return Outcome(Said(say.OVER_APPROVED, said), result=found.authorization_id)


def _goods(session: Session, act: Act, line_id: UUID) -> tuple[Local, int]:
    row = session.execute(
        sa.select(PRODUCT.c.name, RECEIPT_LINE.c.quantity)
        .join(PRODUCT, PRODUCT.c.id == RECEIPT_LINE.c.product_id)
        .where(RECEIPT_LINE.c.site_id == act.site_id, RECEIPT_LINE.c.id == line_id)
    ).one()
    return Local(row.name), row.quantity


def _keep(session: Session, act: Act, line: SettlingLine, approved: dict[str, Any]) -> None:
    """Write the approval down, beside what was posted for the line, if anything was."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    fresh = {
        "site_id": act.site_id, "receipt_line_id": line.id, "authorization_id": line.authorization_id,
        "party_id": line.party_id, "resolution": line.facts.resolution, "price": line.price.amount,
        "currency": line.price.currency, "is_list_price": line.price.is_list, "units": 0, "gross": NOTHING,
        "fee": NOTHING, "approve_from": NOTHING, "terms_version": 0, "changed_at": act.now,
    }  # fmt: skip
    session.execute(
        insert(SETTLEMENT)
        .values(**fresh, **approved)
        .on_conflict_do_update(index_elements=["site_id", "receipt_line_id"], set_=approved)
    )


def choose_resolution(session: Session, act: Act, seen: Seen, line_id: UUID, resolution: Resolution) -> Answered[UUID]:
    """Say what the party gets for a line; what was posted for its goods moves along."""
    return answer(session, act, lambda: _choose(session, act, seen, line_id, resolution))


def _choose(session: Session, act: Act, seen: Seen, line_id: UUID, resolution: Resolution) -> Outcome[UUID]:
    check_role(act)
    paper = authorization.one(session, act.site_id, seen.id)
    line = next((each for each in paper.lines if each.id == line_id), None) if paper else None
    if paper is None or line is None:
        raise Refused(say.UNKNOWN)
    if paper.version != seen.version:
        raise overtaken(session, act, paper)
    mine = (LINE.c.site_id == act.site_id, LINE.c.id == line_id)
    stored = session.execute(sa.select(LINE.c.resolution).where(*mine)).scalar_one()
    before = usual(stored, paper.program)
    _check_not_replaced(session, act, paper.id, line)
    claim(session, act, paper)
    session.execute(sa.update(LINE).where(*mine).values(resolution=resolution))
    tell(session, act, paper.id, PaperAct.EDITED, [("resolution", before, resolution)])
    restate_paper(session, act, paper.id)
    said: Params = {
        "number": paper.number, "product": line.product.said, "resolution": Word(resolution.value),
        "before": Word(before.value),
    }  # fmt: skip
    return Outcome(Said(say.RESOLVED, said), result=paper.id)


def _check_not_replaced(session: Session, act: Act, paper_id: UUID, line: Line) -> None:
    """Refuse what would leave a replacement without its ground."""
    found = standing_for(session, act.site_id, paper_id, [line.id])
    if found:
        raise Refused(replacing.LINE_IS_REPLACED, number=found.number, product=line.product.said)
