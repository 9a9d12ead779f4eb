"""A load at the dock, on the floor: scan its sheet or trailer, then the door, the seal, and the papers as they come."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import loads, receipts
from app.db.queries.loads import Inbound
from app.domain.messages import transport as say
from app.domain.messages.core import Signal
from app.domain.transitions import LoadState
from app.services import acting, arriving, correcting, receiving
from app.services.acting import Act, Answered
from app.services.arriving import NOT_COME, Screen
from app.web import acts, current, guard, render
from app.web.receipts import SCOPE as RECEIVING
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import Undo

blueprint = Blueprint("arrivals", __name__, url_prefix="/arrivals")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is here and what is expected today; scanning a load sheet or a trailer opens it."""
    by = current.principal()
    with current.database().reading() as session:
        at_hand = loads.at_the_dock(session, by.site_id, today(by))
        answered = acting.recall(session, by.site_id, arriving.SCOPE, request.args.get("answer", ""))
    signal = acts.shown(answered) if answered else None
    return render_template("arrivals/index.html", loads=at_hand, signal=signal, scan=_scan(url_for("arrivals.find")))


@blueprint.post("")
def find() -> ResponseReturnValue:
    """Open the load that a scan names."""
    act = acts.read_act(arriving.SCOPE)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = arriving.find(session, act)
        if answered.said.message is say.LOAD_FOUND:
            return _open(session, act, answered)
    url = url_for("arrivals.index", answer=act.client_id)
    scan = _scan(url_for("arrivals.find"))
    return render.swap_or_go("arrivals/refused.swap.html", url, signal=acts.shown(answered), scan=scan)


def _open(session: Session, act: Act, answered: Answered[Any]) -> ResponseReturnValue:
    load = loads.by_code(session, act.site_id, str(answered.said.params["load"]))
    if load is None:
        raise NotFound
    return go_to(url_for("arrivals.show", load_id=load.id, answer=act.client_id))


@blueprint.get("/<uuid:load_id>")
def show(load_id: UUID) -> ResponseReturnValue:
    """Show the load with the verdict of the last act, also after a reload."""
    by = current.principal()
    with current.database().reading() as session:
        last = correcting.last_undoable(session, by, arriving.SCOPE, load_id)
        screen = Screen(load_id, request.args.get("door", "")[:8], request.args.get("ask", "")[:8], last)
        answered = acting.recall(session, by.site_id, arriving.SCOPE, request.args.get("answer", ""))
        return render_template("arrivals/show.html", **_context(session, screen, answered))


@blueprint.post("/<uuid:load_id>/scans")
def scan(load_id: UUID) -> ResponseReturnValue:
    """Take one scan: the door, the seal, or the paper of goods that are unloaded."""
    act, screen = acts.read_act(arriving.SCOPE), _screen(load_id)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = arriving.scan(session, act, screen)
        if answered.said.message is say.PAPER_FOUND:
            return _receive(session, act, str(answered.said.params["paper"]))
        if answered.said.message is say.LOAD_FOUND:
            return _open(session, act, answered)
        return _answer(session, act, screen, answered)


@blueprint.post("/<uuid:load_id>/<any(seal, confirmation, closure, undo):deed>")
def do(load_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says: tell the seal, go on although it differs, close the load, take its arrival back."""
    act, screen = acts.read_act(arriving.SCOPE), _screen(load_id)
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, DEEDS[deed](session, act, screen))


DEEDS: Mapping[str, Callable[[Session, Act, Screen], Answered[Any]]] = {
    "seal": lambda session, act, screen: arriving.seal(session, act, screen, current.form().get("seal", "")),
    "confirmation": arriving.confirm,
    "closure": arriving.close,
    "undo": arriving.undo,
}


def _screen(load_id: UUID) -> Screen:
    form = current.form()
    return Screen(load_id, form.get("door", "")[:8], form.get("ask", "")[:8], form.get("last", "")[:36])


def _receive(session: Session, act: Act, number: str) -> ResponseReturnValue:
    """Open the receipt of a paper that came with the load, as scanning it on the receiving screen does."""
    opened = receiving.open_paper(session, replace(act, scope=RECEIVING, text=number), new_id())
    receipt_id = receipts.id_of(session, act.site_id, str(opened.said.params.get("receipt", "")))
    if receipt_id is None:
        return go_to(url_for("receipts.index", answer=act.client_id))
    return go_to(url_for("receipts.show", receipt_id=receipt_id, answer=act.client_id))


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    pending = {name: str(answered.pending.get(name, "")) for name in ("door", "ask")}
    last = correcting.last_undoable(session, act.by, arriving.SCOPE, screen.load_id)
    after = Screen(screen.load_id, pending["door"] or screen.door, pending["ask"], last)
    more = {"door": after.door, "ask": after.ask}
    url = url_for("arrivals.show", load_id=screen.load_id, answer=answered.client_id, **more)  # type: ignore[arg-type]
    return render.swap_or_go("arrivals/arrived.swap.html", url, **_context(session, after, answered))


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    by = current.principal()
    load = loads.one(session, by.site_id, screen.load_id)
    if load is None:
        raise NotFound
    fields = {"door": screen.door, "ask": screen.ask, "last": screen.last}
    undo = _undo(load, fields)
    return {
        "load": load,
        "papers": loads.papers(session, by.site_id, load.id),
        "not_come": NOT_COME,
        "door": screen.door or _standing_at(session),
        "ask": screen.ask,
        "fields": fields,
        "here": url_for("arrivals.show", load_id=load.id, door=screen.door),
        "undo": undo,
        "signal": acts.shown(answered, None if answered.said.message.signal is Signal.STOP else undo)
        if answered
        else None,
        "scan": {**_scan(url_for("arrivals.scan", load_id=load.id)), "context": fields},
    }


def _undo(load: Inbound, fields: Mapping[str, str]) -> Undo | None:
    """Return the undo of the operator's own arrival, as long as the load stands here."""
    if load.state is not LoadState.ARRIVED or not fields["last"]:
        return None
    return Undo(url_for("arrivals.do", load_id=load.id, deed="undo"), str(new_id()), fields)


def _standing_at(session: Session) -> str:
    station = current.principal().station
    doors = {each.code for each in loads.doors(session, current.principal().site_id)}
    return station.code if station and station.code in doors else ""


def _scan(url: str) -> dict[str, Any]:
    return {
        "action": url, "client_id": render.fresh_id(), "context": {}, "frames_url": url_for("captures.create"),
    }  # fmt: skip
