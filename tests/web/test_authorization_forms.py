"""Writing authorizations over HTTP: faults in words, drafts, edits, two clerks at once, what the sender is handed."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Authorization, table_of
from app.domain.vocabulary import Program
from tests.factories import Floor, a_gtin, a_product
from tests.web.office import A_TRADE_RETURN, do, kept, send
from tests.web.pages import Page, SignIn, page_of

NEW = "/authorizations/new"


def faults(page: Page) -> dict[str, str]:
    """Return what is wrong, by the field that the summary leads to."""
    start = next(n for n, word in enumerate(page.words) if re.fullmatch(r"[0-9]+ things? to put right", word))
    links = [had["href"][1:] for had in page.all("a") if had.get("href", "").startswith("#") and had["href"] != "#work"]
    said = [word for word in page.words[start + 1 :] if word.strip()]
    return dict(zip(links, said, strict=False))


def papers(floor: Floor) -> int:
    with floor.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table_of(Authorization))) or 0


def test_the_programs_say_what_they_need(clerk: FlaskClient) -> None:
    page = page_of(clerk.get(NEW))
    assert "Warranty Needs: Serial, The customer's words" in page.text
    assert {f"{NEW}?program={program.value}" for program in Program} <= {had.get("href") for had in page.all("a")}


@pytest.mark.parametrize("program", Program)
def test_each_program_has_its_own_fields(clerk: FlaskClient, program: Program) -> None:
    asked = {
        Program.CUSTOMER_RETURN: {"order"}, Program.TRADE_RETURN: {"order", "purchase_order", "credit_memo"},
        Program.WARRANTY: {"order"}, Program.UNSOLD: {"purchase_order", "credit_memo", "agreement"},
        Program.PACKAGING: {"return_place"}, Program.END_OF_LIFE: {"order", "contact", "data_bearing"},
        Program.RECALL: {"order", "purchase_order", "recall_number"},
    }[program]  # fmt: skip
    page = page_of(clerk.get(f"{NEW}?program={program.value}"))
    always = {"client_id", "program", "party", "expected_on", "expires_on", "language", "back"}
    named = {had["name"] for tag in ("input", "select") for had in page.all(tag) if had.get("name")}
    assert {name for name in named if not name.startswith("line-")} - always - {"theme", "gloves", "hand"} == asked
    assert ("line-1-asset_type" in named) is (program is Program.PACKAGING)


def test_a_draft_is_kept_and_shown_with_its_verdict(clerk: FlaskClient, floor: Floor) -> None:
    _address, page = kept(clerk, A_TRADE_RETURN)
    assert "RMA-104503 is a draft RMA-104503 of Northline Pharmacy is kept as a draft: 9 units." in page.text
    assert "Work shirt, M SHT-M - - Overstock 6 0" in page.text
    assert "R. Castillo Made" in page.text


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(clerk: FlaskClient, floor: Floor) -> None:
    before = papers(floor)
    answer = send(
        clerk, NEW, A_TRADE_RETURN, party="Nobody Inc", expected_on="2026-12-24", expires_on="2026-12-01",
        **{"line-1-product": "NO-SUCH", "line-2-quantity": "many", "line-3-quantity": "2"},
    )  # fmt: skip
    page = page_of(answer)
    assert answer.status_code == 422
    assert faults(page) == {
        "party": "Nobody here is called Nobody Inc. Choose a name from the list, or enter the GLN.",
        "line-1-product": "No product has the SKU or GTIN NO-SUCH. Choose one from the list.",
        "line-3-product": "Say which product this line is about.",
    }
    assert page.one("input", name="party")["value"] == "Nobody Inc"
    assert page.one("input", name="party")["aria-invalid"] == "true"
    assert papers(floor) == before


def test_what_is_wrong_with_values_is_said_too(clerk: FlaskClient) -> None:
    page = page_of(
        send(clerk, NEW, A_TRADE_RETURN, expected_on="2026-12-24", expires_on="2026-12-01",
             **{"line-1-quantity": "many", "line-2-serial": "S1", "line-2-expiry": "31.12.2027"})
    )  # fmt: skip
    assert faults(page) == {"line-2-expiry": "31.12.2027 is not a day: write it as 2027-03-31."}
    page = page_of(
        send(clerk, NEW, A_TRADE_RETURN, expected_on="2026-12-24", expires_on="2026-12-01",
             **{"line-1-quantity": "many", "line-2-serial": "S1", "line-2-asset_type": "123"})
    )  # fmt: skip
    assert faults(page) == {
        "expires_on": "It would expire before the goods are expected (24 Dec 2026).",
        "line-1-quantity": "A quantity is a whole number from 1 to 10,000,000.",
        "line-2-quantity": "Serial S1 is one unit, and 3 were entered: give each serial a line of its own.",
        "line-2-asset_type": "123 is not an asset type: the 13 digits of a GRAI, the last of them its check digit.",
    }


def test_a_code_of_several_products_and_an_unprintable_text_are_said_too(clerk: FlaskClient, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        for owner in (floor.company, floor.harbor):
            a_product(session, owner, gtin=a_gtin(777))
    typed = {"line-1-product": a_gtin(777), "line-2-lot": "Z0415B\x07"}
    assert faults(page_of(send(clerk, NEW, {**A_TRADE_RETURN, **typed}))) == {
        "line-1-product": "2 products have the code 09521234007777. Enter the SKU of the one that is meant.",
        "line-2-lot": "This holds a character that cannot be printed: type it again by hand.",
    }


def test_what_the_program_asks_for_is_said_at_its_field_when_it_is_submitted(clerk: FlaskClient) -> None:
    bare = {**A_TRADE_RETURN, "purchase_order": "", "line-1-reason": "other", "then": "submission"}
    answer = send(clerk, NEW, bare)
    assert answer.status_code == 422
    assert faults(page_of(answer)) == {
        "purchase_order": "Trade return needs this: Purchase order.",
        "line-1-claim": "Another reason needs the customer's words.",
    }
    claimed = {"program": "warranty", "party": "", "line-1-product": "DRL-18V", "then": "submission"}
    assert faults(page_of(send(clerk, NEW, claimed))) == {
        "party": "Say who sends the goods back.",
        "line-1-serial": "Warranty needs this for Cordless drill 18 V kit: Serial.",
        "line-1-claim": "Warranty needs this for Cordless drill 18 V kit: The customer's words.",
    }
    empty = {"program": "trade_return", "party": "Northline Pharmacy", "purchase_order": "1", "then": "submission"}
    assert faults(page_of(send(clerk, NEW, empty))) == {
        "line-1-product": "Enter what comes back: at least one product."
    }


def test_more_lines_keep_what_was_typed_and_save_nothing(clerk: FlaskClient, floor: Floor) -> None:
    before = papers(floor)
    answer = send(clerk, NEW, A_TRADE_RETURN, more="1")
    page = page_of(answer)
    assert page.one("input", name="line-2-lot")["value"] == "Z0415B"
    assert page.one("input", name="line-7-product")
    assert papers(floor) == before


def test_one_line_too_many_is_refused_and_none_is_lost(clerk: FlaskClient, floor: Floor) -> None:
    lines = {
        f"line-{number}-{name}": text
        for number in range(1, 202)
        for name, text in {"product": "SHT-M", "quantity": "1", "reason": "overstock"}.items()
    }
    before = papers(floor)
    answer = send(clerk, NEW, {**A_TRADE_RETURN, "line-2-lot": "", **lines})
    page = page_of(answer)
    assert answer.status_code == 422
    assert "One authorization has at most 200 lines: enter the rest on another one." in page.text
    assert page.one("input", name="line-201-product")["value"] == "SHT-M"
    assert papers(floor) == before


def test_products_are_entered_by_gtin_and_empty_rows_fall_out(clerk: FlaskClient, floor: Floor) -> None:
    rows = {"line-4-product": floor.omega.gtin.lstrip("0"), "line-4-quantity": "2", "line-3-lot": "  "}
    _address, page = kept(clerk, A_TRADE_RETURN, **rows)
    assert "Omega-3 1200 mg, 90 ct OMG-3-90 - -" in page.text
    assert "Total 11 0" in page.text


def test_the_same_form_sent_twice_is_kept_once(clerk: FlaskClient, floor: Floor) -> None:
    fields = {**A_TRADE_RETURN, "client_id": str(new_id())}
    first, second = clerk.post(NEW, data=fields), clerk.post(NEW, data=fields)
    assert first.location == second.location
    assert papers(floor) == 3


def test_an_edit_changes_what_it_says(clerk: FlaskClient) -> None:
    address, _page = kept(clerk)
    form = page_of(clerk.get(f"{address}/edit"))
    assert form.one("input", name="line-2-lot")["value"] == "Z0415B"
    version = form.one("input", name="version")["value"]
    answer = send(clerk, f"{address}/edit", A_TRADE_RETURN, version=version, purchase_order="PO-8")
    page = page_of(clerk.get(answer.location))
    assert "RMA-104503 is changed RMA-104503 of Northline Pharmacy now says 9 units." in page.text
    assert "Changed Purchase order: PO-7 PO-8" in page.text


def test_the_second_clerk_is_told_who_was_first_and_keeps_what_was_typed(clerk: FlaskClient, sign_in: SignIn) -> None:
    address, _page = kept(clerk)
    other = sign_in("2007")
    version = page_of(other.get(f"{address}/edit")).one("input", name="version")["value"]
    send(clerk, f"{address}/edit", A_TRADE_RETURN, version=version, purchase_order="PO-8")
    answer = send(other, f"{address}/edit", A_TRADE_RETURN, version=version, purchase_order="PO-9")
    page = page_of(answer)
    assert answer.status_code == 409
    assert "R. Castillo was first RMA-104503 was changed by R. Castillo at " in page.text
    assert "Nothing of yours was kept. Look at what it says now, then change it again" in page.text
    assert page.one("input", name="purchase_order")["value"] == "PO-9"
    assert "PO-8" in page_of(clerk.get(address)).text


def test_it_goes_from_submission_to_a_label_in_the_sender_s_language(clerk: FlaskClient, sign_in: SignIn) -> None:
    address, _page = kept(clerk, A_TRADE_RETURN, then="submission", language="es")
    refused = clerk.get(f"{address}/label.svg")
    assert refused.status_code == 422
    assert "a label is printed for goods that may be sent." in page_of(refused).text
    assert (
        "RMA-104503 is approved Northline Pharmacy may send 9 units." in do(sign_in("2007"), address, "approval").text
    )
    assert page_of(clerk.get(f"{address}/papers")).one("img", src=f"{address}/label.svg")
    label, sheet = (clerk.get(f"{address}/{file}").get_data(as_text=True) for file in ("label.svg", "instructions.svg"))
    assert [text in label for text in ("Devolver a", "RMA-104503", "Pedido: PO-7")] == [True] * 3
    assert "Cómo devolver la mercancía" in sheet
    assert "Envíe solo los lotes y cantidades de abajo" in sheet
    assert clerk.get(f"{address}/label.zpl?dpi=300").get_data(as_text=True).startswith("^XA")


def test_lines_are_split_off_and_tracking_numbers_noted(clerk: FlaskClient) -> None:
    address, page = kept(clerk)
    lines = [had["value"] for had in page.all("input", name="line")]
    said = do(clerk, address, "split", line=lines[0])
    assert "RMA-104504 has 1 of its lines now, with 6 units." in said.text
    noted = do(clerk, address, "tracking", tracking="9622001560000000000000794808390594")
    assert "794808390594 opens RMA-104503 at the dock, scanned or typed." in noted.text
    gone = do(clerk, address, "untracking", tracking="794808390594")
    assert "794808390594 no longer opens RMA-104503." in gone.text


def test_a_deed_without_version_or_client_id_is_not_understood(clerk: FlaskClient) -> None:
    address, _page = kept(clerk)
    assert send(clerk, f"{address}/cancellation", {"reason": "x"}).status_code == 400
    assert send(clerk, f"{address}/cancellation", {"version": "9" * 30}).status_code == 400
    assert clerk.post(f"{address}/cancellation", data={"version": "0"}).status_code == 400


def test_the_clerk_s_home_leads_to_what_waits_for_approval(clerk: FlaskClient) -> None:
    kept(clerk, A_TRADE_RETURN, then="submission")
    page = page_of(clerk.get("/"))
    assert page.one("a", href="/authorizations?state=pending_approval")
    assert "Authorizations 1 authorizations to approve" in page.text
