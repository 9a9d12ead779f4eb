"""Whether goods may leave on a load: asked when they are put on it, and of all of them again when it departs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.db.queries import loading, sanitizations
from app.db.queries.cartons import StandingCarton
from app.db.queries.contents import Contents, contents
from app.db.queries.outbound import Outbound
from app.domain.errors import Refused
from app.domain.holds import strictest
from app.domain.messages import loading as say
from app.domain.messages.core import Param, Word
from app.domain.outbound import CODE_OF_DATA, check_goods
from app.services import customs
from app.services.acting import Act
from app.services.bundling import leaving
from app.services.routing.calendar import today

CARTON = table_of(Carton)


def check_may_ride(session: Session, act: Act, load: Outbound, found: Sequence[StandingCarton]) -> None:
    """Raise Refused for goods that a lock, their code, their vendor or sender, or data on them keeps off the load."""
    ids = [each.id for each in found]
    held = contents(session, act.site_id, today(act), CARTON.c.id.in_(ids))
    for each in found:
        if each.id in held:
            _check_code(load, each.lpn, held[each.id])
    for goods in loading.aboard(session, act.site_id, ids):
        check_goods(load.addressee, goods)
    leaving.check_may_ride(session, act, load.number, load.party_id, ids)
    _check_data(session, act, load, ids)
    customs.check_may_go(session, act, ids, load.code)


def _check_code(load: Outbound, lpn: str, goods: Contents) -> None:
    facts: Mapping[str, Param] = {"lpn": lpn, "load": load.number}
    if goods.is_locked:
        raise Refused(say.HELD, reason=Word(str(strictest(goods.holds))), **facts)
    if goods.codes == {load.code}:
        return
    code, theirs = Word(load.code.value), next(iter(goods.codes))
    if len(goods.codes) > 1 or theirs is None:
        raise Refused(say.UNDECIDED, code=code, **facts)
    raise Refused(say.OTHER_CODE, theirs=Word(theirs.value), code=code, **facts)


def _check_data(session: Session, act: Act, load: Outbound, ids: Sequence[UUID]) -> None:
    """Data leaves on nothing but its owner's own load: what is to be destroyed elsewhere is judged like the rest."""
    unit = sanitizations.staying(session, act.site_id, ids, CODE_OF_DATA.get(load.code, load.code))
    if unit:
        raise Refused(say.DATA_STAYS, product=unit.said, serial=unit.serial or "-", lpn=unit.lpn, load=load.number)
