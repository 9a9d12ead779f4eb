"""What is particular about taking a match back: undo itself is `services.correcting`, for this act as for any."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, FloorException, Receipt, ReceiptLine, table_of
from app.db.queries import blind
from app.domain.authorizing import PaperAct
from app.domain.epcis import EventKind
from app.domain.errors import Refused
from app.domain.messages import matching as say
from app.services.acting import Act
from app.services.charging import restate_charges
from app.services.telling import tell

RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
EXCEPTION = table_of(FloorException)


def check(session: Session, act: Act, event: Any) -> None:
    """Refuse to take a match back once more was received on its authorization."""
    if event.kind is not EventKind.RECEIPT_MATCHED:
        return
    receipt, paper = _things(session, act, event)
    changed = {UUID(row_id) for thing, row_id, *_ in event.detail["changes"] if thing == "receipt_line"}
    known = changed | {UUID(now) for _, now, _ in event.detail["recounted"]}
    site = act.site_id
    if blind.came_since(session, site, paper.id, receipt.id, event.record_time) or blind.counted_beside(
        session, site, receipt.id, known
    ):
        raise Refused(say.COUNTED_SINCE, number=paper.number, receipt=receipt.number)


def give_back(session: Session, act: Act, event: Any) -> None:
    """Put counted quantities back on their lines, and tell the paper's history."""
    for was, now, quantity in event.detail.get("recounted", ()):
        _add(session, act, UUID(now), -quantity)
        _add(session, act, UUID(was), quantity)
    if event.kind is not EventKind.RECEIPT_MATCHED:
        return
    receipt, paper = _things(session, act, event)
    session.execute(
        sa.update(PAPER)
        .where(PAPER.c.site_id == act.site_id, PAPER.c.id == paper.id)
        .values(version=PAPER.c.version + 1)
    )
    tell(session, act, paper.id, PaperAct.UNMATCHED, [("receipt", receipt.number, "")])
    _settle(session, act, event, receipt.id)
    restate_charges(session, act, [paper.id])


def opposite(event: Any) -> dict[str, object]:
    """Return what the declaration says of counted quantities: the opposite."""
    told = event.detail.get("recounted", ())
    return {"recounted": [[now, was, quantity] for was, now, quantity in told]} if told else {}


def _add(session: Session, act: Act, line_id: UUID, quantity: int) -> None:
    session.execute(
        sa.update(RECEIPT_LINE)
        .where(RECEIPT_LINE.c.site_id == act.site_id, RECEIPT_LINE.c.id == line_id)
        .values(quantity=RECEIPT_LINE.c.quantity + quantity)
    )


def _things(session: Session, act: Act, event: Any) -> tuple[Any, Any]:
    """Return id and number of the receipt and of the authorization."""
    ids = {each["type"]: UUID(each["id"]) for each in event.biz_transactions}
    receipt, paper = (
        session.execute(
            sa.select(table.c.id, table.c.number).where(table.c.site_id == act.site_id, table.c.id == ids[kind])
        ).one()
        for table, kind in ((RECEIPT, "receipt"), (PAPER, "rma"))
    )
    return receipt, paper


def _settle(session: Session, act: Act, event: Any, receipt_id: UUID) -> None:
    """What the match put before the supervisors is no difference any more, and what it settled is one again."""
    mine = (EXCEPTION.c.site_id == act.site_id, EXCEPTION.c.receipt_id == receipt_id)
    again = sa.update(EXCEPTION).where(*mine, EXCEPTION.c.resolved_at == event.record_time)
    session.execute(again.values(resolved_at=None, resolved_by=None))
    over = sa.update(EXCEPTION).where(*mine, EXCEPTION.c.raised_at == event.record_time)
    session.execute(over.values(resolved_at=act.now, resolved_by=act.by.operator_id))
