"""Labels fetched over HTTP and put on paper."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.labels import zpl_reader
from tests.labels.paper import Pixels, printed_svg, printed_zpl
from tests.web.pages import Page

DOTS = {"plate": 800, "item": 400, "place": 800, "badge": 680}
"""Across a label at 203 dpi."""


def file(browser: FlaskClient, url: str) -> TestResponse:
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer


def pixels(browser: FlaskClient, url: str, paper: str) -> Pixels:
    """Print the label on paper, or by a thermal printer at 203 dpi."""
    answer = file(browser, url)
    if answer.mimetype == "image/svg+xml":
        return printed_svg(answer.text, DOTS[paper])
    return printed_zpl(zpl_reader.read(answer.data))


both_ways = pytest.mark.parametrize("kind", ["svg", "zpl"])


def pictures(page: Page) -> list[str]:
    return [image["src"] for image in page.all("img")]
