"""The HTTP API, version 1: what the company's own systems write. Drawn from `exchange.api.writing`."""

import re
from base64 import b64decode
from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import authorization, outward
from app.db.queries.authorization import Paper
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.importing import Fault, ImportKind, ImportVerdict, Unfit
from app.domain.messages import authorizing as say_paper
from app.domain.messages import isolating as say_holds
from app.domain.messages import money as say_money
from app.domain.messages import replacing as say_replacing
from app.domain.messages import transport as say_transport
from app.domain.messages import trips as say_trip
from app.domain.messages.core import Said
from app.domain.messages.evidence import NOT_BASE64
from app.exchange.api.entries import AuthorizationEntry, Cancellation, Entry, EvidenceEntry
from app.exchange.api.operations import LONGEST_NAME, NAME_FORM
from app.exchange.api.rows import rows_of
from app.exchange.api.writing import Writing
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import authorizing, noticing
from app.services.acting import Act, Answered
from app.services.authorizing import Given, Seen
from app.services.authorizing.sending import check_lacking, drafted
from app.services.importing.taking import take
from app.services.photographing import Picture
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web.photos import developed, store
from app.web.resources import BY_NAME, shown, tags, text

blueprint = Blueprint("api_writing", __name__, url_prefix="/api/v1")

KINDS = {each.value: each for each in ImportKind} | {"notices": ImportKind.ASN}
UPSERTED = "products, parties, shipments, agreements"
ONE = {"products": "product", "parties": "party", "shipments": "shipment", "agreements": "agreement"}


@blueprint.post(f"/<any({UPSERTED}, notices):name>")
def put(name: str) -> ResponseReturnValue:
    """Make or change the one item that the body is about, known by what the company calls it."""
    writing = WRITINGS[f"put_{name}"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        taken = take(session, act, KINDS[name], rows_of(KINDS[name], entry))
        is_new = taken.verdict is ImportVerdict.CREATED
        return reply(session, act, writing, taken.id, 201 if is_new else 200)

    return requests.answer_once(writing, do)


@blueprint.route(f"/<any({UPSERTED}):name>/<which>", methods=["PUT", "PATCH"])
def say(name: str, which: str) -> ResponseReturnValue:
    """Let the one item that the address names say what the body says; PUT makes it where there is none."""
    is_put = request.method == "PUT"
    writing = WRITINGS[f"{'put' if is_put else 'change'}_{ONE[name]}"]
    if not (re.fullmatch(NAME_FORM, which) and len(which) <= LONGEST_NAME):
        return requests.misnamed(writing, which)

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        found = outward.called(session, act.site_id, name, which)
        if not (is_put or found.ids):
            raise NotFound
        rows = rows_of(KINDS[name], entry, {found.field: which})
        taken = take(session, act, KINDS[name], rows)
        is_new = taken.verdict is ImportVerdict.CREATED
        if is_new and not is_put:  # another owner has it, and this one has not
            raise NotFound
        return reply(session, act, writing, taken.id, 201 if is_new else 200)

    return requests.answer_again(writing, do)


@blueprint.post("/authorizations")
def create() -> ResponseReturnValue:
    """Write an authorization as a draft."""
    writing = WRITINGS["create_authorization"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, AuthorizationEntry)
        rows = rows_of(ImportKind.AUTHORIZATIONS, entry)
        draft = drafted(session, act, entry.program, rows, None)
        return done(session, act, writing, authorizing.create(session, _paper_act(act), new_id(), draft), 201)

    return requests.answer_once(writing, do)


@blueprint.patch("/authorizations/<which>")
def change(which: str) -> ResponseReturnValue:
    """Change what an authorization says, if nobody did since it was seen."""
    writing = WRITINGS["change_authorization"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        paper = _paper_named(session, act, which)
        rows = rows_of(ImportKind.AUTHORIZATIONS, entry)
        seen = Seen(paper.id, requests.version())
        draft = drafted(session, act, paper.program, rows, paper.as_draft())
        return done(session, act, writing, authorizing.edit(session, _paper_act(act), seen, draft), 200)

    return requests.answer_again(writing, do)


@blueprint.post("/authorizations/<which>/lines/<int:n>/evidence")
def give(which: str, n: int) -> ResponseReturnValue:
    """Keep what shows the reason of a line."""
    writing, pictures = WRITINGS["give_evidence"], list[Picture]()

    def develop(entry: Entry) -> None:
        assert isinstance(entry, EvidenceEntry)
        pictures.extend(_developed(entry.photo) if entry.photo else ())

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, EvidenceEntry)
        paper = _paper_named(session, act, which)
        given = Given(_line_at(paper, n), entry.kind, entry.text, tuple(pictures))
        seen = Seen(paper.id, paper.version)
        return done(session, act, writing, authorizing.give(session, store(), _paper_act(act), seen, given), 200)

    return requests.answer_once(writing, do, develop)


def _developed(photo: str) -> list[Picture]:
    try:
        return [developed(b64decode(photo, validate=True))]
    except ValueError:
        raise Unfit([Fault(Said(NOT_BASE64), "/photo")]) from None
    except Unfit:
        raise
    except Refused as refused:
        raise Unfit([Fault(refused.said, "/photo")]) from refused


def _line_at(paper: Paper, n: int) -> UUID:
    line = next((line for line in paper.lines if line.position == n), None)
    if line is None:
        raise NotFound
    return line.id


Deed = Callable[[Session, Act, Paper, Entry], Answered[UUID]]


@blueprint.post("/authorizations/<which>/submission")
def submit(which: str) -> ResponseReturnValue:
    """Submit an authorization as it is."""

    def do(session: Session, act: Act, paper: Paper, _entry: Entry) -> Answered[UUID]:
        check_lacking(paper)
        return authorizing.submit(session, act, Seen(paper.id, paper.version))

    return _decide("submit_authorization", which, do)


@blueprint.post("/authorizations/<which>/cancellation")
def cancel(which: str) -> ResponseReturnValue:
    """Take an authorization back."""

    def do(session: Session, act: Act, paper: Paper, entry: Entry) -> Answered[UUID]:
        assert isinstance(entry, Cancellation)
        return authorizing.cancel(session, act, Seen(paper.id, paper.version), entry.reason)

    return _decide("cancel_authorization", which, do)


@blueprint.post("/notices/<which>/cancellation")
def withdraw(which: str) -> ResponseReturnValue:
    """Take the notice of an authorization back."""
    writing = WRITINGS["withdraw_notice"]

    def do(session: Session, act: Act, _entry: Entry) -> Reply:
        paper = _paper_named(session, act, which)
        found = outward.one(session, act.site_id, writing.collection, paper.id)
        answered = noticing.withdraw(session, _paper_act(act), Seen(paper.id, paper.version))
        if answered.result is None or found is None:
            raise Refused(answered.said.message, **answered.said.params)
        return Reply(200, text(shown(BY_NAME[writing.collection], {**found, "lines": []})))

    return requests.answer_once(writing, do)


def _decide(name: str, which: str, deed: Deed) -> ResponseReturnValue:
    writing = WRITINGS[name]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        paper = _paper_named(session, act, which)
        return done(session, act, writing, deed(session, _paper_act(act), paper, entry), 200)

    return requests.answer_once(writing, do)


def _paper_named(session: Session, act: Act, which: str) -> Paper:
    """Return the authorization with that id or number, as it stands now. Raises NotFound."""
    of_id = requests.an_id(which) or authorization.id_of(session, act.site_id, which)
    paper = authorization.one(session, act.site_id, of_id) if of_id else None
    if paper is None:
        raise NotFound
    return paper


def _paper_act(act: Act) -> Act:
    return requests.in_scope(act, authorizing.SCOPE)


OVERTAKEN = frozenset(
    message.key
    for message in (
        say_paper.OVERTAKEN, say_transport.OVERTAKEN, say_trip.OVERTAKEN, say_trip.IMPORTED, say_money.OVERTAKEN,
        say_replacing.OVERTAKEN, say_holds.HELD_ALREADY,
    )
)  # fmt: skip
"""What is said to whoever comes second."""


def done(session: Session, act: Act, writing: Writing, answered: Answered[UUID], status: int) -> Reply:
    """Return what an act leads to; what it refused is raised, so that nothing of it stays."""
    if answered.result is None:
        raised: type[FloorError] = Overtaken if answered.said.message.key in OVERTAKEN else Refused
        raise raised(answered.said.message, **answered.said.params)
    return reply(session, act, writing, answered.result, status)


def named(session: Session, act: Act, collection: str, which: str) -> outward.Found:
    """Return the item with that id, or that the company calls so, as it stands now. Raises NotFound."""
    of_id = requests.an_id(which) or outward.called(session, act.site_id, collection, which).id
    found = outward.one(session, act.site_id, collection, of_id) if of_id else None
    if found is None:
        raise NotFound
    return found


def reply(session: Session, act: Act, writing: Writing, of_id: UUID, status: int) -> Reply:
    """Return the item as it is now."""
    found = outward.one(session, act.site_id, writing.collection, of_id)
    assert found is not None, "it was written just now"
    place = {"Location": requests.address(writing.collection, of_id)} if status == 201 else {}
    return Reply(status, text(shown(BY_NAME[writing.collection], found)), {**tags(found), **place})
