"""Refusals that no act kept: their status, and the band as a page and as a fragment."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.errors import FloorError, Overtaken, Question, Refused, Replayed
from app.domain.messages.floor import AMBIGUOUS, OVERTAKEN, REPLAYED
from app.domain.messages.signing_in import UNKNOWN_PLACE
from app.web.access import ROLES_OF
from app.web.doors import PUBLIC
from tests.factories import Floor
from tests.web.pages import page_of

REFUSALS: dict[str, tuple[FloorError, int, str]] = {
    "refused": (
        Refused(UNKNOWN_PLACE, text="D-99"),
        422,
        "CHECK Unknown place Scanned D-99: no place of this site has that code. The station was not changed. "
        "Scan the code at the door or bench, or pick it from the list",
    ),
    "question": (
        Question(AMBIGUOUS, "product", text="0123"),
        422,
        "CHECK Which one? Scanned 0123: several products have this code. Pick the one in your hand below",
    ),
    "overtaken": (
        Overtaken(OVERTAKEN, who="J. Park", lpn="T-0042", when="14:05", state="graded"),
        409,
        "STOP J. Park was first Carton T-0042 was changed by J. Park at 14:05: it is graded now. "
        "Nothing was changed here. Scan the next carton",
    ),
    "replayed": (
        Replayed(REPLAYED),
        409,
        "STOP Already answered This act was sent before with other content. Nothing was changed. Scan again",
    ),
}


@pytest.fixture(params=REFUSALS)
def refused(request: pytest.FixtureRequest, app: Flask, floor: Floor, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a refusal that this app answers at /refusing."""
    error, _status, _sentence = REFUSALS[request.param]

    def refuse() -> str:
        raise error

    monkeypatch.setitem(ROLES_OF, "refusing", PUBLIC)
    app.add_url_rule("/refusing", "refusing", refuse, methods=["POST"])
    return str(request.param)


def test_a_browser_without_scripts_gets_a_page_with_the_way_back(visitor: FlaskClient, refused: str) -> None:
    _error, status, sentence = REFUSALS[refused]
    answer = visitor.post("/refusing", headers={"Referer": "http://localhost/sign-in?badge=2231"})
    page = page_of(answer)
    assert answer.status_code == status
    assert sentence in page.text
    assert page.one("a", **{"class": "primary"})["href"] == "/sign-in?badge=2231"


def test_htmx_gets_the_band_and_after_a_stop_the_way_on(visitor: FlaskClient, refused: str) -> None:
    _error, status, sentence = REFUSALS[refused]
    asked = {"HX-Request": "true", "HX-Current-URL": "http://localhost/sign-in?badge=2231"}
    answer = visitor.post("/refusing", headers=asked)
    page = page_of(answer)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (status, "#verdict")
    assert page.one("section")["id"] == "verdict"
    assert page.text == (f"{sentence} Understood" if status == 409 else sentence)
    assert [link["href"] for link in page.all("a")] == (["/sign-in?badge=2231"] if status == 409 else [])


def test_a_way_back_to_another_site_is_none(visitor: FlaskClient, refused: str) -> None:
    page = page_of(visitor.post("/refusing", headers={"Referer": "https://evil.example/x"}))
    assert page.one("a", **{"class": "primary"})["href"] == "/"
