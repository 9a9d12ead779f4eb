"""Sale bundles: built by scan from what stands in the liquidation zone, offered, sold, and paid for.

Each public verb is one act, answered once (see `services.acting`). A bundle is locked before its cartons; what it holds
is frozen when it is offered, and proceeds are shared over that.
"""

from app.services.bundling.filling import SCOPE as BUILDING
from app.services.bundling.filling import Screen, confirm, scan, take_out, undo
from app.services.bundling.guarding import SCOPE, Seen
from app.services.bundling.paying import pay, take_back
from app.services.bundling.selling import Price, cancel, offer, reopen, sell

__all__ = [
    "BUILDING", "SCOPE", "Price", "Screen", "Seen", "cancel", "confirm", "offer", "pay", "reopen", "scan", "sell",
    "take_back", "take_out", "undo",
]  # fmt: skip
