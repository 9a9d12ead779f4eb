"""A browser of the returns office, and what its tests send and read."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from tests.web.pages import Page, page_of

A_TRADE_RETURN = {
    "program": "trade_return", "party": "Northline Pharmacy", "purchase_order": "PO-7", "language": "en",
    "line-1-product": "SHT-M", "line-1-quantity": "6", "line-1-reason": "overstock",
    "line-2-product": "ZNC-25-60", "line-2-quantity": "3", "line-2-reason": "short_dated", "line-2-lot": "Z0415B",
}  # fmt: skip


def send(clerk: FlaskClient, path: str, fields: Mapping[str, str], **more: str) -> TestResponse:
    """Send a form as a browser without scripts does, under a client id of its own."""
    return clerk.post(path, data={"client_id": str(new_id()), **fields, **more})


def kept(clerk: FlaskClient, fields: Mapping[str, str] = A_TRADE_RETURN, **more: str) -> tuple[str, Page]:
    """Write a new authorization; return its address without the answer, and its page."""
    answer = send(clerk, "/authorizations/new", fields, **more)
    assert answer.status_code == 303, page_of(answer).text
    return answer.location.partition("?")[0], page_of(clerk.get(answer.location))


def do(clerk: FlaskClient, address: str, deed: str, **fields: str) -> Page:
    """Press a button of the page as it stands now, and return the page that answers."""
    version = {had["value"] for had in page_of(clerk.get(address)).all("input", name="version")}.pop()
    answer = send(clerk, f"{address}/{deed}", {"version": version, **fields})
    assert answer.status_code == 303, page_of(answer).text
    return page_of(clerk.get(answer.location))


def band(page: Page) -> str:
    """Return what the band says."""
    start = next(n for n, word in enumerate(page.words) if word in ("OK", "CHECK", "STOP", "AGAIN", "READY"))
    return " ".join(word.strip() for word in page.words[start : start + 12] if word.strip())
