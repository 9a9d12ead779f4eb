"""A request that writes: who sends it, what it carries, and how its answer is kept."""

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.exceptions import PreconditionRequired, RequestEntityTooLarge, UnsupportedMediaType

from app.db.ids import new_id
from app.domain.errors import FloorError
from app.exchange.api import bodies
from app.exchange.api.asking import NotAsked
from app.exchange.api.document import PROBLEM
from app.exchange.api.entries import Entry
from app.exchange.api.schemas import Fault
from app.exchange.api.writing import KEY, KEY_FORM, LONGEST_KEY, MATCH, MATCH_FORM, Writing
from app.services import replying
from app.services.acting import Act
from app.services.replying import Reply, reply_once
from app.web import bearing, current, problems
from app.web.problems import problem
from app.web.resources import JSON

Do = Callable[[Session, Act, Entry], Reply]


def answer_once(writing: Writing, do: Do, before: Callable[[Entry], None] = lambda _entry: None) -> ResponseReturnValue:
    """Answer a request that has a key: done once, and answered alike ever after.

    `before` is what takes time and touches nothing, such as developing a picture: it is done before others must wait.
    """

    def once(session: Session, act: Act, entry: Entry) -> Reply:
        return reply_once(session, act, lambda: do(session, act, entry), kept)

    return _answer(writing, once, before)


def answer_again(writing: Writing, do: Do) -> ResponseReturnValue:
    """Answer a request that may be sent again: one that names the version it changes, or says what is to be so."""
    return _answer(writing, do)


def _answer(writing: Writing, do: Do, before: Callable[[Entry], None] = lambda _entry: None) -> ResponseReturnValue:
    bearing.require(writing.scope)
    try:
        entry, key = _entry(writing), _key(writing)
    except NotAsked as refusal:
        status = 400 if refusal.faults[0].pointer is None else 422
        return problem(status, _TITLES[status], _MEND, refusal.faults)
    before(entry)
    try:
        return _send(_in_one_go(entry, key, do))
    except IntegrityError:  # two made the same at once: now it is there, and is changed
        return _send(_in_one_go(entry, key, do))


_TITLES = {400: "Not understood", 422: "Does not fit"}
_MEND = "The request has faults. Mend them and send it again."


def _entry(writing: Writing) -> Entry:
    if request.mimetype != JSON:
        raise UnsupportedMediaType(f"Send {JSON}, not {request.mimetype[:60] or 'nothing'}.")
    body = b"" if (request.content_length or 0) > writing.most_bytes else request.get_data()
    if max(len(body), request.content_length or 0) > bodies.MOST_BYTES:
        raise RequestEntityTooLarge
    try:
        return bodies.read(writing.entry, body)
    except bodies.NotJson as error:
        raise NotAsked([Fault(name="body", detail=str(error))]) from None


def _key(writing: Writing) -> str:
    if writing.needs_match:
        version()
    if not writing.needs_key:
        return str(new_id())
    key = request.headers.get(KEY, "")
    if not re.fullmatch(KEY_FORM, key) or len(key) > LONGEST_KEY:
        said = f"Expected 1 to {LONGEST_KEY} visible characters, new for each act, got {key[:LONGEST_KEY]!r}."
        raise NotAsked([Fault(name=KEY, detail=said)])
    return key


def version() -> int:
    """Return the version that the request changes. Raises PreconditionRequired or NotAsked."""
    match = request.headers.get(MATCH, "")
    if not match:
        raise PreconditionRequired(f'Name the version that you have seen, as ETag does: {MATCH}: "3".')
    if not re.fullmatch(MATCH_FORM, match):
        raise NotAsked([Fault(name=MATCH, detail=f'Expected a version such as "3" in quotes, got {match[:60]!r}.')])
    return int(match.strip('"'))


def _in_one_go(entry: Entry, key: str, do: Do) -> Reply:
    with current.database().unit_of_work() as session:
        by = bearing.system(session)
        act = Act(
            by=by,
            scope=replying.SCOPE,
            client_id=replying.client_id(by, key),
            now=current.now(),
            content={"method": request.method, "path": request.path, "body": entry.model_dump_json(exclude_unset=True)},
        )
        return do(session, act, entry)


def kept(error: FloorError) -> Reply:
    """Return a refusal as the answer that is kept."""
    answer = problems.refusal(error)
    return Reply(answer.status_code, answer.get_data(as_text=True), {"Content-Type": PROBLEM})


def _send(reply: Reply) -> Response:
    return Response(reply.body, reply.status, {"Content-Type": JSON, **reply.headers})


def in_scope(act: Act, scope: str) -> Act:
    """Return the same act under another scope, for a service that answers it too."""
    return replace(act, scope=scope)


def an_id(text: str) -> UUID | None:
    """Return the id that `text` is, or None."""
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def address(collection: str, of_id: UUID) -> str:
    """Return where an item stands."""
    return url_for("api.one", name=collection, of_id=of_id)
