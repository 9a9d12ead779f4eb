"""Sends what waits in the outbox, webhook by webhook, until one fails or nothing is left."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from app.context import Backdock
from app.domain.webhooks import secret_of, signature
from app.jobs.posting import NotTaken, post
from app.services.webhooks import delivering
from app.services.webhooks.delivering import Leased, Waiting

MOST_AT_ONCE = 50
"""Messages for one webhook before another gets its turn."""

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def deliver_next(backdock: Backdock, stop: threading.Event | None = None, clock: Clock = _now) -> bool:
    """Send to the webhook that is due longest; False when none is."""
    with backdock.database.reading() as session:
        if not delivering.is_due(session, clock()):
            return False
    with backdock.database.unit_of_work() as session:
        leased = delivering.lease(session, clock())
    if leased is None:
        return False
    for _turn in range(MOST_AT_ONCE):
        if (stop and stop.is_set()) or not _deliver_one(backdock, leased, clock):
            break
    with backdock.database.unit_of_work() as session:
        delivering.release(session, leased)
    return True


def _deliver_one(backdock: Backdock, leased: Leased, clock: Clock) -> bool:
    """Send the oldest message; False when nothing waits, when it failed, or when another worker has the webhook."""
    with backdock.database.reading() as session:
        message = delivering.oldest(session, leased)
    if message is None:
        return False
    body = json.dumps(message.body, sort_keys=True, separators=(",", ":")).encode()
    try:
        allows = backdock.settings.webhook_private_addresses
        status = post(leased.url, body, _headers(backdock, leased, message, body, clock()), allows_private=allows)
    except NotTaken as error:
        with backdock.database.unit_of_work() as session:
            delivering.failed(session, leased, message, error.status, str(error), clock())
        return False
    with backdock.database.unit_of_work() as session:
        return delivering.delivered(session, leased, message, status, clock())


def _headers(backdock: Backdock, leased: Leased, message: Waiting, body: bytes, now: datetime) -> Mapping[str, str]:
    secret = secret_of(backdock.settings.secret_key.get_secret_value(), leased.id, leased.salt)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Backdock",
        "Connection": "close",
        "Backdock-Kind": message.kind.value,
        "Backdock-Signature": signature(secret, now, body),
    }
