"""Goods that come in on a paper that imports temporarily: under an entry that covers them, or held until one does."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, ReceiptLine, table_of
from app.db.queries import customs_goods as queries
from app.db.queries import isolating
from app.db.queries.customs_goods import Room
from app.domain.circumstances import Regime
from app.domain.holds import Lock
from app.domain.ledger import Change
from app.domain.receipts import Board
from app.domain.receiving import Share
from app.domain.vocabulary import HoldReason, LineVerdict
from app.services.acting import Act
from app.services.isolating.marking import mark

LINE, COUNTED = table_of(CartonLine), table_of(ReceiptLine)
UNCOVERED = Lock(HoldReason.CUSTOMS)


def under_entries(
    session: Session, act: Act, board: Board, product_id: UUID, shares: tuple[Share, ...]
) -> tuple[Share, ...]:
    """Return `shares` by the lines of entries that they come under, split where one entry does not cover all.

    What nothing covers is locked, and so is what was scanned with it: one scan is put down in one place.
    """
    importing = {paper.id for paper in board.papers if paper.imports}
    of_paper = {line.id: line.paper_id for line in board.named}
    rooms = queries.rooms(session, act.site_id, importing, product_id)
    found: list[Share] = []
    for share in shares:
        paper_id = of_paper.get(share.line_id) if share.line_id else None
        if share.line_id and paper_id not in importing:
            found.append(share)
        elif paper_id and share.verdict is not LineVerdict.OVER:
            found += _covered(share, paper_id, rooms)
        else:
            found.append(_uncovered(share))
    if not any(UNCOVERED in share.orders for share in found):
        return tuple(found)
    return tuple(share if share.orders else replace(share, orders=(UNCOVERED,)) for share in found)


def _covered(share: Share, paper_id: UUID, rooms: list[Room]) -> Iterator[Share]:
    left = share.quantity
    for position, room in enumerate(rooms):
        take = min(left, room.left) if paper_id in room.papers else 0
        if take:
            rooms[position] = replace(room, left=room.left - take)
            left -= take
            yield replace(share, quantity=take, customs_line_id=room.line_id, regime=Regime.IMMEX)
    if left:
        yield _uncovered(replace(share, quantity=left))


def _uncovered(share: Share) -> Share:
    return replace(share, orders=(*share.orders, UNCOVERED), regime=Regime.IMMEX)


def hold_uncovered(
    session: Session, act: Act, papers: Collection[UUID], *where: "sa.ColumnElement[bool]"
) -> tuple[Change, ...]:
    """Lock the goods of `where` that came under `papers` and that no entry covers; return what the event says of it.

    Their cartons are locked by the act.
    """
    counted = queries.uncovered_of(act.site_id, papers)
    mine = (LINE.c.site_id == act.site_id, LINE.c.quantity > 0, LINE.c.receipt_line_id.in_(counted))
    pieces = isolating.pieces(session, (*mine, *where)) if papers else []
    if not pieces:
        return ()
    imported = _under_regime(session, act, sorted({piece.receipt_line_id for piece in pieces}))
    return (*imported, *mark(session, act, pieces, UNCOVERED).changes)


def _under_regime(session: Session, act: Act, line_ids: Sequence[UUID]) -> Iterator[Change]:
    mine = (COUNTED.c.site_id == act.site_id, COUNTED.c.id.in_(line_ids), COUNTED.c.regime == "")
    for line_id in session.scalars(sa.select(COUNTED.c.id).where(*mine).order_by(COUNTED.c.id)).all():
        own = (COUNTED.c.site_id == act.site_id, COUNTED.c.id == line_id)
        session.execute(sa.update(COUNTED).where(*own).values(regime=Regime.IMMEX))
        yield Change("receipt_line", line_id, "regime", "", Regime.IMMEX)
