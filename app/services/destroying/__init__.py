"""Destroying: what stands in its place is photographed, destroyed before a witness, and certified. Nothing undoes it.

Several cartons are scanned one after the other and go together: one witness, one event, one certificate. What cannot be
destroyed here is handed to a certified destroyer under seal.

Each public verb is one act, answered once (see `services.acting`); its result is the carton that the screen shows.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.photo_store import PhotoStore
from app.db.queries import cartons
from app.db.queries.photos import Pictured
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.messages import destroying as say
from app.domain.messages.core import Params, Said, Units, Word
from app.domain.readings import ReadingKind
from app.services.acting import Act, Answered, Outcome, answer
from app.services.certifying import Write
from app.services.destroying import ending
from app.services.destroying.checking import MOST, Doomed, check, check_with, gather
from app.services.destroying.screen import HandOver, Screen
from app.services.photographing import Picture, store_picture
from app.services.reading import plate_of, readings_of

SCOPE = "destroying"

__all__ = [
    "MOST", "SCOPE", "Doomed", "HandOver", "Screen", "check", "destroy", "gather", "hand_over", "photograph", "scan",
]  # fmt: skip


def scan(session: Session, act: Act, taken: Sequence[UUID] = ()) -> Answered[UUID]:
    """Take up the carton or pallet whose plate was scanned, if it may be destroyed where it stands, with `taken`."""
    return answer(session, act, lambda: _take_up(session, act, taken))


def photograph(session: Session, store: PhotoStore, act: Act, carton_id: UUID, picture: Picture) -> Answered[UUID]:
    """Keep a photo of what is to be destroyed."""
    return answer(session, act, lambda: _photograph(session, store, act, carton_id, picture))


def destroy(session: Session, act: Act, screen: Screen, write: Write) -> Answered[UUID]:
    """Destroy all that the cartons or pallets hold, and freeze the certificate; `write` puts that into words."""
    return answer(session, act, lambda: ending.destroy(session, act, screen, write))


def hand_over(session: Session, act: Act, asked: HandOver, write: Write) -> Answered[UUID]:
    """Give all that the cartons or pallets hold to a certified destroyer, and freeze the certificate."""
    return answer(session, act, lambda: ending.hand_over(session, act, asked, write))


def _take_up(session: Session, act: Act, taken: Sequence[UUID]) -> Outcome[UUID]:
    first = readings_of(act)[0]
    if first.kind not in (ReadingKind.PLATE, ReadingKind.SSCC):
        raise Refused(say.PLATE_EXPECTED, text=first.text, kind=Word(first.kind.value))
    carton = cartons.standing_by_plate(session, act.site_id, plate_of(first))
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate_of(first))
    doomed = check(session, act, carton)
    others = gather(session, act, taken, lock=False) if taken else ()
    check_with(doomed, others)
    facts: Params = {
        "tail": tail(carton.lpn), "lpn": carton.lpn, "place": doomed.place.code, "units": Units(doomed.units),
    }  # fmt: skip
    total = Units(sum(each.units for each in (doomed, *others)))
    said = Said(say.ADDED, {**facts, "total": total}) if others else Said(say.TAKEN_UP, facts)
    return Outcome(said, pending={"carton": str(carton.id)}, result=carton.id)


def _photograph(session: Session, store: PhotoStore, act: Act, carton_id: UUID, picture: Picture) -> Outcome[UUID]:
    carton = cartons.standing_by_id(session, act.site_id, carton_id)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text="-")
    doomed = check(session, act, carton)
    store_picture(session, store, act, picture, Pictured(carton.id, carton.lpn, None, {}))
    return Outcome(Said(say.PHOTO_KEPT, {"lpn": doomed.stack.carton.lpn}), result=carton.id)
