"""Finding the goods that an item scan means among the ungraded lines of the carton."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons
from app.db.queries import grading as queries
from app.domain.errors import Overtaken, Question, Refused
from app.domain.inspection import GRADABLE_HOLDS, Bench, Goods
from app.domain.messages import floor
from app.domain.messages import grading as say
from app.domain.messages.core import Local, Param, Said, Word
from app.domain.products import Product, ScannedItem
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import CartonState
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Outcome
from app.services.grading.benches import on_bench
from app.services.resolving import Ambiguous, Found, Unknown, resolve_item


def chosen(session: Session, act: Act, sheet: Worksheet) -> Goods:
    """Return the goods that the worksheet is about: the chosen line, or any line of a whole carton. Raises Refused."""
    bench = on_bench(session, act.site_id, sheet)
    if bench is None:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    goods = bench.goods[0] if sheet.whole and bench.goods else bench.of(sheet.goods_id)
    check_started(bench)
    if goods is None:
        raise not_there(session, act, bench, sheet.goods_id, 0) or Refused(say.ITEM_FIRST, text=act.text or "-")
    return goods


def not_there(session: Session, act: Act, bench: Bench, line_id: UUID | None, left: int) -> Overtaken | None:
    """Return the refusal that says who graded the units of a line first, and when; None when nobody did."""
    last = queries.last_taken(session, act.site_id, line_id) if line_id else None
    if last is None:
        return None
    return Overtaken(say.TAKEN, who=last.who, when=last.when, product=Local(last.product), lpn=bench.lpn, left=left)


def choose(
    session: Session, act: Act, sheet: Worksheet, bench: Bench, readings: Sequence[Reading]
) -> Outcome[Worksheet]:
    """Choose the line that the scan names. Raises Question for a lot or serial that the code does not carry."""
    check_started(bench)
    bare = sheet.next_item()
    by_serial = _line_of_serial(bench, readings)
    if by_serial:
        return _chosen(session, act, bare, bench, by_serial, by_serial.serial)
    if sheet.product_id:
        awaited = _awaited(bench, sheet.product_id, readings)
        if awaited:
            return _among(session, act, bare, bench, awaited)
    match _resolve(session, bench, readings):
        case Found(item=item):
            return _among(session, act, bare, bench, item)
        case Ambiguous():
            raise Question(floor.AMBIGUOUS, "product", text=act.text)
        case Unknown(reading=reading):
            raise Refused(floor.UNKNOWN_CODE, text=reading.text, kind=Word(reading.kind.value))


def _resolve(session: Session, bench: Bench, readings: Sequence[Reading]) -> Found | Unknown | Ambiguous:
    """Look the scan up; of several ways to read it, the first whose lot and serial are in the carton wins."""
    products = [line.product for line in bench.goods]
    for reading in readings:
        found = resolve_item(session, [reading], products)
        if isinstance(found, Found) and _fitting(bench, found.item):
            return found
    return resolve_item(session, readings, products)


def check_started(bench: Bench) -> None:
    """Refuse a carton that nobody has put on a bench; one that was emptied since is said by who took its goods."""
    if bench.goods and not bench.is_check and bench.state is not CartonState.GRADING:
        raise Refused(say.NOT_STARTED, lpn=bench.lpn, state=Word(bench.state.value))


def _line_of_serial(bench: Bench, readings: Sequence[Reading]) -> Goods | None:
    """A serial plate alone names its unit, as long as no other unit in the carton has the same."""
    literal = {reading.text.strip() for reading in readings if reading.kind is ReadingKind.PLAIN}
    lines = [line for line in bench.goods if line.serial and line.serial in literal]
    return lines[0] if len(lines) == 1 else None


def _awaited(bench: Bench, product_id: UUID, readings: Sequence[Reading]) -> ScannedItem | None:
    """Return the product that waits for its lot or serial with what this scan says of it, if it says that."""
    product = next((line.product for line in bench.goods if line.product.id == product_id), None)
    first = readings[0]
    if product is None or first.kind not in (ReadingKind.LOT, ReadingKind.PLAIN):
        return None
    literal = next((reading.text.strip() for reading in readings if reading.kind is ReadingKind.PLAIN), "")[:40]
    lots = {line.lot for line in bench.goods if line.product.id == product_id}
    lot = next((text for text in (literal, first.lot) if text in lots), "") if literal or first.lot else ""
    serial = first.serial or ("" if lot or not product.serial_tracked else literal)
    return ScannedItem(product, 1, lot=lot, serial=serial) if lot or serial else None


def _among(session: Session, act: Act, bare: Worksheet, bench: Bench, item: ScannedItem) -> Outcome[Worksheet]:
    lines = _fitting(bench, item)
    if not lines:
        raise Refused(say.NOT_IN_CARTON, product=item.product.said, detail=_detail(item), lpn=bench.lpn)
    waiting = replace(bare, product_id=item.product.id)
    if item.product.serial_tracked and not item.serial:
        raise _asking(Question(say.SERIAL_FIRST, "serial", product=item.product.said), waiting)
    # lines that differ by paper alone, as units kept over do, are one to the eye and to a scanner
    if len({(line.lot, line.expiry, line.hold) for line in lines}) > 1 and lines[0].serial == "":
        question = Question(say.WHICH_LOT, "lot", product=item.product.said, lpn=bench.lpn, count=len(lines))
        raise _asking(question, waiting)
    # A case that is scanned at the bench is graded as its units; one of them at a time where each has a serial.
    quantity = 1 if item.product.serial_tracked else min(item.quantity, lines[0].quantity)
    return _chosen(session, act, bare, bench, lines[0], item.serial, quantity)


def _fitting(bench: Bench, item: ScannedItem) -> list[Goods]:
    """Return the lines an item may belong to: those that name its serial first, then those that name none."""
    same = [line for line in bench.goods if line.product.id == item.product.id]
    fits = [line for line in same if item.lot in ("", line.lot) and line.serial in ("", item.serial or line.serial)]
    return sorted(fits, key=lambda line: line.serial != item.serial)


def _detail(item: ScannedItem) -> str:
    return "".join(f", {text}" for text in (item.lot, item.serial) if text)


def _asking(question: Question, waiting: Worksheet) -> Question:
    question.keeping(waiting.to_params())
    return question


def _chosen(
    session: Session, act: Act, bare: Worksheet, bench: Bench, goods: Goods, serial: str, quantity: int = 1
) -> Outcome[Worksheet]:
    if goods.hold not in GRADABLE_HOLDS:
        raise _held(session, act, goods, replace(bare, goods_id=goods.id))
    if serial and not goods.serial:
        check_serial(session, act, goods.product, serial)
    sheet = replace(bare, goods_id=goods.id, serial="" if goods.serial else serial, quantity=quantity)
    if serial:
        params: dict[str, Param] = {"product": goods.product.said, "serial": serial, "lpn": bench.lpn}
        return Outcome(Said(say.CHOSEN_SERIAL, params), pending=sheet.to_params(), result=sheet)
    facts: dict[str, Param] = {"product": goods.product.said, "quantity": goods.quantity, "lpn": bench.lpn}
    return Outcome(Said(say.CHOSEN, facts), pending=sheet.to_params(), result=sheet)


def _held(session: Session, act: Act, goods: Goods, chosen_: Worksheet) -> Refused:
    """Locked goods are chosen all the same: a scan of the quarantine carton then splits them out."""
    quarantine = cartons.quarantine(session, act.site_id)
    facts: dict[str, Param] = {"product": goods.product.said, "reason": Word(str(goods.hold))}
    if quarantine is None:
        return Refused(say.HELD, **facts)
    refusal = Refused(say.HELD_TO_QUARANTINE, lpn=quarantine.lpn, place=quarantine.place, **facts)
    refusal.keeping(chosen_.to_params())
    return refusal


def check_serial(session: Session, act: Act, product: Product, serial: str) -> None:
    """Refuse a serial that already stands somewhere in the building."""
    here = cartons.holding_serial(session, act.site_id, product.id, serial)
    if here:
        raise Refused(say.SERIAL_ELSEWHERE, product=product.said, serial=serial, lpn=here.lpn, when=here.since)
