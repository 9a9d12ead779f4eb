"""Answers without a page of their own."""

from flask import Response, jsonify, request

from app.web import current

ONE_YEAR = 365 * 24 * 3600


def go_to(path: str) -> Response:
    """Send the browser on by GET: 303, or HX-Redirect where htmx asked."""
    if "HX-Request" in request.headers:
        return Response("", 200, {"HX-Redirect": path})
    return Response("", 303, {"Location": path})


def wants_hint() -> bool:
    """Tell whether a script asks that reads JSON and shows its `hint`, as the camera does, instead of a page."""
    return request.accept_mimetypes.best == "application/json"


def hint(sentence: str, status: int) -> Response:
    """Answer a script with a sentence to show; there is nothing else in it."""
    answer = jsonify(captures=[], hint=sentence)
    answer.status_code = status
    return answer


def keep_cookie(response: Response, name: str, value: str, seconds: int = ONE_YEAR) -> None:
    """Set a cookie that scripts cannot read and other sites do not send."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=current.settings().secure_cookies
    )
