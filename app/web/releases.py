"""What is locked in the building, and letting it go."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import grading, holds, views
from app.db.queries import locked as queries
from app.db.queries.locked import Wanted
from app.domain.holds import NEVER_RELEASED
from app.domain.messages import releasing as say
from app.domain.messages.floor import UNDONE
from app.domain.own_codes import read_own_code
from app.domain.readings import ReadingKind
from app.domain.vocabulary import HoldReason, ReleaseReason
from app.services import acting, releasing, sending_out
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.releasing import Screen
from app.web import acts, approvers, current, guard, leading, listing, render
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import Undo

blueprint = Blueprint("releases", __name__, url_prefix="/releases")

LIST = Shape("releases", {"reason": HoldReason, "order": listing.ID}, tuple(queries.ORDERS), "since")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what is locked, the longest locked first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "releases/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            reasons=[(each.value, word(each.value)) for each in HoldReason],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("SKU"), _("Product"), _("Lot"), _("Serial"), _("Units"), _("Reason"), _("Locked since"), _("Locked by"),
        _("Carton"), _("Place"), _("Paper"), _("Sender"),
    )  # fmt: skip
    lines = (
        (row.sku, in_language(row.product), row.lot, row.serial, row.units, word(row.reason.value), row.since, row.who,
         row.lpn, row.place, row.number, row.sender)
        for row in rows
    )  # fmt: skip
    return list_file(f"locked-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    reason, order = asked.read("reason", HoldReason), asked.read("order", listing.ID)
    return Wanted(reason, order, asked.find, asked.order, asked.falls)


@blueprint.get("/by-scan")
def find() -> ResponseReturnValue:
    """Ask for the plate of a carton with locked goods, and show what the last scan came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, releasing.SCOPE, request.args.get("answer", ""))
    scan = {
        "action": url_for("releases.pick"), "client_id": render.fresh_id(), "context": {},
        "frames_url": url_for("captures.create"),
    }  # fmt: skip
    return render_template("releases/find.html", signal=acts.shown(answered) if answered else None, scan=scan)


@blueprint.post("/by-scan")
def pick() -> ResponseReturnValue:
    """Take the plate of a carton with locked goods; any other code leads where home would lead it."""
    act = acts.read_act(releasing.SCOPE)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        answered = releasing.pick(session, act)
        if answered.said.message is say.PICK_EXPECTED and (url := leading.onward(session, act)):
            return go_to(url)
    return _picked(answered) or go_to(url_for("releases.find", answer=act.client_id))


def _picked(answered: Answered[None]) -> ResponseReturnValue | None:
    """Go to the goods that a code chose, with the reason that it gave."""
    line_id, why = answered.pending.get("line"), answered.pending.get("why")
    return go_to(url_for("releases.show", line_id=line_id, why=why, answer=answered.client_id)) if line_id else None


@blueprint.get("/<uuid:line_id>")
def show(line_id: UUID) -> ResponseReturnValue:
    """Show one locked line, with the reason of the query chosen, and what the last act came to."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, releasing.SCOPE, request.args.get("answer", ""))
        last = grading.last_act(session, by.site_id, by.operator_id, releasing.SCOPE, UNDOABLE)
        screen = Screen(line_id, _reason(request.args), last=last, sends=bool(request.args.get("sends")))
        return render_template("releases/page.html", **_context(session, screen, answered))


@blueprint.post("/<uuid:line_id>/scans")
def scan(line_id: UUID) -> ResponseReturnValue:
    """Take the plate of the carton that the goods were put into."""
    act, screen = acts.read_act(releasing.SCOPE), _screen(line_id)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        if _leads_away(session, act, screen) and (url := leading.onward(session, act)):
            return go_to(url)
        answered = (sending_out.scan if screen.sends else releasing.scan)(session, act, screen)
        return approvers.asked(act, answered) or _answer(session, act, screen, answered)


def _leads_away(session: Session, act: Act, screen: Screen) -> bool:
    """With nothing locked any more the page has no use for a code, unless it is a command."""
    own = read_own_code(act.text.strip())
    is_command = own is not None and own.kind is ReadingKind.COMMAND
    return bool(act.text) and not is_command and queries.one(session, act.site_id, screen.line_id) is None


@blueprint.post("/<uuid:line_id>/<any(release, send, undo):deed>")
def do(line_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says: let the goods go where they stand, give them their way out, or take that back."""
    act, screen = acts.read_act(releasing.SCOPE), _screen(line_id)
    with current.database().unit_of_work() as session:
        answered = DEEDS[deed](session, act, screen)
        return approvers.asked(act, answered) or _answer(session, act, screen, answered)


DEEDS = {"release": releasing.release, "send": sending_out.send, "undo": releasing.undo}


def _screen(line_id: UUID) -> Screen:
    form = current.form()
    new_carton_id = acts.an_optional_id(form.get("new_carton_id"))
    return Screen(line_id, _reason(form), new_carton_id, form.get("last", "")[:36], sends=bool(form.get("sends")))


def _reason(fields: Mapping[str, str]) -> ReleaseReason | None:
    try:
        return ReleaseReason(fields["why"]) if fields.get("why") else None
    except ValueError:
        raise BadRequest("not a reason to release") from None


def _answer(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    if chosen := _picked(answered):
        return chosen
    url = url_for("releases.show", line_id=screen.line_id, **_chosen(screen), answer=answered.client_id)
    return render.swap_or_go(
        "releases/release.swap.html", url, **_context(session, _after(session, act, screen, answered), answered)
    )


def _after(session: Session, act: Act, screen: Screen, answered: Answered[None]) -> Screen:
    if answered.said.message is UNDONE or answered.is_replay:
        last = grading.last_act(session, act.site_id, act.by.operator_id, releasing.SCOPE, UNDOABLE)
    else:
        last = act.client_id if answered.event_id else screen.last
    return Screen(screen.line_id, screen.why, last=last, sends=screen.sends)


def _chosen(screen: Screen) -> dict[str, Any]:
    """Return what an address says of the choice that was made on the page."""
    return {"why": screen.why.value if screen.why else None, "sends": "1" if screen.sends else None}


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    site_id = current.principal().site_id
    carton_id = holds.carton_of(session, site_id, screen.line_id)
    carton = holds.held_carton(session, site_id, carton_id) if carton_id else None
    if carton is None:
        raise NotFound
    line = carton.of(screen.line_id)
    stays = line is not None and line.hold in NEVER_RELEASED
    way_out = line.way_out if line else None
    why, sends = screen.why.value if screen.why else "", way_out is not None and (stays or screen.sends)
    fields = {"why": why, "last": screen.last, "new_carton_id": render.fresh_id(), "sends": "1" if sends else ""}
    undo_url = url_for("releases.do", line_id=screen.line_id, deed="undo")
    return {
        "carton": carton, "line": line,
        "told": holds.told(session, site_id, carton.id, screen.line_id),
        "line_id": screen.line_id, "why": why, "fields": fields,
        "stays": stays, "way_out": way_out, "sends": sends,
        "reasons": list(ReleaseReason),
        "here": url_for("releases.show", line_id=screen.line_id, **_chosen(screen)),
        "signal": acts.shown(answered, _undo(answered, screen, undo_url, fields)) if answered else None,
        "scan": {
            "action": url_for("releases.scan", line_id=screen.line_id),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }  # fmt: skip


def _undo(answered: Answered[None], screen: Screen, url: str, fields: Mapping[str, str]) -> Undo | None:
    """Return the band's undo, where there is something to take back: choosing goods or a reason is no act on them."""
    return acts.undo_of(answered, url, fields) if screen.last else None
