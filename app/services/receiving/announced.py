"""A plate scanned at the dock: announced by a notice, taken in as declared, or one that nobody knows yet."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, ReceiptLine, table_of
from app.db.queries import cartons, pallets, papers
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.errors import Question, Refused
from app.domain.identifiers import tail
from app.domain.ledger import OUTSIDE, Change, Entry, Moved, Spot, about_carton, about_child
from app.domain.messages import pallets as say
from app.domain.messages import receiving
from app.domain.messages.core import Param, Said, Units
from app.domain.pallets import Declared, DeclaredGoods
from app.domain.pending import Pending
from app.domain.receipts import Board, Count
from app.domain.receiving import Ask, Share, matching
from app.domain.sampling import sample_size
from app.domain.transitions import CartonState, Move
from app.domain.vocabulary import LineVerdict, TallyKind
from app.services.acting import Act, Outcome
from app.services.customs.arriving import hold_uncovered, under_entries
from app.services.isolating.arriving import hold_what_came
from app.services.moving import Standing, move_carton
from app.services.parting import part
from app.services.receiving import opening
from app.services.receiving.booking import transactions
from app.services.recording import record
from app.services.stowing import add_to_line
from app.services.tallying import tally

RECEIPT_LINE, LINE = table_of(ReceiptLine), table_of(CartonLine)


def take(session: Session, act: Act, board: Board, plate: str, new_carton_id: UUID) -> Outcome[Board]:
    """Do what the scan of `plate` asks for: take in what was announced, ask how to count it, or open a new carton."""
    known = cartons.standing_by_plate(session, act.site_id, plate)
    if known is None or known.authorization_id is None:
        return opening.open_carton(session, act, board, plate, new_carton_id)
    _check_paper(session, act, board, known)
    if known.state is CartonState.EXPECTED:
        check_nothing_open(board, plate)
        known = _locked(session, act, plate)
        return _take_in(session, act, board, known) if known.is_pallet else _open(session, act, board, known)
    on_it = [each.id for each in cartons_of(session, act, known)]
    if goods := pallets.goods_as_declared(session, act.site_id, on_it):
        check_nothing_open(board, plate)
        raise _how(act, known, goods)
    return opening.open_carton(session, act, board, plate, new_carton_id)


def _check_paper(session: Session, act: Act, board: Board, known: StandingCarton) -> None:
    if known.authorization_id in board.receipts:
        return
    announced_for = papers.number_of(session, act.site_id, known.authorization_id)
    raise Refused(say.ELSEWHERE, lpn=known.lpn, number=announced_for, here=board.number)


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
    moved = []
    for each in said:
        for share in _shares(session, act, board, each):
            board, count = _declare(session, act, board, each, share)
            moved.append(_put_in(session, act, replace(each, quantity=share.quantity), count, lpn_of[each.carton_id]))
    changes += hold_what_came(session, act, LINE.c.carton_id.in_(lpn_of))
    importing = [paper.id for paper in board.papers if paper.imports]
    changes += hold_uncovered(session, act, importing, LINE.c.carton_id.in_(lpn_of))
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


def _shares(session: Session, act: Act, board: Board, said: Declared) -> tuple[Share, ...]:
    """Return the units as declared, beside the line of the paper that they may fill once they are counted."""
    line_id = next((line.id for line in matching(said.item, board)), None)
    share = Share(line_id, said.quantity, LineVerdict.DECLARED)
    return under_entries(session, act, board, said.product.id, (share,)) if board.imports else (share,)


def _declare(session: Session, act: Act, board: Board, said: Declared, share: Share) -> tuple[Board, Count]:
    count = Count(
        new_id(), board.receipt_of(share.line_id), share.line_id, said.product, said.lot, said.expiry, said.serial,
        share.verdict, share.quantity, share.customs_line_id, share.regime,
    )  # fmt: skip
    return add_count(session, act, board, count)


def add_count(session: Session, act: Act, board: Board, count: Count) -> tuple[Board, Count]:
    """Write a count as a line of the receipt, or add it to the line that is equal but for its quantity."""
    known = next((each for each in board.counts if replace(each, id=count.id, quantity=count.quantity) == count), None)
    if known is None:
        session.execute(sa.insert(RECEIPT_LINE).values(**_row(act, count)))
        return replace(board, counts=(*board.counts, count)), count
    more = replace(known, quantity=known.quantity + count.quantity)
    add_to_count(session, act, known.id, count.quantity)
    return replace(board, counts=tuple(more if each.id == known.id else each for each in board.counts)), more


def _row(act: Act, count: Count) -> dict[str, Any]:
    own = {name: getattr(count, name) for name in _OWN}
    return {**own, "site_id": act.site_id, "authorization_line_id": count.line_id, "product_id": count.product.id}


_OWN = ("id", "receipt_id", "customs_line_id", "regime", "lot", "expiry", "serial", "verdict", "quantity")


def add_to_count(session: Session, act: Act, receipt_line_id: UUID, quantity: int) -> None:
    """Count `quantity` more (or fewer, below zero) on a receipt line."""
    session.execute(
        sa.update(RECEIPT_LINE)
        .where(RECEIPT_LINE.c.site_id == act.site_id, RECEIPT_LINE.c.id == receipt_line_id)
        .values(quantity=RECEIPT_LINE.c.quantity + quantity)
    )


def _put_in(session: Session, act: Act, said: Declared, count: Count, lpn: str) -> Moved:
    line_id, _units = add_to_line(session, carton_line(act, said, count.id), said.quantity)
    return moved_units(said, lpn, count.id, OUTSIDE, Spot.line(said.carton_id, line_id))


def carton_line(act: Act, said: Declared, receipt_line_id: UUID) -> dict[str, Any]:
    """Return the line of a carton that holds `said` as received under a receipt line."""
    return {
        "site_id": act.site_id, "carton_id": said.carton_id, "receipt_line_id": receipt_line_id,
        "product_id": said.product.id, "owner_id": said.product.owner_id, "lot": said.lot, "expiry": said.expiry,
        "serial": said.serial, "condition": frozenset(), "grade": None, "code": None, "hold": None,
    }  # fmt: skip


def moved_units(said: Declared, lpn: str, receipt_line_id: UUID, source: Spot, target: Spot) -> Moved:
    """Return the item of the event that says where declared units went, on whose account."""
    return Moved(
        role=ItemRole.CHILD,
        source=source,
        target=target,
        quantity=said.quantity,
        product_id=said.product.id,
        owner_id=said.product.owner_id,
        lot=said.lot,
        expiry=said.expiry,
        serial=said.serial,
        lpn=lpn,
        receipt_line_id=receipt_line_id,
    )
