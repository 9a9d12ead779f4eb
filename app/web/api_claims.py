"""The HTTP API, version 1: claims on vendors are opened by the system that settles with them."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import authorization
from app.domain.errors import Refused
from app.domain.importing import Fault, FileRow, Unfit
from app.domain.messages import announcing
from app.domain.messages.core import Said
from app.exchange.api.entries import Entry
from app.exchange.api.money_entries import ClaimEntry
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import settling
from app.services.acting import Act
from app.services.importing.resolving import names_in
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web.api_writing import done

blueprint = Blueprint("api_claims", __name__, url_prefix="/api/v1/claims")


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Open a claim for what goes back to a vendor."""
    writing = WRITINGS["open_claim"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, ClaimEntry)
        names = names_in(session, [FileRow(0, {"vendor": entry.vendor})])
        paper_id = authorization.id_of(session, act.site_id, entry.authorization)
        if paper_id is None:
            said = Said(announcing.UNKNOWN_AUTHORIZATION, {"got": entry.authorization})
            raise Unfit([Fault(said, "/authorization")])
        try:
            vendor_id = names.party(entry.vendor)
        except Refused as refused:
            raise Unfit([Fault(refused.said, "/vendor")]) from None
        own = requests.in_scope(act, settling.SCOPE)
        answered = settling.open_claim(session, own, new_id(), paper_id, vendor_id, entry.currency)
        return done(session, act, writing, answered, 201)

    return requests.answer_once(writing, do)
