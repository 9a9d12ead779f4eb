"""Receiving: a receipt against its paper or blind, carton by carton, item by item.

Each public verb is one act, answered once (see `services.acting`); the result is the board to show next.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import Refused
from app.domain.messages import floor
from app.domain.pending import Pending
from app.domain.receipts import Board
from app.domain.receiving import Ask
from app.services.acting import Act, Answered, Outcome, answer
from app.services.correcting import undo as undo_act
from app.services.reading import readings_of
from app.services.receiving import closing, counting, opening, reopening, scanning
from app.services.receiving.asking import Asked, asked
from app.services.receiving.scanning import Screen

__all__ = [
    "Asked", "Facts", "Screen", "accept", "asked", "close_carton", "close_receipt", "drop", "open_blind", "open_paper",
    "refuse", "reopen_receipt", "sample", "scan", "tell", "undo",
]  # fmt: skip


def open_paper(session: Session, act: Act, receipt_id: UUID) -> Answered[UUID]:
    """Open the receipt `receipt_id` for the scanned paper, or join its open one; the result is the receipt's id."""
    return answer(session, act, lambda: opening.open_paper(session, act, receipt_id, readings_of(act)))


def open_blind(session: Session, act: Act, receipt_id: UUID) -> Answered[UUID]:
    """Open the receipt `receipt_id` without paper."""
    return answer(session, act, lambda: opening.open_blind(session, act, receipt_id))


def scan(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Take one scan on the receiving screen."""
    return answer(session, act, lambda: scanning.take(session, act, screen, readings_of(act)))


def accept(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Confirm the open question."""
    return answer(session, act, lambda: _about(session, act, screen, scanning.accept))


def sample(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Confirm declared goods by the sample of them that was checked."""
    return answer(session, act, lambda: _about(session, act, screen, scanning.sampled))


def refuse(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Leave the goods in question with the driver."""
    return answer(session, act, lambda: _about(session, act, screen, scanning.refuse))


def drop(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Set the thing in question aside, not counted."""
    return answer(session, act, lambda: scanning.drop(_open_question(screen)))


@dataclass(frozen=True, slots=True)
class Facts:
    """What an operator told by hand: only what is given is used."""

    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    product: str = ""
    paper: str = ""
    reading: int | None = None
    lot_is_unreadable: bool = False


def tell(session: Session, act: Act, screen: Screen, facts: Facts) -> Answered[Board]:
    """Answer the open question by a typed or picked fact."""
    return answer(session, act, lambda: _tell(session, act, screen, facts))


def _tell(session: Session, act: Act, screen: Screen, facts: Facts) -> Outcome[Board]:
    board, pending = scanning.board_of(session, act, screen), _open_question(screen)
    if facts.lot_is_unreadable:
        return scanning.hold_unread(session, act, board, pending)
    told = Pending(
        text=pending.text,
        symbology=pending.symbology,
        reading=pending.reading if facts.reading is None else facts.reading,
        product=facts.product or pending.product,
        paper=facts.paper or pending.paper,
        lot=facts.lot or pending.lot,
        expiry=facts.expiry or pending.expiry,
        serial=facts.serial or pending.serial,
        times=pending.times,
        accepted=pending.accepted if facts.reading is None else pending.accepted | {Ask.FIELDS},
    )
    return counting.count(session, act, board, told)


def close_carton(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Close the carton being received."""
    return answer(session, act, lambda: closing.close_carton(session, act, scanning.board_of(session, act, screen)))


def close_receipt(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Close the receipt; when it has differences they are shown first and accepted by `accept`."""
    return answer(session, act, lambda: _close_receipt(session, act, screen))


def _close_receipt(session: Session, act: Act, screen: Screen) -> Outcome[Board]:
    return closing.close_receipt(session, act, scanning.board_of(session, act, screen), frozenset())


def reopen_receipt(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Open the closed receipt again, so that what it counted can be taken back or added to; that is approved."""
    return answer(session, act, lambda: reopening.reopen(session, act, screen.receipt_id))


def undo(session: Session, act: Act, screen: Screen) -> Answered[Board]:
    """Take back the last act of this screen."""
    return answer(session, act, lambda: undo_act(session, act, screen.last))


def _about(session: Session, act: Act, screen: Screen, verb: "scanning.Verb") -> Outcome[Board]:
    pending = _open_question(screen)
    return verb(session, act, scanning.board_of(session, act, screen), pending)


def _open_question(screen: Screen) -> Pending:
    if screen.pending is None:
        raise Refused(floor.NOTHING_ASKED)
    return screen.pending
