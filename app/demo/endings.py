"""What ended at the demo site: coffee destroyed before a witness, honey jars recycled, the data of a device."""

from dataclasses import replace
from datetime import date, datetime
from random import Random
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Product, table_of
from app.db.photo_store import PhotoStore
from app.db.queries import destroying as destroying_queries
from app.db.queries import streams
from app.demo.evidence import picture
from app.demo.floor import CONDEMNED
from app.demo.hands import Crew, Hand, Refusal, operator_at, result_of
from app.domain.approvals import Approver
from app.domain.certificates import DestructionMethod, Fate
from app.domain.destroyers import Credential
from app.domain.sanitizing import Attempt, Medium, SanitizationMethod, SanitizationResult
from app.domain.transitions import CartonState
from app.domain.vocabulary import Zone
from app.exchange.documents import certificate
from app.services import accrediting, destroying, recycling, sanitizing
from app.services.destroying import Screen
from app.services.recycling import HandOver, StreamDraft

CARTON, LINE, PRODUCT = table_of(Carton), table_of(CartonLine), table_of(Product)


def play_endings(session: Session, now: datetime, photos: PhotoStore | None) -> None:
    """Let go what stands in its last place where there is a place for photos; without one it is left there."""
    crew = Crew(session, Random(8), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    _sanitize(crew.hand("2318", "B-01", 14.0), "2550")
    _write_streams(crew, session)
    if photos is not None:
        _recycle(crew, session)
        _destroy(crew.hand("2412", "X-01", 15.0), photos, CONDEMNED, "2550")


STREAMS = (
    StreamDraft("BOARDS", {"en": "Circuit boards", "es": "Tarjetas electrónicas"}, Fate.RECYCLED),
    StreamDraft("GLASS", {"en": "Glass", "es": "Vidrio"}, Fate.RECYCLED),
    StreamDraft("METALS", {"en": "Metals", "es": "Metales"}, Fate.RECYCLED),
    StreamDraft("ORGANIC", {"en": "Organic", "es": "Orgánico"}, Fate.ENERGY),
    StreamDraft("PAPER", {"en": "Paper and board", "es": "Papel y cartón"}, Fate.RECYCLED),
    StreamDraft("PLASTICS", {"en": "Plastics", "es": "Plásticos"}, Fate.BACK_TO_PRODUCTION),
    StreamDraft("REST", {"en": "Rest", "es": "Resto"}, Fate.LANDFILL),
)
WEIGHED = {"GLASS": "1210", "ORGANIC": "1480", "PLASTICS": "140", "REST": "50"}


def _write_streams(crew: Crew, session: Session) -> None:
    office = crew.hand("2007", "D-04", 40.0)
    for draft in STREAMS:
        result_of(recycling.save_stream(session, office.act(recycling.SCOPE), draft))
    (recycler_id, _name), *_more = streams.recyclers(session)
    good = Credential("NAID-4471", date(office.now.year + 1, 12, 31))
    result_of(accrediting.accredit(session, office.act("parties"), recycler_id, Credential().mark, good))


def _recycle(crew: Crew, session: Session) -> None:
    """Hand what stands longest in the recycling area to the recycler, by what it came to."""
    hand = crew.hand("2412", "R-01", 13.0)
    standing = destroying_queries.standing(session, hand.by.site_id, Zone.RECYCLING)
    if not standing:
        return
    ids = {each.code: each.id for each in streams.of_site(session, hand.by.site_id)}
    (recycler_id, _name), *_more = streams.recyclers(session)
    grams = {ids[code]: weight for code, weight in WEIGHED.items()}
    asked = HandOver(standing[0].id, grams, recycler_id, "Monterrey Glass Works")
    result_of(recycling.hand_over(session, hand.act(recycling.SCOPE), asked, certificate.papers))


def _sanitize(hand: Hand, verifier: str) -> None:
    """Purge one bay of the first device in the workshop, and fail at the other, which is yet to be destroyed."""
    unit = hand.session.execute(_IN_THE_WORKSHOP).first()
    if unit is None:
        return
    verifies = operator_at(hand.session, verifier, "B-01")
    signed = Approver(verifies.operator_id, verifies.roles, verifies.operator_name)
    for serial, result in (("WD-WX12A", SanitizationResult.PASSED), ("WD-WX12B", SanitizationResult.FAILED)):
        medium = Medium("Western Digital", "Red 4 TB", serial)
        attempt = Attempt(medium, SanitizationMethod.PURGE, "nwipe", "0.36", result)
        act = replace(hand.act(sanitizing.SCOPE), approver=signed)
        answered = sanitizing.sanitize(hand.session, act, sanitizing.Screen(unit.id, attempt))
        if answered.event_id is None:
            raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")


_IN_THE_WORKSHOP = (
    sa.select(LINE.c.id)
    .join(CARTON, (CARTON.c.site_id == LINE.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    .where(PRODUCT.c.data_bearing, LINE.c.serial != "", LINE.c.quantity > 0, CARTON.c.state == CartonState.PLACED)
    .order_by(LINE.c.id)
)


def _destroy(hand: Hand, photos: PhotoStore, plate: str, witness: str) -> None:
    session, watches = hand.session, operator_at(hand.session, witness, "X-01")
    carton_id: UUID = session.execute(sa.select(CARTON.c.id).where(CARTON.c.lpn == plate)).scalar_one()
    act = hand.act(destroying.SCOPE)
    destroying.photograph(session, photos, act, carton_id, picture("carton_wet"))
    signed = Approver(watches.operator_id, watches.roles, watches.operator_name)
    act = replace(hand.act(destroying.SCOPE), approver=signed)
    answered = destroying.destroy(session, act, Screen((carton_id,), DestructionMethod.DENATURING), certificate.papers)
    if answered.event_id is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
