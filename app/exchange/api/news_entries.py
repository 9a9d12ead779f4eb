"""What other systems send of webhooks: where they listen, and for what."""

from typing import Annotated

from pydantic import Field

from app.domain.webhooks import WebhookKind
from app.exchange.api.entries import Entry

LONGEST_URL = 500


class WebhookEntry(Entry):
    """An address that is to be told of some kinds of news."""

    url: Annotated[str, Field(min_length=8, max_length=LONGEST_URL, pattern=r"^https?://[!-~]+$")]
    kinds: Annotated[list[WebhookKind], Field(min_length=1, max_length=len(WebhookKind))]
