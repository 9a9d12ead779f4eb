"""Building sale bundles: cartons and pallets of the liquidation zone go into one by their plates, and come out."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.queries import bundle_lines, bundles
from app.db.queries import grading as queries
from app.domain.messages import bundling as say
from app.domain.messages.floor import UNDONE
from app.domain.money import NOTHING
from app.services import acting, bundling
from app.services.acting import Act, Answered
from app.services.bundling import BUILDING, Screen
from app.services.correcting import UNDOABLE
from app.web import acts, current, guard, leading, render
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("bundling", __name__, url_prefix="/bundling")
LONGEST = 20
"""Characters of a plate."""


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the bundle of the query with what is in it, or those that are built on."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, BUILDING, request.args.get("answer", ""))
        last = queries.last_act(session, by.site_id, by.operator_id, BUILDING, UNDOABLE)
        screen = Screen(acts.an_optional_id(request.args.get("bundle")), last, request.args.get("ask", "")[:LONGEST])
        return render_template("bundling/page.html", **_context(session, screen, answered))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan: the carton that goes in; a code of another kind leads where home would lead it."""
    act, screen = acts.read_act(BUILDING), _screen()
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = bundling.scan(session, act, screen)
        if answered.said.message is say.PLATE_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
        return _answer(session, act, screen, answered)


@blueprint.post("/<any(removal, confirmation, undo):deed>")
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says: take a carton out, answer the question of the screen, take the last act back."""
    act, screen = acts.read_act(BUILDING), _screen()
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, DEEDS[deed](session, act, screen))


DEEDS = {
    "removal": lambda session, act, screen: bundling.take_out(session, act, screen, _carton_id()),
    "confirmation": bundling.confirm,
    "undo": bundling.undo,
}


def _carton_id() -> UUID:
    return acts.an_id(current.form().get("carton"))


def _screen() -> Screen:
    form = current.form()
    return Screen(acts.an_optional_id(form.get("bundle")), form.get("last", "")[:36], form.get("ask", "")[:LONGEST])


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    bundle, ask = (str(answered.pending.get(name, "")) for name in ("bundle", "ask"))
    url = url_for("bundling.show", answer=answered.client_id, bundle=bundle or None, ask=ask or None)
    after = Screen(acts.an_optional_id(bundle), _last(session, act, screen, answered), ask)
    return render.swap_or_go("bundling/filled.swap.html", url, **_context(session, after, answered))


def _last(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> str:
    if answered.said.message is UNDONE or answered.is_replay:
        return queries.last_act(session, act.site_id, act.by.operator_id, BUILDING, UNDOABLE)
    return act.client_id if answered.event_id else screen.last


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    by = current.principal()
    bundle = bundles.one(session, by.site_id, screen.bundle_id) if screen.bundle_id else None
    if bundle and not bundle.is_open:
        bundle = None
    lines = bundle_lines.now(session, by.site_id, bundle.id, today(by)) if bundle else ()
    parts = bundles.parts(session, by.site_id, bundle.id) if bundle else ()
    inside = {each.id for each in parts}
    fields = {"bundle": str(bundle.id) if bundle else "", "last": screen.last, "ask": screen.ask if bundle else ""}
    undo = acts.undo_of(answered, url_for("bundling.do", deed="undo"), fields) if answered and screen.last else None
    return {
        "bundle": bundle,
        "estimate": sum((line.estimate for line in lines), NOTHING),
        "parts": [each for each in parts if each.parent_id not in inside],
        "others": bundles.open_ones(session, by.site_id) if bundle is None else (),
        "fields": fields,
        "signal": acts.shown(answered, undo) if answered else None,
        "scan": {
            "action": url_for("bundling.scan"),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
