"""Orders to hold goods. To lift one is a person's."""

from app.domain.scopes import Scope
from app.exchange.api.holds import HoldEntry
from app.exchange.api.writing import Writing

HOLDS = (
    Writing(
        "place_hold_order", "post", "/hold_orders", "hold_orders",
        "Hold goods wherever they stand, and what comes of them, until a person lifts the order",
        Scope.HOLDS_WRITE, HoldEntry, ("201",),
        example={"what": "LMP-40", "reason": "quality_check", "words": "Sample it before it is sold"},
    ),
)  # fmt: skip
