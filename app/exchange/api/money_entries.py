"""What other systems send of money: claims on vendors and their answers, refunds that were paid."""

from typing import Annotated

from pydantic import Field

from app.exchange.api.entries import Code, Entry, PartyName, Reason, text_of

Named = Annotated[str, text_of(60, "what the other side calls it")]


class ClaimEntry(Entry):
    """Which vendor is asked for what goes back to it of an authorization, in which currency."""

    authorization: Annotated[Code, Field(description="its number")]
    vendor: PartyName
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]


class Reference(Entry):
    """What the vendor calls the claim, if it has said so."""

    reference: Named = ""


class Payment(Entry):
    """By which payment it was paid."""

    reference: Named


class Acceptance(Entry):
    """For how much a vendor gives credit."""

    amount: Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,4})?$", description="decimal; unsaid, all of it")] = ""


class Explanation(Entry):
    """Why, for the history."""

    reason: Reason
