"""The screen of packaging: what goes out to a party, what comes back, what was washed and repaired."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import grading
from app.db.queries import packaging as queries
from app.db.queries import packaging_balances as balances
from app.domain.messages.floor import UNDONE
from app.domain.own_codes import read_own_code
from app.domain.packaging import PackagingCondition, PackagingWork
from app.domain.readings import ReadingKind
from app.domain.vocabulary import Command
from app.services import acting, packaging
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.packaging import Screen
from app.web import acts, current, guard, leading, render
from app.web.responses import go_to

blueprint = Blueprint("packaging", __name__, url_prefix="/packaging")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show what the last act left on the screen, or an empty one that takes packaging back."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, packaging.SCOPE, request.args.get("answer", ""))
        screen = _parsed(answered.pending if answered else request.args, _last_act(session))
        return render_template("packaging/page.html", **_context(session, screen, answered))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan; what is of the floor and no packaging goes on where it belongs."""
    act, screen = acts.read_act(packaging.SCOPE), _screen()
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        if _leads_away(act) and (url := leading.onward(session, act)):
            return go_to(url)
        return _answer(session, act, screen, packaging.scan(session, act, screen))


_ELSEWHERE = (ReadingKind.PLATE, ReadingKind.LOAD, ReadingKind.PLACE)


def _leads_away(act: Act) -> bool:
    own = read_own_code(act.text.strip())
    return own is not None and own.kind in _ELSEWHERE


@blueprint.post("/<any(command, quantity, confirmation, undo):deed>")
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says: choose work or condition, take a quantity, answer a question, take the last act back."""
    act, screen = acts.read_act(packaging.SCOPE), _screen()
    with current.database().unit_of_work() as session:
        return _answer(session, act, screen, DEEDS[deed](session, act, screen))


DEEDS = {
    "command": lambda session, act, screen: packaging.choose(session, act, screen, _command()),
    "quantity": lambda session, act, screen: packaging.enter(session, act, screen, _quantity()),
    "confirmation": packaging.confirm,
    "undo": packaging.undo,
}


def _command() -> Command:
    try:
        return Command(current.form().get("command", ""))
    except ValueError:
        raise BadRequest("not a command") from None


def _quantity() -> str:
    return current.form().get("quantity", "").strip()[:20]


def _screen() -> Screen:
    form = current.form()
    return _parsed(form, form.get("last", "")[:36])


def _parsed(fields: Any, last: str) -> Screen:
    try:
        return Screen.parse(fields, last)
    except ValueError:
        raise BadRequest("not a screen of packaging") from None


def _last_act(session: Session) -> str:
    by = current.principal()
    return grading.last_act(session, by.site_id, by.operator_id, packaging.SCOPE, UNDOABLE)


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    if answered.said.message is UNDONE or answered.is_replay:
        last = _last_act(session)
    else:
        last = act.client_id if answered.event_id else screen.last
    url = url_for("packaging.show", answer=answered.client_id)
    after = _parsed(answered.pending, last)
    return render.swap_or_go("packaging/moved.swap.html", url, **_context(session, after, answered))


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    site_id = current.principal().site_id
    party = queries.party_by_id(session, screen.party_id)
    fields = {**screen.fields(), "last": screen.last}
    undo = acts.undo_of(answered, url_for("packaging.do", deed="undo"), fields) if answered and screen.last else None
    return {
        "screen": screen,
        "party": party,
        "has": balances.of_party(session, site_id, party.id) if party else (),
        "asked_type": queries.type_by_code(session, screen.ask) if screen.ask else None,
        "works": [each.value for each in PackagingWork],
        "conditions": [each.value for each in PackagingCondition],
        "fields": fields,
        "signal": acts.shown(answered, undo) if answered else None,
        "scan": {
            "action": url_for("packaging.scan"),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
