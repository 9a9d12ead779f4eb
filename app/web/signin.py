"""Sign in: badge, then PIN. The same screen switches operators and unlocks; the page left behind is kept in `back`."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import ServiceUnavailable

from app.db.queries import operators
from app.db.queries.operators import Holder
from app.domain.messages.core import Said
from app.domain.messages.signing_in import ROLE_TITLES
from app.services import signing_in
from app.services.signing_in import Attempt, Entered
from app.web import current, guard
from app.web.house import chosen_look
from app.web.preferences import keep_language, keep_look
from app.web.responses import go_to, keep_cookie
from app.web.security import came_from, here
from app.web.signals import signal_of
from scanners.wedge import clean

blueprint = Blueprint("signin", __name__)

SOURCES = frozenset({"wedge", "ime", "paste", "camera", "photo"})
TEN_YEARS = 10 * 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """What the screen carries from step to step: the building, the badge, and the page to come back to."""

    site: str
    badge: str
    back: str

    @classmethod
    def parse(cls, fields: MultiDict[str, str]) -> "Asked":
        """Read the query or the form; `back` is made a path of this server."""
        return cls(fields.get("site", ""), fields.get("badge", ""), guard.after_sign_in(fields.get("back", "")))


@dataclass(frozen=True, slots=True)
class Person:
    """Whose badge was scanned: "Marta Ortega", "Dock worker, badge 2231"."""

    name: str
    about: str


@blueprint.get("/sign-in")
def show() -> ResponseReturnValue:
    """Ask for a badge, or for the PIN of the one that was scanned; without `back` the page one came from is kept."""
    asked = Asked.parse(request.args)
    return _page(asked if "back" in request.args else replace(asked, back=guard.after_sign_in(came_from())))


@blueprint.post("/sign-in/badge")
def badge() -> ResponseReturnValue:
    """Take a badge from the scanner or typed."""
    asked = Asked.parse(request.form)
    source = request.form.get("source", "")
    site_id = _site_id(asked.site)
    with current.database().unit_of_work() as session:
        found = signing_in.identify(
            session,
            site_id,
            clean(request.form.get("text", "")).text,
            source if source in SOURCES else "typed",
            current.device(),
            current.now(),
        )
    match found:
        case Holder():
            return go_to(guard.sign_in_url(found.badge, asked.back, asked.site))
        case Said():
            return _refusal(asked, found)


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Check the PIN and open the session."""
    asked = Asked.parse(request.form)
    attempt = Attempt(_site_id(asked.site), asked.badge, request.form.get("pin", ""), current.device())
    match signing_in.sign_in(current.database(), attempt, current.now()):
        case Entered() as entered:
            return _enter(entered, asked)
        case Said() as said:
            return _refusal(asked, said)


def _enter(entered: Entered, asked: Asked) -> Response:
    guard.open_session(entered)
    response = go_to(guard.way_for(entered.holder.roles, asked.back))
    keep_language(response, entered.holder.language)
    if entered.device_token:
        keep_cookie(response, current.DEVICE_COOKIE, entered.device_token, TEN_YEARS)
    return response


@blueprint.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End the session; the next operator starts at the badge."""
    return _close(guard.sign_in_url())


@blueprint.post("/lock")
def lock() -> ResponseReturnValue:
    """End the session but keep the work: the badge is filled in, and the PIN leads back to the same page."""
    seat = current.seat()
    return _close(guard.sign_in_url(seat.badge if seat else "", request.form.get("back") or here()))


def _close(way: str) -> Response:
    response = go_to(way)
    keep_look(response, chosen_look())
    guard.end_session()
    return response


def _refusal(asked: Asked, said: Said) -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        return render_template("shared/_signal.html", signal=signal_of(said)), 422
    return _page(asked, said), 422


def _page(asked: Asked, said: Said | None = None) -> str:
    found = _holder(asked) if asked.badge else None
    return render_template(
        "signin/page.html",
        asked=asked,
        person=_person(found) if found else None,
        buildings=current.buildings() if current.device() is None else [],
        signal=signal_of(said) if said else None,
    )


def _holder(asked: Asked) -> Holder | None:
    site_id = _site_id(asked.site)
    with current.database().reading() as session:
        return operators.holder(session, site_id, asked.badge)


def _person(found: Holder) -> Person:
    titles = ", ".join(_(ROLE_TITLES[role]) for role in found.roles)
    return Person(found.name, _("%(titles)s, badge %(badge)s", titles=titles, badge=found.badge))


def _site_id(code: str) -> UUID:
    """Return the device's building; a browser that is no device yet names it, or takes the first."""
    if device := current.device():
        return device.site_id
    known = current.buildings()
    if not known:
        raise ServiceUnavailable
    return next((building for building in known if building.code == code), known[0]).id
