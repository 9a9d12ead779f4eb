"""Sentences on outbound loads in the office: planned, changed, cancelled, delivered."""

from app.domain.messages.core import Message, Signal, msg

PLANNED = Message(
    "outbound.planned", Signal.OK, msg("{load}"), msg("{load} goes to {party} on {day}."),
    msg("Print its sheet: its code opens the load on the floor"),
)  # fmt: skip
EDITED = Message("outbound.edited", Signal.OK, msg("Saved"), msg("{load} is kept as it is written here."))
CANCELLED = Message("outbound.cancelled", Signal.OK, msg("Cancelled"), msg("{load} does not go. Nothing was on it."))
DELIVERED = Message(
    "outbound.delivered", Signal.OK, msg("Closed"), msg("{who} of {party} took {load} over on {day}.")
)  # fmt: skip
NO_TAKER = Message(
    "outbound.no_taker", Signal.STOP, msg("Other party"),
    msg("{party} is: {kind}. Expected for goods under the code {code}: {expected}. Nothing was kept."),
    msg("Choose another party, or another code"),
)  # fmt: skip
NO_CERTIFICATE = Message(
    "outbound.no_certificate", Signal.STOP, msg("Not certified"),
    msg("{party} has no certificate as a destroyer that is good on {day}. Nothing was kept."),
    msg("Enter its certificate on the page of the party, or choose another party"),
)  # fmt: skip
UNKNOWN = Message(
    "outbound.unknown", Signal.STOP, msg("No such load"), msg("This site has no such load. Nothing was changed."),
    msg("Look for it in the list of outbound loads"),
)  # fmt: skip
NOT_NOW = Message(
    "outbound.not_now", Signal.STOP, msg("Not any more"),
    msg("{load} is {state}, so this is not possible: {move}. Nothing was changed."),
    msg("Look at it as it is now, or plan another load"),
)  # fmt: skip
OVERTAKEN = Message(
    "outbound.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{who} changed {load} at {when}. Nothing was changed here."), msg("Look at it as it is now, and decide again"),
)  # fmt: skip
BEGUN = Message(
    "outbound.begun", Signal.STOP, msg("Loading has begun"),
    msg("{load} takes goods to {party} already: its party and code stay. Nothing was changed."),
    msg("Plan another load for others, or cancel this one once nothing is on it"),
)  # fmt: skip
NOT_EMPTY = Message(
    "outbound.not_empty", Signal.STOP, msg("Goods on it"),
    msg("{load} has goods on it, {lpn} for one. Nothing was changed."), msg("Take them off by scan first"),
)  # fmt: skip
DAY_TO_COME = Message(
    "outbound.day_to_come", Signal.STOP, msg("Which day?"),
    msg("{load} left on {since}, and today is {today}: it cannot have been taken over on {day}."),
    msg("Enter the day that the proof of delivery names"),
)  # fmt: skip

# What the forms lack
WHICH_PARTY = Message("outbound.which_party", Signal.STOP, msg("To whom?"), msg("Choose whom the load goes to."))
WHICH_CODE = Message(
    "outbound.which_code", Signal.STOP, msg("Which code?"), msg("Choose the code of the goods that it takes.")
)
WHO_TOOK_IT = Message(
    "outbound.who_took_it", Signal.STOP, msg("Who took it over?"), msg("Say who signed the proof of delivery.")
)
