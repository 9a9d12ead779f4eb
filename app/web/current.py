"""What this request is about: who asks, with what in hand, in which building. Resolved once, kept on flask.g."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import current_app, g, request
from flask_login import current_user
from werkzeug.exceptions import Unauthorized

from app.db.engine import Database
from app.db.queries import operators
from app.db.queries.operators import Building, Held, Seat
from app.domain.principals import Principal
from app.services import stationing

if TYPE_CHECKING:
    from app.config import Settings

DEVICE_COOKIE = "device"


def now() -> datetime:
    """Return the present instant, aware, UTC."""
    return datetime.now(UTC)


def database() -> Database:
    """Return the database of this application."""
    found: Database = current_app.extensions["backdock"].database
    return found


def settings() -> "Settings":
    """Return the settings of this application."""
    found: Settings = current_app.extensions["backdock"].settings
    return found


def principal() -> Principal:
    """Return on whose behalf this request acts. Raises Unauthorized (401, or the way to sign in) when nobody's."""
    if display := wall():
        return display
    if signed_in := seat():
        return signed_in.principal
    raise Unauthorized


def act_for(display: Principal) -> None:
    """Make `display` the principal of this request: a wall that proved itself by the token in its URL."""
    g.wall = display


def wall() -> Principal | None:
    """Return the wall display that asks, or None."""
    found: Principal | None = g.get("wall")
    return found


def seat() -> Seat | None:
    """Return the signed-in operator, or None; reads the database once per request."""
    if "seat" not in g:
        g.seat = current_user.seat if current_user.is_authenticated else None
    found: Seat | None = g.seat
    return found


def forget() -> None:
    """Stop asking the database who this is: it may be what just failed."""
    g.setdefault("seat", None)
    g.setdefault("device", None)
    g.setdefault("buildings", [])


def device() -> Held | None:
    """Return the device whose token this browser keeps, or None; for pages that need no operator."""
    if "device" not in g:
        g.device = _device()
    found: Held | None = g.device
    return found


def _device() -> Held | None:
    if DEVICE_COOKIE not in request.cookies:
        return None
    with database().glance() as session:
        return operators.held(session, device_digest())


def buildings() -> list[Building]:
    """Return the buildings that a browser which is no device yet may be in."""
    if "buildings" not in g:
        with database().reading() as session:
            g.buildings = operators.buildings(session)
    found: list[Building] = g.buildings
    return found


def device_digest() -> str:
    """Return the SHA-256 of this browser's device token; without a token one that no device has."""
    token = request.cookies.get(DEVICE_COOKIE, "")
    return stationing.digest(token) if token else ""


def form() -> Mapping[str, str]:
    """Return the text fields of this request, each by its first value."""
    return request.form.to_dict()
