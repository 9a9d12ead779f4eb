"""Webhooks in the office: who is told of what; a new one shows its secret once."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import webhooks as queries
from app.domain.webhooks import WebhookKind, secret_of
from app.services import acting, webhooks
from app.services.webhooks.subscribing import Added, Wish
from app.web import acts, current
from app.web.exporting import list_file
from app.web.i18n import moment, word
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show who is told of what, and a form for one more."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, webhooks.SCOPE, request.args.get("answer", ""))
    return _page(acts.shown(answered) if answered else None)


def _page(signal: SignalView | None, secret: str = "", url: str = "", kinds: frozenset[str] = frozenset()) -> str:
    with current.database().reading() as session:
        listening = queries.listening(session, current.principal().site_id)
    return render_template(
        "webhooks/index.html",
        webhooks=listening,
        kinds=WebhookKind,
        signal=signal,
        secret=secret,
        url=url,
        ticked=kinds,
        now=current.now(),
    )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the list as a file; secrets are kept nowhere, so none is in it."""
    by = current.principal()
    with current.database().reading() as session:
        listening = queries.listening(session, by.site_id)
    heads = (_("Address"), _("News"), _("Waiting"), _("Not delivered"), _("Made on"))
    rows = (
        (each.url, ", ".join(word(kind.value) for kind in sorted(each.kinds)), each.queued, each.undelivered,
         moment(each.created_at))
        for each in listening
    )  # fmt: skip
    return list_file(f"webhooks-{today(by).isoformat()}", kind, heads, rows)


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Add a webhook and show its secret: this page alone has it. What is refused stays in the form."""
    form, act = current.form(), acts.read_act(webhooks.SCOPE)
    url, kinds = form.get("url", "").strip(), frozenset(request.form.getlist("kind")) & set(WebhookKind)
    wish = Wish(
        acts.an_id(form.get("client_id")), url, [WebhookKind(each) for each in sorted(kinds)],
        current.settings().webhook_private_addresses,
    )  # fmt: skip
    with current.database().unit_of_work() as session:
        answered = webhooks.add(session, act, wish)
    secret = _secret(answered.result) if answered.result else ""
    refused = not (secret or answered.is_replay)
    return _page(acts.shown(answered), secret, url if refused else "", kinds if refused else frozenset())


def _secret(added: Added) -> str:
    return secret_of(current.settings().secret_key.get_secret_value(), added.id, added.salt)


@blueprint.post("/<uuid:webhook_id>/end")
def end(webhook_id: UUID) -> ResponseReturnValue:
    """End a webhook."""
    act = acts.read_act(webhooks.SCOPE)
    with current.database().unit_of_work() as session:
        answered = webhooks.end(session, act, webhook_id)
    return go_to(url_for("webhooks.index", answer=answered.client_id))


@blueprint.post("/<uuid:webhook_id>/resending")
def send_again(webhook_id: UUID) -> ResponseReturnValue:
    """Send again what was given up: one message, or all that a webhook was not told."""
    act, message_id = acts.read_act(webhooks.SCOPE), acts.an_optional_id(current.form().get("message"))
    with current.database().unit_of_work() as session:
        answered = webhooks.send_again(session, act, webhook_id, message_id)
    room = "news.index" if message_id else "webhooks.index"
    return go_to(url_for(room, answer=answered.client_id))
