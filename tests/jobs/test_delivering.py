"""News over a real wire: signed, in order, tried again later, given up after days, and never sent inwards unasked."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from app.config import Settings
from app.context import Backdock
from app.db.ids import new_id
from app.db.models import Webhook, WebhookMessage, table_of
from app.domain.webhooks import WebhookKind, secret_of, signature
from app.jobs import posting
from app.jobs.delivering import deliver_next
from app.jobs.posting import NotTaken, post
from app.services import webhooks
from app.services.acting import Act
from app.services.webhooks import delivering, put
from app.services.webhooks.subscribing import Wish
from tests.factories import Floor, make_floor
from tests.jobs.receiver import Receiver, receiving

WEBHOOK, MESSAGE = table_of(Webhook), table_of(WebhookMessage)
KEY = "x" * 32
NOW = datetime(2026, 11, 22, 20, 32, tzinfo=UTC)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def floor(sqlite_database: object) -> Floor:
    return make_floor(sqlite_database)  # type: ignore[arg-type]


@pytest.fixture
def backdock(floor: Floor, tmp_path: Path) -> Backdock:
    settings = Settings(data_dir=tmp_path, secret_key=SecretStr(KEY), webhook_private_addresses=True)
    return Backdock(settings, floor.database)


def listens(floor: Floor, url: str) -> UUID:
    act = Act(floor.principal(floor.supervisor), webhooks.SCOPE, str(new_id()), NOW)
    wish = Wish(new_id(), url, [WebhookKind.RECEIPT_CLOSED], allows_private=True)
    with floor.database.unit_of_work() as session:
        added = webhooks.add(session, act, wish)
    assert added.result
    return added.result.id


def tell(floor: Floor, *numbers: int, now: datetime = NOW) -> None:
    with floor.database.unit_of_work() as session:
        for number in numbers:
            put(session, floor.site.id, WebhookKind.RECEIPT_CLOSED, {"number": number}, now)


def messages(floor: Floor) -> list[tuple[str, int, int, str]]:
    with floor.database.reading() as session:
        rows = session.execute(sa.select(MESSAGE).order_by(MESSAGE.c.id))
        return [(row.state.value, row.attempts, row.status, row.failure) for row in rows]


def told(receiver: Receiver) -> list[int]:
    return [json.loads(body)["data"]["number"] for _path, _headers, body in receiver.told]


def test_news_arrives_in_order_and_signed(backdock: Backdock, floor: Floor, receiver: Receiver) -> None:
    webhook_id = listens(floor, receiver.url)
    tell(floor, 1, 2, 3)
    assert deliver_next(backdock, clock=lambda: NOW)
    assert told(receiver) == [1, 2, 3]
    assert messages(floor) == [("delivered", 1, 204, "")] * 3
    path, headers, body = receiver.told[0]
    with floor.database.reading() as session:
        salt = session.execute(sa.select(WEBHOOK.c.salt)).scalar_one()
    assert path == "/backdock?from=here"
    assert headers["Backdock-Signature"] == signature(secret_of(KEY, webhook_id, salt), NOW, body)
    assert headers["Backdock-Kind"] == "receipt.closed"
    news = json.loads(body)
    assert (news["kind"], news["at"], news["site_id"]) == ("receipt.closed", NOW.isoformat(), str(floor.site.id))
    assert not deliver_next(backdock, clock=lambda: NOW)


@pytest.mark.parametrize("status", [500, 404, 302, 301])
def test_what_is_not_taken_is_tried_later_and_nothing_is_sent_past_it(
    backdock: Backdock, floor: Floor, receiver: Receiver, status: int
) -> None:
    listens(floor, receiver.url)
    tell(floor, 1, 2)
    receiver.answers = [status]
    assert deliver_next(backdock, clock=lambda: NOW)
    why = f"It answered {status}; only 2xx is taken for an answer."
    assert messages(floor) == [("queued", 1, status, why), ("queued", 0, 0, "")]
    assert not deliver_next(backdock, clock=lambda: NOW + timedelta(seconds=4))
    assert deliver_next(backdock, clock=lambda: NOW + timedelta(seconds=10))
    assert [path for path, _headers, _body in receiver.told] == ["/backdock?from=here"] * 3
    assert told(receiver) == [1, 1, 2]
    assert [(state, attempts) for state, attempts, _status, _why in messages(floor)] == [
        ("delivered", 2), ("delivered", 1),
    ]  # fmt: skip


def test_after_three_days_a_message_is_given_up_and_waits_for_a_person(
    backdock: Backdock, floor: Floor, receiver: Receiver
) -> None:
    webhook_id = listens(floor, receiver.url)
    tell(floor, 1)
    tell(floor, 2, now=NOW + timedelta(days=2))
    receiver.answers = [503]
    late = NOW + timedelta(days=3, seconds=1)
    assert deliver_next(backdock, clock=lambda: late)
    assert [state for state, *_rest in messages(floor)] == ["undelivered", "queued"]
    act = Act(floor.principal(floor.supervisor), webhooks.SCOPE, str(new_id()), late)
    with floor.database.unit_of_work() as session:
        webhooks.send_again(session, act, webhook_id)
    assert deliver_next(backdock, clock=lambda: late)
    assert told(receiver) == [1, 1, 2]


def test_one_worker_at_a_time_sends_to_a_webhook(backdock: Backdock, floor: Floor, receiver: Receiver) -> None:
    listens(floor, receiver.url)
    tell(floor, 1)
    with floor.database.unit_of_work() as session:
        first = delivering.lease(session, NOW)
        assert first
        assert delivering.lease(session, NOW) is None
    assert not deliver_next(backdock, clock=lambda: NOW)
    lost = NOW + delivering.LEASE + timedelta(seconds=1)
    assert deliver_next(backdock, clock=lambda: lost)
    assert told(receiver) == [1]
    with floor.database.unit_of_work() as session:
        assert not delivering.delivered(
            session, first, delivering.Waiting(new_id(), WebhookKind.RECEIPT_CLOSED, {}), 204, lost
        )


def test_nobody_who_answers_is_a_failure_too(backdock: Backdock, floor: Floor) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        listens(floor, f"http://127.0.0.1:{taken.getsockname()[1]}/")
        tell(floor, 1)
        assert deliver_next(backdock, clock=lambda: NOW)
    [(state, attempts, status, why)] = messages(floor)
    assert (state, attempts, status) == ("queued", 1, 0)
    assert why.startswith("ConnectionRefusedError")


def test_an_answer_in_drops_is_cut_off(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotTaken):
        post(f"http://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {}, allows_private=True)


def test_a_name_that_leads_inwards_is_sent_nothing(backdock: Backdock, floor: Floor, receiver: Receiver) -> None:
    listens(floor, f"https://localhost:{receiver.port}/")
    tell(floor, 1)
    strict = replace(backdock, settings=backdock.settings.model_copy(update={"webhook_private_addresses": False}))
    assert deliver_next(strict, clock=lambda: NOW)
    [(state, _attempts, _status, why)] = messages(floor)
    assert (state, why) == (
        "queued", "The name leads to an address of this machine or of a network nearby; nothing was sent.",
    )  # fmt: skip
    assert receiver.told == []
