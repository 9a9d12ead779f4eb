"""Language, light, gloves and hand: kept with the operator, and in this browser for before sign-in."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.services import preferring
from app.services.preferring import Look
from app.web import current
from app.web.house import GLOVES_COOKIE, HAND_COOKIE, THEME_COOKIE, look_of
from app.web.i18n import LANGUAGE_COOKIE, known
from app.web.responses import go_to, keep_cookie
from app.web.security import local_path

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")


@blueprint.post("/language")
def language() -> ResponseReturnValue:
    """Change the language and go back to the same step."""
    chosen = known(request.form.get("lang", ""))
    if seat := current.seat():
        with current.database().unit_of_work() as session:
            preferring.speak(session, seat.principal, chosen)
    response = go_to(local_path(request.form.get("back", "")))
    keep_language(response, chosen)
    return response


@blueprint.post("/appearance")
def appearance() -> ResponseReturnValue:
    """Change how the screen looks and go back to the same step."""
    chosen = look_of(request.form.get("theme", ""), request.form.get("gloves", ""), request.form.get("hand", ""))
    if seat := current.seat():
        with current.database().unit_of_work() as session:
            preferring.look(session, seat.principal, chosen)
    response = go_to(local_path(request.form.get("back", "")))
    keep_look(response, chosen)
    return response


def keep_language(response: Response, chosen: str) -> None:
    """Keep the language in this browser."""
    keep_cookie(response, LANGUAGE_COOKIE, chosen)


def keep_look(response: Response, chosen: Look) -> None:
    """Keep the look in this browser."""
    keep_cookie(response, THEME_COOKIE, chosen.theme)
    keep_cookie(response, GLOVES_COOKIE, "on" if chosen.gloves else "off")
    keep_cookie(response, HAND_COOKIE, "left" if chosen.left_handed else "right")
