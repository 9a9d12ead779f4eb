"""Sentences about money: what was approved, paid, claimed, given up, and why something is not done."""

from app.domain.messages.core import Message, Signal, msg

# What was done to a refund
APPROVED = Message(
    "money.approved", Signal.OK, msg("{number} is approved"), msg("{who} approves {amount} for {party}."),
    msg("Pay it"),
)  # fmt: skip
PAID = Message(
    "money.paid", Signal.OK, msg("{number} is paid"), msg("{party} got {amount}. Reference: {reference}."),
)  # fmt: skip
PAID_BACK = Message(
    "money.paid_back", Signal.OK, msg("{number} is settled"),
    msg("{party} gave {amount} back. Reference: {reference}."),
)  # fmt: skip
REVERSED = Message(
    "money.reversed", Signal.OK, msg("{number} is taken back"),
    msg("The {amount} did not reach {party}, and stand open again: {reason}"), msg("Pay it again"),
)  # fmt: skip
WRITTEN_OFF = Message(
    "money.written_off", Signal.OK, msg("{number} is written off"),
    msg("{party} owes us {amount} no more: {reason}"),
)  # fmt: skip
OVER_APPROVED = Message(
    "money.over_approved", Signal.OK, msg("Approved for payment"),
    msg("{who} lets {units} of {product} count, which nobody had asked for: {reason}"),
)  # fmt: skip
RESOLVED = Message(
    "money.resolved", Signal.OK, msg("{number} is changed"), msg("{product}: {resolution} instead of {before}."),
)  # fmt: skip

# What was done to a claim
CLAIM_OPENED = Message(
    "money.claim_opened", Signal.OK, msg("{number} is opened"), msg("{party} is to give {amount} for {units}."),
    msg("Send it"),
)  # fmt: skip
CLAIM_SENT = Message(
    "money.claim_sent", Signal.OK, msg("{number} is sent"), msg("{party} was asked for {amount}."),
)  # fmt: skip
CLAIM_CANCELLED = Message(
    "money.claim_cancelled", Signal.OK, msg("{number} is cancelled"),
    msg("{party} is not asked for {amount}. Its goods may stand on another claim."),
)  # fmt: skip
CLAIM_ACCEPTED = Message(
    "money.claim_accepted", Signal.OK, msg("{number} is accepted"),
    msg("{party} gives credit for all of it: {amount}."),
)  # fmt: skip
CLAIM_PARTLY = Message(
    "money.claim_partly", Signal.ATTENTION, msg("{number} is accepted in part"),
    msg("{party} gives credit for {accepted} of {amount}."),
)  # fmt: skip
CLAIM_REJECTED = Message(
    "money.claim_rejected", Signal.ATTENTION, msg("{number} is rejected"),
    msg("{party} gives nothing of {amount}: {reason}"),
    msg("Claim the goods again, or send them another way"),
)  # fmt: skip
CLAIM_PAID = Message(
    "money.claim_paid", Signal.OK, msg("{number} is paid"), msg("{party} paid {accepted}. Reference: {reference}."),
)  # fmt: skip
CLAIM_REVERSED = Message(
    "money.claim_reversed", Signal.OK, msg("{number} is open again"),
    msg("The {accepted} of {party} did not come: {reason}"),
)  # fmt: skip
CLAIM_WRITTEN_OFF = Message(
    "money.claim_written_off", Signal.OK, msg("{number} is written off"),
    msg("Nobody waits for {left} of {party} any more: {reason}"),
)  # fmt: skip

# What goods brought
PROCEEDS = Message(
    "money.proceeds", Signal.OK, msg("Proceeds recorded"), msg("{party} paid {amount} for goods of {number}. {note}"),
)  # fmt: skip
PROCEEDS_REVERSED = Message(
    "money.proceeds_reversed", Signal.OK, msg("Proceeds taken back"),
    msg("{amount} of {party} do not count for {number}: {reason}"),
)  # fmt: skip

# Why something is not done
UNKNOWN = Message(
    "money.unknown", Signal.ATTENTION, msg("Not found"), msg("What this page is about does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
NOT_NOW = Message(
    "money.not_now", Signal.ATTENTION, msg("Not now"),
    msg("{number} is {state}, so this step is not possible: {move}. Nothing was changed."),
    msg("Look at what it says now"),
)  # fmt: skip
OVERTAKEN = Message(
    "money.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{number} was changed by {who} at {when}: it is {state} now and comes to {amount}. Nothing of yours was kept."),
    msg("Look at what it says now, then do it again"),
)  # fmt: skip
NOT_YOURS = Message(
    "money.not_yours", Signal.STOP, msg("Not for your role"),
    msg("Money is the returns office's to move. Nothing was changed."), msg("Ask the returns office"),
)  # fmt: skip
LARGE = Message(
    "money.large", Signal.STOP, msg("Supervisor needed"),
    msg("{number} comes to {amount}, and from {limit} on a supervisor approves first. Nothing was paid."),
    msg("A supervisor approves it with badge and PIN"),
)  # fmt: skip
NEEDS_REFERENCE = Message(
    "money.needs_reference", Signal.ATTENTION, msg("Reference missing"),
    msg("{number} was left as it is: nothing says by which payment it is settled."),
    msg("Write its number"),
)  # fmt: skip
NEEDS_REASON = Message(
    "money.needs_reason", Signal.ATTENTION, msg("Say why"),
    msg("Nothing was changed: this step needs a reason, and none was written."), msg("Write the reason"),
)  # fmt: skip
BY_MEMO = Message(
    "money.by_memo", Signal.STOP, msg("Settled by a credit memo"),
    msg(
        "The {amount} of {number} are credit, which {party} gets by a credit memo and never by a payment beside it. "
        "Nothing was paid."
    ),
    msg("Issue a credit memo at the reconciliation of {paper}, or change what its lines come to"),
)  # fmt: skip
NOTHING_OWED = Message(
    "money.nothing_owed", Signal.ATTENTION, msg("Nothing to pay"), msg("{number} comes to nothing by now."),
    msg("Look at the goods: what is not accepted is not owed"),
)  # fmt: skip
OWED_BY_US = Message(
    "money.owed_by_us", Signal.STOP, msg("Owed by us"),
    msg("We owe {party} the {amount} of {number}. What we owe is paid; only what we are owed can be written off."),
    msg("Pay it"),
)  # fmt: skip
NO_OVER = Message(
    "money.no_over", Signal.ATTENTION, msg("No approval needed"), msg("{product} counts as it is."),
    msg("Go on with the authorization"),
)  # fmt: skip
NOTHING_TO_CLAIM = Message(
    "money.nothing_to_claim", Signal.ATTENTION, msg("Nothing to claim"),
    msg("No goods of {number} that go back to this vendor are left to claim: each is claimed once."),
    msg("Look at the claims of the authorization"),
)  # fmt: skip
WRONG_AMOUNT = Message(
    "money.wrong_amount", Signal.ATTENTION, msg("Not an amount"),
    msg("Entered {text}: an amount of {currency} from {least} to {most} belongs here. Nothing was changed."),
    msg("Enter it again, such as {example}"),
)  # fmt: skip
NOT_PROCEEDS = Message(
    "money.not_proceeds", Signal.ATTENTION, msg("Not now"),
    msg("These are no proceeds that still count. Nothing was changed."), msg("Look at what the journal says now"),
)  # fmt: skip
NO_EVIDENCE = Message(
    "money.no_evidence", Signal.STOP, msg("Evidence missing"),
    msg("{number} claims {product} for the reason {reason}, which is shown by: {missing}. It was not sent."),
    msg("Photograph the goods from the claim's page, or cancel the claim and give the goods another way"),
)  # fmt: skip
NO_PARTY = Message(
    "money.no_party", Signal.ATTENTION, msg("Party missing"), msg("Nobody here has that name. Nothing was changed."),
    msg("Choose who paid from the list"),
)  # fmt: skip

# What a file of answers and payments cannot say
UNKNOWN_CLAIM = Message(
    "money.unknown_claim", Signal.ATTENTION, msg("Unknown claim"),
    msg("Read {got}. Expected the number of a claim, such as RMA-104418-V1. None has it: see the list of claims."),
)  # fmt: skip
UNKNOWN_REFUND = Message(
    "money.unknown_refund", Signal.ATTENTION, msg("Unknown refund"),
    msg("Read {got}. Expected the number of a refund, such as RMA-104418-R1. None has it: see the list of refunds."),
)  # fmt: skip
ANSWERED_BEFORE = Message(
    "money.answered_before", Signal.ATTENTION, msg("Answered before"),
    msg("{party} gave {accepted} for {number} already. Expected the same, or a claim that waits for its answer."),
)  # fmt: skip
OTHER_AMOUNT = Message(
    "money.other_amount", Signal.ATTENTION, msg("Another amount"),
    msg("Read {got}. {number} is for {amount}: expected that, or no amount. Settle the difference in the office."),
)  # fmt: skip
