"""The HTTP API, version 1: a system says where it listens, and ends it."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import webhooks as queries
from app.domain.errors import Refused
from app.domain.messages import webhooks as say
from app.domain.webhooks import secret_of
from app.exchange.api.entries import Entry
from app.exchange.api.news_entries import WebhookEntry
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import webhooks
from app.services.acting import Act
from app.services.replying import Reply
from app.services.webhooks.subscribing import Wish
from app.web import api_requests as requests
from app.web import bearing, current
from app.web.api_writing import named, reply
from app.web.resources import JSON, text

blueprint = Blueprint("api_webhooks", __name__, url_prefix="/api/v1/webhooks")


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Tell an address of news; its secret is worked out for the answer, so that no kept answer holds it."""
    writing = WRITINGS["create_webhook"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, WebhookEntry)
        wish = Wish(new_id(), entry.url, frozenset(entry.kinds), current.settings().webhook_private_addresses)
        answered = webhooks.add(session, requests.in_scope(act, webhooks.SCOPE), wish)
        if answered.result is None:
            raise Refused(answered.said.message, **answered.said.params)
        return reply(session, act, writing, answered.result.id, 201)

    answer = requests.answer_once(writing, do)
    return _with_secret(answer) if isinstance(answer, Response) and answer.status_code == 201 else answer


def _with_secret(answer: Response) -> Response:
    shown = answer.get_json()
    with current.database().reading() as session:
        webhook_id, salt = queries.salt_of(session, bearing.bearer().site_id, shown["id"])
    secret = secret_of(current.settings().secret_key.get_secret_value(), webhook_id, salt)
    headers = {"Location": answer.headers["Location"]}
    return Response(text({**shown, "secret": secret}), answer.status_code, headers, mimetype=JSON)


@blueprint.post("/<which>/cancellation")
def end(which: str) -> ResponseReturnValue:
    """Tell an address nothing any more."""
    writing = WRITINGS["end_webhook"]

    def do(session: Session, act: Act, _entry: Entry) -> Reply:
        found = named(session, act, writing.collection, which)
        answered = webhooks.end(session, requests.in_scope(act, webhooks.SCOPE), found["id"])
        if answered.said.message is not say.ENDED:
            raise Refused(answered.said.message, **answered.said.params)
        return reply(session, act, writing, found["id"], 200)

    return requests.answer_once(writing, do)
