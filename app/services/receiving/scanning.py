"""What a scan means on the receiving screen, and what a new scan says about a question that is still open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import cartons, papers, receipts
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import FloorError, Refused
from app.domain.ledger import Entry
from app.domain.messages import floor, pallets
from app.domain.messages import receiving as say
from app.domain.messages.core import Param, Said, Word
from app.domain.pending import Pending
from app.domain.readings import Reading, ReadingKind
from app.domain.receipts import Board
from app.domain.receiving import NAMES_QUARANTINE, OF_A_NOTICE, Ask
from app.domain.transitions import ReceiptState
from app.domain.vocabulary import Command, ExceptionKind
from app.services.acting import Act, Outcome
from app.services.correcting import undo
from app.services.excepting import raise_exception
from app.services.reading import meanings, plate_of
from app.services.receiving import announced, carriers, closing, confirming, counting, pairing, unopened
from app.services.receiving.answers import TELLS, with_lot, with_udi
from app.services.receiving.booking import transactions
from app.services.recording import record

Verb = Callable[[Session, Act, Board, Pending], Outcome[Board]]


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: which receipt and carton it is about, the open question, what undo would take back."""

    receipt_id: UUID
    carton_id: UUID | None = None
    new_carton_id: UUID | None = None
    pending: Pending | None = None
    last: str = ""


def board_of(session: Session, act: Act, screen: Screen) -> Board:
    """Return the locked receipt of the act. Raises Refused when it is closed."""
    board = receipts.board(session, act.site_id, screen.receipt_id, screen.carton_id, lock=True)
    if board and board.leader_id:  # the session is that of the receipt which it joined
        board = receipts.board(session, act.site_id, board.leader_id, screen.carton_id, lock=True)
    if board is None:
        raise Refused(floor.UNKNOWN_THING)
    if board.state is not ReceiptState.OPEN:
        when = board.closed_at or act.now
        raise Refused(say.RECEIPT_CLOSED, receipt=board.receipt, who=board.closed_by, when=when)
    return board


def take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Board]:
    """Do what the scan asks for: answer the open question, run a command, open a carton, or count an item."""
    board = board_of(session, act, screen)
    first = readings[0]
    if first.kind is ReadingKind.COMMAND:
        return command(session, act, board, screen, first)
    if screen.pending and screen.pending.ask not in _MAY_WAIT:
        try:
            return _about_question(session, act, board, screen.pending, readings)
        except FloorError as error:
            # The question stays open unless the new scan opened another one.
            raise error if error.pending else error.keeping(screen.pending.to_json()) from None
    match first.kind:
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return announced.take(session, act, board, plate_of(first), screen.new_carton_id or new_id())
        case ReadingKind.GRAI if first.grai and first.grai.serial:
            return carriers.take_back(session, act, board, first.grai.value)
        case ReadingKind.PLACE | ReadingKind.LOAD | ReadingKind.BADGE | ReadingKind.LOT:
            raise _not_here(first)
        case _:
            return _count_or_pair(session, act, board, Pending(act.text, act.symbology))


_MAY_WAIT = OF_A_NOTICE | {Ask.DIFFERENCES}  # another scan goes on with something else


def _count_or_pair(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Count an item; what is none may be another authorization."""
    try:
        return counting.count(session, act, board, pending)
    except Refused as refusal:
        paper = pairing.found(session, act, pending) if refusal.said.message in _NO_ITEM else None
        if paper is None:
            raise
        return pairing.offer(session, act, board, pending, paper)


_NO_ITEM = (floor.UNKNOWN_CODE, say.CARTON_NEEDED)


def _not_here(reading: Reading) -> Refused:
    return Refused(
        floor.NOT_WHAT_WAS_ASKED, text=reading.text, kind=Word(reading.kind.value), expected=Word("item_or_plate")
    )


def command(session: Session, act: Act, board: Board, screen: Screen, reading: Reading) -> Outcome[Board]:
    """Run a command barcode: the same as the button it stands for."""
    match reading.command:
        case Command.PASS if screen.pending and screen.pending.ask in OF_A_NOTICE:
            return confirming.pass_sample(session, act, board, plate_asked(screen.pending))
        case Command.CONFIRM if screen.pending:
            return accept(session, act, board, screen.pending)
        case Command.UNDO if screen.pending:
            return drop(screen.pending)
        case Command.UNDO:
            return undo(session, act, screen.last)
        case Command.CLOSE if not screen.pending:
            return _close(session, act, board)
        case Command.HOLD if screen.pending and screen.pending.ask in UNREADABLE:
            return hold_unread(session, act, board, screen.pending)
        case _ if screen.pending:
            raise Refused(floor.COMMAND_LATER, text=reading.text).keeping(screen.pending.to_json())
        case _:
            raise _not_here(reading)


def _close(session: Session, act: Act, board: Board) -> Outcome[Board]:
    """Close the open carton; with every carton closed, and none on the screen, the close code closes the receipt."""
    if board.carton_id is None and board.cartons:  # an open one would have been chosen
        return closing.close_receipt(session, act, board, frozenset())
    return closing.close_carton(session, act, board)


def accept(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Count what was asked about, as asked: keep the over, put it in quarantine, take the case as sealed."""
    if pending.ask is Ask.DIFFERENCES:
        return closing.close_receipt(session, act, board, frozenset({Ask.DIFFERENCES}))
    if pending.ask in OF_A_NOTICE:
        return confirming.start_count(session, act, board, plate_asked(pending))
    if pending.ask in (Ask.MATCH, Ask.JOIN):
        return pairing.accept(session, act, board, pending)
    if pending.ask is Ask.UNOPENED:
        return unopened.take_in(session, act, board, counting.identify(session, board, pending))
    if pending.ask in _NEEDS_A_FACT:
        raise Refused(floor.ANSWER_FIRST, text=pending.text).keeping(pending.to_json())
    return counting.count(session, act, board, pending.accepting())


def plate_asked(pending: Pending) -> str:
    """Return the plate that a question about declared goods was raised by."""
    return plate_of(meanings(pending.text, pending.symbology)[0])


def sampled(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Take the units in question as declared: the sample of them was as the notice says."""
    if pending.ask not in OF_A_NOTICE:
        raise Refused(floor.ANSWER_FIRST, text=pending.text).keeping(pending.to_json())
    return confirming.pass_sample(session, act, board, plate_asked(pending))


_NEEDS_A_FACT = frozenset({Ask.LOT, Ask.UDI, Ask.EXPIRY, Ask.SERIAL, Ask.PRODUCT, Ask.PAPER})


UNREADABLE = {Ask.LOT: Ask.LOT_UNREADABLE, Ask.UDI: Ask.UDI_UNREADABLE}


def hold_unread(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Go on without a lot or UDI that nobody can read: the unit will be held."""
    if pending.ask not in UNREADABLE:
        raise Refused(floor.ANSWER_FIRST, text=pending.text).keeping(pending.to_json())
    accepted = pending.accepted | {UNREADABLE[pending.ask]}
    # Asked next is only where to put it, so the answer is given in the same breath as the quarantine's name.
    return counting.count(session, act, board, replace(pending, accepted=accepted, ask=None))


def drop(pending: Pending) -> Outcome[Board]:
    """Set the scanned thing aside: it is not counted, and the scan stays on record."""
    if pending.ask in OF_A_NOTICE:
        return Outcome(Said(pallets.STAYS_DECLARED, {"lpn": plate_asked(pending)}))
    if pending.ask is Ask.DIFFERENCES:
        return Outcome(Said(say.READY, {"receipt": pending.text}))
    return Outcome(Said(floor.SET_ASIDE, {"text": pending.text}))


def refuse(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Leave refused goods with the driver: recorded, never counted."""
    item = counting.identify(session, board, pending)
    lot_text = f", {item.lot}" if item.lot else ""
    params: dict[str, Param] = {"product": item.product.said, "lot_text": lot_text, "quantity": item.quantity}
    raise_exception(session, act, ExceptionKind.REFUSED_GOODS, {**params, "number": board.number}, board.receipt_id)
    entry = Entry(
        kind=EventKind.GOODS_REFUSED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.ARRIVING,
        disposition=Disposition.NON_SELLABLE_OTHER,
        biz_transactions=transactions(board),
        detail={"product": str(item.product.id), "quantity": item.quantity},
    )
    return Outcome(Said(say.REFUSED_GOODS, params), record(session, act, entry), result=board)


def _about_question(
    session: Session, act: Act, board: Board, pending: Pending, readings: Sequence[Reading]
) -> Outcome[Board]:
    answered = _answered(session, act, board, pending, readings)
    if answered is None:
        raise Refused(floor.ANSWER_FIRST, text=act.text)
    return counting.count(session, act, board, answered)


def _answered(
    session: Session, act: Act, board: Board, pending: Pending, readings: Sequence[Reading]
) -> Pending | None:
    """Return the question with the scan as its answer, or None when the scan is about something else."""
    match pending.ask:
        case Ask.LOT | Ask.UDI:
            told = with_lot if pending.ask is Ask.LOT else with_udi
            return told(session, act, board, pending, readings)
        case Ask.EXPIRY | Ask.SERIAL:
            return TELLS[pending.ask](pending, readings)
        case Ask.PAPER:
            named = papers.codes_of(readings) & {paper.number for paper in board.papers}
            return replace(pending, paper=named.pop(), ask=None) if named else None
        case Ask.OVER | Ask.OTHER_LOT if act.text == pending.text:
            return replace(pending, times=pending.times + 1, ask=None)
        case ask if ask in NAMES_QUARANTINE:
            return pending.accepting() if _names_quarantine(session, act, readings[0]) else None
    return None


def _names_quarantine(session: Session, act: Act, reading: Reading) -> bool:
    quarantine = cartons.quarantine(session, act.site_id)
    return quarantine is not None and (reading.place == quarantine.place or plate_of(reading) == quarantine.lpn)
