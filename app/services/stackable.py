"""Whether a carton may be put on a pallet: what stands on one goes one way, and stands where it stands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.db.queries import routing, segregation
from app.db.queries.cartons import StandingCarton
from app.db.queries.contents import contents, together
from app.domain.errors import Refused
from app.domain.messages import medical
from app.domain.messages import pallets as say
from app.domain.messages.core import Param, Word
from app.domain.transitions import CartonState
from app.domain.vocabulary import ZONE_OF, DispositionCode
from app.services.acting import Act
from app.services.customs.mixing import check_pallet
from app.services.routing.calendar import today

CARTON = table_of(Carton)

BUILT_IN = frozenset({CartonState.OPEN, CartonState.RECEIVED, CartonState.GRADED, CartonState.PLACED})
"""States in which a pallet takes cartons and gives them up."""

STACKABLE = BUILT_IN - {CartonState.OPEN}
"""States of a carton that nobody works on."""


def check_stackable(
    session: Session, act: Act, carton: StandingCarton, pallet: StandingCarton, on_it: Sequence[StandingCarton]
) -> None:
    """Raise Refused for a carton in work, one that stands elsewhere, and one that goes another way."""
    if carton.state not in STACKABLE or carton.is_quarantine:
        raise Refused(say.NOT_STACKABLE, lpn=carton.lpn, pallet=pallet.lpn, state=Word(carton.state.value))
    if on_it:
        _check_place(session, carton, pallet, on_it)
        _check_code(session, act, carton, pallet, on_it)
        check_pallet(session, act, carton, pallet, [each.id for each in on_it])
        _check_kind(session, act, carton, pallet, on_it)


def _check_place(
    session: Session, carton: StandingCarton, pallet: StandingCarton, on_it: Sequence[StandingCarton]
) -> None:
    """What was put in its place is not carried elsewhere by stacking; what was not may come to the pallet."""
    is_placed = {each.state is CartonState.PLACED for each in (carton, *on_it)}
    if is_placed == {False} or (carton.location_id == pallet.location_id and is_placed == {True}):
        return
    facts: dict[str, Param] = {"lpn": carton.lpn, "pallet": pallet.lpn}
    here, there = (_code_of(session, each.location_id) for each in (carton, pallet))
    raise Refused(say.OTHER_PLACE, **facts, place=here, there=there)


def _code_of(session: Session, place_id: UUID | None) -> str:
    place = routing.place_by_id(session, place_id)
    return place.code if place else "-"


def _check_code(
    session: Session, act: Act, carton: StandingCarton, pallet: StandingCarton, on_it: Sequence[StandingCarton]
) -> None:
    held = contents(session, act.site_id, today(act), CARTON.c.id.in_([carton.id, *(each.id for each in on_it)]))
    mine = together([held[carton.id]] if carton.id in held else []).codes
    theirs = together(held[each.id] for each in on_it if each.id in held).codes
    if len(mine | theirs) > 1:
        facts: dict[str, Param] = {"lpn": carton.lpn, "pallet": pallet.lpn}
        raise Refused(say.OTHER_CODE, **facts, to=_way(mine), there=_way(theirs))


def _check_kind(
    session: Session, act: Act, carton: StandingCarton, pallet: StandingCarton, on_it: Sequence[StandingCarton]
) -> None:
    if len(segregation.kinds(session, act.site_id, [carton.id, *(each.id for each in on_it)])) > 1:
        raise Refused(medical.PALLET_APART, lpn=carton.lpn, pallet=pallet.lpn)


def _way(codes: frozenset[DispositionCode | None]) -> Word:
    code = next(iter(codes), None)
    return Word(ZONE_OF[code].value) if code else Word("staging")
