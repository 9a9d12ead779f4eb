"""Recycling: what stands in its place for it, one carton weighed into streams, and handed over to a recycler."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.queries import cartons, destroying, streams
from app.domain.errors import FloorError
from app.domain.messages import recycling as say
from app.domain.vocabulary import Zone
from app.exchange.documents import certificate
from app.services import acting, recycling
from app.services.acting import Act
from app.services.recycling import HandOver
from app.web import acts, current, guard, leading, render
from app.web.responses import go_to

blueprint = Blueprint("recycling", __name__, url_prefix="/recycling")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what stands in the places for recycling, and what the last act came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, recycling.SCOPE, request.args.get("answer", ""))
        rows = destroying.standing(session, by.site_id, Zone.RECYCLING)
    signal = acts.shown(answered) if answered else None
    issued = answered.pending.get("certificate", "") if answered else ""
    return render_template("recycling/index.html", rows=rows, signal=signal, issued=issued, scan=_scan())


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take the plate of what is to be recycled; any other code leads where home would lead it."""
    act = acts.read_act(recycling.SCOPE)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = recycling.scan(session, act)
        if answered.said.message is say.PLATE_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
    if carton_id := answered.pending.get("carton"):
        return go_to(url_for("recycling.show", carton_id=carton_id, answer=act.client_id))
    return go_to(url_for("recycling.index", answer=act.client_id))


@blueprint.get("/<uuid:carton_id>")
def show(carton_id: UUID) -> ResponseReturnValue:
    """Show one carton or pallet with what is in it, and the form that weighs it and hands it over."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, recycling.SCOPE, request.args.get("answer", ""))
        carton = cartons.standing_by_id(session, by.site_id, carton_id)
        if carton is None:
            raise NotFound
        try:
            ready = recycling.check(session, Act(by, recycling.SCOPE, "", current.now()), carton, lock=False)
        except FloorError:
            return go_to(url_for("recycling.index", answer=request.args.get("answer")))
        context: dict[str, Any] = {
            "streams": streams.of_site(session, by.site_id, active=True),
            "recyclers": streams.recyclers(session),
        }
    signal = acts.shown(answered) if answered else None
    return render_template("recycling/show.html", **context, ready=ready, carton=carton, signal=signal, scan=_scan())


@blueprint.post("/<uuid:carton_id>")
def create(carton_id: UUID) -> ResponseReturnValue:
    """Hand it over: the goods leave, and the certificate is frozen."""
    act, form = acts.read_act(recycling.SCOPE), current.form()
    grams = {
        acts.an_id(name.removeprefix("grams-")): text[:20] for name, text in form.items() if name.startswith("grams-")
    }
    asked = HandOver(carton_id, grams, acts.an_optional_id(form.get("recycler")), form.get("downstream", ""))
    with current.database().unit_of_work() as session:
        answered = recycling.hand_over(session, act, asked, certificate.papers)
    if answered.event_id:
        return go_to(url_for("recycling.index", answer=act.client_id))
    return go_to(url_for("recycling.show", carton_id=carton_id, answer=act.client_id))


def _scan() -> dict[str, object]:
    return {
        "action": url_for("recycling.scan"),
        "client_id": render.fresh_id(),
        "context": {},
        "frames_url": url_for("captures.create"),
    }
