"""Settling: paying what is owed, asking vendors for it, and writing down what goods brought.

What is owed follows the goods by itself (`services.accruing`); here is what people decide. Every verb is one act,
answered once, guarded by the version that its page showed, and told in the journal (`services.posting`).
"""

from app.services.settling.claims import accept_claim, cancel_claim, open_claim, reject_claim, send_claim
from app.services.settling.guarding import SCOPE, Seen
from app.services.settling.lines import Over, approve_over, choose_resolution
from app.services.settling.proceeds import Brought, record_proceeds, reverse_proceeds
from app.services.settling.receivables import receive_claim, reverse_claim, write_off_claim
from app.services.settling.refunds import approve, pay, reverse, write_off

__all__ = [
    "SCOPE", "Brought", "Over", "Seen", "accept_claim", "approve", "approve_over", "cancel_claim", "choose_resolution",
    "open_claim", "pay", "receive_claim", "record_proceeds", "reject_claim", "reverse", "reverse_claim",
    "reverse_proceeds", "send_claim", "write_off", "write_off_claim",
]  # fmt: skip
