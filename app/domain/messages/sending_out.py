"""Sentences on locked goods that leave quarantine under the one code that their lock allows."""

from app.domain.messages.core import Message, Signal, msg

SENT_OUT = Message(
    "sending_out.sent_out", Signal.OK, msg("{code}"),
    msg("{units} in carton {lpn} stay locked and may go one way only: {code}."), msg("Take carton {tail} there"),
)  # fmt: skip
NO_WAY_OUT = Message(
    "sending_out.no_way_out", Signal.STOP, msg("Not before it is released"),
    msg("{product} is locked: {reason}. That allows no way out."), msg("Leave it there until it is released"),
)  # fmt: skip
MIXED = Message(
    "sending_out.mixed", Signal.STOP, msg("Not all of it may go"),
    msg("Carton {lpn} holds more than goods that may leave for {code}."),
    msg("Split the locked goods out first, then send them from quarantine"),
)  # fmt: skip
SENT_ALREADY = Message(
    "sending_out.sent_already", Signal.ATTENTION, msg("Sent already"),
    msg("All of carton {lpn} is bound for {code} already."), msg("Take it there"),
)  # fmt: skip
TOTE_NEEDED = Message(
    "sending_out.tote_needed", Signal.ATTENTION, msg("Which tote?"),
    msg("{product} stands in quarantine carton {lpn}. It leaves in a tote that goes one way: {code}."),
    msg("Put it into a tote, then scan the plate of that"),
)  # fmt: skip
TOTE_EXPECTED = Message(
    "sending_out.tote_expected", Signal.STOP, msg("Not a tote"),
    msg("Scanned {text}: {kind}. Expected: the tote for {code} that takes {product} out of {lpn}."),
    msg("Scan the plate of a tote for it, or a new plate"),
)  # fmt: skip
