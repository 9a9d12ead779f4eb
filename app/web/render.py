"""Answering an act: the swap for htmx, a page to go to for a browser without scripts."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from flask import Flask, redirect, render_template, request, url_for
from flask.templating import Environment
from flask.typing import ResponseReturnValue

from app.db.ids import new_id
from app.web import current
from app.web.access import ROLES_OF, lets_in


class Templates(Environment):
    """Flask's templates with one map of globals for all: a layered one is walked at every include and import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of one template; none of ours has any of its own."""
        return super().make_globals(d) if d else self.globals


def install(app: Flask) -> None:
    """Give every template a way to make client ids, and to ask whether a screen opens to who is looking."""
    app.jinja_environment = Templates
    app.jinja_env.globals.update(fresh_id=fresh_id, opens=opens, url_for=_url_for)


def _url_for(endpoint: str, **values: Any) -> str:
    """Return a URL as Flask does. A screen names the same few files dozens of times: those are kept."""
    if endpoint == "static":
        return _file_url(request.script_root, values["filename"])
    return url_for(endpoint, **values)


@cache
def _file_url(_prefix: str, name: str) -> str:
    return url_for("static", filename=name)


def is_htmx() -> bool:
    """Tell whether a fragment was asked for."""
    return "HX-Request" in request.headers


def swap_or_go(template: str, url: str, **context: Any) -> ResponseReturnValue:
    """Render `template` for htmx; without scripts send the browser to `url` by 303.

    Where `url` names the answer, either way it becomes the address: a reload shows the verdict, and an open question
    stays open.
    """
    if is_htmx():
        return render_template(template, **context), {"HX-Replace-Url": url} if "answer=" in url else {}
    return redirect(url, 303)


def opens(endpoint: str) -> bool:
    """Tell whether `endpoint` lets in whoever asks for this page: what is closed is not offered."""
    return lets_in(ROLES_OF.get(endpoint), current.principal().roles)


def fresh_id() -> str:
    """Return a client id for a form that a browser without scripts will send."""
    return str(new_id())
