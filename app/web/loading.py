"""Loading what leaves: a load is chosen by its sheet, cartons and pallets are put on it by scan, and it departs."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import grading as queries
from app.db.queries import loading as on_loads
from app.db.queries import outbound
from app.domain.consignments import LoadPaper
from app.domain.messages import loading as say
from app.domain.messages.floor import UNDONE
from app.domain.transitions import Move, allows
from app.exchange.documents import consignment
from app.services import acting, loading
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.loading import SCOPE, Screen
from app.web import acts, approvers, current, guard, leading, render
from app.web.responses import go_to

blueprint = Blueprint("loading", __name__, url_prefix="/loading")

Verb = Callable[[Session, Act, Screen], Answered[Any]]


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the load of the query with what is on it, or those that wait."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        last = queries.last_act(session, by.site_id, by.operator_id, SCOPE, UNDOABLE)
        return render_template("loading/page.html", **_context(session, _screen(request.args, last), answered))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan: a load's sheet, what goes on it, its seal. Without a load other scans lead on, as at home."""
    act, screen = acts.read_act(SCOPE), _of_the_form()
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = loading.scan(session, act, screen, consignment.papers)
        if answered.said.message is say.LOAD_FIRST and (url := leading.onward(session, act)):
            return go_to(url)
        return approvers.asked(act, answered) or _answer(session, act, screen, answered)


@blueprint.post("/<any(closure, seal, confirmation, undo):deed>")
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says: all is on it, its seal, what the screen asks about, take the last act back."""
    act, screen = acts.read_act(SCOPE), _of_the_form()
    with current.database().unit_of_work() as session:
        answered = DEEDS[deed](session, act, screen)
        return approvers.asked(act, answered) or _answer(session, act, screen, answered)


DEEDS: Mapping[str, Verb] = {
    "closure": loading.close,
    "seal": lambda session, act, screen: loading.seal(session, act, screen, current.form().get("seal", "")),
    "confirmation": lambda session, act, screen: loading.confirm(session, act, screen, consignment.papers),
    "undo": loading.undo,
}


def _of_the_form() -> Screen:
    form = current.form()
    return _screen(form, form.get("last", "")[:36])


def _screen(fields: Mapping[str, str], last: str) -> Screen:
    try:
        return Screen.parse(fields, last)
    except ValueError:
        raise BadRequest("not a screen of loading") from None


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    after = Screen.parse(answered.pending, _last(session, act, screen, answered))
    query: dict[str, Any] = {"answer": answered.client_id, **after.to_params()}
    return render.swap_or_go(
        "loading/loaded.swap.html", url_for("loading.index", **query), **_context(session, after, answered)
    )


def _last(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> str:
    if answered.said.message in (UNDONE, say.DEPARTED) or answered.is_replay:
        return queries.last_act(session, act.site_id, act.by.operator_id, SCOPE, UNDOABLE)
    return act.client_id if answered.event_id else screen.last


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    site_id = current.principal().site_id
    load = outbound.one(session, site_id, screen.load_id) if screen.load_id else None
    if load and not allows(load.state, Move.LOAD):
        load = None
    fields = {**(screen if load else Screen()).to_params(), "last": screen.last}
    undo = acts.undo_of(answered, url_for("loading.do", deed="undo"), fields) if answered and screen.last else None
    gone = str(answered.pending.get("gone", "")) if answered else ""
    return {
        "load": load,
        "ask": screen.ask if load else None,
        "on_it": on_loads.shown(session, site_id, load.id) if load else (),
        "loads": () if load else outbound.to_load(session, site_id),
        "gone": outbound.one(session, site_id, acts.an_id(gone)) if gone else None,
        "kinds": list(LoadPaper),
        "fields": fields,
        "here": url_for("loading.index", load=load.id if load else None),
        "signal": acts.shown(answered, None if screen.ask else undo) if answered else None,
        "scan": {
            "action": url_for("loading.scan"),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
