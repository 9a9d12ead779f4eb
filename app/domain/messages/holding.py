"""Sentences on splitting locked goods out of a carton."""

from app.domain.messages.core import Message, Signal, msg

TAKEN_UP = Message(
    "holding.taken_up", Signal.READY, msg("Carton {tail}"), msg("Carton {lpn} holds locked goods."),
    msg("Scan one of them, then quarantine carton {quarantine}"),
)  # fmt: skip
CHOSEN = Message(
    "holding.chosen", Signal.OK, msg("{product}"), msg("{units} in carton {lpn}, locked: {reason}."),
    msg("Put all of it in quarantine carton {quarantine} at {place}, then scan that"),
)  # fmt: skip
SPLIT_OUT = Message(
    "holding.split_out", Signal.OK, msg("Split out"),
    msg("{product}: {units} locked in {quarantine} at {place} now. Nothing in carton {lpn} is locked any more."),
    msg("Go on with carton {tail}"),
)  # fmt: skip
SPLIT_OUT_MORE = Message(
    "holding.split_out_more", Signal.OK, msg("Split out"),
    msg("{product}: {units} locked in {quarantine} at {place} now. Carton {lpn} holds more locked goods."),
    msg("Scan the next of them"),
)  # fmt: skip
SPLIT_OUT_LAST = Message(
    "holding.split_out_last", Signal.OK, msg("Split out"),
    msg("{product}: {units} locked in {quarantine} at {place} now. Carton {lpn} is empty and closed."),
    msg("Scan the next carton"),
)  # fmt: skip
DROPPED = Message(
    "holding.dropped", Signal.READY, msg("Put back"), msg("Nothing was split out."),
    msg("Scan one of the locked goods"),
)  # fmt: skip
NOTHING_HELD = Message(
    "holding.nothing_held", Signal.ATTENTION, msg("Nothing locked"), msg("Carton {lpn} holds nothing that is locked."),
    msg("Scan it on the home screen to see its next step"),
)  # fmt: skip
IN_QUARANTINE = Message(
    "holding.in_quarantine", Signal.STOP, msg("Quarantine"),
    msg("{lpn} is the quarantine carton: what is locked in it stays there until it is released."),
    msg("Leave it there, and scan another carton"),
)  # fmt: skip
NOT_STILL = Message(
    "holding.not_still", Signal.STOP, msg("Not possible now"),
    msg("Carton {lpn} is {state}: locked goods are split out of a carton that stands still."),
    msg("Finish that step first, then split them out"),
)  # fmt: skip
WHICH = Message(
    "holding.which", Signal.ATTENTION, msg("Which goods?"),
    msg("Carton {lpn} holds more than one kind of locked goods."),
    msg("Scan one of those that you put there, or pick its line"),
)  # fmt: skip
NOT_HELD = Message(
    "holding.not_held", Signal.STOP, msg("Not locked"),
    msg("{product}{detail} is not among the locked goods of carton {lpn}."),
    msg("Put it back, and scan one of those below"),
)  # fmt: skip
QUARANTINE_EXPECTED = Message(
    "holding.quarantine_expected", Signal.STOP, msg("Not the quarantine"),
    msg("Scanned {text}: {kind}. Expected: locked goods of carton {lpn}, or quarantine carton {quarantine}."),
    msg("Put them in {quarantine} at {place}, then scan that"),
)  # fmt: skip
NO_QUARANTINE = Message(
    "holding.no_quarantine", Signal.STOP, msg("No quarantine carton"),
    msg("This site has no quarantine carton to take locked goods. Nothing was moved."), msg("Call a supervisor"),
)  # fmt: skip
