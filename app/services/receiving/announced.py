"""A plate scanned at the dock: announced by a notice, taken in as declared, or one that nobody knows yet."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import CartonLine, ReceiptLine, table_of
from app.db.queries import cartons, pallets, papers, receipts
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Question, Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, Moved, about_carton, about_child
from app.domain.messages import pallets as say
from app.domain.messages import receiving
from app.domain.messages.core import Param, Said, Units
from app.domain.pallets import DeclaredGoods
from app.domain.pending import Pending
from app.domain.receipts import Board
from app.domain.receiving import Ask
from app.domain.sampling import sample_size
from app.domain.transitions import CartonState, Move
from app.domain.vocabulary import TallyKind
from app.services.acting import Act, Outcome
from app.services.customs.arriving import hold_uncovered
from app.services.isolating.arriving import hold_what_came
from app.services.moving import Standing, move_carton
from app.services.parting import part
from app.services.receiving import declaring, opening, unopened
from app.services.receiving.booking import transactions
from app.services.recording import record
from app.services.tallying import tally

RECEIPT_LINE, LINE = table_of(ReceiptLine), table_of(CartonLine)


def take(session: Session, act: Act, board: Board, plate: str, new_carton_id: UUID) -> Outcome[Board]:
    """Do what the scan of `plate` asks for: take in what was announced, ask how to count it, or open a new carton."""
    known = cartons.standing_by_plate(session, act.site_id, plate)
    if known is None or not (known.authorization_id or known.receipt_id):
        return opening.open_carton(session, act, board, plate, new_carton_id)
    _check_paper(session, act, board, known)
    if known.state is CartonState.EXPECTED:
        check_nothing_open(board, plate)
        return _came(session, act, board, _locked(session, act, plate))
    on_it = [each.id for each in cartons_of(session, act, known)]
    if goods := pallets.goods_as_declared(session, act.site_id, on_it):
        _check_receipt(session, act, board, known)
        check_nothing_open(board, plate)
        raise _how(act, known, goods)
    return opening.open_carton(session, act, board, plate, new_carton_id)


def _came(session: Session, act: Act, board: Board, known: StandingCarton) -> Outcome[Board]:
    if known.is_pallet:
        return _take_in(session, act, board, known)
    if any(each.product.medical for each in pallets.declared(session, act.site_id, [known.id])):
        return unopened.take_in_announced(session, act, board, known)
    return _open(session, act, board, known)


def _check_paper(session: Session, act: Act, board: Board, known: StandingCarton) -> None:
    if known.authorization_id is None or known.authorization_id in board.receipts:
        return
    announced_for = papers.number_of(session, act.site_id, known.authorization_id)
    raise Refused(say.ELSEWHERE, lpn=known.lpn, number=announced_for, here=board.number)


def _check_receipt(session: Session, act: Act, board: Board, known: StandingCarton) -> None:
    """Refuse a carton without a notice that another receipt took in unopened: that one counts it."""
    if known.authorization_id is None and known.receipt_id and known.receipt_id not in board.receipt_ids:
        number = receipts.number_of(session, act.site_id, known.receipt_id)
        raise Refused(say.ELSEWHERE, lpn=known.lpn, number=number, here=board.number)


def check_nothing_open(board: Board, plate: str) -> None:
    """Raise Refused while another carton takes the scans."""
    if board.carton and board.carton.state is CartonState.RECEIVING:
        lpn = board.carton.lpn
        raise Refused(receiving.CARTON_STILL_OPEN, text=plate, lpn=lpn, tail=tail(lpn))


def _locked(session: Session, act: Act, plate: str) -> StandingCarton:
    known = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    assert known is not None, "it stood a moment ago, and the receipt is locked"
    return known


def cartons_of(session: Session, act: Act, known: StandingCarton, *, locked: bool = False) -> list[StandingCarton]:
    """Return what stands on a pallet, or the carton itself."""
    return pallets.standing_on(session, act.site_id, known.id, locked=locked) if known.is_pallet else [known]


def _how(act: Act, known: StandingCarton, goods: list[DeclaredGoods]) -> Question:
    """Ask how the declared units are to be confirmed: one by one, or by a sample of them."""
    units = sum(each.said.quantity for each in goods)
    facts: dict[str, Param] = {
        "lpn": known.lpn, "tail": tail(known.lpn), "units": Units(units), "sample": Units(sample_size(units)),
    }  # fmt: skip
    if known.is_pallet:
        count = len({each.lpn for each in goods})
        question = Question(say.DECLARED_PALLET, Ask.DECLARED_PALLET, **facts, cartons=count)
    else:
        question = Question(say.DECLARED, Ask.DECLARED, **facts)
    question.keeping(Pending(act.text, act.symbology, ask=Ask(question.ask)).to_json())
    return question


def _open(session: Session, act: Act, board: Board, carton: StandingCarton) -> Outcome[Board]:
    """Open an announced carton that was scanned alone: it leaves its pallet, and its count starts from zero."""
    parted = part(session, act, carton)
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    here = {"receipt_id": board.receipt_id, "location_id": act.station_id, **parted.columns}
    changes = move_carton(session, act, standing, Move.RECEIVE, **here)
    entry = Entry(
        kind=EventKind.CARTON_OPENED,
        action=EpcisAction.ADD,
        biz_step=BizStep.RECEIVING,
        disposition=Disposition.RETURNED,
        items=parted.items,
        biz_location=act.station_id,
        biz_transactions=transactions(board),
        changes=(*changes, *_now_here(carton, board, act.station_id), *parted.changes),
    )
    event_id = record(session, act, entry)
    units = sum(each.quantity for each in pallets.declared(session, act.site_id, [carton.id]))
    facts: dict[str, Param] = {"lpn": carton.lpn, "tail": tail(carton.lpn), "units": Units(units)}
    said = Said(say.OPENED_ANNOUNCED, facts)
    if parted.pallet:
        said = Said(say.TAKEN_OFF, {**facts, "pallet": parted.pallet})
    return Outcome(said, event_id, result=opening.board_after(session, act, board, carton.id))


def _now_here(carton: StandingCarton, board: Board, place_id: UUID | None) -> tuple[Change, ...]:
    return (
        Change("carton", carton.id, "receipt_id", "", str(board.receipt_id)),
        Change("carton", carton.id, "location_id", "", str(place_id or "")),
    )


def _take_in(session: Session, act: Act, board: Board, pallet: StandingCarton) -> Outcome[Board]:
    """Take a pallet in as its notice declares it: its cartons are received, and none of their units is counted."""
    on_it = pallets.standing_on(session, act.site_id, pallet.id, locked=True)
    said = pallets.declared(session, act.site_id, [each.id for each in on_it])
    place_id, place = cartons.staging_place(session, act.site_id) or (act.station_id, "-")
    changes = _move_in(session, act, board, [pallet, *on_it], place_id)
    lpn_of = {each.id: each.lpn for each in on_it}
    moved: list[Moved] = []
    for each in said:
        board, items = declaring.take(session, act, board, each, lpn_of[each.carton_id])
        moved += items
    changes += hold_what_came(session, act, LINE.c.carton_id.in_(lpn_of))
    changes += hold_uncovered(session, act, board.importing, LINE.c.carton_id.in_(lpn_of))
    changes += unopened.lock_medical(session, act, list(lpn_of))
    units = sum(each.quantity for each in said)
    tallies = ((TallyKind.UNITS_RECEIVED, units), (TallyKind.CARTONS_RECEIVED, len(on_it)))
    for kind, amount in tallies:
        tally(session, act, kind, amount)
    entry = Entry(
        kind=EventKind.PALLET_RECEIVED,
        action=EpcisAction.ADD,
        biz_step=BizStep.RECEIVING,
        disposition=Disposition.RETURNED,
        items=(about_carton(pallet.id, pallet.lpn), *(about_child(each.id, each.lpn) for each in on_it), *moved),
        biz_location=place_id,
        biz_transactions=transactions(board),
        changes=changes,
        detail={"tally": [list(each) for each in tallies]},
    )
    event_id = record(session, act, entry)
    facts: dict[str, Param] = {
        "lpn": pallet.lpn, "tail": tail(pallet.lpn), "cartons": len(on_it), "units": Units(units), "place": place,
    }  # fmt: skip
    return Outcome(Said(say.PALLET_RECEIVED, facts), event_id, result=opening.board_after(session, act, board))


def _move_in(
    session: Session, act: Act, board: Board, all_of_it: list[StandingCarton], place_id: UUID | None
) -> tuple[Change, ...]:
    changes: list[Change] = []
    for each in all_of_it:
        standing = Standing(each.id, each.lpn, each.state, each.version)
        # the cartons are of the receipt, the pallet only carries them
        receipt = {} if each.is_pallet else {"receipt_id": board.receipt_id}
        changes += move_carton(session, act, standing, Move.DECLARE, location_id=place_id, **receipt)
        here = _now_here(each, board, place_id)
        changes += here[1:] if each.is_pallet else here
    return tuple(changes)
