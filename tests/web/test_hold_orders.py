"""Orders to hold over HTTP: given by a scan or by typing, read, exported, lifted, taken back."""

import pytest
from flask.testing import FlaskClient

from app.web.hold_order_parsing import parse
from tests.factories import Floor, an_sscc
from tests.services.bench import assert_ledger_holds, goods, received
from tests.services.floor_state import omega, vitamin
from tests.services.releaser import the_locked_line
from tests.web.office import band, send
from tests.web.pages import Page, page_of

NEW = {"what": "", "scope": "", "reason": "quality_check", "code": "", "until": "", "words": "Seal looks torn"}


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with two omegas and a vitamin."""
    return received(floor, vitamin(floor), *[omega(floor)] * 2)


def order(browser: FlaskClient, **fields: str) -> tuple[str, Page]:
    answer = send(browser, "/hold-orders/new", NEW, **fields)
    assert answer.status_code == 303, page_of(answer).text
    return answer.location.partition("?")[0], page_of(browser.get(answer.location))


@pytest.mark.parametrize(
    ("what", "scope", "named"),
    [
        ("plate", "", "Carton 195212340000046186"),
        ("RMA-104418", "", "Authorization RMA-104418"),
        ("omega", "", "Lot OMG-3-90 K7731"),
        ("OMG-3-90", "", "Product OMG-3-90"),
        ("OMG-3-90 K7731", "", "Lot OMG-3-90 K7731"),
        ("K7731", "product_lot", "Lot OMG-3-90 K7731"),
        ("Northline Pharmacy", "party", "Party Northline Pharmacy"),
    ],
)
def test_a_scan_or_a_typed_text_says_what_is_held(
    supervisor: FlaskClient, floor: Floor, plate: str, what: str, scope: str, named: str
) -> None:
    texts = {"plate": plate, "omega": omega(floor)}
    _address, page = order(supervisor, what=texts.get(what, what), scope=scope)
    assert f"H-000001 {named}" in page.text
    assert "quality_check" in str(goods(floor))


def test_it_is_read_lifted_and_taken_back(supervisor: FlaskClient, floor: Floor, plate: str) -> None:
    address, page = order(supervisor, what="OMG-3-90 K7731")
    assert band(page).startswith("OK Held H-000001 holds OMG-3-90 K7731. Locked: 2 units, in cartons: 1.")
    assert f"K7731 2 {plate}" in page.text
    assert "Who was sent the same Party Shipment" in page.text
    assert "Seal looks torn" in page.text
    assert "H-000001 Lot OMG-3-90 K7731" in page_of(supervisor.get("/hold-orders?find=k7731")).text
    listed = supervisor.get(f"/releases/export.csv?order={address.rpartition('/')[2]}").get_data(as_text=True)
    assert "Northline Pharmacy" in listed
    page = page_of(supervisor.get(send(supervisor, f"{address}/lift", {"why": ""}).location))
    assert "Nothing was let go: H-000001 is lifted for a reason only." in page.text
    page = page_of(supervisor.get(send(supervisor, f"{address}/lift", {"why": "inspected_in_order"}).location))
    assert "H-000001 is lifted. Its lock is off 2 units where they stand." in page.text
    last = page.all("input", name="last")[0]["value"]
    page = page_of(supervisor.get(send(supervisor, f"{address}/undo", {"last": last}).location))
    assert "Taken back: lifting the order to hold." in page.text
    assert goods(floor)[1].endswith("quality_check")
    assert_ledger_holds(floor)


def test_a_line_is_held_from_where_it_is_listed(supervisor: FlaskClient, floor: Floor, plate: str) -> None:
    order(supervisor, what="OMG-3-90")
    line = str(the_locked_line(floor))
    assert "One line of a carton: K7731" in page_of(supervisor.get(f"/hold-orders/new?line={line}&what=K7731")).text
    _address, page = order(supervisor, line=line, reason="dispute")
    assert "Line of a carton OMG-3-90 K7731" in page.text


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_held(supervisor: FlaskClient, floor: Floor) -> None:
    answer = send(supervisor, "/hold-orders/new", NEW, what="NOTHING", reason="", until="soon")
    page = page_of(answer)
    assert answer.status_code == 422
    assert "3 things to put right" in page.text
    assert "Got soon, expected a day such as 2026-11-23." in page.text
    assert "Entered for the order: NOTHING. That is nothing this site knows" in page.text
    answer = send(supervisor, "/hold-orders/new", NEW, what="OMG-3-90", reason="recall")
    assert answer.status_code == 409
    assert "Goods are held for this reason by one role: Recall, Quality." in page_of(answer).text


def test_each_fault_says_what_to_do(floor: Floor) -> None:
    with floor.database.reading() as session:
        faults = parse(session, floor.site.id, {"what": "NOTHING", "until": "soon"}).faults
    told = {
        name: f"{said.message.say} | {said.message.next}".format(**{key: str(one) for key, one in said.params.items()})
        for name, said in faults.items()
    }
    assert told == {
        "reason": "An order to hold says why. | Choose the reason",
        "until": "Got soon, expected a day such as 2026-11-23. | Choose the last day, or none",
        "what": "Entered for the order: NOTHING. That is nothing this site knows: Word(value='any'). | Scan or type it"
        " again, or choose what the order is about",
    }


def test_an_order_that_is_none_is_not_found(supervisor: FlaskClient) -> None:
    assert supervisor.get("/hold-orders/019ab000-0000-7000-8000-000000000000").status_code == 404
    assert an_sscc(1) not in page_of(supervisor.get("/hold-orders")).text
