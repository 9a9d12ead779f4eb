"""The products of the office: found, read, written, given packs; every refusal in a sentence."""

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Product
from tests.factories import Floor, a_pack
from tests.services.bench import received
from tests.services.dock import Dock, gs1
from tests.web.office import band, send
from tests.web.pages import Page, SignIn, page_of
from tests.web.test_authorization_forms import faults

A_LAMP = {
    "sku": "LMP-40", "gtin": "9521234040019", "name_en": "Desk lamp", "name_es": "Lámpara de mesa",
    "category": "electronics", "unit_cost": "12.50", "list_price": "29", "weight_grams": "900",
    "warranty_months": "24", "serial_tracked": "1",
}  # fmt: skip


def made(clerk: FlaskClient, floor: Floor, **fields: str) -> tuple[str, Page]:
    """Make a product; return its address without the answer, and its page."""
    answer = send(clerk, "/products/new", {**A_LAMP, "owner": str(floor.company.id), **fields})
    assert answer.status_code == 303, page_of(answer).text
    return answer.location.partition("?")[0], page_of(clerk.get(answer.location))


def address_of(product: Product) -> str:
    return f"/products/{product.id}"


def change(clerk: FlaskClient, address: str, **fields: str) -> Page:
    """Send the form of a product as it stands, with what is changed."""
    form = page_of(clerk.get(f"{address}/edit"))
    typed = {had["name"]: had.get("value", "") for had in form.all("input") if had.get("name")}
    ticked = {had["name"] for had in form.all("input", type="checkbox") if "checked" in had}
    flags = {had["name"] for had in form.all("input", type="checkbox")}
    sent = {name: text for name, text in typed.items() if name not in flags} | dict.fromkeys(ticked, "1")
    chosen = {name: _chosen(form, name) for name in ("category", "owner", "vendor")}
    return page_of(clerk.post(f"{address}/edit", data={**sent, **chosen, **fields, "client_id": str(new_id())},
                              follow_redirects=True))  # fmt: skip


def _chosen(form: Page, name: str) -> str:
    start = next(n for n, (tag, had) in enumerate(form.elements) if tag == "select" and had.get("name") == name)
    options = [had for tag, had in form.elements[start + 1 :] if tag == "option"]
    return next((had["value"] for had in options[:40] if "selected" in had), "")


def test_a_product_is_made_and_known_at_the_dock(clerk: FlaskClient, floor: Floor, dock_worker: FlaskClient) -> None:
    _address, page = made(clerk, floor)
    assert band(page).startswith("OK Desk lamp Made under SKU LMP-40. It is known at the dock from now on")
    assert "GTIN 09521234040019" in page.text
    assert "Weight in grams 900 Months of warranty 24 Traits Tracks serials In the building 0 units" in page.text
    answer = dock_worker.post("/scans", data={"client_id": str(new_id()), "text": "9521234040019"})
    assert "Desk lamp SKU LMP-40." in page_of(dock_worker.get(answer.location)).text


def test_a_product_is_found_filtered_and_exported(clerk: FlaskClient, floor: Floor) -> None:
    made(clerk, floor)
    with floor.database.unit_of_work() as session:
        a_pack(session, floor.zinc, "ZINC-DISPLAY", 6)
    found = {
        "find=lamp": ["LMP-40"], "find=l%C3%A1mpara": ["LMP-40"], "find=lmp-": ["LMP-40"],
        "find=9521234040019": ["LMP-40"], "find=ZINC-DISPLAY": ["ZNC-25-60"], "category=electronics": ["LMP-40"],
        "trait=serial_tracked": ["DRL-18V", "LMP-40"], "find=nothing": [],
    }  # fmt: skip
    for query, skus in found.items():
        page = page_of(clerk.get(f"/products?{query}"))
        links = [n for n, (tag, had) in enumerate(page.elements) if tag == "a" and had.get("class") == "code"]
        assert len(links) == len(skus), query
        text = clerk.get(f"/products/export.csv?{query}").get_data(as_text=True)
        assert sorted(row.split(",")[0] for row in text.splitlines()[1:]) == skus, query
    assert clerk.get("/products/export.xlsx").status_code == 200
    assert "Nothing fits" in page_of(clerk.get("/products?find=nothing")).text


def test_what_is_wrong_is_said_at_its_field(clerk: FlaskClient, floor: Floor) -> None:
    wrong = {
        "sku": "", "name_en": "a\tb", "gtin": "9521234040010", "category": "", "owner": "", "unit_cost": "12,5",
        "weight_grams": "-1", "warranty_months": "601", "currency": "dollars",
    }  # fmt: skip
    answer = send(clerk, "/products/new", {**A_LAMP, **wrong})
    page = page_of(answer)
    assert answer.status_code == 422
    assert "CHECK Not kept The product is not kept: 9 to put right. Look at the marked fields" in page.text
    assert faults(page) == {
        "sku": "This is needed.",
        "name_en": "This holds characters that nobody can read.",
        "owner": "Nobody here is called -.",
        "category": "This is needed.",
        "gtin": "9521234040010 is no GTIN: 8, 12, 13 or 14 digits, the last of them its check digit.",
        "currency": "dollars is no currency: three letters, such as USD.",
        "unit_cost": "12,5 is no amount: write it as 12.50.",
        "weight_grams": "-1 is no whole number from 0 to 10,000,000.",
        "warranty_months": "601 is no whole number from 0 to 600.",
    }


def test_a_sku_that_is_taken_is_refused(clerk: FlaskClient, floor: Floor) -> None:
    answer = send(clerk, "/products/new", {**A_LAMP, "owner": str(floor.company.id), "sku": "SHT-M"})
    assert answer.status_code == 409
    assert (
        "STOP SKU taken SKU SHT-M of Rio Bravo Supply is Work shirt, M already. Nothing was changed."
        " Open that product, or choose another SKU"
    ) in page_of(answer).text


def test_a_product_is_changed_and_the_second_of_two_is_told(clerk: FlaskClient, floor: Floor, sign_in: SignIn) -> None:
    address = address_of(floor.shirt)
    stale = page_of(clerk.get(f"{address}/edit")).one("input", name="mark")["value"]
    changed = change(clerk, address, name_en="Work shirt, medium", list_price="31.00")
    assert band(changed).startswith("OK Work shirt, medium SKU SHT-M is changed.")
    assert band(change(clerk, address)).startswith("READY Nothing changed SKU SHT-M says the same as before.")
    late = change(sign_in("2007"), address, mark=stale, list_price="1")
    when = late.text.partition("changed SKU SHT-M at ")[2].partition(". Nothing")[0]
    assert (
        f"STOP R. Castillo was first R. Castillo changed SKU SHT-M at {when}. Nothing was changed here."
        " Look at what it says now, then decide again"
    ) in late.text
    assert late.one("input", name="list_price")["value"] == "1"
    assert "31.00" in page_of(clerk.get(address)).text


def test_a_change_by_another_system_is_told_too(clerk: FlaskClient, floor: Floor) -> None:
    late = change(clerk, address_of(floor.zinc), mark="0" * 16)
    assert (
        "STOP Changed meanwhile An import or another system changed SKU ZNC-25-60 since this page was opened."
        " Nothing was changed here. Look at what it says now, then decide again" in late.text
    )


def pack(clerk: FlaskClient, product: Product, **fields: str) -> Page:
    answer = send(clerk, f"{address_of(product)}/packs", fields)
    assert answer.status_code == 303
    return page_of(clerk.get(answer.location))


def test_a_pack_is_noted_scanned_at_the_dock_and_taken_off(clerk: FlaskClient, floor: Floor) -> None:
    noted = pack(clerk, floor.shirt, code="SHIRT-BOX", quantity="6")
    assert band(noted) == "OK Pack kept SHIRT-BOX stands for 6 of Work shirt, M. Scan it at the dock"
    dock = Dock(floor)
    dock.scan("T-0042")
    assert "Work shirt, M" in dock.scan("SHIRT-BOX")
    drop = noted.one("button", name="drop")["value"]
    off = pack(clerk, floor.shirt, drop=drop)
    assert band(off).startswith("OK Pack taken off SHIRT-BOX no longer stands for Work shirt, M.")
    assert band(pack(clerk, floor.shirt, drop=drop)).startswith(
        "STOP Not there This pack is not the product's any more. Nothing was changed. Look at its packs"
    )


NO_PACKS = [
    ({"code": "X1-0", "quantity": "0"},
     "CHECK How many? A pack stands for 1 to 10,000 base units, got 0. Enter a whole number"),
    ({"code": "two words", "quantity": "2"},
     "CHECK Not a code two words cannot be a code of a pack. Expected: a GTIN, or 3 to 48 characters without blanks."
     " Scan it, or type it as it is printed"),
    ({"code": "9521234040010", "quantity": "2"}, "CHECK Not a code 9521234040010 cannot be a code of a pack."),
    ({"code": "ZNC-25-60", "quantity": "2"},
     "STOP Code taken Scanned Zinc 25 mg, 60 ct Why ZNC-25-60 already stands for Zinc 25 mg, 60 ct."
     " Nothing was changed. Do this Enter another code"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "sentence"), NO_PACKS)
def test_what_is_no_pack_is_refused(clerk: FlaskClient, floor: Floor, fields: dict[str, str], sentence: str) -> None:
    assert sentence in pack(clerk, floor.shirt, **fields).text


def test_a_product_tells_what_stands_of_it_in_the_building(clerk: FlaskClient, floor: Floor) -> None:
    received(floor, gs1(floor.vitamin, "10D9T", "270331"), gs1(floor.vitamin, "10D9T", "270331"))
    assert "In the building 2 units In cartons 1" in page_of(clerk.get(address_of(floor.vitamin))).text


def test_a_product_that_is_not_there(clerk: FlaskClient) -> None:
    for path in ("", "/edit"):
        assert clerk.get(f"/products/{new_id()}{path}").status_code == 404
    assert send(clerk, f"/products/{new_id()}/packs", {"code": "X"}).status_code == 404


def test_the_quality_role_reads_and_does_not_write(floor: Floor, sign_in: SignIn, supervisor: FlaskClient) -> None:
    inspector = sign_in("2304")
    assert inspector.get("/products").status_code == 403
    assert supervisor.get(address_of(floor.shirt)).status_code == 200
