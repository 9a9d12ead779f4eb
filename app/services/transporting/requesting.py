"""Asking for a collection, changing what was asked, giving it up, and noting that it was fetched."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CollectionPaper, table_of
from app.db.queries import authorization, collections
from app.db.queries.authorization import Paper
from app.db.queries.collections import COLLECTABLE, ENDED
from app.domain.authorizing import PaperAct
from app.domain.collecting import Freight
from app.domain.errors import Refused
from app.domain.geography import Point
from app.domain.messages import transport as say
from app.domain.messages.core import Params, Said, Word
from app.domain.transitions import CollectionState, Move, allows, moved
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import claim
from app.services.authorizing.history import tell
from app.services.transporting.guarding import COLLECTION, Seen, a_request, move_request, next_number

OF = table_of(CollectionPaper)
PREFIX = "COL-"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What the office asks for: which authorizations of one party, where, within which days, how much."""

    party_id: UUID
    papers: tuple[UUID, ...]
    address: str
    ready_from: date
    ready_until: date
    freight: Freight
    pallets: int = 0
    cartons: int = 0
    postal_code: str = ""
    country: str = ""
    point: Point | None = None
    contact: str = ""


def request(session: Session, act: Act, request_id: UUID, new: NewRequest) -> Answered[UUID]:
    """Ask for a collection under `request_id`; each authorization's history says so."""
    return answer(session, act, lambda: request_now(session, act, request_id, new))


def request_now(session: Session, act: Act, request_id: UUID, new: NewRequest) -> Outcome[UUID]:
    """Ask for a collection as a part of what `act` does, such as an import. Raises Refused."""
    if not new.papers:
        raise Refused(say.NO_PAPERS)
    number = next_number(session, act, COLLECTION, PREFIX)
    # in the order of their ids, as all acts take papers
    papers = [check_collectable(session, act, paper_id, new) for paper_id in sorted(new.papers)]
    session.execute(sa.insert(COLLECTION).values(**_row(act, request_id, number, new)))
    for paper in papers:
        claim(session, act, paper)
        session.execute(sa.insert(OF).values(site_id=act.site_id, collection_id=request_id, authorization_id=paper.id))
        tell(session, act, paper.id, PaperAct.COLLECTION, [("collection", "", number)])
    party = papers[0].party
    said: Params = {
        "number": number,
        "party": party,
        "kg": new.freight.kg,
        "first": new.ready_from,
        "last": new.ready_until,
    }
    return Outcome(Said(say.REQUESTED, said), result=request_id)


def check_collectable(session: Session, act: Act, paper_id: UUID, new: NewRequest) -> Paper:
    """Return the authorization to be collected. Raises Refused: each is of the party, approved, and asked for once."""
    paper = authorization.one(session, act.site_id, paper_id)
    if paper is None:
        raise Refused(say.NO_PAPERS)
    if paper.party_id != new.party_id:
        party = collections.place_of(session, new.party_id).name
        raise Refused(say.OTHER_PARTY, paper=paper.number, other=paper.party, party=party)
    if paper.state not in COLLECTABLE:
        raise Refused(say.NOT_COLLECTABLE, paper=paper.number, state=Word(paper.state.value))
    for asked in collections.of_paper(session, act.site_id, paper_id):
        if asked.state not in ENDED:
            state = Word(asked.state.value)
            raise Refused(say.ASKED_BEFORE, paper=paper.number, number=asked.number, state=state)
    return paper


def _row(act: Act, request_id: UUID, number: str, new: NewRequest) -> dict[str, object]:
    return {
        "site_id": act.site_id, "id": request_id, "number": number, "state": CollectionState.REQUESTED,
        "party_id": new.party_id, "created_at": act.now, "changed_at": act.now, "changed_by": act.by.operator_id,
        "version": 0, **_said(new),
    }  # fmt: skip


def _said(new: NewRequest) -> dict[str, object]:
    return {
        "address": new.address, "postal_code": new.postal_code, "country": new.country,
        "latitude": new.point.latitude if new.point else None, "longitude": new.point.longitude if new.point else None,
        "contact": new.contact, "ready_from": new.ready_from, "ready_until": new.ready_until, "kg": new.freight.kg,
        "litres": new.freight.litres, "pallets": new.pallets, "cartons": new.cartons,
    }  # fmt: skip


def amend(session: Session, act: Act, seen: Seen, new: NewRequest) -> Answered[UUID]:
    """Let a request that no load brings yet say where, when and how much; its party and authorizations stay."""
    return answer(session, act, lambda: amend_now(session, act, seen, new))


def amend_now(session: Session, act: Act, seen: Seen, new: NewRequest) -> Outcome[UUID]:
    """Change a request as a part of what `act` does, such as an import. Raises Refused or Overtaken."""
    found = a_request(session, act, seen, Move.EDIT)
    move_request(session, act, found, Move.EDIT, **_said(new))
    return Outcome(Said(say.AMENDED, {"number": found.number}), result=found.id)


def cancel(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Give a request up; its authorizations may be asked for again."""
    return answer(session, act, lambda: _cancel(session, act, seen))


def _cancel(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = a_request(session, act, seen, Move.CANCEL)
    move_request(session, act, found, Move.CANCEL, load_id=None, stop_id=None)
    for paper in found.papers:
        tell(session, act, paper.id, PaperAct.COLLECTION_ENDED, [("collection", found.number, "")])
    return Outcome(Said(say.REQUEST_CANCELLED, {"number": found.number, "party": found.party}), result=found.id)


def collect(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Note that a driver has it: what was approved is on its way."""
    return answer(session, act, lambda: _collect(session, act, seen))


def _collect(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = a_request(session, act, seen, Move.COLLECT)
    move_request(session, act, found, Move.COLLECT)
    for each in sorted(found.papers, key=lambda paper: paper.id):
        paper = authorization.one(session, act.site_id, each.id)
        if paper and allows(paper.state, Move.SEND):
            after = moved(paper.state, Move.SEND)
            claim(session, act, paper, state=after)
            tell(session, act, paper.id, PaperAct.SENT, [("state", paper.state, after)])
    return Outcome(Said(say.COLLECTED, {"number": found.number, "load": found.load}), result=found.id)
