"""Sentences about credit memos: what was done to one, and why something is not done."""

from app.domain.messages.core import Message, Signal, msg

# What was done
WRITTEN = Message(
    "crediting.written", Signal.OK, msg("{memo} is a draft"),
    msg("{memo} credits {party} {units} of {number}: {money}."), msg("Issue it when it is right"),
)  # fmt: skip
EDITED = Message(
    "crediting.edited", Signal.OK, msg("{memo} is changed"), msg("{memo} now credits {party} {units}: {money}."),
)  # fmt: skip
ISSUED = Message(
    "crediting.issued", Signal.OK, msg("{memo} is issued"),
    msg("{party} is credited {units} of {number}: {money}."), msg("Send it to {party}"),
)  # fmt: skip
SETTLED = Message(
    "crediting.settled", Signal.OK, msg("{memo} is settled"), msg("{party} has taken {money} of {memo}."),
)  # fmt: skip
VOIDED = Message(
    "crediting.voided", Signal.OK, msg("{memo} is void"),
    msg("{memo} credits nothing any more: {reason}"), msg("Write another where credit is due"),
)  # fmt: skip

# Why something is not done
UNKNOWN = Message(
    "crediting.unknown", Signal.ATTENTION, msg("Not found"), msg("This credit memo does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
NOT_NOW = Message(
    "crediting.not_now", Signal.ATTENTION, msg("Not now"),
    msg("{memo} is {state}, so this step is not possible: {move}. Nothing was changed."),
    msg("Look at what it says now"),
)  # fmt: skip
OVERTAKEN = Message(
    "crediting.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{number} was changed by {who} at {when}: it is {state} now. Nothing of yours was kept."),
    msg("Look at what it says now, then change it again"),
)  # fmt: skip
NOT_YOURS = Message(
    "crediting.not_yours", Signal.STOP, msg("Not for your role"),
    msg("Credit memos are written by another role: {role}. Nothing was changed."), msg("Ask one of them"),
)  # fmt: skip
NEEDS_REASON = Message(
    "crediting.needs_reason", Signal.ATTENTION, msg("Say why"),
    msg("{memo} was left as it is: making it void needs a reason, and none was written."), msg("Write the reason"),
)  # fmt: skip
PAPER_IS_OVER = Message(
    "crediting.paper_is_over", Signal.STOP, msg("{number} is {state}"),
    msg("{number} is {state}, so what it is credited stays as it is. Nothing was changed."),
    msg("Have it opened again first"),
)  # fmt: skip
NUMBER_TAKEN = Message(
    "crediting.number_taken", Signal.DUPLICATE, msg("Known already"),
    msg("Another credit memo has the number {memo}. Nothing was kept."), msg("Enter another number, or none"),
)  # fmt: skip
BEYOND = Message(
    "crediting.beyond", Signal.STOP, msg("More than was accepted"),
    msg("{product}{lot_text}: the memo credits {units}, and {left} may still be credited. Nothing was changed."),
    msg("Credit what was accepted"),
)  # fmt: skip
WRONG = Message(
    "crediting.wrong", Signal.ATTENTION, msg("Something is not right"),
    msg("The memo was not kept. Entries to put right: {count}."), msg("Put them right, then save again"),
)  # fmt: skip

# What is wrong with one field; the title is not shown
NO_LINES = Message(
    "crediting.no_lines", Signal.ATTENTION, "", msg("Enter how many units are credited, of one line at least.")
)
WRONG_QUANTITY = Message(
    "crediting.wrong_quantity", Signal.ATTENTION, "", msg("A quantity is a whole number from 1 to {most}."),
)  # fmt: skip
WRONG_AMOUNT = Message(
    "crediting.wrong_amount", Signal.ATTENTION, "",
    msg("An amount is a number such as 1234.50, no finer than the coins of its currency, and not below zero."),
)  # fmt: skip
OTHER_CURRENCY = Message(
    "crediting.other_currency", Signal.ATTENTION, "",
    msg("{product} is priced in {currency}, and this memo is in {expected}: credit it on a memo of its own."),
)  # fmt: skip
NO_DAY = Message("crediting.no_day", Signal.ATTENTION, "", msg("{text} is not a day: write it as 2027-03-31."))
