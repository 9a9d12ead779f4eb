"""Releasing locked goods over HTTP: the list, the reason, the plate, back again; with and without scripts."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.domain.vocabulary import HoldReason
from tests.factories import Floor, an_sscc
from tests.services.bench import assert_ledger_holds, goods, received
from tests.services.floor_state import omega, vitamin
from tests.services.holder import Holder, lock
from tests.services.releaser import the_locked_line
from tests.web.pages import Page, page_of
from tests.web.test_holds import HTMX, follow


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a carton with a free vitamin; two omegas of a wrong lot went out of it to quarantine."""
    plate = received(floor, vitamin(floor), *[omega(floor)] * 2)
    lock(floor, "K7731")
    Holder(floor, plate).scan("T-0901")
    return plate


def send(browser: FlaskClient, url: str, page: Page, **fields: str) -> TestResponse:
    """Send a form of the page without scripts."""
    context = {name: page.all("input", name=name)[0]["value"] for name in ("why", "last", "new_carton_id")}
    return browser.post(url, data={"client_id": str(new_id()), **context, **fields})


def test_from_the_list_by_a_reason_and_a_scan_and_back(supervisor: FlaskClient, floor: Floor, plate: str) -> None:
    page = page_of(supervisor.get("/releases"))
    assert "Omega-3 1200 mg, 90 ct K7731 2 Wrong lot" in page.text
    url = f"/releases/{the_locked_line(floor)}"
    assert page.all("a", href=url)
    page = page_of(supervisor.get(url))
    assert "A lock goes by a reason only. Choose why these goods may go on" in page.text
    assert "Release Choose the reason first" in page.text
    page = page_of(supervisor.get(f"{url}?why=party_agreed"))
    assert page.one("a", **{"aria-current": "true"})["href"] == f"{url}?why=party_agreed"
    assert "What is free does not stay in quarantine." in page.text
    page = follow(supervisor, send(supervisor, f"{url}/scans", page, text=an_sscc(4700)))
    assert f"2 units free in carton {an_sscc(4700)} now. Agreed with the sender." in page.text
    assert "Nothing is locked" in page_of(supervisor.get("/releases")).text
    page = follow(supervisor, send_back(supervisor, url, page))
    assert "Taken back: releasing locked goods." in page.text
    assert goods(floor) == ["0901: 2 K7731 - - wrong_lot", "6186: 1 10D9T - -"]
    assert_ledger_holds(floor)


def send_back(browser: FlaskClient, url: str, page: Page) -> TestResponse:
    return browser.post(
        f"{url}/undo", data={"client_id": str(new_id()), "last": page.all("input", name="last")[0]["value"]}
    )


def test_where_goods_stand_free_one_tap_is_enough(supervisor: FlaskClient, floor: Floor) -> None:
    received(floor, vitamin(floor))
    lock(floor, "10D9T")
    url = f"/releases/{the_locked_line(floor)}"
    page = page_of(supervisor.get(f"{url}?why=locked_in_error"))
    assert "Release They stay in" in page.text
    answer = supervisor.post(
        f"{url}/release",
        data={"client_id": str(new_id()), "why": "locked_in_error", "last": "", "new_carton_id": ""},
        headers=HTMX,
    )
    assert (answer.status_code, answer.headers["HX-Replace-Url"].startswith(f"{url}?why=")) == (200, True)
    assert 'hx-swap-oob="innerHTML:#work"' in answer.get_data(as_text=True)
    assert goods(floor) == ["6186: 1 10D9T - -"]


def test_what_no_reason_frees_says_what_does(supervisor: FlaskClient, floor: Floor) -> None:
    received(floor, vitamin(floor))
    lock(floor, "10D9T", HoldReason.EXPIRED)
    url = f"/releases/{the_locked_line(floor)}"
    page = page_of(supervisor.get(url))
    assert "Expired stays locked Leave them in quarantine until they are destroyed." in page.text
    assert "Why may they go on?" not in page.text
    assert "Locked, they may leave one way only" in page.text
    page = follow(supervisor, send(supervisor, f"{url}/send", page, sends="1"))
    assert "stay locked and may go one way only: Destroy" in page.text


def test_a_reason_that_is_none_and_a_line_that_is_none_are_refused(
    supervisor: FlaskClient, floor: Floor, plate: str
) -> None:
    assert supervisor.get(f"/releases/{the_locked_line(floor)}?why=because").status_code == 400
    assert supervisor.get(f"/releases/{new_id()}").status_code == 404


def test_the_office_releases_by_the_badge_of_who_approves(
    clerk: FlaskClient, floor: Floor, plate: str, pin: str
) -> None:
    page = page_of(clerk.get("/releases"))
    assert "Omega-3 1200 mg, 90 ct K7731 2 Wrong lot" in page.text
    url = f"/releases/{the_locked_line(floor)}"
    page = page_of(clerk.get(f"{url}?why=party_agreed"))
    asked = page_of(send(clerk, f"{url}/scans", page, text=plate))
    assert "Release of locked goods, Omega-3 1200 mg, 90 ct: this is approved first." in asked.text
    sent = {each["name"]: each.get("value", "") for each in asked.all("input") if "name" in each}
    answer = clerk.post(f"{url}/scans", data={**sent, "approver": "BADGE-2007", "approver_pin": pin})
    assert f"2 units free in carton {plate} now." in follow(clerk, answer).text
    assert clerk.get("/releases").status_code == 200, "the clerk stays signed in"


def test_on_a_tablet_the_badge_is_asked_for_in_the_action_line(
    dock_worker: FlaskClient, floor: Floor, plate: str
) -> None:
    url = f"/releases/{the_locked_line(floor)}"
    sent = {"client_id": str(new_id()), "why": "party_agreed", "last": "", "new_carton_id": "", "text": plate}
    answer = dock_worker.post(f"{url}/scans", data=sent, headers=HTMX)
    page = page_of(answer)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "#verdict")
    assert page.one("footer", id="action")["hx-swap-oob"] == "true"
    assert page.one("form", action=f"{url}/scans")["hx-post"] == f"{url}/scans"
    assert page.one("input", name="client_id")["value"] != sent["client_id"], "an act of its own"


def test_in_spanish_too(supervisor: FlaskClient, floor: Floor, plate: str) -> None:
    supervisor.post("/preferences/language", data={"lang": "es", "back": "/"})
    url = f"/releases/{the_locked_line(floor)}"
    page = page_of(supervisor.get(f"{url}?why=inspected_in_order"))
    page = follow(supervisor, send(supervisor, f"{url}/scans", page, text=plate))
    assert f"2 unidades libres ahora en la caja {plate}. Revisado: en orden." in page.text


def test_once_it_is_released_a_scan_leads_on(supervisor: FlaskClient, floor: Floor, plate: str) -> None:
    url = f"/releases/{the_locked_line(floor)}"
    page = page_of(supervisor.get(f"{url}?why=inspected_in_order"))
    page = follow(supervisor, send(supervisor, f"{url}/scans", page, text=plate))
    assert send(supervisor, f"{url}/scans", page, text=plate).location.startswith("/grading?")
    assert "Scanned NOBODY-KNOWS" not in page.text
    page = follow(supervisor, send(supervisor, f"{url}/scans", page, text="NOBODY-KNOWS"))
    assert "Not locked any more" in page.text


def test_goods_are_released_by_scan_alone(supervisor: FlaskClient, floor: Floor) -> None:
    plate = received(floor, vitamin(floor), *[omega(floor)] * 2)
    lock(floor, "10D9T")
    lock(floor, "K7731")

    def scan(url: str, text: str) -> str:
        return str(supervisor.post(url, data={"client_id": str(new_id()), "text": text}).location)

    refused = page_of(supervisor.get(scan("/releases/by-scan", an_sscc(4799))))
    assert f"No carton with locked goods has the plate {an_sscc(4799)}. Scan another plate" in refused.text
    assert scan("/releases/by-scan", "B-02") == "/"
    at = scan("/releases/by-scan", plate)
    page = page_of(supervisor.get(at))
    assert "1 unit in" in page.text
    url = at.partition("?")[0]
    following = scan(f"{url}/scans", "CMD-NEXT-LINE").partition("?")[0]
    assert following != url
    assert scan(f"{following}/scans", "CMD-NEXT-LINE").partition("?")[0] == url
    chosen = scan(f"{url}/scans", "CMD-AGREED")
    assert f"{url}?why=party_agreed&" in chosen
    assert "That is why Vitamin D3 1000 IU, 120 ct may go on. Nothing was released yet." in page_of(
        supervisor.get(chosen)
    ).text  # fmt: skip
    done = supervisor.post(
        f"{url}/scans", data={"client_id": str(new_id()), "text": "CMD-CONFIRM", "why": "party_agreed", "last": ""}
    )
    assert "1 unit free in carton" in page_of(supervisor.get(str(done.location))).text
    assert goods(floor) == ["6186: 1 10D9T - -", "6186: 2 K7731 - - wrong_lot"]
