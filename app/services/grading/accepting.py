"""Grading goods into a destination tote: one scan accepts code and grade, moves the units and opens the tote if new."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, table_of
from app.db.queries import circumstances, rulesets
from app.db.queries import grading as queries
from app.domain.approvals import ApprovalAct, Extent
from app.domain.errors import Refused
from app.domain.inspection import Bench, Goods, Judgement, Tote, check_tote, judge
from app.domain.ledger import Change
from app.domain.messages import grading as say
from app.domain.messages import regrading
from app.domain.messages.core import Money, Param, Said, Word
from app.domain.money import NOTHING
from app.domain.transitions import CartonState, Move
from app.domain.worksheet import Worksheet
from app.services import approving
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.grading import totes
from app.services.grading.benches import on_bench
from app.services.grading.choosing import check_serial, chosen, not_there
from app.services.grading.screen import Screen
from app.services.grading.standards import checklist_for, with_own_photos
from app.services.grading.writing import Graded, write
from app.services.moving import Standing, move_carton, overtaken, touch_carton

CARTON, LINE = table_of(Carton), table_of(CartonLine)


def accept_suggested(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Grade the chosen goods into the open tote at this bench that takes them. Raises Refused when there is none."""
    goods = chosen(session, act, screen.sheet)
    judgement = judged(session, act, screen, goods)
    bench = _bench(session, act, screen.sheet)
    if screen.sheet.again and bench.code is judgement.code:
        return accept(session, act, screen, bench.lpn)
    tote = suggested(queries.open_totes(session, act.site_id, act.station_id), screen.sheet, goods, judgement)
    if tote is None:
        raise Refused(say.NEW_TOTE_NEEDED, code=Word(judgement.code.value))
    return accept(session, act, screen, tote.lpn)


def suggested(open_totes: list[Tote], sheet: Worksheet, goods: Goods, judgement: Judgement) -> Tote | None:
    """Return the tote to offer: the one last filled when it takes the goods, else a started one, never an empty one."""
    taking = [tote for tote in open_totes if tote.units and tote.takes(goods, judgement.code)]
    return next((tote for tote in taking if tote.id == sheet.tote_id), taking[0] if taking else None)


def accept(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[Worksheet]:
    """Grade the chosen goods into the tote with `plate`.

    Raises Refused for a tote that must not take them, and Overtaken when another bench took the units first.
    """
    seen = chosen(session, act, screen.sheet)
    judgement = judged(session, act, screen, seen)
    if plate == _bench(session, act, screen.sheet).lpn:
        return _stay(session, act, screen, seen, judgement)
    tote = totes.find_or_open(session, act, plate, judgement.code, screen.new_tote_id)
    check_tote(tote, seen, judgement.code)
    bench, tote = _locked(session, act, screen.sheet, tote)
    goods = _still_there(session, act, bench, seen, screen.sheet)
    check_tote(tote, goods, judgement.code)
    check_override(session, act, goods.product.said, [(judgement, screen.sheet.quantity)], bench.carton_id)
    return _accept(session, act, screen, bench, goods, tote, judgement)


def _stay(session: Session, act: Act, screen: Screen, seen: Goods, judgement: Judgement) -> Outcome[Worksheet]:
    """Give goods that are graded again their new grade where they are. Raises Refused when they go elsewhere by it."""
    bench = _bench(session, act, screen.sheet)
    if not screen.sheet.again:
        raise Refused(say.SAME_CARTON, lpn=bench.lpn)
    if judgement.code is not bench.code:
        codes = {"other": Word(str(bench.code)), "code": Word(judgement.code.value)}
        raise Refused(regrading.GOES_ELSEWHERE, lpn=bench.lpn, **codes)
    bench, _same = _locked(
        session, act, screen.sheet, Tote(bench.carton_id, bench.lpn, bench.state, bench.version, None)
    )
    goods = _still_there(session, act, bench, seen, screen.sheet)
    check_override(session, act, goods.product.said, [(judgement, screen.sheet.quantity)], bench.carton_id)
    touch_carton(session, act, standing(bench))
    graded = Graded(goods, screen.sheet.quantity, bench.carton_id, bench.lpn, judgement)
    event_id = write(session, act, (graded,), (), screen)
    after = screen.sheet.next_item()
    facts = _facts(bench, graded) | {"before": str(goods.grade)}
    return Outcome(Said(regrading.STAYS, facts), event_id, after.to_params(), after)


def judged(session: Session, act: Act, screen: Screen, goods: Goods) -> Judgement:
    """Return what the worksheet says of `goods`, with a reason for an override. Raises Refused."""
    sheet = with_own_photos(session, act.site_id, screen.sheet, goods)
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    checklist = checklist_for(session, goods)
    around = circumstances.around(session, act.site_id, goods, today)
    judgement = judge(goods, checklist, sheet, rulesets.in_force(session, act.site_id), today, around)
    if judgement.is_override and not sheet.reason:
        codes = {"code": Word(judgement.code.value), "recommended": Word(judgement.recommendation.code.value)}
        raise Refused(say.REASON_NEEDED, **codes)
    return judgement


def check_override(
    session: Session, act: Act, what: Param, judged: Sequence[tuple[Judgement, int]], carton_id: UUID
) -> None:
    """Have it approved that units go elsewhere than recommended, by what that recovers less. Raises Refused."""
    overridden = [(judgement, units) for judgement, units in judged if judgement.is_override]
    if overridden:
        lost = sum(((each.recommendation.net.amount - each.net.amount) * units for each, units in overridden), NOTHING)
        extent = Extent(sum(units for _, units in overridden), money=Money(lost, overridden[0][0].net.currency))
        approving.check(session, act, Request(ApprovalAct.OVERRIDE_DISPOSITION, what, extent, carton_id))


def _bench(session: Session, act: Act, sheet: Worksheet) -> Bench:
    bench = on_bench(session, act.site_id, sheet)
    assert bench is not None, "the chosen goods stand in it"
    return bench


def _locked(session: Session, act: Act, sheet: Worksheet, tote: Tote) -> tuple[Bench, Tote]:
    """Lock both cartons in the order of all acts and read them again: what is seen now holds until commit."""
    ids = sorted(each for each in (sheet.carton_id, tote.id) if each)
    where = (CARTON.c.site_id == act.site_id, CARTON.c.id.in_(ids))
    session.execute(sa.select(CARTON.c.id).where(*where).order_by(CARTON.c.id).with_for_update(key_share=True))
    again = queries.tote_by_id(session, act.site_id, tote.id)
    assert again is not None, "a carton's row stays for the ledger"
    return _bench(session, act, sheet), again


def _still_there(session: Session, act: Act, bench: Bench, seen: Goods, sheet: Worksheet) -> Goods:
    goods = bench.of(seen.id)
    left = goods.quantity if goods else 0
    if goods is None or sheet.quantity > left:
        too_many = Refused(say.TOO_MANY, quantity=sheet.quantity, left=left, product=seen.product.said)
        raise not_there(session, act, bench, seen.id, left) or too_many
    if bench.state is not CartonState.GRADING:
        raise overtaken(session, act, standing(bench))
    return _with_serial(session, act, goods, sheet)


def _with_serial(session: Session, act: Act, goods: Goods, sheet: Worksheet) -> Goods:
    """Return the goods as one unit with its scanned serial, where a case left it without."""
    if not goods.needs_serial:
        return goods
    if not sheet.serial or sheet.quantity != 1:
        raise Refused(say.SERIAL_FIRST, product=goods.product.said)
    check_serial(session, act, goods.product, sheet.serial)
    return replace(goods, serial=sheet.serial)


def standing(bench: Bench) -> Standing:
    """Return the carton on the bench as guarded changes take it."""
    return Standing(bench.carton_id, bench.lpn, bench.state, bench.version)


def _accept(
    session: Session, act: Act, screen: Screen, bench: Bench, goods: Goods, tote: Tote, judgement: Judgement
) -> Outcome[Worksheet]:
    quantity, left = screen.sheet.quantity, bench.left - screen.sheet.quantity
    tote = totes.bind(session, act, tote, judgement.code)
    touch_carton(session, act, Standing(tote.id, tote.lpn, tote.state, tote.version))
    changes: tuple[Change, ...] = ()
    if bench.units > quantity:
        touch_carton(session, act, standing(bench))
    else:
        changes = move_carton(session, act, standing(bench), Move.EMPTY)
    graded = Graded(goods, quantity, tote.id, tote.lpn, judgement)
    event_id = write(session, act, (graded,), changes, screen)
    after = replace(screen.sheet.next_item(), tote_id=tote.id, carton_id=bench.carton_id if left else None)
    return Outcome(_said(bench, graded, left), event_id, after.to_params(), after)


def _said(bench: Bench, graded: Graded, left: int) -> Said:
    params = _facts(bench, graded)
    return Said(say.GRADED, {**params, "left": left}) if left else Said(say.GRADED_LAST, params)


def _facts(bench: Bench, graded: Graded) -> dict[str, Param]:
    judgement = graded.judgement
    return {
        "grade": judgement.graded.grade.value, "code": Word(judgement.code.value), "quantity": graded.quantity,
        "product": graded.goods.product.said, "tote": graded.lpn, "lpn": bench.lpn,
    }  # fmt: skip
