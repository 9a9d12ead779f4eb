"""Splitting locked goods out: what is locked in one carton, and the quarantine carton that takes it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import cartons, holds
from app.db.queries import grading as queries
from app.domain.messages.floor import UNDONE
from app.services import acting, holding
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.holding import Screen
from app.web import acts, current, guard, render

blueprint = Blueprint("holds", __name__, url_prefix="/holds")


@blueprint.get("/<uuid:carton_id>")
def show(carton_id: UUID) -> ResponseReturnValue:
    """Show what is locked in the carton; the line of the query is chosen, as a scan of its goods chooses it."""
    by = current.principal()
    line_id = acts.an_optional_id(request.args.get("line"))
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, holding.SCOPE, request.args.get("answer", ""))
        last = queries.last_act(session, by.site_id, by.operator_id, holding.SCOPE, UNDOABLE)
        return render_template("holds/page.html", **_context(session, Screen(carton_id, line_id, last), answered))


@blueprint.post("/<uuid:carton_id>/scans")
def scan(carton_id: UUID) -> ResponseReturnValue:
    """Take one scan: locked goods, or the quarantine carton that they were put in."""
    act, screen = acts.read_act(holding.SCOPE), _screen(carton_id)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, holding.scan(session, act, screen))


@blueprint.post("/<uuid:carton_id>/<any(split, undo):deed>")
def do(carton_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says: the goods are in quarantine, or take the last act back."""
    act, screen = acts.read_act(holding.SCOPE), _screen(carton_id)
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, DEEDS[deed](session, act, screen))


DEEDS = {"split": holding.split, "undo": holding.undo}


def _screen(carton_id: UUID) -> Screen:
    form = current.form()
    return Screen(carton_id, acts.an_optional_id(form.get("line")), form.get("last", "")[:36])


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    url = url_for("holds.show", carton_id=screen.carton_id, answer=answered.client_id, **answered.pending)  # type: ignore[arg-type]
    after = Screen(screen.carton_id, _line(answered), _last(session, act, screen, answered))
    return render.swap_or_go("holds/split.swap.html", url, **_context(session, after, answered))


def _line(answered: Answered[None]) -> UUID | None:
    return acts.an_optional_id(str(answered.pending.get("line", "")))


def _last(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> str:
    if answered.said.message is UNDONE or answered.is_replay:
        return queries.last_act(session, act.site_id, act.by.operator_id, holding.SCOPE, UNDOABLE)
    return act.client_id if answered.event_id else screen.last


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    site_id = current.principal().site_id
    carton = holds.held_carton(session, site_id, screen.carton_id)
    if carton is None or carton.is_quarantine:
        raise NotFound
    fields = {"line": str(screen.line_id or ""), "last": screen.last}
    undo_url = url_for("holds.do", carton_id=carton.id, deed="undo")
    return {
        "carton": carton,
        "told": holds.told(session, site_id, carton.id),
        "line": carton.of(screen.line_id),
        "quarantine": cartons.quarantine(session, site_id),
        "fields": fields,
        "here": url_for("holds.show", carton_id=carton.id, line=screen.line_id),
        "signal": acts.shown(answered, acts.undo_of(answered, undo_url, fields)) if answered else None,
        "scan": {
            "action": url_for("holds.scan", carton_id=carton.id),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
