"""Saved views of the office's lists: kept and dropped here, shown by each list."""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from app.services import viewing
from app.web import current
from app.web.office import ROOMS
from app.web.responses import go_to

blueprint = Blueprint("views", __name__, url_prefix="/views")

LONGEST_QUERY = 1000


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Keep a list as it is shown, under a name."""
    form = current.form()
    room, name, query = _room(form.get("room", "")), form.get("name", "").strip()[:40], _query(form.get("query", ""))
    if not name:
        raise BadRequest("a view needs a name")
    with current.database().unit_of_work() as session:
        viewing.keep(session, current.principal(), room, name, query)
    return go_to(f"{url_for(f'{room}.index')}?{query}")


@blueprint.post("/<uuid:view_id>/removal")
def remove(view_id: UUID) -> ResponseReturnValue:
    """Drop a view."""
    with current.database().unit_of_work() as session:
        room = viewing.drop(session, current.principal(), view_id)
    return go_to(url_for(f"{room}.index") if room else url_for("home.show"))


def _room(text: str) -> str:
    if text not in {room.endpoint.partition(".")[0] for room in ROOMS}:
        raise BadRequest("not a list of the office")
    return text


def _query(text: str) -> str:
    """Return the query written anew: what came is put into an address later."""
    query = urlencode(parse_qsl(text[: LONGEST_QUERY + 1]))
    if not 0 < len(query) <= LONGEST_QUERY:
        raise BadRequest("not the query of a list")
    return query
