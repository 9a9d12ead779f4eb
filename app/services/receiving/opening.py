"""Opening a receipt against its paper or blind, and the cartons in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Carton, Receipt, Site, table_of
from app.db.queries import cartons as carton_queries
from app.db.queries import papers, receipts
from app.domain.authorizing import PaperAct
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, about_carton
from app.domain.messages import floor, pairing
from app.domain.messages import receiving as say
from app.domain.messages.core import Said, Word
from app.domain.readings import Reading
from app.domain.receipts import Board, OpenCarton
from app.domain.transitions import AuthorizationState, CartonState, Move, ReceiptState, allows, moved
from app.services.acting import Act, Outcome
from app.services.moving import Standing, overtaken, plate_in_use
from app.services.receiving.booking import transactions
from app.services.recording import record
from app.services.telling import tell
from app.services.webhooks.outbox import put_authorization

SITE, RECEIPT, CARTON, PAPER = table_of(Site), table_of(Receipt), table_of(Carton), table_of(Authorization)


def open_paper(session: Session, act: Act, receipt_id: UUID, readings: Sequence[Reading]) -> Outcome[UUID]:
    """Open a receipt for the authorization that the scan names, or join the one already open."""
    _lock_site(session, act)
    found = papers.by_code(session, act.site_id, papers.codes_of(readings)) or _announcing(session, act, readings)
    if not found:
        raise Refused(say.UNKNOWN_PAPER, text=readings[0].text)
    paper = found[0]
    joined = receipts.open_receipt_of(session, act.site_id, paper.id)
    if joined:
        number = receipts.number_of(session, act.site_id, joined)
        return Outcome(Said(say.JOINED, {"number": paper.number, "receipt": number}), result=joined)
    return _open(session, act, receipt_id, paper)


def _announcing(session: Session, act: Act, readings: Sequence[Reading]) -> list[Any]:
    """Return the paper of an announced pallet or carton: its own plate opens the receipt too."""
    plates = {reading.plate for reading in readings if reading.plate}
    plates |= {reading.sscc.value for reading in readings if reading.sscc}
    return papers.announcing(session, act.site_id, plates) if plates else []


def open_blind(session: Session, act: Act, receipt_id: UUID) -> Outcome[UUID]:
    """Open a receipt without paper: its goods are held until they are matched."""
    _lock_site(session, act)
    return _open(session, act, receipt_id, None)


def _lock_site(session: Session, act: Act) -> None:
    # Receipts of a site are numbered one at a time.
    # As any lock here it lets foreign keys be checked: every act under way refers to its site.
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))


def check_may_open(session: Session, act: Act, paper: Any) -> None:
    """Refuse an authorization that is being received elsewhere, or whose goods may not come."""
    other = receipts.open_receipt_of(session, act.site_id, paper.id)
    if other:
        number = receipts.number_of(session, act.site_id, other)
        raise Refused(pairing.OPEN_ELSEWHERE, number=paper.number, other=number)
    _ready(paper)


def join(session: Session, act: Act, board: Board, paper: Any) -> Outcome[Board]:
    """Receive a further authorization in the same session, under a receipt of its own."""
    _lock_site(session, act)
    check_may_open(session, act, paper)
    opened = _open(session, act, new_id(), paper, board.receipt_id)
    said = {"number": paper.number, "party": paper.party, "open": board.number}
    after = receipts.board(session, act.site_id, board.receipt_id, board.carton_id)
    return Outcome(Said(pairing.JOINED, said), opened.event_id, result=after)


def _open(
    session: Session, act: Act, receipt_id: UUID, paper: Any, leader_id: UUID | None = None
) -> Outcome[UUID]:  # fmt: skip
    number = _next_number(session, act)
    changes = _start_receiving(session, act, paper, number) if paper else ()
    row = {
        "site_id": act.site_id, "id": receipt_id, "number": number, "authorization_id": paper.id if paper else None,
        "leader_id": leader_id, "dock_id": act.station_id, "state": ReceiptState.OPEN, "opened_at": act.now,
        "opened_by": act.by.operator_id,
    }  # fmt: skip
    if not is_new(session, RECEIPT, row):
        raise Refused(floor.REPLAYED)
    event_id = record(session, act, _opened(receipt_id, paper, changes))
    if paper is None:
        return Outcome(Said(say.OPENED_BLIND, {"receipt": number}), event_id, result=receipt_id)
    said = Said(say.OPENED, {"number": paper.number, "receipt": number, "party": paper.party})
    return Outcome(said, event_id, result=receipt_id)


def is_new(session: Session, table: sa.Table, row: dict[str, Any]) -> bool:
    """Insert `row` unless another has its id or, also in a transaction that is still under way, its plate."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    inserted = session.execute(insert(table).values(**row).on_conflict_do_nothing().returning(table.c.id))
    return inserted.one_or_none() is not None


def _start_receiving(session: Session, act: Act, paper: Any, receipt: str) -> tuple[Change, ...]:
    before: AuthorizationState = paper.state
    is_late = allows(before, Move.REOPEN_PAPER)
    after = moved(_ready(paper), Move.RECEIVE)
    if is_late:  # what stands at the door is received, so it waits for nobody's approval
        opened = [("state", before.value, after.value), ("receipt", "", receipt)]
        tell(session, act, paper.id, PaperAct.REOPENED, opened)
    newer = {"state": after, "version": PAPER.c.version + 1}
    session.execute(sa.update(PAPER).where(PAPER.c.site_id == act.site_id, PAPER.c.id == paper.id).values(**newer))
    put_authorization(session, act.site_id, (paper.id, paper.number), (before, after), act.now)
    return (Change("authorization", paper.id, "state", before, after),)


def _ready(paper: Any) -> AuthorizationState:
    """Return the state from which the paper is received: late goods open a closed one again."""
    before: AuthorizationState = paper.state
    ready = moved(before, Move.REOPEN_PAPER) if allows(before, Move.REOPEN_PAPER) else before
    if not allows(ready, Move.RECEIVE):
        raise Refused(say.NOT_RECEIVABLE, number=paper.number, state=Word(before.value))
    return ready


def _next_number(session: Session, act: Act) -> str:
    count = session.execute(sa.select(sa.func.count()).where(RECEIPT.c.site_id == act.site_id)).scalar_one()
    return f"R-{count + 1:06d}"


def _opened(receipt_id: UUID, paper: Any, changes: tuple[Change, ...]) -> Entry:
    receipt = {"type": "receipt", "id": str(receipt_id)}
    return Entry(
        kind=EventKind.RECEIPT_OPENED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.ARRIVING,
        disposition=Disposition.RETURNED,
        biz_transactions=(receipt, {"type": "rma", "id": str(paper.id)}) if paper else (receipt,),
        changes=changes,
    )


def open_carton(session: Session, act: Act, board: Board, lpn: str, carton_id: UUID) -> Outcome[Board]:
    """Open the carton with plate `lpn` in the receipt, or go on with it when it is open here already."""
    current = board.carton
    known = carton_queries.standing_by_plate(session, act.site_id, lpn)
    if known and known.receipt_id == board.receipt_id and known.state is CartonState.RECEIVING:
        return _switched(session, act, board, known.id, lpn)
    if current and current.state is CartonState.RECEIVING:
        raise Refused(say.CARTON_STILL_OPEN, text=lpn, lpn=current.lpn, tail=tail(current.lpn))
    if known:
        raise _taken(session, act, lpn)
    row = {
        "site_id": act.site_id, "id": carton_id, "lpn": lpn, "state": CartonState.RECEIVING, "state_since": act.now,
        "receipt_id": board.receipt_id, "location_id": act.station_id, "code": None, "is_quarantine": False,
        "version": 0,
    }  # fmt: skip
    if not is_new(session, CARTON, row):
        raise _taken(session, act, lpn)
    event_id = record(session, act, _carton_opened(act, board, lpn, carton_id))
    after = receipts.board(session, act.site_id, board.receipt_id, carton_id)
    return Outcome(Said(say.CARTON_OPENED, {"lpn": lpn, "tail": tail(lpn)}), event_id, result=after)


def board_after(session: Session, act: Act, board: Board, carton_id: UUID | None = None) -> Board | None:
    """Return the receipt as it stands after the act."""
    return receipts.board(session, act.site_id, board.receipt_id, carton_id)


def _taken(session: Session, act: Act, lpn: str) -> Refused:
    known = carton_queries.standing_by_plate(session, act.site_id, lpn)
    return plate_in_use(session, act, known) if known else Refused(floor.REPLAYED)


def still_open(session: Session, act: Act, board: Board, otherwise: Refused) -> OpenCarton:
    """Return the carton that the act is about. Raises Overtaken when it is not open any more, else `otherwise`."""
    if board.carton and board.carton.state is CartonState.RECEIVING:
        return board.carton
    known = carton_queries.standing_by_id(session, act.site_id, board.carton_id) if board.carton_id else None
    if known is None or known.receipt_id != board.receipt_id:
        raise otherwise
    raise overtaken(session, act, Standing(known.id, known.lpn, known.state, known.version))


def _switched(session: Session, act: Act, board: Board, carton_id: UUID, lpn: str) -> Outcome[Board]:
    after = receipts.board(session, act.site_id, board.receipt_id, carton_id)
    return Outcome(Said(say.CARTON_SWITCHED, {"lpn": lpn, "tail": tail(lpn)}), result=after)


def _carton_opened(act: Act, board: Board, lpn: str, carton_id: UUID) -> Entry:
    return Entry(
        kind=EventKind.CARTON_OPENED,
        action=EpcisAction.ADD,
        biz_step=BizStep.RECEIVING,
        disposition=Disposition.RETURNED,
        items=(about_carton(carton_id, lpn),),
        biz_location=act.station_id,
        biz_transactions=transactions(board),
        # Taken back, a carton opened in error is cancelled: its row stays for the ledger.
        changes=(Change("carton", carton_id, "state", CartonState.CANCELLED, CartonState.RECEIVING),),
    )
