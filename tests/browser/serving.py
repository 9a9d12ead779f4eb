"""Serves pages to the browser without a server: our static files, our templates, and answers a test makes up."""

import mimetypes
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import DictLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.loaders import ChoiceLoader
from playwright.sync_api import Error as PageLeft
from playwright.sync_api import Page, Request, Route

APP = Path(__file__).parents[2] / "app"
PAGES = Path(__file__).parent / "static"
ADDRESS = "http://127.0.0.1:9/"
INSECURE_ADDRESS = "http://dock.example:9/"
POLICY = "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'"

Answer = Callable[[Route, Request], None]


def serve(page: Page, html: str, answers: dict[str, Answer] | None = None) -> None:
    """Route all that `page` asks for: /static/ from the app, /tests/ from here, `answers` by path, else `html`."""

    def handle(route: Route, request: Request) -> None:
        path = urlsplit(request.url).path
        if answers and path in answers:
            answers[path](route, request)
        elif path.startswith(("/static/", "/tests/")):
            _send_file(route, APP / path[1:] if path.startswith("/static/") else PAGES / path.removeprefix("/tests/"))
        else:
            send_html(route, html)

    page.route("**/*", handle)


def send_html(route: Route, html: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
    """Answer with a page or a part of one, under the policy the app sets."""
    route.fulfill(
        status=status,
        body=html,
        content_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": POLICY, **(headers or {})},
    )


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression holds (`wait_for_function` needs the eval that our policy forbids)."""
    for _ in range(400):
        with suppress(PageLeft):  # asked while one page made way for the next
            if page.evaluate(expression):
                return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came true: {expression}")


def fields(request: Request) -> dict[str, str]:
    """The posted form, one value a name, blank ones included."""
    posted = parse_qs(request.post_data or "", keep_blank_values=True)
    return {name: values[0] for name, values in posted.items()}


def _send_file(route: Route, path: Path) -> None:
    if not path.is_file():
        route.fulfill(status=404, body="")
        return
    route.fulfill(path=path, content_type=mimetypes.guess_type(path.name)[0] or "text/plain")


class Templates:
    """Renders the app's templates as the server would, in English, for one operator at one dock."""

    def __init__(self, pages: dict[str, str] | None = None, **house: Any) -> None:
        """`pages` are further templates, reached as `tests/NAME`; `house` overrides what the bar shows."""
        loaders = [PrefixLoader({"tests": DictLoader(pages or {})}), FileSystemLoader(APP / "templates")]
        self._jinja = Environment(
            loader=ChoiceLoader(loaders),
            autoescape=True,
            extensions=["jinja2.ext.i18n"],
            undefined=StrictUndefined,
        )
        self._jinja.install_gettext_callables(  # type: ignore[attr-defined]
            lambda text: text, lambda one, many, count: one if count == 1 else many, newstyle=True
        )
        self._jinja.globals.update(house=SimpleNamespace(**(_house() | house)), url_for=_url_for)

    def render(self, name: str, **context: Any) -> str:
        """One template as text; a name it uses and does not get is an error."""
        return self._jinja.get_template(name).render(**context)


def _house() -> dict[str, Any]:
    return {
        "lang": "en",
        "theme": "light",
        "gloves": False,
        "hand": "right",
        "operator": SimpleNamespace(name="Marta Ortega", short="M. Ortega", initials="MO"),
        "station": SimpleNamespace(code="D4", name="Dock 4", kind="dock"),
        "path": "/receive",
    }


def _url_for(endpoint: str, filename: str = "", **_values: Any) -> str:
    return f"/static/{filename}" if endpoint == "static" else f"/{endpoint.replace('.', '/')}"
