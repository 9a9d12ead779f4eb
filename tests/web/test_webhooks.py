"""Webhooks on the office's screen: added, refused in words, ended, sent again."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Webhook, WebhookMessage, table_of
from app.domain.transitions import MessageState
from app.domain.webhooks import WebhookKind, secret_of
from app.services.webhooks import put
from tests.factories import Floor
from tests.web.conftest import SECRET_KEY
from tests.web.office import band, send
from tests.web.pages import page_of

WEBHOOK, MESSAGE = table_of(Webhook), table_of(WebhookMessage)
ERP = "https://erp.example/backdock"


def added(clerk: FlaskClient, url: str = ERP, **more: str) -> str:
    return send(clerk, "/webhooks", {"url": url, "kind": "receipt.closed"}, **more).get_data(as_text=True)


def test_a_webhook_shows_its_secret_once_and_keeps_it_nowhere(clerk: FlaskClient, floor: Floor) -> None:
    client_id = str(new_id())
    page = added(clerk, client_id=client_id)
    with floor.database.reading() as session:
        row = session.execute(sa.select(WEBHOOK)).one()
    secret = secret_of(SECRET_KEY, row.id, row.salt)
    assert secret in page
    assert secret not in str(row)
    assert (row.url, row.kinds) == (ERP, {WebhookKind.RECEIPT_CLOSED})
    assert secret not in clerk.get("/webhooks").get_data(as_text=True)
    assert secret not in added(clerk, client_id=client_id)


REFUSED = [
    ("http://erp.example/", "STOP Not by https Read http://erp.example/, expected an address that begins with https: "
     "what is sent must not be read on the way. Correct the address"),
    ("https://127.0.0.1/x", "STOP Not a public address https://127.0.0.1/x is an address of this machine or of a "
     "network nearby, and nothing is sent there. Use a public address, or have an administrator allow private ones "
     "(BACKDOCK_WEBHOOK_PRIVATE_ADDRESSES)"),
    ("https://a:b@erp.example/", "CHECK Not an address Read https://a:b@erp.example/, expected an address such as "
     "https://erp.example/backdock, without a name or password in it. Correct the address"),
]  # fmt: skip


def test_an_address_that_nothing_is_sent_to_is_refused_and_stays_in_the_form(clerk: FlaskClient) -> None:
    for url, said in REFUSED:
        answer = send(clerk, "/webhooks", {"url": url, "kind": "receipt.closed"})
        assert band(page_of(answer)).startswith(said)
        assert f'value="{url}"' in answer.get_data(as_text=True)
    untold = send(clerk, "/webhooks", {"url": ERP})
    assert band(page_of(untold)).startswith(
        f"CHECK Told of nothing {ERP} was not added: no news was chosen for it. Tick what it is to be told of"
    )


def test_what_was_given_up_is_listed_exported_and_sent_again(clerk: FlaskClient, floor: Floor) -> None:
    added(clerk)
    with floor.database.unit_of_work() as session:
        for number in range(2):
            put(session, floor.site.id, WebhookKind.RECEIPT_CLOSED, {"number": number}, datetime.now(UTC))
        session.execute(sa.update(MESSAGE).values(state=MessageState.UNDELIVERED, failure="It answered 500."))
        webhook_id = session.execute(sa.select(WEBHOOK.c.id)).scalar_one()
        message_id = session.execute(sa.select(MESSAGE.c.id).order_by(MESSAGE.c.id).limit(1)).scalar_one()
    page = clerk.get("/webhooks/messages?state=undelivered").get_data(as_text=True)
    assert page.count("It answered 500.") == 2
    assert b"It answered 500." in clerk.get("/webhooks/messages/export.csv?state=undelivered").data
    one = send(clerk, f"/webhooks/{webhook_id}/resending", {"message": str(message_id)})
    assert band(page_of(clerk.get(one.location))).startswith(f"OK Sent again Messages that are sent again to {ERP}: 1.")
    rest = send(clerk, f"/webhooks/{webhook_id}/resending", {})
    assert band(page_of(clerk.get(rest.location))).startswith(
        f"OK Sent again Messages that are sent again to {ERP}: 1."
    )
    none = send(clerk, f"/webhooks/{webhook_id}/resending", {})
    assert band(page_of(clerk.get(none.location))).startswith(
        "CHECK Nothing to send No message that was given up waits there. Nothing was sent again. Look at the list"
    )


def test_an_ended_webhook_is_told_nothing_and_its_queue_is_given_up(clerk: FlaskClient, floor: Floor) -> None:
    added(clerk)
    with floor.database.unit_of_work() as session:
        put(session, floor.site.id, WebhookKind.RECEIPT_CLOSED, {}, datetime.now(UTC))
        webhook_id = session.execute(sa.select(WEBHOOK.c.id)).scalar_one()
    ended = send(clerk, f"/webhooks/{webhook_id}/end", {})
    assert band(page_of(clerk.get(ended.location))).startswith(f"OK Webhook ended {ERP} is told nothing any more.")
    again = send(clerk, f"/webhooks/{webhook_id}/end", {})
    assert band(page_of(clerk.get(again.location))).startswith(
        "CHECK Not found This webhook is not there any more. Look at the list"
    )
    with floor.database.unit_of_work() as session:
        put(session, floor.site.id, WebhookKind.RECEIPT_CLOSED, {}, datetime.now(UTC))
        states = session.scalars(sa.select(MESSAGE.c.state)).all()
    assert states == [MessageState.UNDELIVERED]


def test_too_many_webhooks_are_refused(clerk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.webhooks.subscribing.MOST", 1)
    added(clerk)
    answer = send(clerk, "/webhooks", {"url": ERP, "kind": "refund.due"})
    assert band(page_of(answer)).startswith(
        f"CHECK Too many {ERP} was not added: that many webhooks are there already: 1. End one that nobody needs"
    )
