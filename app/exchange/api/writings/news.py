"""Webhooks: who is told."""

from app.domain.scopes import Scope
from app.exchange.api.entries import Submission
from app.exchange.api.news_entries import WebhookEntry
from app.exchange.api.writing import Writing

NEWS = (
    Writing(
        "create_webhook", "post", "/webhooks", "webhooks",
        "Tell an address of news from now on; the answer alone has the secret that signs it",
        Scope.WEBHOOKS_WRITE, WebhookEntry, ("201",),
        example={"url": "https://erp.example.com/backdock", "kinds": ["receipt.closed", "refund.due"]},
    ),
    Writing(
        "end_webhook", "post", "/webhooks/{id}/cancellation", "webhooks",
        "Tell an address nothing any more; what is queued for it is given up",
        Scope.WEBHOOKS_WRITE, Submission, ("200",),
    ),
)  # fmt: skip
