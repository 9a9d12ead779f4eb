"""Data on devices: a unit by its serial, what was done to each medium of it, verified by a second person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import grading
from app.db.queries import sanitizations as queries
from app.domain.messages import sanitizing as say
from app.domain.sanitizing import Attempt, Medium, SanitizationMethod, SanitizationResult, is_sanitized
from app.services import acting, sanitizing
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.sanitizing import Screen
from app.web import acts, approvers, current, guard, leading, render
from app.web.responses import go_to

blueprint = Blueprint("sanitizing", __name__, url_prefix="/sanitizing")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Ask for the serial of a unit, and show what the last act came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, sanitizing.SCOPE, request.args.get("answer", ""))
        context = _around(session, answered)
    return render_template("sanitizing/index.html", **context)


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take the serial of a unit; any other code leads where home would lead it."""
    act, last = acts.read_act(sanitizing.SCOPE), current.form().get("last", "")[:36]
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = sanitizing.scan(session, act, last)
        if answered.said.message is say.SERIAL_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
    return _page_of(answered, act)


@blueprint.get("/<uuid:line_id>")
def show(line_id: UUID) -> ResponseReturnValue:
    """Show one unit with what was done to its media, and the form for one more."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, sanitizing.SCOPE, request.args.get("answer", ""))
        unit = queries.one(session, by.site_id, line_id)
        if unit is None:
            return go_to(url_for("sanitizing.index", answer=request.args.get("answer")))
        done = queries.attempts(session, by.site_id, [unit.receipt_line_id])
        context = _around(session, answered)
    attempts = done.get((unit.receipt_line_id, unit.serial), ())
    last = attempts[-1] if attempts else None
    return render_template(
        "sanitizing/show.html",
        **context,
        unit=unit,
        attempts=attempts,
        is_sanitized=is_sanitized(attempts),
        typed={name: request.args.get(name, "") for name in ("make", "model", "medium", "tool", "version")}
        | ({"tool": last.tool, "version": last.version} if last else {}),
        methods=list(SanitizationMethod),
    )


@blueprint.post("/<uuid:line_id>")
def create(line_id: UUID) -> ResponseReturnValue:
    """Record what was done to one medium: the verifier is asked for badge and PIN in its place."""
    act, screen = acts.read_act(sanitizing.SCOPE), Screen(line_id, _attempt(current.form()))
    with current.database().unit_of_work() as session:
        answered = sanitizing.sanitize(session, act, screen)
        if asking := approvers.asked(act, answered):
            return asking
    return go_to(url_for("sanitizing.show", line_id=line_id, answer=act.client_id))


@blueprint.post("/undo")
def undo() -> ResponseReturnValue:
    """Take back what was recorded last."""
    act = acts.read_act(sanitizing.SCOPE)
    with current.database().unit_of_work() as session:
        answered = sanitizing.undo(session, act, current.form().get("last", "")[:36])
    return _page_of(answered, act)


def _page_of(answered: Answered[UUID], act: Act) -> ResponseReturnValue:
    line_id = answered.pending.get("line") or current.form().get("line")
    if line_id:
        return go_to(url_for("sanitizing.show", line_id=acts.an_id(str(line_id)), answer=act.client_id))
    return go_to(url_for("sanitizing.index", answer=act.client_id))


def _attempt(form: Mapping[str, str]) -> Attempt:
    said = {name: form.get(name, "").strip()[:size] for name, size in _SIZES.items()}
    try:
        method, result = SanitizationMethod(form.get("method", "")), SanitizationResult(form.get("result", ""))
    except ValueError:
        raise BadRequest("not a method with a result") from None
    medium = Medium(said["make"], said["model"], said["medium"])
    return Attempt(medium, method, said["tool"], said["version"], result)


_SIZES = {"make": 40, "model": 40, "medium": 40, "tool": 60, "version": 20}


def _around(session: Session, answered: Answered[Any] | None) -> dict[str, Any]:
    by = current.principal()
    last = grading.last_act(session, by.site_id, by.operator_id, sanitizing.SCOPE, UNDOABLE)
    fields = {"last": last, "line": str(answered.pending.get("line", "")) if answered else ""}
    undo_of = acts.undo_of(answered, url_for("sanitizing.undo"), fields) if answered and last else None
    return {
        "signal": acts.shown(answered, undo_of if answered and answered.event_id else None) if answered else None,
        "scan": {
            "action": url_for("sanitizing.scan"),
            "client_id": render.fresh_id(),
            "context": {"last": last},
            "frames_url": url_for("captures.create"),
        },
    }
