"""The HTTP API, version 1: the system that ships says what becomes of a replacement."""

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import replacements
from app.exchange.api.entries import Entry, ParcelEntry, ReplacementChange
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import replacing
from app.services.acting import Act, Answered
from app.services.replacing import Parcel, Seen, Wish
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web.api_writing import done

blueprint = Blueprint("api_replacements", __name__, url_prefix="/api/v1")


@blueprint.post("/replacements/<which>/shipment")
def ship(which: str) -> ResponseReturnValue:
    """Say that a replacement left."""
    writing = WRITINGS["ship_replacement"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, ParcelEntry)
        return done(session, act, writing, _ship(session, act, _named(session, act, which), entry), 200)

    return requests.answer_once(writing, do)


@blueprint.patch("/replacements/<which>")
def change(which: str) -> ResponseReturnValue:
    """Change a replacement that has not left, if nobody did since it was seen."""
    writing = WRITINGS["change_replacement"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, ReplacementChange)
        stored = replacements.one(session, act.site_id, _named(session, act, which).id)
        assert stored is not None, "it was found by its name"
        plain = {"quantity": stored.quantity, "due_on": stored.due_on, "order": stored.order, "product": stored.sku}
        said = Wish(stored.authorization_line_id, **{**plain, **entry.model_dump(exclude_unset=True)})
        seen, own = Seen(stored.id, requests.version()), requests.in_scope(act, replacing.SCOPE)
        return done(session, act, writing, replacing.edit(session, own, seen, said), 200)

    return requests.answer_again(writing, do)


def _ship(session: Session, act: Act, seen: Seen, entry: ParcelEntry) -> Answered[UUID]:
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    parcel = Parcel(**{"shipped_on": today, **entry.model_dump(exclude_unset=True)})
    return replacing.ship(session, requests.in_scope(act, replacing.SCOPE), seen, parcel)


def _named(session: Session, act: Act, which: str) -> Seen:
    """Return the replacement with that id or number, as it stands now. Raises NotFound."""
    of_id = requests.an_id(which) or replacements.id_of(session, act.site_id, which)
    found = replacements.one(session, act.site_id, of_id) if of_id else None
    if found is None:
        raise NotFound
    return Seen(found.id, found.version)
