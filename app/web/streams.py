"""Material streams in the office: the list, a new one, and one that is changed."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import streams as queries
from app.domain.certificates import Fate
from app.domain.streams import Stream
from app.services import acting, recycling
from app.services.recycling import StreamDraft
from app.web import acts, current
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("streams", __name__, url_prefix="/streams")

LIST = Shape("streams", {"fate": Fate}, ("code", "fate"), "code")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the streams of the site, each as a form, and one more for a new one."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, recycling.SCOPE, request.args.get("answer", ""))
        rows = _wanted(session, asked)
    signal = acts.shown(answered) if answered else None
    return render_template("streams/index.html", asked=asked, rows=rows, fates=_fates(), signal=signal)


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = _wanted(session, asked)
    heads = (_("Stream code"), _("Stream"), _("Where it goes"), _("In use"))
    lines = ((row.code, in_language(row.name), word(row.fate.value), row.is_active) for row in rows)
    return list_file(f"streams-{today(by).isoformat()}", kind, heads, lines)


def _wanted(session: Session, asked: Asked) -> list[Stream]:
    fate, find = asked.read("fate", Fate), asked.find.lower()
    rows = [
        row
        for row in queries.of_site(session, current.principal().site_id)
        if fate in (None, row.fate) and find in " ".join((row.code, *row.name.values())).lower()
    ]
    return sorted(rows, key=lambda row: (getattr(row, asked.order), row.code), reverse=asked.falls)


def _fates() -> list[tuple[str, str]]:
    return [(each.value, word(each.value)) for each in Fate]


@blueprint.post("")
def save() -> ResponseReturnValue:
    """Keep a new stream, or a changed one."""
    act, draft = acts.read_act(recycling.SCOPE), _draft()
    with current.database().unit_of_work() as session:
        recycling.save_stream(session, act, draft)
    return go_to(url_for("streams.index", answer=act.client_id))


def _draft() -> StreamDraft:
    form = current.form()
    stream_id: UUID | None = acts.an_optional_id(form.get("stream"))
    version, fate = form.get("version", "0"), form.get("fate", "")
    if fate not in set(Fate) or not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a stream")
    name = {language: form.get(f"name-{language}", "").strip()[:60] for language in ("en", "es")}
    code = form.get("code", "").strip().upper()[:20]
    return StreamDraft(code, name, Fate(fate), bool(form.get("active")), stream_id, int(version))
