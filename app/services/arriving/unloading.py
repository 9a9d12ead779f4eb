"""Unloading: paper by paper, until all was received or what did not come is acknowledged."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import collections, loads, papers
from app.db.queries.collections import COLLECTABLE
from app.db.queries.loads import Inbound, LoadPaper
from app.domain.epcis import EventKind
from app.domain.errors import Question, Refused
from app.domain.messages import transport as say
from app.domain.messages.core import Message, Params, Said, Word
from app.domain.readings import Reading
from app.domain.transitions import AuthorizationState, CollectionState, Move
from app.domain.vocabulary import ExceptionKind
from app.services.acting import Act, Outcome
from app.services.arriving.screen import SHOWN, door_at, entry_of
from app.services.excepting import raise_exception
from app.services.reading import plate_of
from app.services.recording import record
from app.services.transporting.guarding import move_load, move_request

CLOSING = "closing"
"""The question whether the load is closed without what did not come."""

NOT_COME = COLLECTABLE | {AuthorizationState.EXPIRED}
"""States of an authorization of which nothing was received."""


def paper_of(session: Session, act: Act, load: Inbound, readings: Sequence[Reading]) -> Outcome[None]:
    """Find the paper of goods that are unloaded: by its code, or by a plate that its notice announced."""
    mine = {each.id for each in loads.papers(session, act.site_id, load.id)}
    site_id = act.site_id
    plates = {plate_of(each) for each in readings if each.plate or each.sscc}
    named = papers.by_code(session, site_id, papers.codes_of(readings)) or papers.announcing(session, site_id, plates)
    for found in named:
        if found.id in mine:
            return Outcome(Said(say.PAPER_FOUND, {"paper": found.number, "load": load.number}))
    raise Refused(say.NOT_ON_LOAD, text=readings[0].text[:SHOWN], load=load.number)


def close(session: Session, act: Act, load: Inbound, *, acknowledged: bool) -> Outcome[None]:
    """Close the load when all it brought was received; what did not come is asked about first."""
    brought = loads.papers(session, act.site_id, load.id)
    if open_ones := [each for each in brought if each.state is AuthorizationState.RECEIVING]:
        raise Refused(say.STILL_RECEIVING, papers=_numbers(open_ones))
    missing = [each for each in brought if each.state in NOT_COME]
    if missing and not acknowledged:
        question = Question(say.DID_NOT_COME, CLOSING, papers=_numbers(missing), load=load.number)
        raise question.keeping({"ask": CLOSING})
    return _closed(session, act, load, missing)


def _numbers(found: Sequence[LoadPaper]) -> str:
    return ", ".join(each.number for each in found)


def _closed(session: Session, act: Act, load: Inbound, missing: Sequence[LoadPaper]) -> Outcome[None]:
    door = door_at(session, act, load.dock)
    if door is None or load.arrived_at is None:
        raise Refused(say.NO_DOOR_YET, text=load.number, kind=Word("load"), load=load.number)
    entry = entry_of(session, act, load, door, EventKind.LOAD_UNLOADED)
    move_load(session, act, load, Move.CLOSE, closed_at=act.now)
    _let_go(session, act, load, {each.id for each in missing})
    if missing:
        told: Params = {"number": load.number, "place": load.dock, "papers": _numbers(missing)}
        raise_exception(session, act, ExceptionKind.DID_NOT_COME, told)
    event_id = record(session, act, entry)
    said: Params = {"load": load.number} | ({"papers": _numbers(missing)} if missing else {})
    message: Message = say.CLOSED_SHORT if missing else say.CLOSED
    return Outcome(Said(message, said), event_id)


def _let_go(session: Session, act: Act, load: Inbound, missing: set[UUID]) -> None:
    """Let requests of which nothing at all came wait to be planned again."""
    for each in sorted(collections.of_load(session, act.site_id, load.id), key=lambda one: one.id):
        nothing_came = all(paper.id in missing for paper in each.papers)
        if nothing_came and each.state is CollectionState.ARRIVED:
            move_request(session, act, each, Move.MISS, load_id=None, stop_id=None)
