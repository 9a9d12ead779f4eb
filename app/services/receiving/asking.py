"""What the screen shows beside an open question: the lots to pick from, the products it may be, the fields read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.pending import Pending
from app.domain.products import Product
from app.domain.readings import Reading
from app.domain.receipts import Board, Paper
from app.domain.receiving import OF_A_NOTICE, Ask
from app.services.reading import meanings
from app.services.receiving.answers import lots_to_pick
from app.services.receiving.counting import named_products
from app.services.resolving import Ambiguous, Found, resolve_item


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question with what may answer it."""

    ask: Ask
    pending: Pending
    product: Product | None = None
    lot: str = ""
    lots: tuple[tuple[str, date | None], ...] = ()
    products: tuple[Product, ...] = ()
    readings: tuple[Reading, ...] = ()
    papers: tuple[Paper, ...] = ()


def asked(session: Session, site_id: UUID, board: Board, pending: Pending | None) -> Asked | None:
    """Return what `pending` asks, with the choices that the site knows."""
    if pending is None or pending.ask is None:
        return None
    if pending.ask in OF_A_NOTICE | {Ask.DIFFERENCES, Ask.MATCH, Ask.JOIN}:
        return Asked(pending.ask, pending)
    readings = meanings(pending.text, pending.symbology)
    found = resolve_item(session, readings[pending.reading :], named_products(board))
    if isinstance(found, Ambiguous):
        return Asked(pending.ask, pending, products=tuple(each.item.product for each in found.candidates))
    product = found.item.product if isinstance(found, Found) else None
    if pending.ask is Ask.FIELDS:
        return Asked(pending.ask, pending, product, readings=readings)
    if pending.ask is Ask.LOT:
        return Asked(pending.ask, pending, product, lots=tuple(lots_to_pick(session, site_id, board, pending).items()))
    lot = pending.lot or (found.item.lot if isinstance(found, Found) else "")
    return Asked(pending.ask, pending, product, lot, papers=board.papers if pending.ask is Ask.PAPER else ())
