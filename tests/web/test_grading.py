"""The grading screen over HTTP, without scripts: every act a form and a 303, every tap a link to the same page."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.domain.vocabulary import DispositionCode, RuleEffect
from tests.factories import Floor, a_rule
from tests.services.bench import assert_ledger_holds, goods, received, state
from tests.services.dock import gs1
from tests.web.pages import Page, page_of

HTMX = {"HX-Request": "true"}


class Screen:
    """A browser without scripts in front of the grading screen: it sends what the page's forms hold."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.response = browser.get("/grading")

    @property
    def page(self) -> Page:
        assert self.response.status_code == 200, self.response.get_data(as_text=True)[:2000]
        return page_of(self.response)

    @property
    def text(self) -> str:
        return self.page.text

    def scan(self, text: str, **more: str) -> str:
        self.response = self.post("/grading/scans", {"text": text, **more})
        return self.follow()

    def press(self, deed: str) -> str:
        self.response = self.post(f"/grading/{deed}", {})
        return self.follow()

    def tap(self, setting: str, **more: str) -> str:
        """Press a button of the worksheet."""
        said = {name: value for name, value in self.fields().items() if name not in ("new_tote", "last")}
        self.response = self.browser.get("/grading", query_string={**said, **more, "set": setting})
        return self.text

    def post(self, url: str, data: dict[str, str], **options: object) -> TestResponse:
        return self.browser.post(url, data={"client_id": str(new_id()), **self.fields(), **data}, **options)

    def follow(self) -> str:
        assert self.response.status_code == 303, self.response.get_data(as_text=True)[:2000]
        self.response = self.browser.get(self.response.headers["Location"])
        return self.text

    def fields(self) -> dict[str, str]:
        """Return the hidden fields of the scan form: the whole context of the next act."""
        body = self.response.get_data(as_text=True)
        form = Page()
        form.feed(body[body.index('id="scan"') : body.index("</form>", body.index('id="scan"'))])
        carriage = {"client_id", "after", "device_time", "symbology", "source"}
        return {
            each["name"]: each["value"] for each in form.all("input", type="hidden") if each["name"] not in carriage
        }


Open = Callable[..., Screen]


@pytest.fixture
def open_screen(sign_in: Callable[..., FlaskClient]) -> Open:
    return lambda badge="2304": Screen(sign_in(badge, at="B-02"))


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


@pytest.fixture
def plate(floor: Floor) -> str:
    return received(floor, vitamin(floor), vitamin(floor))


def test_waiting_cartons_are_listed_and_put_on_the_bench(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    assert "Scan a carton" in screen.text
    assert plate in screen.text
    assert f"Carton {plate} is on the bench, 2 to grade." in screen.scan(plate)
    assert "Vitamin D3 1000 IU, 120 ct" in screen.text
    assert state(floor, plate) == "grading"


def test_an_item_is_graded_without_scripts(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    screen.scan(plate)
    text = screen.scan(vitamin(floor))
    assert "2 to grade in carton" in text
    assert "Questions still open: 2 of 2, so there is no grade yet." in text
    assert screen.page.one("button", id="F4").get("aria-pressed") == "false"
    text = screen.tap("all:pass")
    assert "Food, 2 of 2 answered" in text
    assert "F6: works fully" in text
    assert "Grade A, send to Restock $6.38 net" in text
    assert "Why: Best net recovery: $6.38 each, $1.38 more than the next, Rework." in text
    assert "Runner-up: Rework" in text
    text = screen.scan("T-0412")
    assert "Grade A: Restock" in text
    assert "1 Vitamin D3 1000 IU, 120 ct into T-0412." in text
    assert goods(floor)[0] == "0412: 1 10D9T A restock"
    assert_ledger_holds(floor)
    (label,) = [each["href"] for each in screen.page.all("a") if each.get("href", "").startswith("/labels/")]
    assert "T-0412" not in label, "the item's own label, not the tote's"
    assert screen.browser.get(label).status_code == 200


def test_the_second_alike_item_takes_three_taps(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    for text in (plate, vitamin(floor), "CMD-PASS", "T-0412", vitamin(floor)):
        screen.scan(text)
    text = screen.tap("all:pass")
    assert "Accept: scan tote T-0412" in text
    text = screen.press("acceptance")
    assert "Carton " + plate + " is empty and closed." in text
    assert goods(floor) == ["0412: 2 10D9T A restock"]


def test_taps_change_the_worksheet_and_nothing_else(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    screen.scan(plate)
    screen.scan(vitamin(floor))
    screen.tap("all:pass")
    assert "Grade C, send to" in screen.tap("function:4")
    assert screen.page.one("button", id="F4")["aria-pressed"] == "true"
    assert "F4: one fault, repairable" in screen.text
    assert "Grade A, send to" in screen.tap("function:")
    assert "Grade D, send to" in screen.tap("q_works:fail")
    assert "disabled" in screen.page.one("button", id="F3")
    assert "2 of 2 alike" in screen.tap("quantity:2")
    assert goods(floor) == ["6186: 2 10D9T - -"]


def test_claimed_shipped_and_on_the_bench_are_compared(open_screen: Open, floor: Floor) -> None:
    drill = gs1(floor.drill, "L2608", serial="DR7-204815")
    screen = open_screen()
    screen.scan(received(floor, drill, paper="RMA-104502"))
    text = screen.scan(drill)
    assert "Claimed Will not charge L2608 DR7-204815 RMA-104502" in text
    assert "Shipped 2 Oct 2026 L2608 DR7-204815 Same lot Same serial" in text
    assert "On the bench Not judged yet L2608 DR7-204815" in text


def test_excluded_codes_are_shown_with_their_rule_and_cannot_be_chosen(
    open_screen: Open, plate: str, floor: Floor
) -> None:
    with floor.database.unit_of_work() as session:
        a_rule(session, 1, {"grade": ["A"]}, RuleEffect.EXCLUDE, [DispositionCode.RESTOCK])
    screen = open_screen("2007")
    screen.scan(plate)
    screen.scan(vitamin(floor))
    assert "Restock Rule 1 applies." in screen.tap("all:pass")
    assert "disabled" in screen.page.one("button", value="code:restock")
    assert "Restock is ruled out here: Rule 1 applies." in screen.tap("code:restock", reason="I say so")


def test_a_supervisor_overrides_with_a_reason(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen("2007")
    screen.scan(plate)
    screen.scan(vitamin(floor))
    screen.tap("all:pass")
    assert "Override: Season is over" in screen.tap("code:liquidate", reason="Season is over")
    assert "Grade A: Liquidate" in screen.scan("T-0412")


def test_an_inspector_s_override_is_approved_on_the_spot(open_screen: Open, plate: str, floor: Floor, pin: str) -> None:
    screen = open_screen()
    screen.scan(plate)
    screen.scan(vitamin(floor))
    screen.tap("all:pass")
    screen.tap("code:liquidate", reason="Season is over")
    approval = {"approver": "BADGE-2007", "approver_pin": pin, "text": "t-0412"}
    asked = page_of(screen.post("/grading/scans", {"text": "t-0412"}))
    assert "Another disposition code, Vitamin D3 1000 IU, 120 ct: this is approved first." in asked.text
    assert asked.one("input", name="text")["value"] == "t-0412"
    wrong = screen.post("/grading/scans", {**approval, "approver_pin": "0000"})
    assert (wrong.status_code, "Badge and PIN do not belong together" in page_of(wrong).text) == (422, True)
    assert page_of(wrong).one("form", action="/grading/scans"), "and the badge is asked for again"
    own = page_of(screen.post("/grading/scans", {**approval, "approver": "2304"}))
    assert "J. Park cannot approve this. Nothing was changed. Who approves: Quality, Supervisor." in own.text
    assert goods(floor) == ["6186: 2 10D9T - -"]
    screen.response = screen.post("/grading/scans", approval)
    assert "Grade A: Liquidate" in screen.follow()
    assert "J. Park" in screen.text, "the inspector stays signed in"
    assert goods(floor)[0] == "0412: 1 10D9T A liquidate"


def test_a_whole_carton_is_accepted_by_its_button(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    screen.scan(plate)
    screen.scan("CMD-WHOLE")
    screen.scan("CMD-GRADE-B")
    assert "Accept for all 2" in screen.text
    assert f"Carton {plate} is graded as a whole, 2 units, and all of it stays in it." in screen.press("whole")
    assert state(floor, plate) == "graded"


def test_totes_are_closed_and_acts_taken_back_by_button(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    for text in (plate, vitamin(floor), "CMD-PASS", "T-0412"):
        screen.scan(text)
    assert "Tote T-0412 is closed, 1 in it for Restock." in screen.press("tote_closure")
    assert state(floor, "T-0412") == "graded"
    assert screen.page.all("a", href="/labels/cartons/T-0412")
    assert "Taken back: closing the tote." in screen.press("undo")
    assert "Taken back: the last grading." in screen.press("undo")
    assert goods(floor) == ["6186: 2 10D9T - -"]
    assert_ledger_holds(floor)


def test_a_refusal_keeps_the_worksheet(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    screen.scan(plate)
    screen.scan(vitamin(floor))
    screen.scan("CMD-C7")
    text = screen.scan("S-01")
    assert "A destination tote is expected: T- and its number." in text
    assert screen.fields()["cosmetics"] == "7"


def test_htmx_gets_the_verdict_with_the_work_and_the_action(open_screen: Open, plate: str) -> None:
    screen = open_screen()
    answer = screen.post("/grading/scans", {"text": plate}, headers=HTMX)
    swapped = page_of(answer)
    assert answer.status_code == 200
    assert swapped.one("section", id="verdict")["data-verdict"] == "ok"
    assert [each["hx-swap-oob"] for each in swapped.all("div") if "hx-swap-oob" in each] == [
        "innerHTML:#work", "innerHTML:#action",
    ]  # fmt: skip
    assert "<!doctype" not in answer.get_data(as_text=True)
    assert answer.headers["HX-Replace-Url"].startswith("/grading?")


def test_a_carton_named_by_another_screen_is_shown_and_not_yet_started(
    open_screen: Open, plate: str, floor: Floor
) -> None:
    screen = open_screen()
    screen.scan(plate)
    carton = screen.fields()["carton"]
    screen.press("undo")
    assert state(floor, plate) == "received"
    screen.response = screen.browser.get(f"/grading/cartons/{carton}")
    assert "Put on the bench" in screen.follow()
    assert (f"Carton {plate} is received: it is not on a bench yet. Scan its plate to start grading it") in screen.scan(
        vitamin(floor)
    )
    assert screen.browser.get(f"/grading/cartons/{new_id()}").status_code == 404


@pytest.mark.parametrize(("query", "shown"), [
    ("carton=no-id", "carton no-id"), ("quantity=-1", "quantity -1"), ("code=sell", "code sell"),
    ("set=state:closed", "state:closed"), ("quantity=99999999", "quantity 99999999"),
])  # fmt: skip
def test_a_worksheet_that_no_page_sends_is_refused(open_screen: Open, query: str, shown: str) -> None:
    answer = open_screen().browser.get(f"/grading?{query}")
    assert answer.status_code == 422
    assert (
        f"STOP Not understood This page sent something that cannot be read: {shown}. Nothing was changed."
        " Scan the carton again"
    ) in page_of(answer).text


@pytest.mark.parametrize("query", ["function=9", "cosmetics=x"])
def test_a_grade_off_the_scales_is_refused(open_screen: Open, query: str) -> None:
    answer = open_screen().browser.get(f"/grading?{query}")
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count('data-verdict="stop"') == 1


def test_the_screen_speaks_spanish(open_screen: Open, plate: str, floor: Floor) -> None:
    screen = open_screen()
    screen.scan(plate)
    screen.browser.post("/preferences/language", data={"lang": "es", "back": "/grading"})
    screen.scan(vitamin(floor))
    assert 'lang="es"' in screen.response.get_data(as_text=True)
