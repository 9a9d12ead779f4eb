"""The act itself: goods go to the boundary, their cartons close, the certificate is frozen, all in one transaction."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, table_of
from app.db.queries import cartons, labels
from app.db.queries import destroying as queries
from app.db.queries.destroying import EndingLine
from app.domain.approvals import DEFAULTS, ApprovalAct, Extent
from app.domain.certificates import CertificateKind, DestructionMethod, Record
from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages import destroying as say
from app.domain.messages.approving import SECOND_PERSON
from app.domain.messages.core import Said, Units, Word, Words
from app.domain.transitions import Move
from app.services import accruing, approving, certifying
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.certifying import Write
from app.services.destroying.checking import Doomed, check
from app.services.destroying.screen import Screen
from app.services.moving import Standing, move_carton
from app.services.parting import Parted, part
from app.services.recording import record

LINE = table_of(CartonLine)


def destroy(session: Session, act: Act, screen: Screen, write: Write) -> Outcome[UUID]:
    """Destroy what `screen` names. Raises Refused while method, photo or witness are missing."""
    number = certifying.number_for(session, act)
    carton = cartons.standing_by_id(session, act.site_id, screen.carton_id, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text="-")
    doomed = check(session, act, carton)
    if screen.method is None:
        raise Refused(say.NO_METHOD, lpn=carton.lpn)
    if not doomed.pictures:
        raise Refused(say.NO_PHOTO, lpn=carton.lpn)
    witness_id = _witness(session, act, doomed)
    parted = part(session, act, carton)
    changes = _close(session, act, doomed, parted)
    certificate_id, states = new_id(), _record(session, act, doomed, number, screen.method, witness_id)
    items = (*doomed.stack.items, *parted.items[1:], *map(_gone, doomed.lines))
    event_id = record(session, act, _entry(doomed, items, changes, certificate_id, states))
    about = {"witness_id": witness_id, "carton_id": carton.id}
    certifying.freeze(session, act, certificate_id, states, event_id, write, **about)
    accruing.restate(session, act, {line.receipt_line_id for line in doomed.lines}, event_id)
    facts = {"lpn": carton.lpn, "number": number}
    said = Said(say.DESTROYED, {**facts, "units": Units(doomed.units)})
    return Outcome(said, event_id, {"certificate": str(certificate_id)}, certificate_id)


def _witness(session: Session, act: Act, doomed: Doomed) -> UUID:
    """Return who watched: whoever approves it by the table, and never the one who does it."""
    lpn = doomed.stack.carton.lpn
    request = Request(ApprovalAct.DESTROY_GOODS, lpn, Extent(doomed.units), doomed.stack.carton.id)
    who = approving.check(session, act, request)
    if who == act.by.operator_id:
        roles = Words(tuple(sorted(role.value for role in DEFAULTS[request.deed].roles)))
        raise Refused(SECOND_PERSON, deed=Word(request.deed.value), what=lpn, roles=roles)
    return who


def _close(session: Session, act: Act, doomed: Doomed, parted: Parted) -> tuple[Change, ...]:
    ids = [line.id for line in doomed.lines]
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(ids)).values(quantity=0))
    changes = list(parted.changes)
    for each in doomed.stack.every:
        standing = Standing(each.id, each.lpn, each.state, each.version)
        columns = parted.columns if each is doomed.stack.carton else {}
        changes += move_carton(session, act, standing, Move.EMPTY, **columns)
    return tuple(changes)


def _record(
    session: Session, act: Act, doomed: Doomed, number: str, method: DestructionMethod, witness_id: UUID
) -> Record:
    here = labels.building(session, act.site_id)
    return Record(
        kind=CertificateKind.DESTRUCTION,
        number=number,
        site=here.name,
        address=here.address,
        issued_at=act.now,
        zone=act.by.time_zone,
        operator=act.by.operator_name,
        witness=queries.name_of(session, witness_id),
        method=method,
        place=doomed.place.code,
        lpn=doomed.stack.carton.lpn,
        lines=tuple(line.says for line in doomed.lines),
        pictures=tuple(picture.says for picture in doomed.pictures),
    )


def _gone(line: EndingLine) -> Moved:
    return Moved(
        role=ItemRole.CHILD,
        source=Spot.line(line.carton_id, line.id),
        target=Spot(Boundary.DESTROYED),
        quantity=line.says.units,
        product_id=line.product_id,
        owner_id=line.owner_id,
        lot=line.says.lot,
        expiry=line.says.expiry,
        serial=line.says.serial,
        lpn=line.says.lpn,
        receipt_line_id=line.receipt_line_id,
    )


def _entry(
    doomed: Doomed, items: Iterable[Moved], changes: tuple[Change, ...], certificate_id: UUID, states: Record
) -> Entry:
    return Entry(
        kind=EventKind.GOODS_DESTROYED,
        action=EpcisAction.DELETE,
        biz_step=BizStep.DESTROYING,
        disposition=Disposition.DESTROYED,
        items=tuple(items),
        biz_location=doomed.place.id,
        biz_transactions=({"type": "cert", "id": str(certificate_id)},),
        changes=changes,
        detail=certifying.sealed(certificate_id, states),
    )
