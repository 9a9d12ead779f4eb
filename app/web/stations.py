"""Where this device stands, and the call for help from there."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.db.queries import operators
from app.domain.messages.core import Said
from app.domain.messages.signing_in import HELP_CALLED
from app.domain.vocabulary import LocationKind
from app.services import stationing
from app.web import current
from app.web.responses import go_to
from app.web.security import here, local_path
from app.web.signals import signal_of
from scanners.wedge import clean

blueprint = Blueprint("stations", __name__, url_prefix="/stations")

WORKPLACES = (LocationKind.DOCK, LocationKind.BENCH, LocationKind.STAGING, LocationKind.FORKLIFT, LocationKind.OUTBOUND)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """List the places one works at; scanning one is quicker."""
    by = current.principal()
    with current.database().reading() as session:
        found = operators.places(session, by.site_id)
    places = sorted((place for place in found if place.kind in WORKPLACES), key=lambda p: WORKPLACES.index(p.kind))
    return render_template("stations/page.html", places=places, back=local_path(request.args.get("back", "")))


@blueprint.post("")
def choose() -> ResponseReturnValue:
    """Set the station by a scanned, typed or picked place code."""
    code = clean(request.form.get("text") or request.form.get("place", "")).text
    with current.database().unit_of_work() as session:
        stationing.choose(session, current.principal(), code)
    return go_to(local_path(request.form.get("back", "")))


@blueprint.post("/help")
def help() -> ResponseReturnValue:
    """Call a supervisor to the station."""
    with current.database().unit_of_work() as session:
        stationing.call_for_help(session, current.principal(), current.now())
    signal = signal_of(Said(HELP_CALLED))
    if "HX-Request" in request.headers:
        return render_template("shared/_signal.html", signal=signal)
    return render_template("stations/help.html", signal=signal, back=local_path(request.form.get("back") or here()))
