"""A code that nobody knows, on any screen that lets somebody say what it is."""

from typing import Any

from werkzeug.exceptions import BadRequest

from app.domain.cataloguing import MOST_IN_A_PACK
from app.domain.messages.floor import UNKNOWN_CODE, UNKNOWN_PACK
from app.services.acting import Answered
from app.web import current
from app.web.render import opens


def nameless(answered: Answered[Any] | None, endpoint: str) -> str:
    """Return the code that was scanned and is not known, for who may say at `endpoint` what it is; else nothing."""
    if answered is None or answered.said.message not in (UNKNOWN_CODE, UNKNOWN_PACK) or not opens(endpoint):
        return ""
    return str(answered.said.params.get("text") or answered.said.params["gtin"])


def quantity() -> int:
    """Return how many units the form lets a code stand for. Raises BadRequest."""
    text = current.form().get("quantity", "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= MOST_IN_A_PACK):
        raise BadRequest("not a quantity")
    return int(text)
