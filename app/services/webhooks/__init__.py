"""Telling other systems: `outbox` is where news is written, `delivering` takes it out, `subscribing` says who."""

from app.services.webhooks.outbox import put
from app.services.webhooks.subscribing import SCOPE, add, end, send_again

__all__ = ["SCOPE", "add", "end", "put", "send_again"]
