"""What may be sold: decided so, put down in the liquidation zone, not locked, no data on it, free of customs."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.db.queries import bundles, routing
from app.db.queries.bundles import OneBundle, Part
from app.db.queries.contents import EMPTY, Contents, contents
from app.domain.errors import Refused
from app.domain.holds import strictest
from app.domain.messages import bundling as say
from app.domain.messages.core import Word, Words
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode, Zone
from app.services import customs
from app.services.acting import Act
from app.services.routing.calendar import today
from app.services.routing.stack import Stack
from app.services.sanitizing import check_may_go

CARTON = table_of(Carton)


def check_stack(session: Session, act: Act, stack: Stack) -> None:
    """Raise Refused when the locked carton or pallet may not go into a bundle as it stands."""
    carton, place = stack.carton, routing.place_by_id(session, stack.carton.location_id)
    if carton.is_quarantine or place is None or place.zone is not Zone.LIQUIDATION or not stack.stands_placed:
        raise _not_there(carton.lpn, carton.state, place.code if place else "")
    _check_goods(carton.lpn, stack.goods)
    _check_may_go(session, act, [each.id for each in stack.every])


def check_parts(session: Session, act: Act, bundle: OneBundle) -> None:
    """Raise Refused when something in the bundle may not be sold by now; its cartons are locked by its caller."""
    parts = bundles.parts(session, act.site_id, bundle.id)
    held = contents(session, act.site_id, today(act), CARTON.c.bundle_id == bundle.id)
    for each in parts:
        _check_part(each, held.get(each.id, EMPTY))
    _check_may_go(session, act, [each.id for each in parts])


def _check_may_go(session: Session, act: Act, carton_ids: Collection[UUID]) -> None:
    """Neither data nor what a customs regime ties to this building is sold."""
    check_may_go(session, act, carton_ids, DispositionCode.LIQUIDATE)
    customs.check_may_go(session, act, carton_ids, DispositionCode.LIQUIDATE)


def _check_part(part: Part, goods: Contents) -> None:
    if not goods.units:
        return
    if part.state is not CartonState.PLACED or part.zone is not Zone.LIQUIDATION:
        raise _not_there(part.lpn, part.state, part.place)
    _check_goods(part.lpn, goods)


def _not_there(lpn: str, state: CartonState, place: str) -> Refused:
    return Refused(say.NOT_THERE, lpn=lpn, state=Word(state.value), place=place or "-")


def _check_goods(lpn: str, goods: Contents) -> None:
    if goods.holds:
        raise Refused(say.LOCKED, lpn=lpn, reason=Word(str(strictest(goods.holds))))
    if goods.codes != {DispositionCode.LIQUIDATE}:
        others = goods.codes - {DispositionCode.LIQUIDATE} or {None}
        codes = Words(tuple(sorted(code.value if code else "undecided" for code in others)))
        raise Refused(say.OTHER_CODE, lpn=lpn, codes=codes)
