"""Where a scan on the home screen leads. Looks things up; changes nothing but the list of scans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons, decontaminations, outbound, pallets, papers, stock
from app.domain.dwell import Stage, stage_of
from app.domain.errors import Refused
from app.domain.messages import home as say
from app.domain.messages.core import Params, Said, Word
from app.domain.own_codes import read_own_code
from app.domain.principals import Principal
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode
from app.services import arriving
from app.services.acting import Act, Answered, Outcome, answer
from app.services.reading import plate_of, readings_of
from app.services.resolving import Ambiguous, Found, resolve_item


@dataclass(frozen=True, slots=True)
class ToPaper:
    """An authorization: receive against it."""

    number: str


@dataclass(frozen=True, slots=True)
class ToCarton:
    """An open carton: go to its next step."""

    id: UUID
    lpn: str
    state: CartonState
    stage: Stage | None
    receipt_id: UUID | None
    is_declared: bool = False
    is_unclean: bool = False
    code: DispositionCode | None = None


@dataclass(frozen=True, slots=True)
class ToProduct:
    """A product, with how much of it is in the building, and what else its code says."""

    stock: stock.Stock
    lot: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A place: stand there from now on."""

    code: str


@dataclass(frozen=True, slots=True)
class ToLoad:
    """An inbound load, by its sheet or its trailer: let it in, or unload it."""

    id: UUID


@dataclass(frozen=True, slots=True)
class ToOutbound:
    """An outbound load, by its sheet: put goods on it."""

    id: UUID


@dataclass(frozen=True, slots=True)
class ToPackaging:
    """Returnable packaging, by its GRAI: take it back, or issue it."""

    grai: str


@dataclass(frozen=True, slots=True)
class ToBadge:
    """Another operator's badge."""

    badge: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing here has the code."""

    reading: Reading


Direction = ToPaper | ToCarton | ToProduct | ToPlace | ToLoad | ToOutbound | ToPackaging | ToBadge | Nowhere


def badge_in(act: Act) -> str:
    """Return the digits of the badge that was scanned, or "": on every screen it switches operators."""
    reading = read_own_code(act.text.strip())
    return reading.badge if reading else ""


def find(session: Session, act: Act) -> Answered[Direction]:
    """Keep the scan with what it was, and return where it leads; the result is None for a scan that was refused."""
    answered = answer(session, act, lambda: _find(session, act))
    if answered.is_replay and answered.said.message in (say.FOUND, say.PRODUCT_FOUND):
        return replace(answered, result=direct(session, act.by, readings_of(act)))
    return answered


def _find(session: Session, act: Act) -> Outcome[Direction]:
    readings = readings_of(act)
    direction = direct(session, act.by, readings)
    kind = Word(readings[0].kind.value)
    match direction:
        case Nowhere():
            raise Refused(say.NOTHING_KNOWN, text=act.text, kind=kind)
        case ToProduct(stock=stock):
            product = stock.product
            said: Params = {"product": product.said, "sku": product.sku, "units": stock.units, "cartons": stock.cartons}
            return Outcome(Said(say.PRODUCT_FOUND, said), result=direction)
        case _:
            return Outcome(Said(say.FOUND, {"text": act.text, "kind": kind}), result=direction)


def direct(session: Session, by: Principal, readings: Sequence[Reading]) -> Direction:
    """Return where the scan leads, trying the site's own codes first and the catalogue last."""
    first = readings[0]
    match first.kind:
        case ReadingKind.PLACE:
            return ToPlace(first.place)
        case ReadingKind.BADGE:
            return ToBadge(first.badge)
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return _to_carton(session, by, first)
    if found := papers.by_code(session, by.site_id, papers.codes_of(readings)):
        return ToPaper(found[0].number)
    if load := _to_load(session, by, readings):
        return load
    return ToPackaging(first.grai.value) if first.grai else _to_product(session, by, readings)


def _to_load(session: Session, by: Principal, readings: Sequence[Reading]) -> ToLoad | ToOutbound | None:
    if load := arriving.by_scan(session, by.site_id, readings):
        return ToLoad(load.id)
    leaving = outbound.by_code(session, by.site_id, readings[0].load) if readings[0].load else None
    return ToOutbound(leaving.id) if leaving else None


def _to_carton(session: Session, by: Principal, reading: Reading) -> Direction:
    carton = cartons.standing_by_plate(session, by.site_id, plate_of(reading))
    if carton is None:
        return Nowhere(reading)
    if carton.state is CartonState.EXPECTED and carton.authorization_id:
        return ToPaper(papers.number_of(session, by.site_id, carton.authorization_id))
    stage = None if carton.is_pallet else stage_of(carton.state, carton.code)
    is_declared = bool(carton.receipt_id) and _is_declared(session, by, carton.id)
    is_unclean = is_declared and bool(decontaminations.waits(session, by.site_id, [carton.id]))
    return ToCarton(carton.id, carton.lpn, carton.state, stage, carton.receipt_id, is_declared, is_unclean, carton.code)


def _is_declared(session: Session, by: Principal, carton_id: UUID) -> bool:
    return bool(pallets.goods_as_declared(session, by.site_id, [carton_id]))


def _to_product(session: Session, by: Principal, readings: Sequence[Reading]) -> Direction:
    match resolve_item(session, readings):
        case Found(item=item) | Ambiguous(candidates=(Found(item=item), *_)):
            return ToProduct(stock.of_product(session, by.site_id, item.product), item.lot, item.serial)
        case _:
            return Nowhere(readings[0])
