"""The words people see for news to other systems, and for how far a message has come."""

from app.domain.messages.core import msg

WEBHOOK_WORDS: dict[str, str] = {
    "receipt.closed": msg("Receipt closed"),
    "units.graded": msg("Units graded"),
    "grading.undone": msg("Grading undone"),
    "authorization.changed": msg("Authorization changed"),
    "refund.due": msg("Refund due"),
    "queued": msg("waiting to be sent"),
    "delivered": msg("delivered"),
    "undelivered": msg("not delivered"),
}
