"""What may be destroyed: goods that were decided so, put down in a place for it, and not locked against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons, certificates, routing
from app.db.queries import destroying as queries
from app.db.queries.cartons import StandingCarton
from app.db.queries.destroying import Shown
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.holds import strictest
from app.domain.messages import destroying as say
from app.domain.messages.core import Word, Words
from app.domain.transitions import OPEN_CARTON
from app.domain.vocabulary import DispositionCode, Zone
from app.services import customs
from app.services.acting import Act
from app.services.ending import Leaving
from app.services.routing.stack import Stack, stack_of

MOST = 20
"""Cartons and pallets on one certificate: what one witness sees at once, and the list of plates can name."""


@dataclass(frozen=True, slots=True)
class Doomed(Leaving):
    """What may be destroyed, with the photos that were taken of it since it stands there."""

    pictures: tuple[Shown, ...]


def gather(session: Session, act: Act, carton_ids: Sequence[UUID], *, lock: bool = True) -> tuple[Doomed, ...]:
    """Return what is destroyed together. Raises Refused where one of them may not be, or not with the others."""
    standing = cartons.standing_by_ids(session, act.site_id, carton_ids, lock=lock)
    if not standing or len(standing) < len(carton_ids):
        raise Refused(say.UNKNOWN_CARTON, text="-")
    every: tuple[Doomed, ...] = ()
    for carton in standing:
        doomed = check(session, act, carton, lock=lock)
        check_with(doomed, every)
        every = (*every, doomed)
    together = [each.id for doomed in every for each in doomed.stack.every]
    customs.check_may_end(session, act, together, DispositionCode.DESTROY)
    return every


def check(session: Session, act: Act, carton: StandingCarton, *, lock: bool = True) -> Doomed:
    """Return what is destroyed with `carton`. Raises Refused where it stands elsewhere, or holds anything else.

    With `lock` what stands on a pallet is locked; the carton itself is by its caller.
    """
    if carton.state not in OPEN_CARTON:
        raise _over(session, act, carton)
    stack, place = stack_of(session, act, carton, lock=lock), routing.place_by_id(session, carton.location_id)
    if not stack.goods.units:
        raise Refused(say.EMPTY, lpn=carton.lpn)
    if place is None or place.zone is not Zone.DESTRUCTION or not stack.stands_placed:
        where, state = place.code if place else "-", Word(carton.state.value)
        raise Refused(say.NOT_THERE, lpn=carton.lpn, state=state, place=where)
    _check_goods(stack)
    ids = [each.id for each in stack.every]
    customs.check_may_end(session, act, ids, DispositionCode.DESTROY)
    since = min(each.state_since for each in stack.on_it or (carton,))
    return Doomed(
        stack, place, tuple(queries.lines(session, act.site_id, ids)),
        tuple(queries.pictures(session, act.site_id, ids, since)),
    )  # fmt: skip


def check_with(doomed: Doomed, others: Sequence[Doomed]) -> None:
    """Raise Refused when `doomed` cannot stand on one certificate with `others`, or is among them already."""
    if not others:
        return
    lpn, ids = doomed.stack.carton.lpn, {each.id for each in doomed.stack.every}
    if any(each.id in ids for other in others for each in other.stack.every):
        raise Refused(say.ON_LIST, lpn=lpn)
    if len(others) >= MOST:
        raise Refused(say.LIST_FULL, lpn=lpn, most=MOST)
    if doomed.place.id != others[0].place.id:
        raise Refused(say.OTHER_PLACE, lpn=lpn, place=doomed.place.code, first=others[0].place.code)


def _over(session: Session, act: Act, carton: StandingCarton) -> FloorError:
    issued = certificates.of_carton(session, act.site_id, carton.id)
    if issued is None:
        return Refused(say.UNKNOWN_CARTON, text=carton.lpn)
    return Overtaken(say.ALREADY, lpn=carton.lpn, **issued.said)


def _check_goods(stack: Stack) -> None:
    lpn, goods = stack.carton.lpn, stack.goods
    if goods.is_locked:
        raise Refused(say.LOCKED, lpn=lpn, reason=Word(str(strictest(goods.holds))))
    if others := goods.codes - {DispositionCode.DESTROY}:
        codes = Words(tuple(sorted(code.value if code else "undecided" for code in others)))
        raise Refused(say.OTHER_CODE, lpn=lpn, codes=codes)
