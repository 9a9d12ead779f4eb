"""The HTTP API, version 1: what the company's own systems write. Drawn from `exchange.api.writing`."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import authorization, outward
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.importing import ImportKind, ImportVerdict
from app.domain.messages.authorizing import OVERTAKEN
from app.exchange.api.entries import AuthorizationEntry, Cancellation, Entry
from app.exchange.api.rows import rows_of
from app.exchange.api.writing import BY_NAME as WRITINGS
from app.exchange.api.writing import Writing
from app.services import authorizing, noticing
from app.services.acting import Act, Answered
from app.services.authorizing import Seen
from app.services.authorizing.sending import check_lacking, drafted
from app.services.importing.taking import take
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web.resources import BY_NAME, shown, tags, text

blueprint = Blueprint("api_writing", __name__, url_prefix="/api/v1")

KINDS = {each.value: each for each in ImportKind} | {"notices": ImportKind.ASN}
UPSERTED = "products, parties, shipments, notices"


@blueprint.post(f"/<any({UPSERTED}):name>")
def put(name: str) -> ResponseReturnValue:
    """Make or change the one item that the body is about, known by what the company calls it."""
    writing = WRITINGS[f"put_{name}"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        taken = take(session, act, KINDS[name], rows_of(KINDS[name], entry))
        is_new = taken.verdict is ImportVerdict.CREATED
        return _reply(session, act, writing, taken.id, 201 if is_new else 200)

    return requests.answer_once(writing, do)


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


@blueprint.patch("/authorizations/<uuid:of_id>")
def change(of_id: UUID) -> ResponseReturnValue:
    """Change what an authorization says, if nobody did since it was seen."""
    writing = WRITINGS["change_authorization"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        paper = authorization.one(session, act.site_id, of_id)
        if paper is None:
            raise NotFound
        rows = rows_of(ImportKind.AUTHORIZATIONS, entry)
        seen = Seen(of_id, requests.version())
        draft = drafted(session, act, paper.program, rows, paper.as_draft())
        return done(session, act, writing, authorizing.edit(session, _paper_act(act), seen, draft), 200)

    return requests.answer_guarded(writing, do)


Deed = Callable[[Session, Act, Seen, Entry], Answered[UUID]]


@blueprint.post("/authorizations/<which>/submission")
def submit(which: str) -> ResponseReturnValue:
    """Submit an authorization as it is."""

    def do(session: Session, act: Act, seen: Seen, _entry: Entry) -> Answered[UUID]:
        paper = authorization.one(session, act.site_id, seen.id)
        if paper:
            check_lacking(paper)
        return authorizing.submit(session, act, seen)

    return _decide("submit_authorization", which, do)


@blueprint.post("/authorizations/<which>/cancellation")
def cancel(which: str) -> ResponseReturnValue:
    """Take an authorization back."""

    def do(session: Session, act: Act, seen: Seen, entry: Entry) -> Answered[UUID]:
        assert isinstance(entry, Cancellation)
        return authorizing.cancel(session, act, seen, entry.reason)

    return _decide("cancel_authorization", which, do)


@blueprint.post("/notices/<which>/cancellation")
def withdraw(which: str) -> ResponseReturnValue:
    """Take the notice of an authorization back."""
    writing = WRITINGS["withdraw_notice"]

    def do(session: Session, act: Act, _entry: Entry) -> Reply:
        seen = _named(session, act, which)
        found = outward.one(session, act.site_id, writing.collection, seen.id)
        answered = noticing.withdraw(session, _paper_act(act), seen)
        if answered.result is None or found is None:
            raise Refused(answered.said.message, **answered.said.params)
        return Reply(200, text(shown(BY_NAME[writing.collection], {**found, "lines": []})))

    return requests.answer_once(writing, do)


def _decide(name: str, which: str, deed: Deed) -> ResponseReturnValue:
    writing = WRITINGS[name]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        found = _named(session, act, which)
        return done(session, act, writing, deed(session, _paper_act(act), found, entry), 200)

    return requests.answer_once(writing, do)


def _named(session: Session, act: Act, which: str) -> Seen:
    """Return the authorization with that id or number, as it stands now. Raises NotFound."""
    of_id = requests.an_id(which) or authorization.id_of(session, act.site_id, which)
    paper = authorization.one(session, act.site_id, of_id) if of_id else None
    if paper is None:
        raise NotFound
    return Seen(paper.id, paper.version)


def _paper_act(act: Act) -> Act:
    return requests.in_scope(act, authorizing.SCOPE)


def done(session: Session, act: Act, writing: Writing, answered: Answered[UUID], status: int) -> Reply:
    """Return what an act leads to; what it refused is raised, so that nothing of it stays."""
    if answered.result is None:
        raised: type[FloorError] = Overtaken if answered.said.message is OVERTAKEN else Refused
        raise raised(answered.said.message, **answered.said.params)
    return _reply(session, act, writing, answered.result, status)


def _reply(session: Session, act: Act, writing: Writing, of_id: UUID, status: int) -> Reply:
    found = outward.one(session, act.site_id, writing.collection, of_id)
    assert found is not None, "it was written just now"
    place = {"Location": requests.address(writing.collection, of_id)} if status == 201 else {}
    return Reply(status, text(shown(BY_NAME[writing.collection], found)), {**tags(found), **place})
