"""What a test reads off a page: its text as a person sees it, and its links and fields."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SignIn = Callable[..., FlaskClient]
"""Signs in with a badge, at a place, and returns the browser (see `conftest.sign_in`)."""

SILENT = {"script", "style", "template", "title"}
VOID = {"meta", "link", "input", "br", "use", "path", "rect", "img", "hr"}


@dataclass
class Page(HTMLParser):
    """A parsed page: `text` in reading order, and every element with its attributes."""

    words: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not SILENT.intersection(self._open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that is written, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Return the attributes of every `tag` that has `attributes`."""
        return [had for name, had in self.elements if name == tag and attributes.items() <= had.items()]

    def one(self, tag: str, **attributes: str) -> dict[str, str]:
        """Return the attributes of the only `tag` that has `attributes`."""
        (found,) = self.all(tag, **attributes)
        return found


def page_of(response: TestResponse) -> Page:
    """Parse the body of `response`."""
    page = Page()
    page.feed(response.get_data(as_text=True))
    return page
