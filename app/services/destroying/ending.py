"""The acts themselves: destroyed here before a witness, or handed to a certified destroyer under seal."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import destroyers, labels
from app.db.queries import destroying as queries
from app.domain.approvals import DEFAULTS, ApprovalAct, Extent
from app.domain.certificates import CertificateKind, Custody, Record
from app.domain.epcis import BizStep, Boundary, Disposition, EventKind
from app.domain.errors import Refused
from app.domain.messages import destroying as say
from app.domain.messages.approving import SECOND_PERSON
from app.domain.messages.core import Params, Said, Units, Word, Words
from app.services import approving, certifying
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.certifying import Write
from app.services.destroying.checking import Doomed, gather
from app.services.destroying.screen import HandOver, Screen
from app.services.ending import Way, leave, lines_of, plates_of
from app.services.routing.calendar import today

DESTROYED = Way(EventKind.GOODS_DESTROYED, BizStep.DESTROYING, Disposition.DESTROYED, Boundary.DESTROYED)
GIVEN_AWAY = Way(EventKind.CUSTODY_HANDED_OVER, BizStep.COLLECTING, Disposition.DISPOSED, Boundary.OUT)


def destroy(session: Session, act: Act, screen: Screen, write: Write) -> Outcome[UUID]:
    """Destroy what `screen` names. Raises Refused while method, photo or witness are missing."""
    number = certifying.number_for(session, act)
    every = gather(session, act, screen.carton_ids)
    lpn = plates_of(every)
    if screen.method is None:
        raise Refused(say.NO_METHOD, lpn=lpn)
    if not any(doomed.pictures for doomed in every):
        raise Refused(say.NO_PHOTO, lpn=lpn)
    witness_id = _witness(session, act, every)
    states = replace(
        _record(session, act, every, number, witness_id), kind=CertificateKind.DESTRUCTION, method=screen.method
    )
    left = leave(session, act, every, DESTROYED, states, write, witness_id=witness_id)
    facts: Params = {"lpn": lpn, "number": number, "units": Units(_units(every))}
    return Outcome(
        Said(say.DESTROYED, facts), left.event_id, {"certificate": str(left.certificate_id)}, left.certificate_id
    )


def hand_over(session: Session, act: Act, asked: HandOver, write: Write) -> Outcome[UUID]:
    """Give what `asked` names into custody. Raises Refused while destroyer, person, seal or approval are missing."""
    number = certifying.number_for(session, act)
    every = gather(session, act, asked.carton_ids)
    custody = _custody(session, act, asked, plates_of(every))
    witness_id = _witness(session, act, every)
    states = replace(_record(session, act, every, number, witness_id), custody=custody)
    about = {"witness_id": witness_id, "party_id": asked.destroyer_id}
    left = leave(session, act, every, GIVEN_AWAY, states, write, **about)
    facts = {"lpn": states.lpn, "number": number, "destroyer": custody.destroyer, "seal": custody.seal}
    said = Said(say.HANDED_OVER, {**facts, "units": Units(_units(every))})
    return Outcome(said, left.event_id, {"certificate": str(left.certificate_id)}, left.certificate_id)


def _custody(session: Session, act: Act, asked: HandOver, lpn: str) -> Custody:
    """Return who takes the goods. Raises Refused for a certificate that has lapsed, and for what is missing."""
    found = destroyers.one(session, asked.destroyer_id) if asked.destroyer_id else None
    if found is None or found.credential.until is None:
        raise Refused(say.NO_DESTROYER, lpn=lpn)
    number, until = found.credential.number, found.credential.until
    if found.credential.has_lapsed(today(act)):
        raise Refused(say.LAPSED, lpn=lpn, destroyer=found.name, certificate=number, until=until)
    person, seal = asked.person.strip()[:80], asked.seal.strip()[:40]
    if not person:
        raise Refused(say.NO_PERSON, lpn=lpn)
    if not seal:
        raise Refused(say.NO_SEAL, lpn=lpn)
    return Custody(found.name, number, until, person, seal)


def _witness(session: Session, act: Act, every: Sequence[Doomed]) -> UUID:
    """Return who watched: whoever approves it by the table, and never the one who does it."""
    lpn = plates_of(every)
    request = Request(ApprovalAct.DESTROY_GOODS, lpn, Extent(_units(every)), every[0].stack.carton.id)
    who = approving.check(session, act, request)
    if who == act.by.operator_id:
        roles = Words(tuple(sorted(role.value for role in DEFAULTS[request.deed].roles)))
        raise Refused(SECOND_PERSON, deed=Word(request.deed.value), what=lpn, roles=roles)
    return who


def _units(every: Sequence[Doomed]) -> int:
    return sum(doomed.units for doomed in every)


def _record(session: Session, act: Act, every: Sequence[Doomed], number: str, witness_id: UUID) -> Record:
    """Return what a certificate states of these goods, as of goods in custody; the caller says how they end."""
    here = labels.building(session, act.site_id)
    return Record(
        kind=CertificateKind.CUSTODY,
        number=number,
        site=here.name,
        address=here.address,
        issued_at=act.now,
        zone=act.by.time_zone,
        operator=act.by.operator_name,
        witness=queries.name_of(session, witness_id),
        method=None,
        place=every[0].place.code,
        lpn=plates_of(every),
        lines=tuple(line.says for line in lines_of(every)),
        pictures=tuple(picture.says for doomed in every for picture in doomed.pictures),
    )
