"""What a scan answers to a question that is still open: a lot, a UDI, an expiry date, a serial."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import products
from app.domain.pending import Pending
from app.domain.readings import Reading, ReadingKind
from app.domain.receipts import Board
from app.domain.receiving import Ask, Shipped, known_lots
from app.services.acting import Act
from app.services.receiving import counting
from app.services.resolving import Found, resolve_item


def with_lot(session: Session, act: Act, board: Board, pending: Pending, readings: Sequence[Reading]) -> Pending | None:
    """Take the lot from a lot barcode, a plain text, or a fuller code on the same item."""
    fuller = [each for each in readings if each.lot and (each.gtin or each.content)]
    again = resolve_item(session, fuller) if fuller else None
    if isinstance(again, Found):
        same = again.item.product.id == counting.identify(session, board, pending).product.id
        return Pending(act.text, act.symbology, accepted=pending.accepted) if same else None
    known = lots_to_pick(session, act.site_id, board, pending)
    if (dated := _only_dated(readings)) and act.text.strip() not in known:
        return replace(pending, expiry=dated, ask=None)  # the expiry barcode came first: the lot is asked again
    lot = pick_lot(readings, known)
    expiry = next((reading.expiry for reading in readings if reading.lot == lot), None) or pending.expiry
    return replace(pending, lot=lot, expiry=expiry, ask=None) if lot else None


def with_udi(session: Session, act: Act, board: Board, pending: Pending, readings: Sequence[Reading]) -> Pending | None:
    """Take the whole UDI of the same product, or its production identifier from a barcode of its own."""
    read = next((each for each in readings if each.lot or each.serial), None)
    if read is None:
        return None
    if not (read.gtin or read.content or read.hibc):
        return replace(pending, lot=read.lot, serial=read.serial, expiry=read.expiry or pending.expiry, ask=None)
    again = resolve_item(session, [read])
    same = isinstance(again, Found) and again.item.product.id == counting.identify(session, board, pending).product.id
    return Pending(act.text, act.symbology, accepted=pending.accepted) if same else None


def _only_dated(readings: Sequence[Reading]) -> date | None:
    dated = (each.expiry for each in readings if each.kind is ReadingKind.LOT and each.expiry and not each.lot)
    return next(dated, None)


def pick_lot(readings: Sequence[Reading], known: dict[str, date | None]) -> str:
    """Return the lot that a scan names: a known lot wins, then the literal text, then what an AI (10) says.

    A lot such as "10D9T" is not read as AI (10) with D9T unless only that is known.
    """
    by_ai = [reading.lot for reading in readings if reading.kind is ReadingKind.LOT and reading.lot]
    literal = [reading.text.strip() for reading in readings if reading.kind is ReadingKind.PLAIN]
    candidates = [*literal, *by_ai] if literal and not readings[0].elements else [*by_ai, *literal]
    return next((lot for lot in candidates if lot in known), candidates[0] if candidates else "")


def lots_to_pick(session: Session, site_id: UUID, board: Board, pending: Pending) -> dict[str, date | None]:
    """Return the lots an operator may pick from: named by the paper or shipped to its party."""
    product = counting.identify(session, board, pending).product
    lots: dict[str, date | None] = {}
    for party in dict.fromkeys(paper.party_id for paper in board.papers):
        lots |= products.shipped_lots(session, site_id, party, product.id)
    return known_lots(product, board, Shipped(lots))


def _with_serial(pending: Pending, readings: Sequence[Reading]) -> Pending | None:
    serial = next((each.serial for each in readings if each.serial), "")
    literal = next((each.text.strip() for each in readings if each.kind is ReadingKind.PLAIN), "")
    chosen = (serial or literal)[:40]
    return replace(pending, serial=chosen, ask=None) if chosen else None


def _with_expiry(pending: Pending, readings: Sequence[Reading]) -> Pending | None:
    expiry = next((reading.expiry for reading in readings if reading.expiry), None)
    return replace(pending, expiry=expiry, ask=None) if expiry else None


TELLS: Mapping[Ask, Callable[[Pending, Sequence[Reading]], Pending | None]] = {
    Ask.EXPIRY: _with_expiry,
    Ask.SERIAL: _with_serial,
}
"""Questions that one barcode or text answers, whatever else is known."""
