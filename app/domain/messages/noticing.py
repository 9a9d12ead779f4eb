"""Sentences about an advance notice that is typed in the office, or taken back."""

from app.domain.messages.core import Message, Signal, msg

ANNOUNCED = Message(
    "noticing.announced", Signal.OK, msg("{number} is announced"),
    msg("The notice of {number} names {units}. Pallets: {pallets}, cartons: {cartons}."),
    msg("The scan of one of its plates opens the receipt"),
)  # fmt: skip
SAME = Message(
    "noticing.same", Signal.DUPLICATE, msg("Nothing new"), msg("The notice of {number} says this already."),
)  # fmt: skip
WITHDRAWN = Message(
    "noticing.withdrawn", Signal.OK, msg("Taken back"),
    msg("Nothing is announced for {number} any more; its plates are free."),
)  # fmt: skip
NOTHING_ANNOUNCED = Message(
    "noticing.nothing_announced", Signal.STOP, msg("No notice"), msg("Nothing is announced for {number}."),
    msg("Look at it as it is now"),
)  # fmt: skip
HAS_COME = Message(
    "noticing.has_come", Signal.STOP, msg("Already here"),
    msg("Carton {lpn} of {number} is {state}: a notice is taken back only while nothing of it has come."),
    msg("Count what came; what does not come is short"),
)  # fmt: skip
EMPTY = Message(
    "noticing.empty", Signal.STOP, msg("Nothing written"), msg("The notice of {number} names no carton."),
    msg("Write one line for each product in each carton"),
)  # fmt: skip
