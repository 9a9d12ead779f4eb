"""Advance notices on their screens: typed line by line, told what is wrong beside its field, changed, taken back."""

from flask.testing import FlaskClient

from tests.factories import Floor, an_sscc
from tests.services.dock import Dock
from tests.web.office import band, send
from tests.web.pages import Page, page_of

PALLET, FIRST, SECOND = an_sscc(9001), an_sscc(9101), an_sscc(9102)
LINES = {
    "line-2-pallet": f"(00){PALLET}", "line-2-carton": FIRST, "line-2-product": "VIT-D3-120", "line-2-quantity": "12",
    "line-2-lot": "10D9T", "line-2-expiry": "2027-03-31",
    "line-5-carton": SECOND, "line-5-product": "OMG-3-90", "line-5-quantity": "6",
}  # fmt: skip


def at(floor: Floor) -> str:
    return f"/authorizations/{floor.trade_return.id}"


def read(browser: FlaskClient, path: str) -> Page:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def save(clerk: FlaskClient, floor: Floor, lines: dict[str, str], then: str = "") -> Page:
    form = f"{at(floor)}/notice"
    version = {had["value"] for had in read(clerk, form).all("input", name="version")}.pop()
    answer = send(clerk, form + then, {**lines, "version": version})
    return page_of(clerk.get(answer.location)) if answer.status_code == 303 else page_of(answer)


def test_a_notice_is_written_changed_and_taken_back(floor: Floor, clerk: FlaskClient) -> None:
    assert "The sender announced no pallets and cartons." in read(clerk, at(floor)).text
    assert "Nothing is announced" in read(clerk, "/notices").text
    kept = save(clerk, floor, LINES)
    assert band(kept).startswith("OK RMA-104418 is announced The notice of RMA-104418 names 18 units.")
    assert f"{PALLET} {FIRST} expected Vitamin D3 1000 IU, 120 ct 10D9T 31 Mar 2027 - 12" in kept.text
    assert "Change the notice" in kept.text
    form = read(clerk, f"{at(floor)}/notice")
    assert {had["value"] for had in form.all("input", name="line-2-pallet")} <= {PALLET, ""}
    assert band(save(clerk, floor, {"line-1-carton": FIRST, "line-1-product": "VIT-D3-120", "line-1-quantity": "9"}))
    listed = clerk.get(f"/notices/export.csv?find={FIRST}").get_data(as_text=True).splitlines()
    assert listed[1:] == ["RMA-104418,in_transit,Northline Pharmacy,,0,1,0,9"]
    assert len(clerk.get(f"/notices/export.csv?find={SECOND}").get_data(as_text=True).splitlines()) == 1
    assert band(save(clerk, floor, {}, "/withdrawal")).startswith("OK Taken back Nothing is announced for RMA-104418")


def test_what_is_wrong_stands_beside_its_field(floor: Floor, clerk: FlaskClient) -> None:
    page = save(clerk, floor, {
        "line-1-carton": "123", "line-1-product": "NO-SUCH", "line-1-quantity": "0",
        "line-2-carton": SECOND, "line-2-product": "DRL-18V", "line-2-quantity": "2", "line-2-serial": "S1",
        "line-3-carton": SECOND, "line-3-product": "", "line-3-quantity": "",
    })  # fmt: skip
    for say in (
        "Read 123. Expected an SSCC of 18 digits with the right check digit.",
        "Read 0. Expected a whole number from 1 to 10,000,000.",
        "Read NO-SUCH. Expected the SKU or GTIN of a product. None has it: import the products first.",
        "Read quantity 2 for serial S1. Expected 1: a serial is one unit.",
        "The cell is empty. Expected: SKU or GTIN.",
    ):
        assert say in page.text, say
    assert "The sender announced no pallets and cartons." in read(clerk, at(floor)).text


def test_more_lines_are_offered_and_nothing_is_kept(floor: Floor, clerk: FlaskClient) -> None:
    page = save(clerk, floor, {**LINES, "more": "1"})
    assert page.all("input", name="line-12-carton")
    assert "Nothing is announced" in read(clerk, "/notices").text


def test_a_notice_of_which_something_came_is_not_offered_for_change(floor: Floor, clerk: FlaskClient) -> None:
    save(clerk, floor, LINES)
    Dock(floor).scan(PALLET)
    assert "Change the notice" not in read(clerk, at(floor)).text
    late = save(clerk, floor, {"line-1-carton": FIRST, "line-1-product": "VIT-D3-120", "line-1-quantity": "9"})
    assert f"Carton {FIRST} of RMA-104418 is received. Expected a notice of which nothing has come yet." in late.text
    assert "1 2 1 18" in read(clerk, "/notices").text


def test_the_floor_is_not_offered_notices(floor: Floor, dock_worker: FlaskClient) -> None:
    assert dock_worker.get("/notices").status_code == 403
