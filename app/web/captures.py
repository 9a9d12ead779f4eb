"""From what a request carries to a Capture: text of a scanner, a frame of the live camera, or a photo of the code."""

from collections.abc import Callable

import cv2
import numpy as np
from flask import Blueprint, Request, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from app.domain.errors import Refused
from app.domain.messages import capturing as say
from app.domain.messages.core import Message, Params, Said
from app.web.signals import signal_of
from scanners import decode, wedge
from scanners.capture import Capture
from scanners.loading import (
    LIMITS,
    MEGA,
    Busy,
    Image,
    NotAnImage,
    NotReadable,
    TooManyBytes,
    TooManyPixels,
    Truncated,
    load,
)

blueprint = Blueprint("captures", __name__, url_prefix="/captures")

PATIENCE = 2.0
"""Seconds that a posted photo waits for its turn; a live frame never waits, the next one is as good."""

REFUSALS: dict[type[NotReadable], tuple[int, Message]] = {
    NotAnImage: (415, say.NOT_AN_IMAGE),
    Truncated: (422, say.CUT_SHORT),
    TooManyBytes: (413, say.TOO_MANY_BYTES),
    TooManyPixels: (413, say.TOO_MANY_PIXELS),
    Busy: (503, say.BUSY),
}

BOUNDS: Params = {"megabytes": LIMITS.bytes // MEGA, "megapixels": LIMITS.pixels // MEGA}


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Read one frame: `{captures: [{text, symbology}], hint}`. The picture is the field `frame`, or the whole body."""
    try:
        found, picture = _look(_frame(request), "camera")
    except NotReadable as refusal:
        return _refused(refusal)
    captures = [{"text": each.text, "symbology": each.symbology} for each in found]
    return jsonify(captures=captures, hint="" if captures else _(hint(picture)))


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Refuse a body over the server's own limit in the words of a picture that is too large."""
    return _refused(TooManyBytes())


def capture_from(request: Request) -> Capture | None:
    """Return what a scan form carries: its `text`, else the code in its `photo`, else None.

    Raises Refused when the text is no barcode's, or the photo cannot be read or shows no code. Reading a photo takes
    a tenth of a second or more: call this before the unit of work begins.
    """
    if typed := request.form.get("text", ""):
        found = _cleaned(typed, request.form.get("symbology", "")[:3], request.form.get("source", "")[:10])
        if found.text:
            return found
    photo = request.files.get("photo")
    return read_photo(photo) if photo and photo.filename else None


FROM_PICTURES = frozenset({"camera", "photo"})


def _cleaned(typed: str, symbology: str, source: str) -> Capture:
    if source in FROM_PICTURES:
        return Capture(typed, symbology, source)
    try:
        capture = wedge.clean(typed)
    except wedge.WedgeError as error:
        raise Refused(say.TOO_LONG, longest=wedge.LONGEST) from error
    return Capture(capture.text, capture.symbology or symbology, source or capture.source)


def read_photo(file: FileStorage, patience: float = PATIENCE) -> Capture:
    """Return the first code in an uploaded photo, or raise Refused; waits `patience` seconds for a free decoder."""
    try:
        found, _picture = _look(file.read(), "photo", patience)
    except NotReadable as refusal:
        raise Refused(refusal_of(refusal)[1], **BOUNDS) from refusal
    if not found:
        raise Refused(say.NO_CODE)
    return found[0]


def refusal_of(error: NotReadable) -> tuple[int, Message]:
    """Return the status and the sentence for a picture that was refused."""
    return REFUSALS.get(type(error), REFUSALS[Truncated])


def _look(data: bytes, source: str, patience: float = 0.0) -> tuple[list[Capture], Image]:
    def look() -> tuple[list[Capture], Image]:
        picture, _scale = load(data)
        return decode.decode(picture, source=source), picture

    return decode.aside(look, patience)


def _frame(request: Request) -> bytes:
    field = request.files.get("frame")
    if field is not None:
        return bytes(field.read())
    if not request.mimetype.startswith("image/"):
        raise NotAnImage
    return request.get_data(cache=False)


def _refused(refusal: NotReadable) -> Response:
    status, message = refusal_of(refusal)
    answer = jsonify(captures=[], hint=signal_of(Said(message, BOUNDS)).say)
    answer.status_code = status
    if isinstance(refusal, Busy):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


DARK, BLURRED = 60.0, 60.0
"""Mean grey of a picture too dark for its bars to be told apart; variance of the Laplacian of one without an edge."""


def hint(picture: Image) -> str:
    """Return what would help most to find a code in a grey picture that shows none, as catalogue text."""
    return next((advice for applies, advice in HINTS if applies(picture)), say.CLOSER)


HINTS: tuple[tuple[Callable[[Image], bool], str], ...] = (
    (lambda picture: float(np.mean(picture)) < DARK, say.MORE_LIGHT),
    (lambda picture: float(cv2.Laplacian(picture, cv2.CV_64F).var()) < BLURRED, say.HOLD_STILL),
)
