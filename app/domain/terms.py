"""The words in which a return policy is written, and its verdicts."""

from enum import StrEnum


class Eligibility(StrEnum):
    """Whether goods may come back, best first."""

    ELIGIBLE = "eligible"
    NEEDS_APPROVAL = "needs_approval"
    REFUSED = "refused"


SEVERITY: dict[Eligibility, int] = {verdict: place for place, verdict in enumerate(Eligibility)}


class PartyTier(StrEnum):
    """How well a party stands with us; policies grant and ask by it."""

    STANDARD = "standard"
    LOYAL = "loyal"
    PARTNER = "partner"
    WATCHED = "watched"


class Evidence(StrEnum):
    """What a party sends along to show that its reason is so."""

    PHOTO = "photo"
    TEXT = "text"
    SERIAL = "serial"
    PROOF_OF_PURCHASE = "proof_of_purchase"


class PolicyEffect(StrEnum):
    """What a policy rule does where it applies: allow gives a window, limit shortens it, the others speak at once."""

    ALLOW = "allow"
    LIMIT = "limit"
    ASK = "ask"
    REFUSE = "refuse"


class Span(StrEnum):
    """How long the window of a rule is open, from the day of delivery."""

    DAYS = "days"
    WARRANTY_TERM = "warranty_term"
    NO_END = "no_end"


class Match(StrEnum):
    """What deliveries to the party say of the goods it wants to return."""

    DELIVERED = "delivered"
    OTHER_SERIAL = "other_serial"
    OTHER_LOT = "other_lot"
    NEVER = "never"
