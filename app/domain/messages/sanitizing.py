"""Sentences on the data that devices bear: what was done to each medium, and what may not leave."""

from app.domain.messages.core import Message, Signal, msg

NOT_YET = Message(
    "sanitizing.not_yet", Signal.READY, msg("{serial}"),
    msg("{product} in carton {lpn}: not every medium in it is sanitized and verified yet."),
    msg("Say which medium, how and by what tool, then have it verified"),
)  # fmt: skip
DONE_ALREADY = Message(
    "sanitizing.done_already", Signal.OK, msg("{serial}"),
    msg("{product} in carton {lpn}: every medium recorded is sanitized and verified."),
    msg("Record another medium, or scan the next unit"),
)  # fmt: skip
PASSED = Message(
    "sanitizing.passed", Signal.OK, msg("Recorded"),
    msg("Medium {medium} of {serial}: {method}, passed, verified by {who}. Every medium recorded is sanitized."),
    msg("Record another medium, or scan the next unit"),
)  # fmt: skip
PASSED_MORE = Message(
    "sanitizing.passed_more", Signal.OK, msg("Recorded"),
    msg("Medium {medium} of {serial}: {method}, passed, verified by {who}. Another medium of it is not."),
    msg("Go on with that one"),
)  # fmt: skip
FAILED = Message(
    "sanitizing.failed", Signal.ATTENTION, msg("Failed"),
    msg("Medium {medium} of {serial}: {method}, failed, verified by {who}. The unit stays in the house."),
    msg("Purge or destroy the medium, then record that"),
)  # fmt: skip
FAILED_FOR_GOOD = Message(
    "sanitizing.failed_for_good", Signal.ATTENTION, msg("Destroy it"),
    msg("Medium {medium} of {serial}: a purge has failed, verified by {who}. Nothing but its destruction counts now."),
    msg("Destroy the medium, then record that"),
)  # fmt: skip
SERIAL_EXPECTED = Message(
    "sanitizing.serial_expected", Signal.STOP, msg("Scan the serial"),
    msg("Scanned {text}: {kind}. Expected: the serial of a unit that bears data and stands here."),
    msg("Scan the serial plate on the unit"),
)  # fmt: skip
UNKNOWN_SERIAL = Message(
    "sanitizing.unknown_serial", Signal.STOP, msg("Unknown serial"),
    msg("No unit that bears data and stands here has the serial {text}."),
    msg("Scan the serial plate on the unit, or have it received with its serial"),
)  # fmt: skip
WHICH_MEDIUM = Message(
    "sanitizing.which_medium", Signal.ATTENTION, msg("Which medium?"),
    msg("Nothing was recorded: the serial of the medium is missing."), msg("Scan or type what its label says"),
)  # fmt: skip
WHICH_TOOL = Message(
    "sanitizing.which_tool", Signal.ATTENTION, msg("By what tool?"),
    msg("Nothing was recorded of medium {medium}: the tool is missing."), msg("Name the tool and its version"),
)  # fmt: skip
PURGE_FAILED = Message(
    "sanitizing.purge_failed", Signal.STOP, msg("Destroy it"),
    msg("Nothing was recorded: a purge of medium {medium} has failed, so that it can only be destroyed."),
    msg("Destroy the medium, then record that"),
)  # fmt: skip
GONE = Message(
    "sanitizing.gone", Signal.STOP, msg("Not here any more"),
    msg("The unit does not stand in this carton any more. Nothing was recorded."),
    msg("Scan its serial again"),
)  # fmt: skip
MUST_STAY = Message(
    "sanitizing.must_stay", Signal.STOP, msg("Data on it"),
    msg("{product} {serial} in carton {lpn} is not sanitized and verified: it may not go to {to}."),
    msg("Sanitize it first: scan its serial under Data"),
)  # fmt: skip
