"""Sentences of the dock about serials that were delivered to somebody else, or to nobody."""

from app.domain.messages.core import Message, Signal, msg

WRONG_SERIAL = Message(
    "receiving.wrong_serial",
    Signal.STOP,
    msg("Wrong serial"),
    msg("{product}: serial {serial} was never shipped to {party}. Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)
SERIAL_OF_ANOTHER = Message(
    "receiving.serial_of_another",
    Signal.STOP,
    msg("Wrong serial"),
    msg("{product}: serial {serial} was shipped to {other}, never to {party}. Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)
OTHER_SERIAL = Message(
    "receiving.other_serial",
    Signal.ATTENTION,
    msg("Other serial"),
    msg("{product}: {number} names the product, but not serial {serial}. Not counted yet."),
    msg("Keep it with the button or the confirm code, or undo"),
)
