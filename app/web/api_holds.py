"""The HTTP API, version 1: a system orders goods to be held. A person lifts the order."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.domain.hold_orders import Draft
from app.exchange.api.entries import Entry
from app.exchange.api.holds import HoldEntry
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import isolating
from app.services.acting import Act
from app.services.isolating.naming import name_it
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web.api_writing import done

blueprint = Blueprint("api_holds", __name__, url_prefix="/api/v1")


@blueprint.post("/hold_orders")
def place() -> ResponseReturnValue:
    """Hold goods."""
    writing = WRITINGS["place_hold_order"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, HoldEntry)
        about = name_it(session, act.site_id, entry.what, entry.scope)
        draft = Draft(about, entry.reason, entry.words, entry.code, entry.until)
        return done(
            session, act, writing, isolating.place(session, requests.in_scope(act, isolating.SCOPE), draft), 201
        )

    return requests.answer_once(writing, do)
