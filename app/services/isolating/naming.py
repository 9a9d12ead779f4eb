"""What an order is to be about, told by one scan or one typed text: a plate, a paper, a product, its lot, a sender."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons, isolating, papers, parties
from app.domain.errors import Refused
from app.domain.hold_orders import About
from app.domain.messages import isolating as say
from app.domain.messages.core import Word
from app.domain.products import ScannedItem
from app.domain.readings import Reading, ReadingError, ReadingKind
from app.domain.vocabulary import HoldScope
from app.services.reading import meanings, plate_of
from app.services.resolving import Found, resolve_item

SHOWN = 60


def name_it(session: Session, site_id: UUID, text: str, scope: HoldScope | None = None) -> About:
    """Return what `text` names: what `scope` says it is, else the first that knows it. Raises Refused."""
    text = " ".join(text.split())[:200]
    found = (look(session, site_id, text) for look in ([_LOOKS[scope]] if scope in _LOOKS else _LOOKS.values()))
    about = next((each for each in found if each), None) if text else None
    if about is None:
        raise Refused(say.WHAT, text=text[:SHOWN] or "-", scope=Word(scope.value if scope else "any"))
    return about


def _carton(session: Session, site_id: UUID, text: str) -> About | None:
    for reading in _readings(text):
        if reading.kind in (ReadingKind.PLATE, ReadingKind.SSCC):
            standing = cartons.standing_by_plate(session, site_id, plate_of(reading))
            return About(HoldScope.CARTON, carton_id=standing.id) if standing else None
    return None


def _paper(session: Session, site_id: UUID, text: str) -> About | None:
    rows = papers.by_code(session, site_id, papers.codes_of(_readings(text)) or {text})
    return About(HoldScope.AUTHORIZATION, authorization_id=rows[0].id) if len(rows) == 1 else None


def _lot(session: Session, site_id: UUID, text: str) -> About | None:
    """A barcode that carries the lot; or the product and then the lot; or a lot that one product alone has here."""
    item = _item(session, text)
    if item and item.lot:
        return About(HoldScope.LOT, product_id=item.product.id, lot=item.lot)
    first, _blank, lot = text.rpartition(" ")
    if first and (item := _item(session, first)):
        return About(HoldScope.LOT, product_id=item.product.id, lot=lot)
    known = isolating.products_with_lot(session, site_id, text)
    return About(HoldScope.LOT, product_id=known[0], lot=text) if len(known) == 1 else None


def _product(session: Session, _site_id: UUID, text: str) -> About | None:
    item = _item(session, text)
    return About(HoldScope.PRODUCT, product_id=item.product.id) if item else None


def _party(session: Session, _site_id: UUID, text: str) -> About | None:
    found = parties.by_name(session, text)
    return About(HoldScope.PARTY, party_id=found[0].id) if found else None


_LOOKS = {
    HoldScope.CARTON: _carton,
    HoldScope.AUTHORIZATION: _paper,
    HoldScope.LOT: _lot,
    HoldScope.PRODUCT: _product,
    HoldScope.PARTY: _party,
}


def _item(session: Session, text: str) -> ScannedItem | None:
    readings = _readings(text)
    found = resolve_item(session, readings) if readings else None
    return found.item if isinstance(found, Found) else None


def _readings(text: str) -> Sequence[Reading]:
    try:
        return meanings(text, "")
    except ReadingError:
        return ()
