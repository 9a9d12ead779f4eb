"""Claims on vendors, and refunds."""

from app.domain.scopes import Scope
from app.exchange.api.entries import Submission
from app.exchange.api.money_entries import Acceptance, ClaimEntry, Explanation, Payment, Reference
from app.exchange.api.writing import Writing

MONEY = (
    Writing(
        "open_claim", "post", "/claims", "claims",
        "Ask a vendor for all units of an authorization that go back to it and stand on no claim yet",
        Scope.CLAIMS_WRITE, ClaimEntry, ("201",),
        example={"authorization": "RMA-104418", "vendor": "Vita Labs", "currency": "USD"},
    ),
    Writing(
        "send_claim", "post", "/claims/{id}/sending", "claims",
        "Say that a claim went to its vendor: from now on it owes that",
        Scope.CLAIMS_WRITE, Reference, ("200",), example={"reference": "VL-7731"},
    ),
    Writing(
        "accept_claim", "post", "/claims/{id}/acceptance", "claims",
        "Say for how much a vendor gives credit: all of it, unless an amount is said",
        Scope.CLAIMS_WRITE, Acceptance, ("200",), example={"amount": "40.00"},
    ),
    Writing(
        "receive_claim", "post", "/claims/{id}/payment", "claims", "Say that a vendor paid what it accepted",
        Scope.CLAIMS_WRITE, Payment, ("200",), example={"reference": "WIRE-2041"},
    ),
    Writing(
        "reject_claim", "post", "/claims/{id}/rejection", "claims",
        "Say that a vendor gives nothing, and why; its units are free for another claim",
        Scope.CLAIMS_WRITE, Explanation, ("200",), example={"reason": "Out of the return window"},
    ),
    Writing(
        "cancel_claim", "post", "/claims/{id}/cancellation", "claims",
        "Give a claim up before it is sent: its units are free for another",
        Scope.CLAIMS_WRITE, Submission, ("200",),
    ),
    Writing(
        "write_off_claim", "post", "/claims/{id}/write_off", "claims", "Give up what a vendor does not pay",
        Scope.CLAIMS_WRITE, Explanation, ("200",), example={"reason": "The vendor is no more"},
    ),
    Writing(
        "pay_refund", "post", "/refunds/{id}/payment", "refunds",
        "Say that a refund was paid. A large one is approved first, by a person",
        Scope.REFUNDS_WRITE, Payment, ("200",), example={"reference": "ACH-5501"},
    ),
    Writing(
        "reverse_refund", "post", "/refunds/{id}/reversal", "refunds",
        "Say that a payment did not reach its party: the amount is owed again, by the refund that is answered",
        Scope.REFUNDS_WRITE, Explanation, ("200",), example={"reason": "Account closed"},
    ),
    Writing(
        "write_off_refund", "post", "/refunds/{id}/write_off", "refunds",
        "Give up what a party owes; what is owed to it is never given up",
        Scope.REFUNDS_WRITE, Explanation, ("200",), example={"reason": "Not worth the letter"},
    ),
)  # fmt: skip
