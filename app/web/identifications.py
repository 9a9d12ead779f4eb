"""Identification: what a medical unit is whose UDI nobody could read, said by quality."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import holds, parties
from app.services import acting, identifying
from app.services.identifying import Identity
from app.web import acts, approvers, current
from app.web.responses import go_to

blueprint = Blueprint("identifications", __name__, url_prefix="/identifications")


@blueprint.get("/<uuid:line_id>")
def show(line_id: UUID) -> ResponseReturnValue:
    """Show the locked unit, and the form that says what it is."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, identifying.SCOPE, request.args.get("answer", ""))
        carton_id = holds.carton_of(session, by.site_id, line_id)
        carton = holds.held_carton(session, by.site_id, carton_id) if carton_id else None
        line = carton.of(line_id) if carton else None
        products = parties.products(session)
    if carton is None:
        raise NotFound
    signal = acts.shown(answered) if answered else None
    return render_template(
        "identifications/show.html",
        carton=carton,
        line=line,
        line_id=line_id,
        products=products,
        signal=signal,
        last=answered.client_id if answered and answered.event_id else "",
    )


@blueprint.post("/<uuid:line_id>")
def create(line_id: UUID) -> ResponseReturnValue:
    """Say what the unit is: whoever is not of quality has somebody of quality sign it here."""
    act, said = acts.read_act(identifying.SCOPE), _identity(current.form())
    with current.database().unit_of_work() as session:
        answered = identifying.identify(session, act, line_id, said)
        if asking := approvers.asked(act, answered):
            return asking
    return go_to(url_for("identifications.show", line_id=answered.result or line_id, answer=act.client_id))


@blueprint.post("/<uuid:line_id>/undo")
def undo(line_id: UUID) -> ResponseReturnValue:
    """Take back what was said last."""
    act = acts.read_act(identifying.SCOPE)
    with current.database().unit_of_work() as session:
        identifying.undo(session, act, current.form().get("last", "")[:36])
    return go_to(url_for("identifications.show", line_id=line_id, answer=act.client_id))


def _identity(form: Mapping[str, str]) -> Identity:
    try:
        expiry = date.fromisoformat(form["expiry"]) if form.get("expiry") else None
    except ValueError:
        raise BadRequest("not a date") from None
    said = {name: form.get(name, "").strip()[:40] for name in ("sku", "lot", "serial")}
    return Identity(**said, expiry=expiry)
