"""The HTTP API: a system says where it listens; its secret stands in one answer, and in no table."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import Answer, table_of
from app.domain.scopes import Scope
from tests.factories import Floor
from tests.web.systems import System, granted

WANTED = {"url": "https://erp.example.com/backdock", "kinds": ["refund.due", "receipt.closed"]}


def test_a_webhook_is_added_with_its_secret_listed_and_ended(visitor: FlaskClient, floor: Floor) -> None:
    system = System(visitor, granted(floor, *Scope))
    made = system.send("webhooks", WANTED, key="once")
    webhook = made.get_json()
    assert (made.status_code, webhook["kinds"], webhook["ended_at"]) == (201, ["receipt.closed", "refund.due"], None)
    assert len(webhook["secret"]) > 20
    again = system.send("webhooks", WANTED, key="once")
    assert (again.status_code, again.get_data()) == (201, made.get_data()), "the same answer, byte for byte"
    with floor.database.reading() as session:
        kept = session.scalars(sa.select(table_of(Answer).c.pending)).all()
    assert webhook["secret"] not in str(kept)
    assert system.get("webhooks")[1]["items"] == [{**webhook, "secret": ""}]
    ended = system.send(f"webhooks/{webhook['id']}/cancellation").get_json()
    assert ended["ended_at"]
    twice = system.send(f"webhooks/{webhook['id']}/cancellation")
    assert (twice.status_code, system.send("webhooks/erp/cancellation").status_code) == (422, 404)
    private = system.send("webhooks", {**WANTED, "url": "http://127.0.0.1/x"})
    assert private.status_code == 422
