"""Sign in, switch, lock and leave, as a browser without scripts sees them; and what htmx is answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.models import Device, Operator, table_of
from app.services.signing_in import hash_pin
from app.web.guard import IDLE
from tests.factories import Floor, a_site, an_operator
from tests.web.pages import SignIn, page_of

NewBrowser = Callable[[], FlaskClient]
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://localhost/stations?back=/"}


def test_the_first_screen_asks_for_a_badge(visitor: FlaskClient) -> None:
    page = page_of(visitor.get("/sign-in"))
    assert "Scan your badge Then enter your PIN" in page.text
    assert "Sign in, sound on Scan your badge first" in page.text
    assert "disabled" in page.one("input", name="pin")
    assert "disabled" in page.one("button", form="enter")


def test_a_badge_leads_to_its_holder_and_the_pin(visitor: FlaskClient) -> None:
    answer = visitor.post("/sign-in/badge", data={"text": "BADGE-2231", "source": "wedge", "back": "/stations"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?badge=2231&back=/stations")
    page = page_of(visitor.get(answer.location))
    assert "M. Ortega Dock worker, badge 2231 Not me" in page.text
    assert "Sign in, sound on You will hear a short test tone" in page.text
    field = page.one("input", name="pin")
    assert "disabled" not in field
    assert (field["type"], field["inputmode"]) == ("password", "numeric")
    assert [key["data-digit"] for key in page.all("button") if "data-digit" in key] == list("1234567890")


def test_a_scanned_badge_is_answered_to_htmx_with_the_way_on(visitor: FlaskClient) -> None:
    answer = visitor.post("/sign-in/badge", data={"text": "BADGE-2231"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/sign-in?badge=2231")


def test_the_symbology_that_a_scanner_puts_in_front_is_not_part_of_the_badge(visitor: FlaskClient) -> None:
    answer = visitor.post("/sign-in/badge", data={"text": "]C0BADGE-2231"})
    assert answer.location == "/sign-in?badge=2231"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "BADGE-9999",
            "CHECK Unknown badge No one at this site has that badge. Scan your own badge, or call a supervisor",
        ),
        (
            "T-0042",
            "CHECK Not a badge That is not a badge. Expected here: a badge such as BADGE-2231, or its number."
            " Scan your badge",
        ),
    ],
)
def test_what_is_no_badge_is_said_so(visitor: FlaskClient, text: str, sentence: str) -> None:
    page = visitor.post("/sign-in/badge", data={"text": text})
    assert page.status_code == 422
    assert sentence in page_of(page).text
    band = visitor.post("/sign-in/badge", data={"text": text}, headers=HTMX)
    assert band.status_code == 422
    assert page_of(band).text.startswith(sentence)
    assert page_of(band).all("html") == []


def test_the_right_pin_leads_back_to_the_page_that_was_asked_for(visitor: FlaskClient, pin: str) -> None:
    asked = visitor.get("/stations?back=/x")
    assert (asked.status_code, asked.location) == (303, "/sign-in?back=/stations?back%3D/x")
    form = page_of(visitor.get(asked.location))
    back = form.all("input", name="back")[-1]["value"]
    entered = visitor.post("/sign-in", data={"badge": "2231", "pin": pin, "back": back})
    assert (entered.status_code, entered.location) == (303, "/stations?back=/x")
    assert visitor.get(entered.location).status_code == 200


def test_a_wrong_pin_is_refused_on_the_same_screen(visitor: FlaskClient) -> None:
    answer = visitor.post("/sign-in", data={"badge": "2231", "pin": "0000", "back": "/stations"})
    assert answer.status_code == 422
    page = page_of(answer)
    assert (
        "CHECK Wrong PIN Badge and PIN do not belong together. Five wrong PINs lock the badge for five minutes. "
        "Enter your PIN again" in page.text
    )
    assert "M. Ortega Dock worker, badge 2231" in page.text
    assert {had["value"] for had in page.all("input", name="back")} >= {"/stations"}
    assert visitor.get("/stations").status_code == 303


def test_five_wrong_pins_lock_the_badge_and_say_until_when(visitor: FlaskClient, pin: str) -> None:
    for _ in range(5):
        answer = visitor.post("/sign-in", data={"badge": "2231", "pin": "0000"})
    page = page_of(answer)
    until = page.text.partition("is locked until ")[2].partition(". A supervisor")[0]
    assert (
        f"STOP Badge locked Five wrong PINs: this badge is locked until {until}. A supervisor has been told."
        " Wait, or call a supervisor"
    ) in page.text
    assert "Use another badge" in page.text
    assert "inert" in page.one("main")
    assert visitor.post("/sign-in", data={"badge": "2231", "pin": pin}).status_code == 422


def test_a_switch_of_operators_keeps_the_page(dock_worker: FlaskClient, pin: str) -> None:
    screen = page_of(dock_worker.get("/sign-in", headers={"Referer": "http://localhost/stations?back=/x"}))
    assert {had["value"] for had in screen.all("input", name="back")} >= {"/stations?back=/x"}
    badge = dock_worker.post("/sign-in/badge", data={"text": "BADGE-2304", "back": "/stations"})
    assert badge.location == "/sign-in?badge=2304&back=/stations"
    entered = dock_worker.post("/sign-in", data={"badge": "2304", "pin": pin, "back": "/stations"})
    assert entered.location == "/stations"
    assert page_of(dock_worker.get("/stations")).one("body")["data-operator"] == "J. Park"


def test_the_lock_keeps_the_work_and_fills_in_the_badge(dock_worker: FlaskClient) -> None:
    locked = dock_worker.post("/lock", data={"back": "/stations?back=/x"})
    assert (locked.status_code, locked.location) == (303, "/sign-in?badge=2231&back=/stations?back%3D/x")
    assert dock_worker.get("/stations").status_code == 303
    assert "M. Ortega" in page_of(dock_worker.get(locked.location)).text


def test_leaving_ends_the_session_and_keeps_nothing_of_it(dock_worker: FlaskClient) -> None:
    left = dock_worker.post("/sign-out")
    assert (left.status_code, left.location) == (303, "/sign-in")
    assert page_of(dock_worker.get("/sign-in")).one("body")["data-operator"] == ""
    assert dock_worker.get("/stations").location == "/sign-in?back=/stations"


def test_an_idle_session_locks_itself_and_keeps_the_page(dock_worker: FlaskClient) -> None:
    with dock_worker.session_transaction() as session:
        session["seen"] -= int((IDLE + timedelta(seconds=1)).total_seconds())
    assert dock_worker.get("/stations?back=/x").location == "/sign-in?badge=2231&back=/stations?back%3D/x"


def test_an_act_of_nobody_is_answered_with_the_way_to_sign_in(visitor: FlaskClient) -> None:
    htmx = visitor.post("/stations", data={"place": "D-04"}, headers=HTMX)
    assert (htmx.status_code, htmx.headers["HX-Redirect"]) == (401, "/sign-in?back=/stations?back%3D/")
    plain = visitor.post("/stations", data={"place": "D-04"}, headers={"Referer": "http://localhost/stations"})
    assert plain.status_code == 401
    assert "Sign in first The session has ended. Nothing was changed." in page_of(plain).text
    assert page_of(plain).one("a", **{"class": "primary"})["href"] == "/sign-in?back=/stations"


def test_a_fragment_of_nobody_is_answered_with_the_way_to_sign_in(visitor: FlaskClient) -> None:
    answer = visitor.get("/stations", headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in?back=/stations?back%3D/")
    assert answer.data == b""


def test_an_operator_made_inactive_is_out_at_once(dock_worker: FlaskClient, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(is_active=False))
    assert dock_worker.get("/stations").status_code == 303


def test_a_new_pin_ends_the_sessions_of_the_old_one(dock_worker: FlaskClient, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(pin_hash=hash_pin("90210")))
    assert dock_worker.get("/stations").status_code == 303


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "stations",
        " /stations",
        "http:/stations",
        "/sign-in?back=/sign-in",
        "/sign-out",
        "/" + "x" * 3000,
        "",
    ],
)
def test_sign_in_leads_nowhere_but_into_the_house(visitor: FlaskClient, pin: str, back: str) -> None:
    assert visitor.post("/sign-in", data={"badge": "2231", "pin": pin, "back": back}).location == "/"
    assert visitor.post("/preferences/appearance", data={"back": back}).location in {
        "/",
        "/sign-in?back=/sign-in",
        "/sign-out",
    }
    locked = visitor.post("/lock", data={"back": back})
    assert locked.location == "/sign-in?badge=2231"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(visitor: FlaskClient, pin: str) -> None:
    answer = visitor.post("/sign-in", data={"badge": "2231", "pin": pin})
    cookies = {cookie.split("=")[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}
    assert set(cookies) == {"backdock", "device", "language"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies.values())


def test_one_browser_is_one_device_whoever_signs_in(visitor: FlaskClient, floor: Floor, pin: str) -> None:
    for badge in ("2231", "2304", "2231"):
        visitor.post("/sign-in", data={"badge": badge, "pin": pin})
    with floor.database.reading() as session:
        names = [row.name for row in session.execute(sa.select(table_of(Device)).order_by(table_of(Device).c.name))]
    assert names == ["Tablet 1", "Tablet 2"]


def test_the_station_stays_with_the_device(dock_worker: FlaskClient, pin: str) -> None:
    dock_worker.post("/sign-out")
    assert "Place D-04" in page_of(dock_worker.get("/sign-in")).text
    dock_worker.post("/sign-in", data={"badge": "2304", "pin": pin})
    page = page_of(dock_worker.get("/stations"))
    assert page.one("button", name="place", value="D-04")["aria-pressed"] == "true"
    assert dock_worker.post("/stations", data={"text": "B-02", "back": "/stations"}).location == "/stations"
    assert "Place B-02" in page_of(dock_worker.get("/stations")).text


def test_an_unknown_place_changes_nothing(dock_worker: FlaskClient) -> None:
    sentence = (
        "CHECK Unknown place Scanned D-99: no place of this site has that code. The station was not changed. "
        "Scan the code at the door or bench, or pick it from the list"
    )
    answer = dock_worker.post("/stations", data={"text": "D-99"})
    assert answer.status_code == 422
    assert sentence in page_of(answer).text
    band = dock_worker.post("/stations", data={"text": "D-99"}, headers=HTMX)
    assert (band.status_code, band.headers["HX-Retarget"], band.headers["HX-Reswap"]) == (422, "#verdict", "outerHTML")
    assert page_of(band).text == sentence
    assert "Place D-04" in page_of(dock_worker.get("/stations")).text


def test_a_call_for_help_is_confirmed(dock_worker: FlaskClient) -> None:
    page = page_of(dock_worker.post("/stations/help", data={"back": "/stations"}))
    assert "OK Help called A supervisor sees your call on the wall display and in the list of exceptions." in page.text
    assert page.one("a", **{"class": "primary"})["href"] == "/stations"


def test_a_new_browser_names_its_building_where_there_are_several(
    visitor: FlaskClient, app_database: Database, pin: str, pin_hash: str
) -> None:
    with app_database.unit_of_work() as session:
        an_operator(session, a_site(session, "PHARR"), badge="2231", name="P. Vela", pin_hash=pin_hash)
    page = page_of(visitor.get("/sign-in"))
    assert [had["value"] for had in page.all("option")] == ["LAREDO", "PHARR"]
    badge = visitor.post("/sign-in/badge", data={"text": "BADGE-2231", "site": "PHARR"})
    assert badge.location == "/sign-in?badge=2231&site=PHARR"
    assert "P. Vela" in page_of(visitor.get(badge.location)).text
    visitor.post("/sign-in", data={"badge": "2231", "pin": pin, "site": "PHARR"})
    assert page_of(visitor.get("/stations")).one("body")["data-operator"] == "P. Vela"
    assert page_of(visitor.get("/sign-in")).all("option") == []


def test_a_server_without_a_site_says_that_it_is_not_ready(new_browser: NewBrowser) -> None:
    page = new_browser().post("/sign-in/badge", data={"text": "BADGE-2231"})
    assert page.status_code == 503
    assert "Not available The server cannot answer now. Try again in a moment." in page_of(page).text


def test_every_operator_has_a_browser_of_their_own(sign_in: SignIn) -> None:
    dock, inspector = sign_in("2231"), sign_in("2304", at="B-02")
    assert page_of(dock.get("/stations")).one("body")["data-operator"] == "M. Ortega"
    assert page_of(inspector.get("/stations")).one("body")["data-operator"] == "J. Park"
