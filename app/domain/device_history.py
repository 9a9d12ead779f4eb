"""What is told of one medical device: which acts of the ledger, and what they are called in its history."""

from collections.abc import Mapping

from app.domain.epcis import Boundary, EventKind
from app.domain.messages.core import msg

SHIPPED = msg("Shipped")
DECONTAMINATED = msg("Decontaminated")
HANDLED = msg("Moved")
"""Whatever else the ledger has of it: it went from one carton to another, or stood in one that did."""

_K, _B = EventKind, Boundary

LEFT: Mapping[Boundary, str] = {
    _B.OUT: msg("Left the building"),
    _B.DESTROYED: msg("Destroyed"),
}
"""Where goods end that leave the books, whichever act it was."""

STEPS: Mapping[EventKind, str] = {
    _K.PALLET_RECEIVED: msg("Came in as declared"),
    _K.RECEIVED_UNOPENED: msg("Came in unopened"),
    _K.COUNT_STARTED: msg("Opened to be counted"),
    _K.SAMPLE_PASSED: msg("Received by a sample"),
    _K.UNITS_RECEIVED: msg("Received"),
    _K.UNITS_GRADED: msg("Inspected"),
    _K.HELD_GOODS_SPLIT_OUT: msg("Put into quarantine"),
    _K.HOLD_PLACED: msg("Locked"),
    _K.HOLD_LIFTED: msg("Hold lifted"),
    _K.HOLD_RELEASED: msg("Released"),
    _K.HELD_GOODS_SENT_OUT: msg("Sent out of quarantine"),
    _K.DEVICE_IDENTIFIED: msg("Identified by quality"),
    _K.DATA_SANITIZED: msg("Data sanitized"),
    _K.OPERATION_FINISHED: msg("Worked on"),
    _K.LOT_CORRECTED: msg("Worked on"),
    _K.REWORK_FINISHED: msg("Rework finished"),
    _K.UNITS_SCRAPPED: msg("Given up in the workshop"),
    _K.SENT_TO_CONTRACTOR: msg("Sent to a contractor"),
    _K.BACK_FROM_CONTRACTOR: msg("Back from the contractor"),
    _K.GOODS_RECYCLED: msg("Handed to the recycler"),
}


def step_of(kind: EventKind, to: Boundary) -> str:
    """Return what the history calls an act of `kind` that took the device to `to`, as catalogue text."""
    return STEPS.get(kind) or LEFT.get(to, HANDLED)
