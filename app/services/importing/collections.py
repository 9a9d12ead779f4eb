"""Collection requests, one in a row, known again by the authorizations that they are for.

The house numbers them. What a row does not say stays as it is; of a new one it is the place of the party.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Collection, CollectionPaper, table_of
from app.db.queries import authorization, collections
from app.db.queries.collections import Request
from app.db.queries.imports import Run
from app.domain.collecting import Freight, litres_of
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import announcing
from app.domain.messages import importing as say_import
from app.domain.messages import transport as say
from app.domain.messages.core import Word
from app.domain.transitions import Move, allows
from app.services.acting import Act
from app.services.importing.acting import act_of
from app.services.importing.records import Facts, Judged, Record, refused
from app.services.importing.resolving import Names, key_of, numbers_in
from app.services.transporting import NewRequest, Seen
from app.services.transporting.guarding import lock_site
from app.services.transporting.requesting import amend_now, check_collectable, request_now

COLLECTION, OF, PAPER = table_of(Collection), table_of(CollectionPaper), table_of(Authorization)

_PLAIN = ("address", "postal_code", "country", "contact", "ready_from", "ready_until", "pallets", "cartons")
_NOTHING: Facts = {"address": "", "postal_code": "", "country": "", "contact": "", "pallets": 0, "cartons": 0}


def resolve(row: FileRow, _names: Names) -> Facts:
    """Return what `row` says, its authorizations in one order. Raises Refused for a cell without any number."""
    said = str(row.values.get("authorizations", ""))
    numbers = numbers_in(said)
    if said and not numbers:
        raise Refused(announcing.UNKNOWN_AUTHORIZATION, got=said)
    return {**row.values, "authorizations": numbers}


def key(facts: Facts) -> str:
    """Return the natural key: the authorizations whose goods are fetched."""
    return key_of(str(facts.get("authorizations", "")))


def name(record: Record) -> str:
    """Return how a sentence calls the request."""
    return str(record.head["authorizations"])


def _numbers(record: Record) -> list[str]:
    return name(record).split(", ")


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with what is asked for already, and what is new with what may be collected."""
    act, taken = act_of(session, run, run.created_at), dict[UUID, Record]()
    if lock:
        _lock(session, act, {number for record in records for number in _numbers(record)})
    judged = []
    for record in records:
        try:
            judged.append(_judge(session, act, record, taken))
        except Refused as error:
            judged.append(refused(record, error.said))
    return judged


def _lock(session: Session, act: Act, numbers: set[str]) -> None:
    """Keep others from these authorizations and the requests that they stand on: site, requests, authorizations.

    That is the order of all acts; the site's lock is what gives new requests their numbers.
    """
    lock_site(session, act)
    mine = sa.select(PAPER.c.id).where(PAPER.c.site_id == act.site_id, PAPER.c.number.in_(sorted(numbers)))
    asked = sa.select(OF.c.collection_id).where(OF.c.site_id == act.site_id, OF.c.authorization_id.in_(mine))
    held = sa.select(COLLECTION.c.id).where(COLLECTION.c.site_id == act.site_id, COLLECTION.c.id.in_(asked))
    session.execute(held.order_by(COLLECTION.c.id).with_for_update(key_share=True)).all()
    session.execute(mine.order_by(PAPER.c.id).with_for_update(key_share=True)).all()


def _judge(session: Session, act: Act, record: Record, taken: dict[UUID, Record]) -> Judged:
    papers = [_paper(session, act, number) for number in _numbers(record)]
    stored = _standing(session, act, papers)
    new = _wanted(session, act, record.head, papers, stored)
    _check_window(act, new)
    if stored is None:
        _check_new(session, act, record, new, taken)
        return Judged(record, ImportVerdict.CREATED, changes={"new": new})
    if _said(stored) == _said(new):
        return Judged(record, ImportVerdict.UNCHANGED, id=stored.id)
    if not allows(stored.state, Move.EDIT):
        raise Refused(say.NOT_NOW, number=stored.number, state=Word(stored.state.value), move=Word(Move.EDIT.value))
    return Judged(record, ImportVerdict.UPDATED, id=stored.id, changes={"new": new, "version": stored.version})


def _paper(session: Session, act: Act, number: str) -> UUID:
    found = authorization.id_of(session, act.site_id, number)
    if found is None:
        raise Refused(announcing.UNKNOWN_AUTHORIZATION, got=number)
    return found


def _standing(session: Session, act: Act, papers: Sequence[UUID]) -> Request | None:
    """Return the request that is for these authorizations and no others, and has not ended."""
    asked = collections.of_paper(session, act.site_id, papers[0])
    alive = (each for each in asked if each.state not in collections.ENDED)
    return next((each for each in alive if {paper.id for paper in each.papers} == set(papers)), None)


def _wanted(session: Session, act: Act, head: Facts, papers: Sequence[UUID], stored: Request | None) -> NewRequest:
    paper = authorization.one(session, act.site_id, papers[0])
    assert paper is not None, "it was found by its number"
    before = {name: getattr(stored, name) for name in (*_PLAIN, "latitude", "longitude")} if stored else {}
    if not stored and "address" not in head:
        own = collections.place_of(session, paper.party_id)
        before = {name: getattr(own, name) for name in ("address", "postal_code", "country", "latitude", "longitude")}
    elif "address" in head:  # another address is elsewhere on the map
        before = {**before, "latitude": None, "longitude": None}
    now = {**_NOTHING, "latitude": None, "longitude": None, **before, **head}
    return NewRequest(
        paper.party_id, tuple(papers), freight=Freight(head["kg"], _litres(head, stored)),
        point=collections.point_of(now["latitude"], now["longitude"]), **{name: now[name] for name in _PLAIN},
    )  # fmt: skip


def _litres(head: Facts, stored: Request | None) -> int:
    said: int = head.get("litres", 0)
    counted = litres_of(head.get("pallets", 0), head.get("cartons", 0))
    return said or counted or (stored.litres if stored else 0)


def _check_window(act: Act, new: NewRequest) -> None:
    if new.ready_until < new.ready_from:
        raise Refused(say.WINDOW_TURNED, day=new.ready_from)
    if new.ready_until < act.now.astimezone(ZoneInfo(act.by.time_zone)).date():
        raise Refused(say.WINDOW_PAST, day=new.ready_until)


def _check_new(session: Session, act: Act, record: Record, new: NewRequest, taken: dict[UUID, Record]) -> None:
    if not new.freight.litres:
        raise Refused(say.NOTHING_TO_CARRY)
    if not new.address:
        raise Refused(say.NO_PLACE)
    for number, paper_id in zip(_numbers(record), new.papers, strict=True):
        check_collectable(session, act, paper_id, new)
        other = taken.setdefault(paper_id, record)
        if other is not record:
            raise Refused(say_import.REPEATED, record=number, other=other.lines[0].number)


def _said(each: Request | NewRequest) -> Mapping[str, Any]:
    return {**{name: getattr(each, name) for name in _PLAIN}, "freight": each.freight, "point": each.point}


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated."""
    act = act_of(session, run, now)
    for one in judged:
        if one.verdict is ImportVerdict.CREATED:
            request_now(session, act, new_id(), one.changes["new"])
        elif one.verdict is ImportVerdict.UPDATED and one.id:
            amend_now(session, act, Seen(one.id, one.changes["version"]), one.changes["new"])
