"""Destruction: what stands in its place for it, one carton or pallet of that, and the act before a witness."""

import hashlib
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import cartons
from app.db.queries import destroying as queries
from app.domain.certificates import DestructionMethod
from app.domain.errors import FloorError
from app.domain.messages import destroying as say
from app.domain.principals import Principal
from app.domain.vocabulary import Zone
from app.exchange.documents import certificate
from app.services import acting, destroying
from app.services.acting import Act
from app.services.destroying import Doomed, Screen
from app.web import acts, approvers, current, guard, leading, render
from app.web.photos import developed, store
from app.web.responses import go_to

blueprint = Blueprint("destructions", __name__, url_prefix="/destructions")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what stands in the places for destruction, and what the last act came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, destroying.SCOPE, request.args.get("answer", ""))
        rows = queries.standing(session, by.site_id, Zone.DESTRUCTION)
    signal = acts.shown(answered) if answered else None
    issued = answered.pending.get("certificate", "") if answered else ""
    return render_template("destructions/index.html", rows=rows, signal=signal, issued=issued, scan=_scan())


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take the plate of what is to be destroyed; any other code leads where home would lead it."""
    act = acts.read_act(destroying.SCOPE)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = destroying.scan(session, act)
        if answered.said.message is say.PLATE_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
    if carton_id := answered.pending.get("carton"):
        return go_to(url_for("destructions.show", carton_id=carton_id, answer=act.client_id))
    return go_to(url_for("destructions.index", answer=act.client_id))


@blueprint.get("/<uuid:carton_id>")
def show(carton_id: UUID) -> ResponseReturnValue:
    """Show one carton or pallet with all that is in it, its photos, and the method of the query."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, destroying.SCOPE, request.args.get("answer", ""))
        doomed = _doomed(session, by, carton_id)
        if doomed is None:
            return go_to(url_for("destructions.index", answer=request.args.get("answer")))
        method = _method(request.args.get("method", "")) or queries.usual_method(session, by.site_id)
    signal = acts.shown(answered) if answered else None
    return render_template("destructions/show.html", **_context(doomed, method), signal=signal, scan=_scan())


def _doomed(session: Session, by: Principal, carton_id: UUID) -> Doomed | None:
    """Return what is destroyed with the carton; None for what may not be, or is gone by now."""
    carton = cartons.standing_by_id(session, by.site_id, carton_id)
    if carton is None:
        raise NotFound
    try:
        return destroying.check(session, Act(by, destroying.SCOPE, "", current.now()), carton, lock=False)
    except FloorError:
        return None


@blueprint.post("/<uuid:carton_id>/photos")
def photograph(carton_id: UUID) -> ResponseReturnValue:
    """Keep a photo of what is to be destroyed."""
    form, file = current.form(), request.files.get("photo")
    data = bytes(file.read()) if file else b""
    if not data:
        raise BadRequest("no photo was sent")
    act = Act(
        by=current.principal(),
        scope=destroying.SCOPE,
        client_id=str(acts.an_id(form.get("client_id"))),
        now=current.now(),
        content={"path": request.path, "photo": hashlib.sha256(data).hexdigest()},
    )
    picture = developed(data)
    with current.database().unit_of_work() as session:
        destroying.photograph(session, store(), act, carton_id, picture)
    return _back(carton_id, act, form.get("method", ""))


@blueprint.post("/<uuid:carton_id>/destruction")
def create(carton_id: UUID) -> ResponseReturnValue:
    """Destroy it: the witness is asked for badge and PIN in its place."""
    act, form = acts.read_act(destroying.SCOPE), current.form()
    screen = Screen(carton_id, _method(form.get("method", "")))
    with current.database().unit_of_work() as session:
        answered = destroying.destroy(session, act, screen, certificate.papers)
        if asking := approvers.asked(act, answered):
            return asking
    if answered.event_id:
        return go_to(url_for("destructions.index", answer=act.client_id))
    return _back(carton_id, act, form.get("method", ""))


def _back(carton_id: UUID, act: Act, method: str) -> ResponseReturnValue:
    return go_to(url_for("destructions.show", carton_id=carton_id, method=method or None, answer=act.client_id))


def _method(text: str) -> DestructionMethod | None:
    try:
        return DestructionMethod(text) if text else None
    except ValueError:
        raise BadRequest("not a method of destruction") from None


def _context(doomed: Doomed, method: DestructionMethod | None) -> dict[str, Any]:
    return {
        "carton": doomed.stack.carton,
        "place": doomed.place,
        "units": doomed.units,
        "grams": sum(line.says.grams for line in doomed.lines),
        "lines": [line.says for line in doomed.lines],
        "pictures": doomed.pictures,
        "method": method.value if method else "",
        "methods": list(DestructionMethod),
    }


def _scan() -> dict[str, object]:
    return {
        "action": url_for("destructions.scan"),
        "client_id": render.fresh_id(),
        "context": {},
        "frames_url": url_for("captures.create"),
    }
