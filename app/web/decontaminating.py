"""Decontamination: what waits for it, one carton by its plate, what was done to it, confirmed by a second person."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import cartons, decontaminations, grading
from app.domain.decontamination import DecontaminationMethod, Treatment
from app.domain.messages import medical as say
from app.services import acting, decontaminating
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.decontaminating import Screen
from app.web import acts, approvers, current, guard, leading, render
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("decontaminating", __name__, url_prefix="/decontaminating")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show which cartons wait, the longest waiting first, and what the last act came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, decontaminating.SCOPE, request.args.get("answer", ""))
        rows = decontaminations.standing(session, by.site_id)
        return render_template("decontaminating/index.html", rows=rows, **_around(session, answered, ""))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take the plate of a carton, or the code of a method; any other code leads where home would lead it."""
    act, screen = acts.read_act(decontaminating.SCOPE), _screen(current.form())
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = decontaminating.scan(session, act, screen)
        if answered.said.message is say.PLATE_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
        if asking := approvers.asked(act, answered):
            return asking
    return _page_of(answered, act, screen)


@blueprint.get("/<uuid:carton_id>")
def show(carton_id: UUID) -> ResponseReturnValue:
    """Show one carton that waits, and the form that says what was done to it."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, decontaminating.SCOPE, request.args.get("answer", ""))
        carton = cartons.standing_by_id(session, by.site_id, carton_id)
        rows = decontaminations.standing(session, by.site_id, carton_id)
        if carton is None or not rows:
            return go_to(url_for("decontaminating.index", answer=request.args.get("answer")))
        return render_template(
            "decontaminating/show.html",
            carton=carton,
            rows=rows,
            methods=list(DecontaminationMethod),
            today=today(by),
            **_around(session, answered, str(carton_id)),
        )


@blueprint.post("/<uuid:carton_id>")
def create(carton_id: UUID) -> ResponseReturnValue:
    """Record what was done: whoever confirms it is asked for badge and PIN in its place."""
    act, form = acts.read_act(decontaminating.SCOPE), current.form()
    screen = Screen(carton_id, _treatment(form), form.get("last", "")[:36])
    with current.database().unit_of_work() as session:
        answered = decontaminating.record_treatment(session, act, screen)
        if asking := approvers.asked(act, answered):
            return asking
    return _page_of(answered, act, screen)


@blueprint.post("/undo")
def undo() -> ResponseReturnValue:
    """Take back what was recorded last."""
    act, screen = acts.read_act(decontaminating.SCOPE), _screen(current.form())
    with current.database().unit_of_work() as session:
        answered = decontaminating.undo(session, act, screen.last)
    return _page_of(answered, act, screen)


def _page_of(answered: Answered[UUID], act: Act, screen: Screen) -> ResponseReturnValue:
    carton_id = answered.pending.get("carton") or screen.carton_id
    if carton_id and not answered.event_id:
        return go_to(url_for("decontaminating.show", carton_id=carton_id, answer=act.client_id))
    return go_to(url_for("decontaminating.index", answer=act.client_id))


def _screen(form: Mapping[str, str]) -> Screen:
    return Screen(acts.an_optional_id(form.get("carton")), last=form.get("last", "")[:36])


def _treatment(form: Mapping[str, str]) -> Treatment:
    try:
        method = DecontaminationMethod(form["method"]) if form.get("method") else None
        done_on = date.fromisoformat(form["done_on"]) if form.get("done_on") else None
    except ValueError:
        raise BadRequest("not a method on a day") from None
    return Treatment(method, done_on)


def _around(session: Session, answered: Answered[Any] | None, carton: str) -> dict[str, Any]:
    by = current.principal()
    last = grading.last_act(session, by.site_id, by.operator_id, decontaminating.SCOPE, UNDOABLE)
    fields = {"last": last, "carton": carton}
    undo_of = acts.undo_of(answered, url_for("decontaminating.undo"), fields) if answered and last else None
    return {
        "signal": acts.shown(answered, undo_of if answered and answered.event_id else None) if answered else None,
        "scan": {
            "action": url_for("decontaminating.scan"),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
