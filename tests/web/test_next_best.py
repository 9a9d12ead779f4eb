"""Taking the next best over HTTP: a button or its barcode opens the right step with the carton, and says why."""

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor, an_sscc
from tests.services.bench import received
from tests.services.forklift import a_tote, vitamin
from tests.web.pages import SignIn, page_of


def act(browser: FlaskClient, path: str, **fields: str) -> str:
    """Post an act and return where the browser goes on."""
    answer = browser.post(path, data={"client_id": str(new_id()), **fields})
    assert answer.status_code == 303
    return answer.location


def test_a_router_is_led_to_the_carton_and_told_why(floor: Floor, sign_in: SignIn) -> None:
    a_tote(floor)
    router = sign_in("2412", "F-01")
    assert 'name="stage" value="route"' in router.get("/routes").get_data(as_text=True)
    url = act(router, "/next", stage="route")
    page = page_of(router.get(url))
    assert url.startswith("/routes/")
    assert "Mover: caja 0412" in page.text
    assert "Vaya a B-02 y escanee su placa: se le guarda diez minutos" in page.text


@pytest.mark.parametrize("path", ["/scans", "/grading/scans"])
def test_the_barcode_opens_the_bench_with_the_carton(floor: Floor, sign_in: SignIn, path: str) -> None:
    received(floor, vitamin(floor), carton=1)
    inspector = sign_in("2304", "B-02")
    url = act(inspector, path, text="CMD-NEXT", source="wedge")
    page = page_of(inspector.get(url, follow_redirects=True))
    assert f"Grade: carton {an_sscc(1)[-4:]}" in page.text
    assert "Put on the bench" in page.text
    assert "Another one" in page.text


def test_with_nothing_to_take_the_screen_that_asked_says_so(floor: Floor, sign_in: SignIn) -> None:
    inspector = sign_in("2304", "B-02")
    for path, fields, back in (("/next", {}, "/?"), ("/rework/scans", {"text": "CMD-NEXT"}, "/rework?")):
        url = act(inspector, path, **fields)
        assert url.startswith(back)
        assert "All that waits is locked, in somebody's hands, or given to others." in page_of(inspector.get(url)).text


def test_a_clerk_takes_nothing(clerk: FlaskClient) -> None:
    assert "Take the next best" not in clerk.get("/").get_data(as_text=True)
    assert clerk.post("/next", data={"client_id": str(new_id())}).status_code == 403
