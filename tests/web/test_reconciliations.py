"""The reconciliation of an authorization over HTTP, and credit memos: written, issued, listed, exported."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.bookkeeper import graded, omegas_came
from tests.web.office import band, do, send
from tests.web.pages import Page, SignIn, page_of


@pytest.fixture
def address(floor: Floor) -> str:
    """Where RMA-104418 is reconciled, of which six omegas and one more came and are accepted."""
    graded(floor, omegas_came(floor, 7))
    return f"/authorizations/{floor.trade_return.id}"


def shown(clerk: FlaskClient, address: str) -> Page:
    return page_of(clerk.get(f"{address}/reconciliation"))


def written(clerk: FlaskClient, address: str, **changed: str) -> tuple[str, Page]:
    """Write a memo as the form offers it; return its address and its page."""
    form = page_of(clerk.get(f"{address}/credit-memos/new"))
    fields = {had["name"]: had["value"] for had in form.all("input") if had.get("name") and had["name"] != "lang"}
    answer = send(clerk, f"{address}/credit-memos/new", {**fields, "client_id": str(new_id()), **changed})
    assert answer.status_code == 303, page_of(answer).text
    return answer.location.partition("?")[0], page_of(clerk.get(answer.location))


def test_the_three_stand_side_by_side_with_their_differences(clerk: FlaskClient, address: str) -> None:
    page = shown(clerk, address)
    assert "Omega-3 1200 mg, 90 ct OMG-3-90 K7731 28 Feb 2027 6 7 7 0 0 Over 1 To credit 6" in page.text
    assert "1 thing to settle before it can close" in page.text
    assert "6 units X12 QD Quantity difference Omega-3 1200 mg, 90 ct, K7731: 6 units accepted and not" in page.text
    assert "Total 60 7 7 0 0" in page.text
    assert f"{address}/reconciliation" in {had["href"] for had in page_of(clerk.get(address)).all("a") if "href" in had}


def test_a_memo_is_written_issued_and_the_paper_closed(clerk: FlaskClient, address: str) -> None:
    memo, page = written(clerk, address)
    assert "CM-88210 is a draft CM-88210 credits Northline Pharmacy 6 units of RMA-104418: $60.00." in page.text
    page = do(clerk, memo, "issue")
    assert band(page).startswith("OK CM-88210 is issued Northline Pharmacy is credited 6 units")
    assert "CM-88210 Issued" in shown(clerk, address).text

    refused = press(clerk, address, "closure")
    assert "Not now RMA-104418 is received, so this step is not possible: close." in refused.text
    assert (
        "is reconciled with its differences. Units short: 54, over: 1" in press(clerk, address, "reconciliation").text
    )
    assert "Goods and money of RMA-104418 agree" in press(clerk, address, "closure").text
    assert "Credit memo issued CM-88210" in page_of(clerk.get(address)).text


def press(clerk: FlaskClient, address: str, deed: str, **fields: str) -> Page:
    """Press a button of the reconciliation, with the version that the authorization has now."""
    answer = pressed(clerk, address, deed, **fields)
    assert answer.status_code == 303
    return page_of(clerk.get(answer.location))


def pressed(clerk: FlaskClient, address: str, deed: str, **fields: str) -> TestResponse:
    version = clerk.get(f"{address}/reconciliation")
    known = {had["value"] for had in page_of(version).all("input", name="version")} or {"4"}
    return send(clerk, f"{address}/{deed}", {"version": known.pop(), **fields})


def test_it_is_opened_again_by_the_word_of_who_may_approve(clerk: FlaskClient, sign_in: SignIn, address: str) -> None:
    memo, _page = written(clerk, address)
    do(clerk, memo, "issue")
    press(clerk, address, "reconciliation")
    assert "Open it again" in press(clerk, address, "closure").text
    assert "Badge of who approves" in pressed(clerk, address, "reopening", reason="One more came").text
    boss = sign_in("2007")
    assert (
        "is reconciled and no longer closed: One more came"
        in press(boss, address, "reopening", reason="One more came").text
    )


def test_what_is_wrong_stands_beside_its_field_and_keeps_what_was_typed(clerk: FlaskClient, address: str) -> None:
    form = page_of(clerk.get(f"{address}/credit-memos/new"))
    key = form.one("input", name="key-1")["value"]
    typed = {"number": "NP-1", "dated": "soon", "key-1": key, "quantity-1": "many", "amount-1": "ten"}
    answer = send(clerk, f"{address}/credit-memos/new", typed)
    page = page_of(answer)
    assert answer.status_code == 422
    assert "soon is not a day: write it as 2027-03-31." in page.text
    assert "A quantity is a whole number from 1 to 10,000,000." in page.text
    assert "An amount is a number such as 1234.50, no finer than the coins of its currency, and not" in page.text
    assert page.one("input", name="quantity-1")["value"] == "many"
    empty = send(clerk, f"{address}/credit-memos/new", {**typed, "dated": "2026-11-22", "quantity-1": "0"})
    assert "Enter how many units are credited, of one line at least." in page_of(empty).text


def test_more_than_was_accepted_is_refused_on_the_form(clerk: FlaskClient, address: str) -> None:
    form = page_of(clerk.get(f"{address}/credit-memos/new"))
    key = form.one("input", name="key-1")["value"]
    typed = {"dated": "2026-11-22", "key-1": key, "quantity-1": "8", "amount-1": "80"}
    answer = send(clerk, f"{address}/credit-memos/new", typed)
    assert answer.status_code == 409
    assert "the memo credits 8 units, and 7 units may still be credited" in page_of(answer).text


def test_a_draft_is_edited_and_made_void(clerk: FlaskClient, address: str) -> None:
    memo, _page = written(clerk, address)
    form = page_of(clerk.get(f"{memo}/edit"))
    fields = {had["name"]: had["value"] for had in form.all("input") if had.get("name") and had["name"] != "lang"}
    answer = send(clerk, f"{memo}/edit", {**fields, "client_id": str(new_id()), "quantity-1": "2", "amount-1": "1,020"})
    assert "CM-88210 now credits Northline Pharmacy 2 units: $1,020.00." in page_of(clerk.get(answer.location)).text
    assert "CM-88210 credits nothing any more: Typing" in do(clerk, memo, "voiding", reason="Typing").text


def test_memos_are_listed_filtered_by_age_and_exported(clerk: FlaskClient, address: str) -> None:
    assert "No credit memo yet" in page_of(clerk.get("/credit-memos")).text
    written(clerk, address, dated="2026-01-15", number="NP-1")
    memo, _page = written(clerk, address, number="NP-2")
    do(clerk, memo, "voiding", reason="Twice")
    page = page_of(clerk.get("/credit-memos"))
    assert "All 2 Draft 1 Void 1" in page.text
    assert "NP-1 Draft Northline Pharmacy RMA-104418 15 Jan 2026" in page.text
    assert "NP-2" not in page_of(clerk.get("/credit-memos?age=90%2B")).text
    assert "Nothing fits" in page_of(clerk.get("/credit-memos?age=31-60")).text
    assert "NP-1" not in page_of(clerk.get("/credit-memos?state=void&age=nonsense&sort=paper")).text
    csv = clerk.get("/credit-memos/export.csv?find=np-1").get_data(as_text=True).splitlines()
    assert csv[0].lstrip("\ufeff").startswith("Credit memo,State,Authorization,Party,Dated,Days open,Units,Amount")
    assert csv[1].startswith("NP-1,draft,RMA-104418,Northline Pharmacy,2026-01-15,")
    assert clerk.get("/credit-memos/export.xlsx").data.startswith(b"PK")


def test_nothing_due_offers_nothing(clerk: FlaskClient, floor: Floor) -> None:
    assert "Nothing to credit" in page_of(clerk.get(f"/authorizations/{floor.warranty.id}/credit-memos/new")).text


def test_what_does_not_exist_is_not_found(clerk: FlaskClient, floor: Floor) -> None:
    nothing = new_id()
    for path in (f"/authorizations/{nothing}/reconciliation", f"/authorizations/{nothing}/credit-memos/new",
                 f"/credit-memos/{nothing}", f"/credit-memos/{nothing}/edit"):  # fmt: skip
        assert clerk.get(path).status_code == 404
    assert send(clerk, f"/authorizations/{nothing}/closure", {"version": "0"}).status_code == 404
    assert send(clerk, f"/credit-memos/{nothing}/issue", {"version": "0"}).status_code == 404


def test_it_is_all_said_in_spanish(clerk: FlaskClient, address: str) -> None:
    clerk.post("/preferences/language", data={"lang": "es", "back": "/"})
    page = shown(clerk, address)
    assert "Autorizado, recibido, acreditado" in page.text
    assert "X12 QD Diferencia de cantidad" in page.text
