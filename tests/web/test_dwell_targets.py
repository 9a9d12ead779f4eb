"""The room of dwell targets over HTTP: the table, a fault, a version."""

from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.dwell_drafts import typed
from app.domain.dwell_targets import STARTING
from tests.web.pages import page_of


def test_the_table_is_changed_on_one_form(clerk: FlaskClient, dock_worker: FlaskClient) -> None:
    assert dock_worker.get("/dwell-targets").status_code == 403
    form = {**typed(STARTING.stages), "version": "0", "client_id": str(new_id())}
    answer = clerk.post("/dwell-targets", data=form | {"grade-recall": "6", "route-percent": "90"})
    assert answer.status_code == 422
    page = page_of(answer)
    assert "Route: got 90. Expected: a whole percentage of the target from 100 to 1,000." in page.text
    assert page.one("input", name="grade-recall")["value"] == "6", "what was typed stays"
    page = page_of(
        clerk.post("/dwell-targets", data=form | {"grade-recall": "6", "note": "Recalls"}, follow_redirects=True)
    )
    assert "Version 1 of the dwell targets is in force from now on." in page.text
    assert "R. Castillo Recalls" in page.text
    assert page.one("input", name="grade-recall")["value"] == "6"
