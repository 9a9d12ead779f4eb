"""Refusals and failures: the one place where they get a status and a face."""

from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized

from app.domain.errors import FloorError, Overtaken, Replayed
from app.domain.messages.core import Message, Said, Signal, msg
from app.web import approvers, current, guard, problems
from app.web.responses import hint, wants_hint
from app.web.security import FOREIGN, here
from app.web.signals import signal_of

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True, slots=True)
class Screen:
    """What a status says: one short title, one sentence with what to do."""

    title: str
    say: str


SCREENS: dict[int, Screen] = {
    400: Screen(msg("Not understood"), msg("This request cannot be read. Nothing was changed. Go back and try again.")),
    403: Screen(
        msg("Not for your role"), msg("Your role does not open this screen. Ask a supervisor, or switch operator.")
    ),
    404: Screen(msg("Nothing here"), msg("This page does not exist, or what it showed is gone.")),
    405: Screen(msg("Not a page"), msg("This address takes forms only. Nothing was changed.")),
    409: Screen(msg("Already changed"), msg("Someone else changed this first. Nothing was changed here.")),
    413: Screen(msg("Too large"), msg("This is larger than Backdock takes. Nothing was changed. Send less at once.")),
    415: Screen(msg("Not understood"), msg("This kind of file cannot be read. Nothing was changed.")),
    429: Screen(msg("Too many at once"), msg("The server is busy. Nothing was changed. Try again in a moment.")),
    500: Screen(
        msg("Something broke"),
        msg("The server failed and has written down why. Check what was saved before you do it again."),
    ),
    503: Screen(msg("Not available"), msg("The server cannot answer now. Try again in a moment.")),
}

CROSS_SITE = Screen(
    msg("Not from Backdock"),
    msg("This request came from another site, so it was refused. Nothing was changed. Open Backdock and do it there."),
)


def install(app: Flask) -> None:
    """Give every refusal and failure of `app` its answer."""
    app.register_error_handler(FloorError, answer_floor_error)
    app.register_error_handler(HTTPException, answer_http_error)


def answer_floor_error(error: FloorError) -> ResponseReturnValue:
    """Show a refusal that no act kept: 409 when someone was first, 422 otherwise."""
    if problems.is_wanted():
        return problems.refusal(error)
    if approvers.is_given():
        return approvers.asked_again(error.said)
    status = CONFLICT if isinstance(error, Overtaken | Replayed) else UNPROCESSABLE
    return _in_band(error.said, status)


def answer_http_error(error: HTTPException) -> ResponseReturnValue:
    """Show a status as a screen of the house, or in the band when a fragment was asked for."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    if problems.is_wanted():
        return problems.answer(error)
    if isinstance(error, Unauthorized):
        return guard.ask_to_sign_in()
    if error.code >= 500:
        current.forget()
    screen = _screen(error)
    if wants_hint():
        return _with_headers(hint(_(screen.say), error.code), error)
    if "HX-Request" in request.headers:
        # attention, not stop: nothing was judged, and the work must stay within reach
        return _in_band(Said(Message("http", Signal.ATTENTION, screen.title, screen.say)), error.code)
    page = render_template(
        "shared/error.html", code=error.code, title=_(screen.title), say=_(screen.say), back=_way_back()
    )
    return _with_headers(Response(page, error.code), error)


def _screen(error: HTTPException) -> Screen:
    if isinstance(error, Forbidden) and error.description == FOREIGN:
        return CROSS_SITE
    code = error.code or 500
    return SCREENS.get(code) or SCREENS[400 if code < 500 else 500]


def _way_back() -> str:
    # of a page that could not be shown itself, home is the only way back
    return "/" if request.method == "GET" else here()


def _with_headers(response: Response, error: HTTPException) -> Response:
    allow = dict(error.get_headers()).get("Allow")
    if allow:
        response.headers["Allow"] = allow
    return response


def _in_band(said: Said, status: int) -> Response:
    is_fragment = "HX-Request" in request.headers
    template = "errors/refused.swap.html" if is_fragment else "errors/refused.html"
    response = make_response(render_template(template, signal=signal_of(said), back=here()), status)
    if is_fragment:
        response.headers.update({"HX-Retarget": "#verdict", "HX-Reswap": "outerHTML"})
    return response
