"""Sentences about donations: confirmed by the charity that took them."""

from app.domain.messages.core import Message, Signal, msg

CONFIRMED = Message(
    "donating.confirmed", Signal.OK, msg("Confirmed"),
    msg("{party} confirmed {number} under {receipt}. Its paper is frozen."),
)  # fmt: skip
UNKNOWN = Message(
    "donating.unknown", Signal.STOP, msg("No such donation"), msg("There is no such donation at this site."),
    msg("Look under Donations"),
)  # fmt: skip
NO_RECEIPT = Message(
    "donating.no_receipt", Signal.ATTENTION, msg("Receipt missing"),
    msg("Nothing was frozen: {number} needs the number of the receipt that {party} gave for it."),
    msg("Enter the number of the receipt"),
)  # fmt: skip
ALREADY = Message(
    "donating.already", Signal.ATTENTION, msg("Confirmed already"),
    msg("{who} confirmed {number} at {when} under {receipt}. What is frozen stays."),
    msg("Print its paper as it is"),
)  # fmt: skip
