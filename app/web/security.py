"""What every response forbids, and which requests are not ours."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge
from werkzeug.urls import iri_to_uri

MAX_TEXT = 4096
MAX_FORM_BYTES = 64 * 1024
MAX_HELD_BYTES = 256 * 1024
"""What Werkzeug may hold of a multipart form at once; it reads files too in pieces of 64 KiB."""
MAX_FORM_PARTS = 200
MAX_PATH = 2000

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

FOREVER = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Bound every request of `app`, and set the headers of every response, errors and files too."""
    app.config.update(
        MAX_FORM_MEMORY_SIZE=MAX_HELD_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.after_request(seal)
    app.url_defaults(_add_version)


def refuse_foreign() -> None:
    """Refuse an unsafe request that another site made: browsers say where one comes from, and pages cannot lie."""
    if request.method not in SAFE_METHODS and not is_ours() and not _is_bearers():
        raise Forbidden(description=FOREIGN)


def _is_bearers() -> bool:
    """No page can make a browser send a token along, and without one nothing opens there: cookies count nothing."""
    return request.path.startswith("/api/")


FOREIGN = "cross-site"
"""The description by which the error screen tells this refusal from a missing role."""


def is_ours() -> bool:
    """Tell whether Origin is this server's, or, without Origin, whether Sec-Fetch-Site says same-origin."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origin == request.host_url.rstrip("/")


def refuse_oversized() -> None:
    """Refuse text fields over 4 kB, and NUL, which no label carries and PostgreSQL cannot keep."""
    # Werkzeug bounds the fields of multipart forms only
    if request.mimetype == "application/x-www-form-urlencoded" and (request.content_length or 0) > MAX_FORM_BYTES:
        raise RequestEntityTooLarge
    if "\0" in request.path:
        raise BadRequest
    for fields in (request.args, request.form):
        for value in (text for texts in fields.listvalues() for text in texts):
            if len(value) > MAX_TEXT:
                raise RequestEntityTooLarge
            if "\0" in value:
                raise BadRequest


def seal(response: Response) -> Response:
    """Set the headers that keep the page to itself; pages are not stored, versioned files for ever."""
    response.headers.update(HEADERS)
    if request.endpoint == "static" and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = FOREVER if "v" in request.args else "no-cache"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        version = _version(Path(current_app.static_folder or "", values["filename"]))
        if version:
            values["v"] = version


@lru_cache(maxsize=512)
def _version(path: Path) -> str:
    # Read once: files change with a new release, and that starts the server anew.
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def local_path(text: str) -> str:
    """Return `text` when it is a path of this server, else the start page."""
    is_path = text.startswith("/") and not text.startswith("//") and len(text) <= MAX_PATH
    is_plain = "\\" not in text and all(" " < sign < "\x7f" for sign in text)
    return text if is_path and is_plain else "/"


def here() -> str:
    """Return the path of the page the operator looks at: this one, or the one a form or fragment was sent from."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return local_path(iri_to_uri(request.full_path.rstrip("?")))
    return came_from()


def came_from() -> str:
    """Return the path of the page that this form, fragment or link was on; the start page when it was not ours."""
    page = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    if page.netloc != request.host:
        return "/"
    return local_path(page.path + (f"?{page.query}" if page.query else ""))
