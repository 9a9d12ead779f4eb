"""Answers without a page of their own."""

from flask import Response, request

from app.web import current

ONE_YEAR = 365 * 24 * 3600


def go_to(path: str) -> Response:
    """Send the browser on by GET: 303, or HX-Redirect where htmx asked."""
    if "HX-Request" in request.headers:
        return Response("", 200, {"HX-Redirect": path})
    return Response("", 303, {"Location": path})


def keep_cookie(response: Response, name: str, value: str, seconds: int = ONE_YEAR) -> None:
    """Set a cookie that scripts cannot read and other sites do not send."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=current.settings().secure_cookies
    )
