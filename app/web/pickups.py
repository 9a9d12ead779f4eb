"""What could be fetched together: loads by area and day, pick-ups that ride with a delivery; one tap accepts."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.ids import new_id
from app.db.queries import collections, loads, trips
from app.domain.collecting import propose_loads
from app.domain.combining import propose_combinations
from app.services import transporting
from app.services.acting import Answered
from app.web import acts, current, transport
from app.web.forms import sentence
from app.web.listing import DAY
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("pickups", __name__, url_prefix="/collections/proposals")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is proposed for the requests that wait, and how it is reckoned."""
    by = current.principal()
    day = today(by)
    with current.database().reading() as session:
        waiting = collections.waiting(session, by.site_id, day)
        pickups = [each.as_pickup() for each in waiting]
        terms, home = transport.terms(session), trips.home(session, by.site_id).point
        planned = trips.planned(session, by.site_id, day)
        together = propose_combinations(pickups, planned, home, terms, day) if home else ()
        return render_template(
            "collections/proposals.html",
            waiting=waiting,
            off_the_map=[each.number for each in pickups if each.point is None],
            loads=propose_loads(pickups, terms.trailer, day),
            together=together,
            versions={each.id: each.version for each in waiting},
            home=home,
            terms=terms,
            detour_km=current.settings().detour_km,
            today=day,
            sentence=sentence,
            signal=acts.told(session, transporting.SCOPE),
        )


@blueprint.post("/loads")
def plan() -> ResponseReturnValue:
    """Make one load of the requests that are named, on the day that is named."""
    act = acts.read_act(transporting.SCOPE)
    chosen = [acts.an_id(text) for text in request.form.getlist("request")]
    try:
        day = DAY(current.form().get("day", ""))
    except ValueError:
        raise BadRequest("not a day") from None
    with current.database().unit_of_work() as session:
        answered = transporting.plan(session, act, new_id(), chosen, day, transport.trailer())
        return _after(session, answered)


@blueprint.post("/trips/<uuid:trip_id>")
def combine(trip_id: UUID) -> ResponseReturnValue:
    """Let the request that is named ride with the trip."""
    act = acts.read_act(transporting.SCOPE)
    seen = transport.seen(acts.an_id(current.form().get("request")))
    with current.database().unit_of_work() as session:
        terms, day = transport.terms(session), today(current.principal())
        answered = transporting.combine(session, act, new_id(), seen, trip_id, terms, day)
        return _after(session, answered)


def _after(session: Session, answered: Answered[UUID]) -> ResponseReturnValue:
    """Go to the load that was made, by its number as the answer keeps it; after a refusal stay with the proposals."""
    number = str(answered.said.params.get("load", ""))
    load = loads.by_code(session, current.principal().site_id, number) if number else None
    if load is None:
        return go_to(url_for("pickups.index", answer=answered.client_id))
    return go_to(url_for("loads.show", load_id=load.id, answer=answered.client_id))
