"""Donations over HTTP: what left to a charity, confirmed under its receipt, printed and exported."""

from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.vocabulary import DispositionCode, PartyKind
from tests.exchange.printed import pages
from tests.factories import Floor, a_party
from tests.services.loader import Loader, Planner, decided
from tests.web.pages import page_of
from tests.web.test_holds import follow

DONATE = DispositionCode.DONATE


def test_a_donation_is_confirmed_printed_and_exported(supervisor: FlaskClient, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        charity = a_party(session, PartyKind.CHARITY, "Mesa Norte").id
    Planner(floor).plan(charity, DONATE)
    Loader(floor).scans("OUT-000001", decided(floor, DONATE, place="N-01"), "CMD-CLOSE", "UL-1", "CMD-CONFIRM")
    listed = page_of(supervisor.get("/donations?confirmed=no&find=mesa"))
    assert "DN-000001" in listed.text
    (url,) = {each["href"] for each in listed.all("a") if each.get("href", "").startswith("/donations/0")}
    assert "It is no receipt." in printed(supervisor, f"{url}.en.pdf")
    page = follow(
        supervisor, supervisor.post(f"{url}/confirmation", data={"client_id": str(new_id()), "receipt": "M-7"})
    )
    assert "Mesa Norte confirmed DN-000001 under M-7." in page.text
    assert "M-7" in printed(supervisor, f"{url}.es.pdf")
    assert "M-7" in supervisor.get("/donations/export.csv?confirmed=yes").get_data(as_text=True)
    assert "Nothing fits" in page_of(supervisor.get("/donations?confirmed=no")).text
    assert supervisor.get(f"/donations/{new_id()}").status_code == 404


def printed(browser: FlaskClient, url: str) -> str:
    return " ".join(text for page in pages(browser.get(url).data) for text in page)
