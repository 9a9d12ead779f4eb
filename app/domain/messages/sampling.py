"""Sentences on lots that are judged by a sample."""

from app.domain.messages.core import Message, Signal, msg

LOOK_AT = Message(
    "sampling.look_at", Signal.OK, msg("Look at it"),
    msg("{product}, lot {lot}: unit {nth} of {sample} is on the bench."),
    msg("Scan PASS when it is good, HOLD when it is defective"),
)  # fmt: skip
GOOD = Message(
    "sampling.good", Signal.OK, msg("Good, {drawn} of {sample}"),
    msg("Lot {lot} of {product}. Defective so far: {defective}; up to {accept} accept it."), msg("Draw the next unit"),
)  # fmt: skip
DEFECTIVE = Message(
    "sampling.defective", Signal.ATTENTION, msg("Defective, {drawn} of {sample}"),
    msg("Lot {lot} of {product}. Defective so far: {defective}; up to {accept} accept it."),
    msg("Put it aside, then draw the next unit"),
)  # fmt: skip
ACCEPTED = Message(
    "sampling.accepted", Signal.OK, msg("Lot accepted"),
    msg("Lot {lot} of {product}: of {sample} looked at, defective were {defective}; up to {accept} accept it."),
    msg("Grade what is defective by itself, then the cartons as a whole"),
)  # fmt: skip
REJECTED = Message(
    "sampling.rejected", Signal.STOP, msg("Lot rejected"),
    msg("Lot {lot} of {product}: of {drawn} looked at, defective were {defective}; up to {accept} accept it."),
    msg("Grade every unit of it by itself"),
)  # fmt: skip
TAKEN_BACK = Message(
    "sampling.taken_back", Signal.OK, msg("Undone"),
    msg("Lot {lot} of {product}: the last unit is not looked at any more. Looked at: {drawn} of {sample}."),
    msg("Draw the next unit"),
)  # fmt: skip
SET_ASIDE = Message(
    "sampling.set_aside", Signal.OK, msg("Put back"), msg("The unit was not looked at."), msg("Draw a unit"),
)  # fmt: skip

UNIT_FIRST = Message(
    "sampling.unit_first", Signal.ATTENTION, msg("Unit first"),
    msg("Good or defective is said of a unit, and none is on the bench. Nothing was counted."),
    msg("Scan the unit first"),
)  # fmt: skip
NOTHING_DRAWN = Message(
    "sampling.nothing_drawn", Signal.ATTENTION, msg("Nothing to undo"),
    msg("No unit of this carton was looked at whose lot is still open. Nothing was changed."), msg("Draw a unit"),
)  # fmt: skip
OTHER_GOODS = Message(
    "sampling.other_goods", Signal.STOP, msg("Not of this sample"),
    msg("Scanned {text}: no lot of carton {lpn} that a sample judges. Nothing was counted."),
    msg("Scan a unit of the lots that are shown"),
)  # fmt: skip
SEEN_BEFORE = Message(
    "sampling.seen_before", Signal.DUPLICATE, msg("Looked at before"),
    msg("Serial {serial} of {product} is in the sample already. Nothing was counted."), msg("Draw another unit"),
)  # fmt: skip
DECIDED = Message(
    "sampling.decided", Signal.STOP, msg("Decided already"),
    msg("Lot {lot} of {product} is {state}: its sample is complete. Nothing was counted."),
    msg("Grade it at the bench"),
)  # fmt: skip
STOPPED = Message(
    "sampling.stopped", Signal.STOP, msg("No samples any more"),
    msg("Five lots of {product} were rejected under tightened inspection: no sample accepts one now (9.4)."),
    msg("Grade every unit by itself, and let the office look at the supplier"),
)  # fmt: skip
SAMPLE_FIRST = Message(
    "sampling.sample_first", Signal.STOP, msg("Sample first"),
    msg("Lot {lot} of {product} is judged by a sample: looked at {drawn} of {sample}. Nothing was graded."),
    msg("Draw the sample, or grade unit by unit"),
)  # fmt: skip
EVERY_UNIT = Message(
    "sampling.every_unit", Signal.STOP, msg("Unit by unit"),
    msg("Lot {lot} of {product} was rejected by its sample, so it is not graded as a whole. Nothing was graded."),
    msg("Grade every unit of it by itself"),
)  # fmt: skip

# What was agreed with a party
AQL_KEPT = Message(
    "sampling.aql_kept", Signal.OK, msg("AQL {aql} kept"), msg("Goods of {party} ({which}) are judged by samples."),
)  # fmt: skip
AQL_GONE = Message(
    "sampling.aql_gone", Signal.OK, msg("No samples"),
    msg("Goods of {party} ({which}) are not judged by samples any more."),
)  # fmt: skip
NO_PARTY = Message(
    "sampling.no_party", Signal.STOP, msg("Party missing"), msg("Nobody here has that name. Nothing was changed."),
    msg("Choose the party from the list"),
)  # fmt: skip
NO_PRODUCT = Message(
    "sampling.no_product", Signal.STOP, msg("Unknown product"),
    msg("No product has the SKU {sku}. Nothing was changed."),
    msg("Enter another, or leave it empty for all products"),
)  # fmt: skip
