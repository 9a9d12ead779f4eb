"""Pallets: cartons are put on one by their plates, taken off, and all of it broken up."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.queries import cartons, pallets
from app.db.queries import grading as queries
from app.domain.messages.floor import UNDONE
from app.services import acting, stacking
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.stackable import BUILT_IN
from app.services.stacking import Screen
from app.web import acts, current, guard, render

blueprint = Blueprint("pallets", __name__, url_prefix="/pallets")
LONGEST = 20
"""Characters of a plate."""


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the pallet of the query with what stands on it, or ask for one."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, stacking.SCOPE, request.args.get("answer", ""))
        last = queries.last_act(session, by.site_id, by.operator_id, stacking.SCOPE, UNDOABLE)
        screen = Screen(acts.an_optional_id(request.args.get("pallet")), last, request.args.get("ask", "")[:LONGEST])
        return render_template("pallets/page.html", **_context(session, screen, answered))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan: a pallet, or the carton that was put on it."""
    act, screen = acts.read_act(stacking.SCOPE), _screen()
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, stacking.scan(session, act, screen))


@blueprint.post("/<any(removal, breaking, confirmation, undo):deed>")
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says: take one carton off, break the pallet up, answer its question, take the last act back."""
    act, screen = acts.read_act(stacking.SCOPE), _screen()
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, DEEDS[deed](session, act, screen))


DEEDS = {
    "removal": lambda session, act, screen: stacking.take_off(session, act, screen, _carton_id()),
    "breaking": stacking.break_up,
    "confirmation": stacking.confirm,
    "undo": stacking.undo,
}


def _carton_id() -> UUID:
    return acts.an_id(current.form().get("carton"))


def _screen() -> Screen:
    form = current.form()
    return Screen(acts.an_optional_id(form.get("pallet")), form.get("last", "")[:36], form.get("ask", "")[:LONGEST])


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    pallet, ask = (str(answered.pending.get(name, "")) for name in ("pallet", "ask"))
    url = url_for("pallets.show", answer=answered.client_id, pallet=pallet or None, ask=ask or None)
    after = Screen(acts.an_optional_id(pallet), _last(session, act, screen, answered), ask)
    return render.swap_or_go("pallets/stacked.swap.html", url, **_context(session, after, answered))


def _last(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> str:
    if answered.said.message is UNDONE or answered.is_replay:
        return queries.last_act(session, act.site_id, act.by.operator_id, stacking.SCOPE, UNDOABLE)
    return act.client_id if answered.event_id else screen.last


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    site_id = current.principal().site_id
    pallet = cartons.standing_by_id(session, site_id, screen.pallet_id) if screen.pallet_id else None
    if pallet is None or pallet.state not in BUILT_IN or not pallet.is_pallet:
        pallet = None
    fields = {"pallet": str(pallet.id) if pallet else "", "last": screen.last, "ask": screen.ask if pallet else ""}
    undo = acts.undo_of(answered, url_for("pallets.do", deed="undo"), fields) if answered and screen.last else None
    return {
        "pallet": pallet,
        "on_it": pallets.standing_on(session, site_id, pallet.id) if pallet else (),
        "fields": fields,
        "signal": acts.shown(answered, undo) if answered else None,
        "scan": {
            "action": url_for("pallets.scan"),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
