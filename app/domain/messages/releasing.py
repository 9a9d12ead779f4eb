"""Sentences on letting locked goods go on."""

from app.domain.messages.core import Message, Signal, msg

RELEASED = Message(
    "releasing.released", Signal.OK, msg("Released"), msg("{product}: {units} free in carton {lpn} now. {why}."),
    msg("Grade them at a bench"),
)  # fmt: skip
GONE = Message(
    "releasing.gone", Signal.ATTENTION, msg("Not locked any more"),
    msg("These goods are not locked any more: {who} released or moved them at {when}."),
    msg("Look at the list of what is locked"),
)  # fmt: skip
NOTHING_LOCKED = Message(
    "releasing.nothing_locked", Signal.ATTENTION, msg("Not locked any more"),
    msg("These goods are not locked any more."), msg("Look at the list of what is locked"),
)  # fmt: skip
WHY = Message(
    "releasing.why", Signal.STOP, msg("Say why"), msg("Nothing was released: no lock goes without a reason."),
    msg("Choose the reason, then release again"),
)  # fmt: skip
PICKED = Message(
    "releasing.picked", Signal.READY, msg("{product}"), msg("{units} in {lpn}, locked: {reason}."),
    msg("Scan why they may go on, or the code for the next locked goods"),
)  # fmt: skip
BECAUSE = Message(
    "releasing.because", Signal.OK, msg("{why}"), msg("That is why {product} may go on. Nothing was released yet."),
    msg("Scan the confirm code, or the carton that takes them out of quarantine"),
)  # fmt: skip
PICK_EXPECTED = Message(
    "releasing.pick_expected", Signal.STOP, msg("Scan the plate"),
    msg("Scanned {text}: {kind}. Expected: the plate of a carton with locked goods."),
    msg("Scan the plate of the carton"),
)  # fmt: skip
NOTHING_IN = Message(
    "releasing.nothing_in", Signal.ATTENTION, msg("Nothing locked"),
    msg("No carton with locked goods has the plate {text}."), msg("Scan another plate"),
)  # fmt: skip
UNMATCHED_STAYS = Message(
    "releasing.unmatched_stays", Signal.STOP, msg("Paper first"),
    msg("{product} came without paper: no reason given here frees it."),
    msg("Find its authorization in Blind receipts, or make it one"),
)  # fmt: skip
UNCOVERED_STAYS = Message(
    "releasing.uncovered_stays", Signal.STOP, msg("Entry first"),
    msg("No customs entry covers {product}: no reason given here frees it."),
    msg("Have the entry rectified, then take the goods under it in Customs"),
)  # fmt: skip
EXPIRED_STAYS = Message(
    "releasing.expired_stays", Signal.STOP, msg("Expired stays locked"),
    msg("{product} is past its date: expired goods are never released."),
    msg("Leave them in quarantine, or send them to be destroyed"),
)  # fmt: skip
PLATE_NEEDED = Message(
    "releasing.plate_needed", Signal.ATTENTION, msg("Which carton?"),
    msg("{product} stands in quarantine carton {lpn}: what is free does not stay there."),
    msg("Put it into a carton, then scan the plate of that"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "releasing.plate_expected", Signal.STOP, msg("Not a plate"),
    msg("Scanned {text}: {kind}. Expected: the plate of the carton that takes the goods out of {lpn}."),
    msg("Scan a carton that stands in staging, or a new plate"),
)  # fmt: skip
TAKES_NOTHING = Message(
    "releasing.takes_nothing", Signal.STOP, msg("Not this carton"),
    msg("Carton {lpn} is {state}: it takes no goods out of quarantine."),
    msg("Scan a carton that stands in staging, or a new plate"),
)  # fmt: skip
NOT_STILL = Message(
    "releasing.not_still", Signal.STOP, msg("Not possible now"),
    msg("Carton {lpn} is {state}: locked goods are released in a carton that stands still."),
    msg("Let that step be finished, then release again"),
)  # fmt: skip
