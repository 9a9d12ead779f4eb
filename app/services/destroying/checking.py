"""What may be destroyed: goods that were decided so, put down in a place for it, and not locked against it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.queries import certificates, routing
from app.db.queries import destroying as queries
from app.db.queries.cartons import StandingCarton
from app.db.queries.destroying import EndingLine, Shown
from app.db.queries.routing import Place
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.holds import strictest
from app.domain.messages import destroying as say
from app.domain.messages.core import Word, Words
from app.domain.transitions import OPEN_CARTON
from app.domain.vocabulary import DispositionCode, Zone
from app.services import customs
from app.services.acting import Act
from app.services.routing.stack import Stack, stack_of


@dataclass(frozen=True, slots=True)
class Doomed:
    """What may be destroyed: a carton or a pallet with all that is on it, its place, its lines and its photos."""

    stack: Stack
    place: Place
    lines: tuple[EndingLine, ...]
    pictures: tuple[Shown, ...]

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.says.units for line in self.lines)


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


def _over(session: Session, act: Act, carton: StandingCarton) -> FloorError:
    issued = certificates.of_carton(session, act.site_id, carton.id)
    if issued is None:
        return Refused(say.UNKNOWN_CARTON, text=carton.lpn)
    return Overtaken(say.ALREADY, who=issued.who, when=issued.when, number=issued.number, lpn=carton.lpn)


def _check_goods(stack: Stack) -> None:
    lpn, goods = stack.carton.lpn, stack.goods
    if goods.is_locked:
        raise Refused(say.LOCKED, lpn=lpn, reason=Word(str(strictest(goods.holds))))
    if others := goods.codes - {DispositionCode.DESTROY}:
        codes = Words(tuple(sorted(code.value if code else "undecided" for code in others)))
        raise Refused(say.OTHER_CODE, lpn=lpn, codes=codes)
