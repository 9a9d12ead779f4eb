"""The messages to webhooks: what was told, what waits, what was given up and can be sent again."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import webhooks as queries
from app.db.queries.webhooks import Wanted
from app.domain.transitions import MessageState
from app.domain.webhooks import WebhookKind
from app.services import acting, webhooks
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.i18n import moment, word
from app.web.listing import Asked, Shape

blueprint = Blueprint("news", __name__, url_prefix="/webhooks/messages")

LIST = Shape(
    "news", {"state": MessageState, "kind": WebhookKind, "webhook": listing.ID}, tuple(queries.ORDERS), "-made"
)  # fmt: skip


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the messages that were asked for, the newest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, webhooks.SCOPE, request.args.get("answer", ""))
        return render_template(
            "webhooks/messages.html",
            asked=asked,
            rows=queries.sent(session, by.site_id, _wanted(asked), asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, _wanted(asked)),
            webhooks=[(each.id, each.url) for each in queries.listening(session, by.site_id)],
            states=[(each.value, word(each.value)) for each in MessageState],
            kinds=[(each.value, word(each.value)) for each in WebhookKind],
            signal=acts.shown(answered) if answered else None,
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    asked = Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.sent(session, current.principal().site_id, _wanted(asked))
    heads = (_("Made on"), _("Address"), _("News"), _("State"), _("Attempts"), _("Tried last"), _("Answer"), _("Why"))
    lines = (
        (moment(row.created_at), row.url, row.kind.value, row.state.value, row.attempts,
         moment(row.tried_at) if row.tried_at else "", row.status or "", row.failure)
        for row in rows
    )  # fmt: skip
    return list_file("webhook-messages", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", MessageState),
        kind=asked.read("kind", WebhookKind),
        webhook_id=asked.read("webhook", listing.ID),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )
