"""Declared goods become counted ones: a carton is counted from zero, or a sample of its units speaks for the rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, table_of
from app.db.queries import cartons, holds, pallets
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Question, Refused
from app.domain.holds import Lock, shown
from app.domain.identifiers import tail
from app.domain.ledger import OUTSIDE, Change, Entry, Moved, Spot, about_carton, about_child
from app.domain.messages import pallets as say
from app.domain.messages.core import Param, Said, Units
from app.domain.pallets import DeclaredGoods
from app.domain.receipts import Board, Count
from app.domain.receiving import Share, judge
from app.domain.sampling import sample_size
from app.domain.transitions import Move
from app.domain.vocabulary import TallyKind
from app.services.acting import Act, Outcome
from app.services.customs.arriving import under_entries
from app.services.locking import lock_line, unlock_lines
from app.services.moving import Standing, move_carton, touch_carton
from app.services.parting import part
from app.services.receiving import announced, declaring, opening, unopened
from app.services.receiving.booking import transactions
from app.services.receiving.counting import shipped_of
from app.services.recording import record
from app.services.stowing import add_to_line
from app.services.tallying import tally

LINE = table_of(CartonLine)


def start_count(session: Session, act: Act, board: Board, plate: str) -> Outcome[Board]:
    """Open a carton that was taken in as declared: its declared units go, and the count starts from zero."""
    announced.check_nothing_open(board, plate)
    carton, _on_it, goods = _declared(session, act, plate)
    if carton.is_pallet:
        raise Refused(say.COUNT_BY_CARTON, lpn=carton.lpn)
    unopened.check_clean(session, act, goods)
    parted = part(session, act, carton)
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    changes = move_carton(session, act, standing, Move.COUNT, location_id=act.station_id, **parted.columns)
    moved_to = Change("carton", carton.id, "location_id", str(carton.location_id or ""), str(act.station_id or ""))
    taken = _take_out(session, act, goods)
    units = sum(each.said.quantity for each in goods)
    tallies = ((TallyKind.UNITS_RECEIVED, -units), (TallyKind.CARTONS_RECEIVED, -1))
    for kind, amount in tallies:
        tally(session, act, kind, amount)
    entry = Entry(
        kind=EventKind.COUNT_STARTED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.RECEIVING,
        disposition=Disposition.RETURNED,
        items=(*parted.items, *taken),
        biz_location=act.station_id,
        biz_transactions=transactions(board),
        changes=(*changes, moved_to, *parted.changes),
        detail={"tally": [list(each) for each in tallies]},
    )
    event_id = record(session, act, entry)
    facts: dict[str, Param] = {"lpn": carton.lpn, "tail": tail(carton.lpn), "units": Units(units)}
    after = opening.board_after(session, act, board, carton.id)
    return Outcome(Said(say.COUNT_STARTED, facts), event_id, result=after)


def _declared(
    session: Session, act: Act, plate: str
) -> tuple[StandingCarton, list[StandingCarton], list[DeclaredGoods]]:
    """Return the carton or pallet, the cartons that are meant by it, and what they hold as declared; all locked."""
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    on_it = announced.cartons_of(session, act, carton, locked=True) if carton else []
    goods = pallets.goods_as_declared(session, act.site_id, [each.id for each in on_it])
    if carton is None or not goods:
        raise Refused(say.NOTHING_DECLARED, lpn=plate)
    holding = {each.said.carton_id for each in goods}
    return carton, [each for each in on_it if each.id in holding], goods


def _take_out(session: Session, act: Act, goods: list[DeclaredGoods]) -> list[Moved]:
    """Take declared units out of the books, as if they had never come: nobody has seen them."""
    lines = [each.line_id for each in goods]
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(lines)).values(quantity=0))
    unlock_lines(session, act, lines)
    for each in goods:
        declaring.add_to_count(session, act, each.receipt_line_id, -each.said.quantity)
    return [
        declaring.moved_units(
            each.said, each.lpn, each.receipt_line_id, Spot.line(each.said.carton_id, each.line_id), OUTSIDE
        )
        for each in goods
    ]


def pass_sample(session: Session, act: Act, board: Board, plate: str) -> Outcome[Board]:
    """Receive what a carton, or all cartons of a pallet, declare: the sample of it was as the notice says.

    Only what the paper takes as it is can be confirmed so. Raises Refused for an over, a wrong lot, expired goods and
    the like: those are counted.
    """
    carton, on_it, goods = _declared(session, act, plate)
    unopened.check_not_medical(goods)
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    locks = holds.locks(session, act.site_id, [each.line_id for each in goods])
    taken = _take_out(session, act, goods)
    board = _without(board, goods)
    put_in: list[Moved] = []
    for each in goods:
        _check_serial(session, act, each)
        for share in _shares(session, act, board, each, today):
            board, count = _count(session, act, board, each, share)
            put_in.append(_put_in(session, act, each, count, share, locks.get(each.line_id, ())))
    for one in on_it:
        touch_carton(session, act, Standing(one.id, one.lpn, one.state, one.version))
    children = tuple(about_child(one.id, one.lpn) for one in on_it if carton.is_pallet)
    entry = Entry(
        kind=EventKind.SAMPLE_PASSED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=Disposition.RETURNED,
        items=(about_carton(carton.id, carton.lpn), *children, *taken, *put_in),
        biz_location=carton.location_id,
        biz_transactions=transactions(board),
        detail={"sample": sample_size(sum(each.said.quantity for each in goods))},
    )
    event_id = record(session, act, entry)
    units = sum(each.said.quantity for each in goods)
    facts: dict[str, Param] = {"lpn": carton.lpn, "sample": Units(sample_size(units)), "units": Units(units)}
    return Outcome(Said(say.SAMPLED, facts), event_id, result=opening.board_after(session, act, board))


def _without(board: Board, goods: list[DeclaredGoods]) -> Board:
    """Return the board as if `goods` had not been declared: only what was seen decides what is still to come."""
    gone: dict[UUID, int] = {}
    for each in goods:
        gone[each.receipt_line_id] = gone.get(each.receipt_line_id, 0) + each.said.quantity
    counts = (replace(count, quantity=count.quantity - gone.get(count.id, 0)) for count in board.counts)
    return replace(board, counts=tuple(counts))


def _check_serial(session: Session, act: Act, goods: DeclaredGoods) -> None:
    said = goods.said
    if not said.serial:
        return
    cartons.lock_serials(session, said.product.id)
    here = cartons.holding_serial(session, act.site_id, said.product.id, said.serial)
    if here:
        facts: dict[str, Param] = {"lpn": goods.lpn, "product": said.product.said, "serial": said.serial}
        raise Refused(say.SERIAL_IN_HOUSE, **facts, other=here.lpn)


def _shares(session: Session, act: Act, board: Board, goods: DeclaredGoods, today: date) -> tuple[Share, ...]:
    said = goods.said
    shipped = shipped_of(session, act, board, said.item)
    try:
        shares = judge(said.item, board, shipped, frozenset(), today)
    except Question:
        lot_text = f", {said.lot}" if said.lot else ""
        facts: dict[str, Param] = {"lpn": goods.lpn, "product": said.product.said, "lot_text": lot_text}
        raise Refused(say.NOT_TO_BE_SAMPLED, **facts, number=board.number) from None
    return under_entries(session, act, board, said.product.id, shares) if board.imports else shares


def _count(session: Session, act: Act, board: Board, goods: DeclaredGoods, share: Share) -> tuple[Board, Count]:
    said = goods.said
    count = Count(
        new_id(), board.receipt_of(share.line_id), share.line_id, said.product, said.lot, said.expiry, said.serial,
        share.verdict, share.quantity, share.customs_line_id, share.regime,
    )  # fmt: skip
    return declaring.add_count(session, act, board, count)


def _put_in(
    session: Session, act: Act, goods: DeclaredGoods, count: Count, share: Share, locks: Sequence[Lock]
) -> Moved:
    """Put counted units where the declared ones were; what was locked as declared stays locked."""
    said, every = replace(goods.said, quantity=share.quantity), [*locks, *share.locks]
    values = {**declaring.carton_line(act, said, count.id), "hold": shown(every)}
    line_id, units = add_to_line(session, values, share.quantity)
    if every:
        lock_line(session, act, line_id, dict.fromkeys(every), was_empty=units == share.quantity)
    return declaring.moved_units(said, goods.lpn, count.id, OUTSIDE, Spot.line(said.carton_id, line_id))
