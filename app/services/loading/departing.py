"""A load is sealed and departs: its goods are out, its cartons closed, its papers frozen. There is no undo."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.db.queries import destroyers, loading
from app.db.queries import destroying as goods
from app.db.queries.cartons import StandingCarton
from app.db.queries.destroying import EndingLine
from app.db.queries.outbound import Outbound
from app.domain.approvals import ApprovalAct, Extent
from app.domain.consignments import Consignment
from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, Moved, about_carton, about_child
from app.domain.messages import loading as say
from app.domain.messages.core import Params, Said, Units
from app.domain.transitions import Move
from app.domain.vocabulary import DispositionCode
from app.services import accruing, approving, customs, donating
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.bundling import leaving
from app.services.departed import ABOUT
from app.services.ending import gone
from app.services.loading import freezing
from app.services.loading.checking import check_may_ride
from app.services.loading.delivering import as_delivery
from app.services.loading.freezing import Write
from app.services.loading.screen import Ask, Screen, locked
from app.services.moving import Standing, move_carton
from app.services.recording import record
from app.services.routing.calendar import today

LINE = table_of(CartonLine)
NO_SEAL = "-"
"""What stands for a load whose doors carry no seal, or that has no doors."""
LONGEST = 40


def ask_seal(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    """Ask for the seal on the doors. Raises Refused for a load with nothing on it."""
    load = locked(session, act, screen)
    if not load.units:
        raise Refused(say.NOTHING_ON_IT, load=load.number)
    said = Said(say.ASK_SEAL, {"units": Units(load.units), "load": load.number, "party": load.party})
    return Outcome(said, pending=Screen(load.id, Ask.SEAL).to_params())


def sealed(session: Session, act: Act, screen: Screen, text: str) -> Outcome[None]:
    """Ask whether the load departs with that seal; empty text is none."""
    load, seal = locked(session, act, screen), text.strip().upper()[:LONGEST] or NO_SEAL
    if not load.units:
        raise Refused(say.NOTHING_ON_IT, load=load.number)
    facts: Params = {"units": Units(load.units), "load": load.number, "party": load.party, "seal": seal}
    return Outcome(Said(say.ASK_DEPART, facts), pending=Screen(load.id, Ask.DEPART, seal).to_params())


def depart(session: Session, act: Act, screen: Screen, write: Write) -> Outcome[None]:
    """Let the load of the screen go with the seal that it asks about."""
    load, seal = locked(session, act, screen), screen.about or NO_SEAL
    leaving.lock(session, act, load.id)
    on_it = loading.cartons_on(session, act.site_id, load.id, locked=True)
    if not on_it:
        raise Refused(say.NOTHING_ON_IT, load=load.number)
    lines = goods.lines(session, act.site_id, [each.id for each in on_it])
    _check_may_depart(session, act, load, on_it, lines)
    record_ = freezing.consignment(session, act, load, seal, on_it, lines)
    donating.state(session, act, load, [each.id for each in on_it])
    event_id = record(session, act, _entry(session, act, load, on_it, lines, record_))
    leaving.depart(session, act, [each.id for each in on_it])
    freezing.freeze(session, act, load, record_, event_id, write)
    as_delivery(session, act, load, lines)
    accruing.restate(session, act, {line.receipt_line_id for line in lines}, event_id)
    said = Said(say.DEPARTED, {"load": load.number, "party": load.party, "units": Units(record_.units)})
    return Outcome(said, event_id, {"gone": str(load.id)})


def _check_may_depart(
    session: Session, act: Act, load: Outbound, on_it: Sequence[StandingCarton], lines: Sequence[EndingLine]
) -> None:
    """Ask once more of everything on it what may have changed since it was put there, and for the papers of customs.

    Whatever else keeps goods in the building stands here.
    """
    check_may_ride(session, act, load, on_it)
    if load.code is DispositionCode.DESTROY:
        _check_destruction(session, act, load)
    customs.check_may_depart(session, act.site_id, lines)


def _check_destruction(session: Session, act: Act, load: Outbound) -> None:
    """What is destroyed elsewhere is approved as if it were destroyed here, and goes to who may do it today."""
    if not destroyers.is_certified(session, load.party_id, today(act)):
        raise Refused(say.NOT_CERTIFIED, party=load.party, day=today(act), load=load.number)
    approving.check(session, act, Request(ApprovalAct.DESTROY_GOODS, load.number, Extent(load.units), load.id))


def _entry(
    session: Session, act: Act, load: Outbound, on_it: Sequence[StandingCarton], lines: Sequence[EndingLine],
    record_: Consignment,
) -> Entry:  # fmt: skip
    changes = _let_go(session, act, on_it, lines)
    return Entry(
        kind=EventKind.LOAD_DEPARTED,
        action=EpcisAction.DELETE,
        biz_step=BizStep.DEPARTING,
        disposition=Disposition.IN_TRANSIT,
        items=(*map(_about, on_it), *(gone(line, Boundary.OUT) for line in lines)),
        biz_location=load.dock_id,
        biz_transactions=({"type": ABOUT, "id": str(load.id)},),
        changes=changes,
        detail=freezing.sealed(load, record_),
    )


def _about(carton: StandingCarton) -> Moved:
    return (about_child if carton.parent_id else about_carton)(carton.id, carton.lpn)


def _let_go(
    session: Session, act: Act, on_it: Sequence[StandingCarton], lines: Sequence[EndingLine]
) -> tuple[Change, ...]:
    ids = [line.id for line in lines]
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(ids)).values(quantity=0))
    changes: list[Change] = []
    for each in on_it:
        changes += move_carton(session, act, Standing(each.id, each.lpn, each.state, each.version), Move.DEPART)
    return tuple(changes)
