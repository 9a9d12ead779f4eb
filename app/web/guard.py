"""Who may pass: before every view, by the table in `access`."""

import hmac
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, Response, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.exceptions import Forbidden, HTTPException, NotFound, Unauthorized
from werkzeug.routing import RoutingException

from app.db.queries import operators
from app.db.queries.operators import Seat
from app.domain.vocabulary import Role
from app.services import directing, signing_in, stationing
from app.services.acting import Act
from app.services.signing_in import Entered
from app.web import bearing, current
from app.web.access import ROLES_OF, lets_in
from app.web.doors import Door
from app.web.responses import go_to, hint, wants_hint
from app.web.security import came_from, here, local_path

IDLE = timedelta(minutes=30)
"""A session left alone this long is locked; the page it stood on is kept."""

_TOUCH_SECONDS = 60


class SignedIn(UserMixin):  # type: ignore[misc]
    """An operator as Flask-Login wants one. The id names the PIN's fingerprint too: a new PIN ends old sessions."""

    def __init__(self, operator_id: UUID, pin_hash: str, seat: Seat | None = None) -> None:
        self.seat = seat
        self._id = f"{operator_id}.{signing_in.mark(pin_hash)}"

    def get_id(self) -> str:
        """Return what the session keeps."""
        return self._id


def install(app: Flask) -> None:
    """Let Flask-Login resolve who asks; `admit` then runs before every view."""
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None  # binds to the IP address, which roams between access points
    manager.user_loader(_load)


def admit() -> None:
    """Let the request pass, or raise Unauthorized, Forbidden or NotFound."""
    if request.endpoint is None:  # no such route: Flask answers by itself
        return
    access = ROLES_OF.get(request.endpoint)
    if access is Door.PUBLIC:
        return
    if access is Door.WALL:
        _admit_wall()
        return
    if access is Door.TOKEN:  # who asks is no operator: a cookie opens nothing there
        bearing.admit()
        return
    seat = current.seat()
    if seat is None:
        raise Unauthorized
    if not lets_in(access, seat.principal.roles):
        raise Forbidden
    _touch()


def _admit_wall() -> None:
    token = (request.view_args or {}).get("token", "")
    with current.database().glance() as db:
        wall = operators.wall(db, stationing.digest(token))
    if wall is None:
        raise NotFound
    current.act_for(wall)


def _touch() -> None:
    at = int(current.now().timestamp())
    if at - session.get("seen", 0) > _TOUCH_SECONDS:
        session["seen"] = at


def _load(stored: str) -> SignedIn | None:
    operator, _dot, mark = stored.partition(".")
    with current.database().glance() as db:
        seat = operators.seat(db, UUID(operator), current.device_digest())
    if seat is None or not hmac.compare_digest(mark, signing_in.mark(seat.pin_hash)):
        return None
    if current.now().timestamp() - session.get("seen", 0) > IDLE.total_seconds():
        session["badge"] = seat.badge
        return None
    return SignedIn(seat.principal.operator_id, seat.pin_hash, seat)


def open_session(entered: Entered) -> None:
    """Begin the operator's session in this browser; nothing of the one before stays."""
    session.clear()
    session["seen"] = int(current.now().timestamp())
    login_user(SignedIn(entered.holder.id, entered.holder.pin_hash))


def end_session() -> None:
    """End the session in this browser."""
    logout_user()
    session.clear()


def sign_in_url(badge: str = "", back: str = "", site: str = "") -> str:
    """Return the way to the sign-in screen, with the badge filled in and the page to come back to."""
    back = after_sign_in(back)
    return url_for("signin.show", badge=badge or None, back=back if back != "/" else None, site=site or None)


def switch_operator(act: Act) -> Response | None:
    """Lead from a scanned badge to its PIN, and from there back to the same page; None for any other scan."""
    badge = directing.badge_in(act)
    if not badge:
        return None
    with current.database().unit_of_work() as db:
        directing.find(db, act)
    return go_to(sign_in_url(badge, came_from()))


def after_sign_in(back: str) -> str:
    """Return the path of this server to go on at; never the sign-in screen itself."""
    path = local_path(back)
    return "/" if path.startswith("/sign-") else path


def way_for(roles: Iterable[Role], back: str) -> str:
    """Return `back` when that page opens to `roles`; who takes over from another role starts at home instead."""
    try:
        endpoint, _arguments = current_app.url_map.bind("").match(urlsplit(back).path, method="GET")
    except (HTTPException, RoutingException):
        return back  # no page at all says so itself
    return back if lets_in(ROLES_OF.get(str(endpoint)), frozenset(roles)) else "/"


def ask_to_sign_in() -> ResponseReturnValue:
    """Answer a request of nobody: a page by 303 to the sign-in screen, anything else by 401 that says where it is."""
    way = sign_in_url(session.pop("badge", ""), here())
    if request.method == "GET" and "HX-Request" not in request.headers:
        return redirect(way, 303)
    say = _("The session has ended. Nothing was changed. Sign in to go on where you were.")
    if wants_hint():
        return hint(say, 401)
    page = render_template(
        "shared/error.html",
        code=401,
        title=_("Sign in first"),
        say=say,
        back=way,
        back_text=_("Sign in"),
    )
    return Response("" if "HX-Request" in request.headers else page, 401, {"HX-Redirect": way})
