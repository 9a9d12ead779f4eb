"""The grading screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import blind_checks, evidence, photos
from app.db.queries import grading as queries
from app.db.queries.evidence import Piece
from app.db.queries.next_best import given_to_others
from app.db.queries.waiting import Waiting, by_loss, folded, waiting
from app.domain.dwell import Stage
from app.domain.messages import grading as say
from app.domain.messages.floor import UNDONE
from app.domain.principals import Principal
from app.domain.regrading import RegradeReason
from app.domain.transitions import CartonState
from app.domain.vocabulary import ZONE_OF
from app.domain.worksheet import PHOTO_PREFIX, Worksheet
from app.services import acting, grading, sampling
from app.services.acting import Act, Answered
from app.services.correcting import UNDOABLE
from app.services.grading import Screen, View
from app.web import acts, approvers, current, grading_view, guard, next_best, render
from app.web.responses import go_to

blueprint = Blueprint("grading", __name__, url_prefix="/grading")
SCOPE = "grading"
WAITING_SHOWN = 8

Verb = Callable[[Session, Act, Screen], Answered[Worksheet]]


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the worksheet of the query: what waits, the carton on the bench, what is said of the chosen item.

    The whole worksheet stands in the query, so that a reload, another tablet or no scripts at all show the same.
    """
    by = current.principal()
    with current.database().reading() as session:
        sheet = Worksheet.parse(request.args.to_dict())
        sheet = grading.told(session, by.site_id, sheet, request.args.get("set", ""))
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        last = queries.last_act(session, by.site_id, by.operator_id, SCOPE, UNDOABLE)
        context = _context(session, by, sheet, answered, last)
    if render.is_htmx():
        return render_template("grading/sheet.swap.html", **context), {"HX-Replace-Url": page_of(sheet)}
    return render_template("grading/show.html", **context)


@blueprint.get("/cartons/<uuid:carton_id>")
def carton(carton_id: UUID) -> ResponseReturnValue:
    """Show one carton, as other screens name it."""
    with current.database().reading() as session:
        if queries.bench(session, current.principal().site_id, carton_id) is None:
            raise NotFound
    return go_to(page_of(Worksheet(carton_id=carton_id), **request.args.to_dict()))


@blueprint.post("/scans")
def scan() -> ResponseReturnValue:
    """Take one scan."""
    act = acts.read_act(SCOPE)
    return guard.switch_operator(act) or _next(act) or _do(grading.scan, act)


def _next(act: Act) -> ResponseReturnValue | None:
    """Take the next best by its command, unless an item is chosen that would be left lying."""
    sheet = _screen().sheet
    is_busy = bool(sheet.goods_id or sheet.product_id or sheet.check_id or sheet.whole)
    return None if is_busy else next_best.by_command(act, Stage.GRADE)


@blueprint.post("/<any(check, finish, acceptance, whole, tote_closure, undo):deed>")
def do(deed: str) -> ResponseReturnValue:
    """Do what a button says: accept, accept the whole carton, close a tote, take back."""
    return _do(DEEDS[deed], acts.read_act(SCOPE))


DEEDS: dict[str, Verb] = {
    "check": grading.keep_check,
    "finish": grading.finish_again,
    "acceptance": grading.accept_suggested,
    "whole": grading.accept_whole,
    "tote_closure": grading.close_tote,
    "undo": grading.undo,
}


def _do(verb: Verb, act: Act) -> ResponseReturnValue:
    screen = _screen()
    with current.database().unit_of_work() as session:
        answered = verb(session, act, screen)
        if asked := approvers.asked(act, answered):
            return asked
        sheet = sheet_of(answered)
        context = _context(session, act.by, sheet, answered, _last(session, act, screen, answered))
        page = page_of(sheet, answer=answered.client_id)
        response = make_response(render.swap_or_go("grading/bench.swap.html", page, **context))
    if render.is_htmx():
        response.headers["HX-Replace-Url"] = page
    return response


def _screen() -> Screen:
    form = current.form()
    return Screen(
        sheet=Worksheet.parse(form),
        new_tote_id=acts.an_optional_id(form.get("new_tote")),
        last=form.get("last", "")[:36],
    )


def _last(session: Session, act: Act, screen: Screen, answered: Answered[Worksheet]) -> str:
    if answered.said.message is UNDONE or answered.is_replay:
        return queries.last_act(session, act.site_id, act.by.operator_id, SCOPE, UNDOABLE)
    return act.client_id if answered.event_id else screen.last


def sheet_of(answered: Answered[Worksheet]) -> Worksheet:
    """Return the worksheet as it stands after an act, also one that was sent again."""
    return Worksheet.parse({name: str(value) for name, value in answered.pending.items()})


def page_of(sheet: Worksheet, **more: str) -> str:
    """Return the address of the page that shows `sheet`."""
    query: dict[str, Any] = {**more, **sheet.to_params()}
    return url_for("grading.index", **query)


def _context(
    session: Session, by: Principal, sheet: Worksheet, answered: Answered[Worksheet] | None, last: str
) -> dict[str, Any]:
    today = current.now().astimezone(ZoneInfo(by.time_zone)).date()
    view = grading.look(session, by.site_id, by.station.id if by.station else None, sheet, today)
    fields = {**sheet.to_params(), "new_tote": render.fresh_id(), "last": last}
    undo_url = url_for("grading.do", deed="undo")
    signal = acts.shown(answered, acts.undo_of(answered, undo_url, fields)) if answered else next_best.told(session, by)
    return {
        "view": view,
        "shown": grading_view.shown(view),
        "fields": fields,
        "said": sheet.to_params(),
        "signal": signal,
        "here": page_of(sheet),
        "bare": page_of(sheet.next_item()),
        "photo_urls": _photo_urls(view),
        "shots": photos.of_carton(session, by.site_id, view.bench.carton_id) if view.bench else [],
        "sent": _sent(session, by, view),
        "zones": ZONE_OF,
        "sampled": sampling.sampled_lots(session, by.site_id, view.bench) if view.bench else (),
        "label_url": _label_url(session, by, answered),
        "checks": [] if view.bench else _checks(session, by),
        "reasons": RegradeReason,
        "waiting": [] if view.bench else _waiting(session, by, today),
        "given": {} if view.bench else given_to_others(session, by.site_id, by.operator_id, current.now()),
        "now": current.now(),
        "scan": _scan(fields),
    }


def _photo_urls(view: View) -> dict[str, str]:
    """Return by question where the photo of its answer is taken; taken, it is set on this worksheet."""
    if view.bench is None or view.goods is None:
        return {}
    subject: dict[str, Any] = {
        "carton": view.bench.carton_id,
        "line": view.goods.receipt_line_id,
        "back": page_of(view.sheet),
    }
    return {each.key: url_for("photos.index", **subject, into=f"{PHOTO_PREFIX}{each.key}") for each in view.questions}


def _waiting(session: Session, by: Principal, today: date) -> list[Waiting]:
    """Return what waits to be graded: what somebody began, then what loses most; all of a pallet as one."""
    cartons = [each for each in waiting(session, by.site_id, today, Stage.GRADE) if each.goods.units]
    return sorted(by_loss(folded(cartons)), key=lambda row: row.state is not CartonState.GRADING)[:WAITING_SHOWN]


def _checks(session: Session, by: Principal) -> list[tuple[str, blind_checks.Waiting]]:
    """Return what waits for a blind check by this operator, each with the address that takes it up."""
    rows = blind_checks.waiting(session, by.site_id, by.operator_id)
    return [(page_of(Worksheet(carton_id=row.carton_id, goods_id=row.line_id, check_id=row.id)), row) for row in rows]


def _sent(session: Session, by: Principal, view: View) -> Sequence[Piece]:
    """Return what the customer sent along for the item that is judged."""
    claim = view.goods.claim if view.goods else None
    return evidence.of_line(session, by.site_id, claim.line_id) if claim else ()


def _label_url(session: Session, by: Principal, answered: Answered[Worksheet] | None) -> str:
    """Return where the label of what was just graded or closed is printed; the empty string after anything else."""
    if answered is None or answered.event_id is None:
        return ""
    if answered.said.message in (say.GRADED, say.GRADED_LAST):
        line_id = queries.graded_line(session, by.site_id, answered.event_id)
        return url_for("labels.item", line_id=line_id)
    if answered.said.message in (say.GRADED_WHOLE, say.TOTE_CLOSED):
        return url_for("labels.carton", ref=answered.said.params["lpn"])
    return ""


def _scan(fields: Mapping[str, str]) -> dict[str, object]:
    return {
        "action": url_for("grading.scan"),
        "client_id": render.fresh_id(),
        "after": "",
        "context": fields,
        "frames_url": url_for("captures.create"),
    }
