"""Cartons of medical goods: they come in closed, as notice or label declares them, locked until decontaminated."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons, decontaminations, isolating, pallets
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import Question, Refused
from app.domain.holds import Lock, disposition_of
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, Moved, about_carton
from app.domain.messages import medical as say
from app.domain.messages import receiving
from app.domain.messages.core import Message, Param, Said, Units
from app.domain.pallets import Declared, DeclaredGoods
from app.domain.products import ScannedItem
from app.domain.receipts import Board, OpenCarton
from app.domain.receiving import Ask
from app.domain.segregation import check_together
from app.domain.transitions import CartonState, Move
from app.domain.vocabulary import HoldReason, TallyKind
from app.services.acting import Act, Outcome
from app.services.customs.arriving import hold_uncovered
from app.services.isolating.arriving import hold_what_came
from app.services.isolating.marking import mark
from app.services.moving import Standing, move_carton
from app.services.parting import part
from app.services.receiving import opening
from app.services.receiving.booking import transactions
from app.services.receiving.declaring import take
from app.services.recording import record

LOCK = Lock(HoldReason.DECONTAMINATION)


def take_in(session: Session, act: Act, board: Board, item: ScannedItem) -> Outcome[Board]:
    """Take in the open carton as it is, closed: what the label on it names is declared, and nothing is counted."""
    carton = opening.still_open(session, act, board, Refused(receiving.CARTON_NEEDED, text=act.text))
    if carton.units:
        raise Refused(say.APART, product=item.product.said, lpn=carton.lpn)
    known = cartons.standing_by_id(session, act.site_id, carton.id, lock=True)
    assert known is not None, "the board names it"
    said = Declared(carton.id, item.product, item.lot, item.expiry, item.serial, item.quantity)
    return _close(session, act, board, known, [said], say.TAKEN_IN)


def take_in_announced(session: Session, act: Act, board: Board, carton: StandingCarton) -> Outcome[Board]:
    """Take in a carton that stands at the door as its notice declares it."""
    return _close(session, act, board, carton, pallets.declared(session, act.site_id, [carton.id]), say.ANNOUNCED)


def _close(
    session: Session, act: Act, board: Board, carton: StandingCarton, goods: Sequence[Declared], message: Message
) -> Outcome[Board]:
    place_id, place = cartons.staging_place(session, act.site_id) or (act.station_id, "-")
    changes, about = _move_in(session, act, board, carton, place_id)
    moved: list[Moved] = []
    for said in goods:
        board, items = take(session, act, board, said, carton.lpn)
        moved += items
    of_carton = decontaminations.in_cartons(act.site_id, [carton.id])
    changes += hold_what_came(session, act, *of_carton)
    changes += hold_uncovered(session, act, board.importing, *of_carton)
    changes += lock_medical(session, act, [carton.id])
    units = sum(said.quantity for said in goods)
    event_id = record(session, act, _entry(board, place_id, (*about, *moved), changes, units))
    facts: dict[str, Param] = {"lpn": carton.lpn, "tail": tail(carton.lpn), "units": Units(units), "place": place}
    return Outcome(Said(message, facts), event_id, result=opening.board_after(session, act, board))


def _move_in(
    session: Session, act: Act, board: Board, carton: StandingCarton, place_id: UUID | None
) -> tuple[tuple[Change, ...], tuple[Moved, ...]]:
    """Move the carton to where received ones stand; one of a notice leaves its pallet and gets its receipt."""
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    if carton.state is CartonState.RECEIVING:
        return move_carton(session, act, standing, Move.CLOSE, location_id=place_id), (
            about_carton(carton.id, carton.lpn),
        )
    parted = part(session, act, carton)
    here = {"receipt_id": board.receipt_id, "location_id": place_id, **parted.columns}
    changes = move_carton(session, act, standing, Move.DECLARE, **here)
    came = (
        Change("carton", carton.id, "receipt_id", "", str(board.receipt_id)),
        Change("carton", carton.id, "location_id", str(carton.location_id or ""), str(place_id or "")),
    )
    return (*changes, *came, *parted.changes), parted.items


def _entry(
    board: Board, place_id: UUID | None, items: tuple[Moved, ...], changes: tuple[Change, ...], units: int
) -> Entry:
    return Entry(
        kind=EventKind.RECEIVED_UNOPENED,
        action=EpcisAction.ADD,
        biz_step=BizStep.HOLDING,
        disposition=disposition_of(LOCK.reason),
        items=items,
        biz_location=place_id,
        biz_transactions=transactions(board),
        changes=changes,
        detail={"tally": _tallied(units)},
    )


def _tallied(units: int) -> list[list[object]]:
    return [[TallyKind.UNITS_RECEIVED, units], [TallyKind.CARTONS_RECEIVED, 1]]


def lock_medical(session: Session, act: Act, carton_ids: Collection[UUID]) -> tuple[Change, ...]:
    """Lock all that came in a carton with medical goods; return what the event of the act must say of it."""
    pieces = isolating.pieces(session, decontaminations.unclean(act.site_id, carton_ids))
    return mark(session, act, pieces, LOCK).changes if pieces else ()


def check_clean(session: Session, act: Act, goods: Sequence[DeclaredGoods]) -> None:
    """Raise Refused while a carton of declared medical goods is not decontaminated."""
    medical = {each.said.carton_id: each.lpn for each in goods if each.said.product.medical}
    waiting = medical.keys() - decontaminations.done(session, act.site_id, medical.keys())
    for carton_id in waiting:
        raise Refused(say.WAITS, lpn=medical[carton_id])


def check_not_medical(goods: Sequence[DeclaredGoods]) -> None:
    """Raise Refused where a sample would speak for medical goods: each unit of those is read by its UDI."""
    for each in goods:
        if each.said.product.medical:
            raise Refused(say.UNIT_BY_UNIT, lpn=each.lpn, product=each.said.product.said)


def check_open(session: Session, act: Act, item: ScannedItem, carton: OpenCarton) -> bool:
    """Tell whether the carton was decontaminated. Raises Question for medical goods in one that was not, and Refused
    for what never shares a carton with what is in it.
    """
    check_together(item.product, carton.lpn, frozenset({bool(carton.medical)} if carton.units else ()))
    if not item.product.medical:
        return False
    if not decontaminations.done(session, act.site_id, [carton.id]):
        raise Question(say.UNOPENED, Ask.UNOPENED, product=item.product.said, lpn=carton.lpn)
    return True
