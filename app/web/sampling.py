"""Drawing a sample at the bench: the lots of one carton, the unit that lies there, good or defective."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import grading as queries
from app.domain.transitions import SampleState
from app.services import acting, sampling
from app.services.acting import Act, Answered
from app.services.sampling import Screen
from app.web import acts, current, guard, render

blueprint = Blueprint("sampling", __name__, url_prefix="/sampling")
LONGEST = 100


@blueprint.get("/<uuid:carton_id>")
def show(carton_id: UUID) -> ResponseReturnValue:
    """Show the lots in the carton that samples judge; the unit of the query lies on the bench."""
    by = current.principal()
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, sampling.SCOPE, request.args.get("answer", ""))
        screen = Screen(carton_id, request.args.get("unit", "")[:LONGEST])
        return render_template("sampling/page.html", **_context(session, screen, answered))


@blueprint.post("/<uuid:carton_id>/scans")
def scan(carton_id: UUID) -> ResponseReturnValue:
    """Take one scan: a unit, or what is said of it."""
    act, screen = acts.read_act(sampling.SCOPE), _screen(carton_id)
    if away := guard.switch_operator(act):
        return away
    with current.database().unit_of_work() as session:
        return _answer(session, screen, sampling.scan(session, act, screen))


@blueprint.post("/<uuid:carton_id>/<any(good, defective, undo):deed>")
def do(carton_id: UUID, deed: str) -> ResponseReturnValue:
    """Do what a button says: the unit is good, it is defective, or take the last one back."""
    act, screen = acts.read_act(sampling.SCOPE), _screen(carton_id)
    with current.database().unit_of_work() as session:
        return _answer(session, screen, DEEDS[deed](session, act, screen))


def _good(session: Session, act: Act, screen: Screen) -> Answered[None]:
    return sampling.told_good(session, act, screen, good=True)


def _defective(session: Session, act: Act, screen: Screen) -> Answered[None]:
    return sampling.told_good(session, act, screen, good=False)


DEEDS = {"good": _good, "defective": _defective, "undo": sampling.undo}


def _screen(carton_id: UUID) -> Screen:
    return Screen(carton_id, current.form().get("unit", "")[:LONGEST])


def _answer(session: Session, screen: Screen, answered: Answered[None]) -> ResponseReturnValue:
    unit = str(answered.pending.get("unit", ""))
    url = url_for("sampling.show", carton_id=screen.carton_id, unit=unit or None, answer=answered.client_id)
    return render.swap_or_go(
        "sampling/drawn.swap.html", url, **_context(session, Screen(screen.carton_id, unit), answered)
    )


def _context(session: Session, screen: Screen, answered: Answered[None] | None) -> dict[str, Any]:
    site_id = current.principal().site_id
    bench = queries.bench(session, site_id, screen.carton_id)
    if bench is None:
        raise NotFound
    lots = sampling.sampled_lots(session, site_id, bench)
    fields = {"unit": screen.unit}
    undo_url = url_for("sampling.do", carton_id=bench.carton_id, deed="undo")
    begun = {**fields, "last": "1" if any(lot.drawn for lot in lots) else ""}
    return {
        "carton": bench,
        "lots": lots,
        "open_lots": [lot for lot in lots if lot.state is SampleState.DRAWING and not lot.is_stopped],
        "unit": screen.unit,
        "fields": fields,
        "here": url_for("sampling.show", carton_id=bench.carton_id),
        "signal": acts.shown(answered, acts.undo_of(answered, undo_url, begun)) if answered else None,
        "scan": {
            "action": url_for("sampling.scan", carton_id=bench.carton_id),
            "client_id": render.fresh_id(),
            "context": fields,
            "frames_url": url_for("captures.create"),
        },
    }
