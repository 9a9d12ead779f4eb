"""Imports over HTTP: a file taken in, its columns declared, the work done unseen, what is refused in words."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from werkzeug.test import TestResponse

from app.db.models import ImportRun, Operator, Shipment, table_of
from app.domain.importing import ImportKind
from app.jobs.runner import do_next
from tests.exchange.test_tables import ANY_BYTES
from tests.factories import Floor
from tests.web.pages import page_of

HEAD = "Shipment,Order,Customer,Delivered on,SKU,Quantity"
GOOD = f"{HEAD}\nSH-7,SO-7,Northline Pharmacy,2026-10-02,VIT-D3-120,4\n"
BAD = f"{GOOD}SH-8,SO-8,=Nobody,2026-10-02,VIT-D3-120,many\n"


def bring(browser: FlaskClient, content: str | bytes, kind: str = "shipments", name: str = "file.csv") -> TestResponse:
    data = content.encode() if isinstance(content, str) else content
    return browser.post("/imports", data={"kind": kind, "file": (io.BytesIO(data), name)})


def taken(browser: FlaskClient, content: str, kind: str = "shipments") -> str:
    """Bring a file and return the address of its import."""
    answer = bring(browser, content, kind)
    assert answer.status_code == 303
    return answer.location


def fields(browser: FlaskClient, url: str) -> dict[str, str]:
    """Return what the form of an import would send as it stands."""
    text = browser.get(url).get_data(as_text=True)
    sent = {}
    for name, options in re.findall(r'<select id="[\w-]+" name="([\w-]+)">(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen.group(1) if chosen else ""
    return sent


def begun(browser: FlaskClient, content: str, **more: str) -> str:
    url = taken(browser, content)
    answer = browser.post(f"{url}/begin", data={**fields(browser, url), **more})
    assert (answer.status_code, answer.location) == (303, url)
    return url


def work(app: Flask) -> None:
    while do_next(app.extensions["backdock"]):
        pass


def shipments(floor: Floor) -> set[str]:
    with floor.database.reading() as session:
        return set(session.execute(sa.select(table_of(Shipment).c.number)).scalars())


def test_a_file_is_looked_at_begun_and_imported(app: Flask, supervisor: FlaskClient, floor: Floor) -> None:
    url = taken(supervisor, GOOD)
    text = page_of(supervisor.get(url)).text
    assert "file.csv Shipments · CSV (,), UTF-8" in text
    assert "Row Shipment Order Customer Delivered on SKU Quantity 2 SH-7 SO-7 Northline Pharmacy" in text
    supervisor.post(f"{url}/begin", data=fields(supervisor, url))
    assert "0 rows read, 0 refused so far." in page_of(supervisor.get(url)).text
    assert "SH-7" not in shipments(floor)
    work(app)
    text = page_of(supervisor.get(url)).text
    assert "OK Imported Rows created: 1, updated: 0, unchanged: 0, refused: 0." in text
    assert "SH-7" in shipments(floor)


def test_the_same_file_again_says_that_nothing_is_new(app: Flask, supervisor: FlaskClient) -> None:
    begun(supervisor, GOOD)
    work(app)
    url = begun(supervisor, GOOD)
    work(app)
    assert "All rows say what is stored already: 1. Nothing was changed." in page_of(supervisor.get(url)).text


def test_bad_rows_are_shown_before_and_stop_all(app: Flask, supervisor: FlaskClient, floor: Floor) -> None:
    before = shipments(floor)
    url = taken(supervisor, BAD)
    sentence = "Quantity Read many. Expected a whole number from 1 to 10,000,000."
    assert sentence in page_of(supervisor.get(url)).text
    supervisor.post(f"{url}/begin", data=fields(supervisor, url))
    work(app)
    text = page_of(supervisor.get(url)).text
    assert "Rows refused: 1 of 2, so nothing was changed. Correct them, or import without them." in text
    assert f"Refused rows CSV XLSX Row What is wrong 3 {sentence} Customer Read =Nobody." in text
    assert shipments(floor) == before


def test_bad_rows_are_left_out_where_that_is_chosen(app: Flask, supervisor: FlaskClient, floor: Floor) -> None:
    url = begun(supervisor, BAD, bad="skip")
    work(app)
    assert "Rows created: 1, updated: 0, unchanged: 0, refused: 1." in page_of(supervisor.get(url)).text
    assert {"SH-7"} <= shipments(floor)


def test_an_old_import_says_that_its_refused_rows_are_kept_no_longer(app: Flask, supervisor: FlaskClient) -> None:
    url = begun(supervisor, BAD)
    work(app)
    with app.extensions["backdock"].database.unit_of_work() as session:
        session.execute(sa.update(table_of(ImportRun)).values(finished_at=datetime(2020, 2, 29, tzinfo=UTC)))
    app.test_cli_runner().invoke(args=["nightly"])
    text = page_of(supervisor.get(url)).text
    assert "Which rows were refused is not kept any longer. Import the file again to see them." in text


def test_refused_rows_are_sent_as_a_file_without_formulas(app: Flask, supervisor: FlaskClient) -> None:
    url = begun(supervisor, BAD.replace("Quantity", "=Quantity"), **{"column-quantity": "5"})
    work(app)
    text = supervisor.get(f"{url}/refused.csv").get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Row", "Column", "What is wrong"]
    assert ["3", "'=Quantity", "Read many. Expected a whole number from 1 to 10,000,000."] in rows
    assert supervisor.get(f"{url}/refused.xlsx").data[:2] == b"PK"


def test_a_doubtful_date_is_asked_for_and_the_choice_is_kept(supervisor: FlaskClient) -> None:
    url = taken(supervisor, GOOD.replace("2026-10-02", "03/04/2026"))
    sent = fields(supervisor, url)
    question = (
        "03/04/2026 in column Delivered on can be read day first or month first. "
        "Say how the dates of this file are written."
    )
    assert sent["dates"] == ""
    assert question in page_of(supervisor.get(url)).text
    refused = supervisor.post(f"{url}/begin", data=sent)
    assert refused.status_code == 422
    assert f"Which day is it? {question}" in page_of(refused).text
    supervisor.post(f"{url}/columns", data={**sent, "dates": "dmy", "column-order": "", "bad": "skip"})
    assert "checked" in page_of(supervisor.get(url)).one("input", name="bad", value="skip")
    kept = fields(supervisor, url)
    assert (kept["dates"], kept["column-order"]) == ("dmy", "")
    assert supervisor.post(f"{url}/begin", data=kept).status_code == 303


def test_progress_is_asked_for_until_it_is_over(app: Flask, supervisor: FlaskClient) -> None:
    url = begun(supervisor, GOOD)
    page = page_of(supervisor.get(url))
    section = page.one("section", id="progress")
    assert (section["hx-get"], section["hx-trigger"]) == (f"{url}/progress", "every 1s")
    assert page.all("meta", **{"http-equiv": "refresh"}) == [{"http-equiv": "refresh", "content": "3"}]
    under_way = supervisor.get(f"{url}/progress", headers={"HX-Request": "true"})
    assert page_of(under_way).one("section", id="progress")
    work(app)
    over = supervisor.get(f"{url}/progress", headers={"HX-Request": "true"})
    assert over.headers["HX-Redirect"] == url
    assert page_of(supervisor.get(url)).all("meta", **{"http-equiv": "refresh"}) == []


def test_an_import_is_given_up(app: Flask, supervisor: FlaskClient, floor: Floor) -> None:
    url = begun(supervisor, GOOD)
    assert supervisor.post(f"{url}/cancel").location == url
    work(app)
    assert "Import given up Nothing was changed." in page_of(supervisor.get(url)).text
    assert "SH-7" not in shipments(floor)
    again = supervisor.post(f"{url}/cancel")
    assert again.status_code == 422
    assert (
        "It is cancelled, so this step is not possible: cancel."
        " Look at its own page, or scan it on the home screen, to see its next step"
    ) in page_of(again).text


def test_what_has_begun_cannot_be_declared_or_begun_again(supervisor: FlaskClient) -> None:
    url = taken(supervisor, GOOD)
    sent = fields(supervisor, url)
    supervisor.post(f"{url}/begin", data=sent)
    for act in ("begin", "columns"):
        assert supervisor.post(f"{url}/{act}", data=sent).status_code == 422


REFUSED = {
    "nothing": (b"", "Empty file The file has no rows."),
    "picture": (b"\x89PNG\0", "Not a table The file is neither text nor a spreadsheet."),
    "torn": (b"PK\x03\x04\0", "Broken spreadsheet The file begins as XLSX and cannot be read to its end."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(app: Flask, supervisor: FlaskClient, case: str) -> None:
    content, sentence = REFUSED[case]
    answer = bring(supervisor, content)
    assert answer.status_code == 422
    assert sentence in page_of(answer).text
    kept = app.extensions["backdock"].settings.import_dir
    assert list(kept.iterdir()) == []


def test_a_form_without_a_file_or_kind_is_refused(supervisor: FlaskClient) -> None:
    missing = supervisor.post("/imports", data={"kind": "shipments"}, content_type="multipart/form-data")
    assert missing.status_code == 422
    assert "No file came with the form. Expected a CSV or XLSX file." in page_of(missing).text
    assert bring(supervisor, GOOD, kind="everything").status_code == 400


@pytest.mark.parametrize(
    ("name", "shown"), [("../../etc/passwd", "passwd"), ("C:\\x\\a.csv", "a.csv"), ("a\x07b.csv", "ab.csv"), ("/", "-")]
)
def test_a_file_has_its_own_name_and_nothing_more(supervisor: FlaskClient, name: str, shown: str) -> None:
    url = bring(supervisor, GOOD, name=name).location
    assert page_of(supervisor.get(url)).text.count(shown) > 0


def test_a_kept_file_that_is_gone_is_said(app: Flask, supervisor: FlaskClient) -> None:
    url = begun(supervisor, GOOD)
    for file in app.extensions["backdock"].settings.import_dir.iterdir():
        file.unlink()
    work(app)
    assert "File gone The kept file is no longer on the server." in page_of(supervisor.get(url)).text


def test_imports_are_listed_filtered_and_exported(app: Flask, supervisor: FlaskClient) -> None:
    begun(supervisor, GOOD)
    work(app)
    taken(supervisor, "Code,Name,Kind\nA,B,vendor\n", "parties")
    text = page_of(supervisor.get("/imports")).text
    assert "file.csv Parties uploaded 0 0 0 0 0" in text
    assert "file.csv Shipments imported 1 1 0 0 0" in text
    assert "Shipments imported" not in page_of(supervisor.get("/imports?state=uploaded")).text
    rows = list(csv.reader(io.StringIO(supervisor.get("/imports/export.csv?kind=shipments").get_data(as_text=True))))
    assert [row[:4] for row in rows[1:]] == [["file.csv", "shipments", "imported", "1"]]


def test_an_empty_list_says_what_to_do(supervisor: FlaskClient) -> None:
    text = page_of(supervisor.get("/imports")).text
    assert (
        "No file yet Choose a file above: products, parties, shipments or authorizations from another system." in text
    )


@pytest.mark.parametrize("kind", ImportKind)
def test_an_empty_file_with_known_headings_is_there(supervisor: FlaskClient, kind: ImportKind) -> None:
    text = supervisor.get(f"/imports/example/{kind.value}.csv").get_data(as_text=True)
    url = taken(supervisor, text + "x" + "\n", kind.value)
    chosen = [value for name, value in fields(supervisor, url).items() if name.startswith("column-")]
    assert sorted(chosen, key=int) == [str(at) for at in range(len(chosen))]
    assert supervisor.get("/imports/example/everything.csv").status_code == 404


def test_only_the_office_imports(dock_worker: FlaskClient) -> None:
    assert dock_worker.get("/imports").status_code == 403
    assert bring(dock_worker, GOOD).status_code == 403


def test_faults_are_said_in_spanish(app: Flask, supervisor: FlaskClient, floor: Floor) -> None:
    url = begun(supervisor, BAD)
    work(app)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(language="es"))
    text = page_of(supervisor.get(url)).text
    assert "Se leyó many. Se espera un número entero de 1 a 10,000,000." in text
    assert "Filas rechazadas: 1 de 2, así que no se cambió nada. Corríjalas, o importe sin ellas." in text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=ANY_BYTES)
def test_any_bytes_give_a_page_or_a_sentence(app: Flask, supervisor: FlaskClient, content: bytes) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = True
    answer = bring(supervisor, content)
    if answer.status_code == 303:
        url = answer.location
        assert supervisor.get(url).status_code == 200
        assert supervisor.post(f"{url}/begin", data=fields(supervisor, url)).status_code in (303, 422)
        work(app)
        assert supervisor.get(url).status_code == 200
    else:
        assert answer.status_code == 422


def test_hostile_columns_are_no_columns(supervisor: FlaskClient, floor: Floor) -> None:
    url = taken(supervisor, GOOD)
    sent = dict.fromkeys(fields(supervisor, url), "999999999999999999999")
    assert supervisor.post(f"{url}/columns", data=sent).status_code == 303
    with floor.database.reading() as session:
        assert session.scalar(sa.select(table_of(ImportRun).c.column_map)) == {
            "columns": {}, "dates": "", "decimals": "",
        }  # fmt: skip
