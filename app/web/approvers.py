"""Another's badge and PIN: asked for in place of an act that is approved first, which then comes again with them."""

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, request

from app.domain.approvals import Approver
from app.domain.errors import Refused
from app.domain.messages.approving import ASKS
from app.domain.messages.core import Said
from app.services import approving
from app.services.acting import Act, Answered
from app.web import current
from app.web.captures import capture_from
from app.web.security import came_from
from app.web.signals import signal_of

BADGE, PIN = "approver", "approver_pin"
OWN = frozenset({BADGE, PIN, "client_id", "device_time", "after", "text", "symbology"})
"""What the act that comes again says anew."""

UNPROCESSABLE = 422


def is_given() -> bool:
    """Tell whether this request's form carries a badge and a PIN of who approves."""
    return BADGE in request.form


def approver(form: Mapping[str, str]) -> Approver | None:
    """Return who approved with badge and PIN, None when the form has neither. Raises Refused for a wrong one."""
    badge, pin = form.get(BADGE, ""), form.get(PIN, "")
    if not (badge or pin):
        return None
    return approving.vouch(current.database(), current.principal().site_id, badge, pin, current.device(), current.now())


def asked(act: Act, answered: Answered[Any]) -> Response | None:
    """Return the page or fragment that asks for badge and PIN when that is what `answered` says, else None.

    It sends the same form to the same address, as an act with a client id of its own.
    """
    return _ask(answered.said, (act.text, act.symbology), 200) if answered.said.message in ASKS else None


def asked_again(said: Said) -> Response:
    """Return the same after a badge or PIN that was wrong, or after a picture that shows no code."""
    try:
        capture = capture_from(request)
    except Refused:
        capture = None
    return _ask(said, (capture.text, capture.symbology) if capture else ("", ""), UNPROCESSABLE)


def _ask(said: Said, scanned: tuple[str, str], status: int) -> Response:
    is_fragment = "HX-Request" in request.headers
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in OWN]
    page = render_template(
        "approvals/asked.swap.html" if is_fragment else "approvals/asked.html",
        signal=signal_of(said),
        action=request.path,
        fields=[*fields, *zip(("text", "symbology"), scanned, strict=True)] if scanned[0] else fields,
        back=came_from(),
        is_fragment=is_fragment,
    )
    response = make_response(page, status)
    if is_fragment:
        response.headers.update({"HX-Retarget": "#verdict", "HX-Reswap": "outerHTML"})
    return response
