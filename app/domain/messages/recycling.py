"""Sentences on handing goods to a recycler, by streams and weights."""

from app.domain.messages.core import Message, Signal, msg

TAKEN_UP = Message(
    "recycling.taken_up", Signal.READY, msg("Carton {tail}"), msg("{units} in {lpn} at {place} are to be recycled."),
    msg("Weigh them into streams, then hand them over"),
)  # fmt: skip
HANDED_OVER = Message(
    "recycling.handed_over", Signal.OK, msg("Handed over"),
    msg("{units} of carton {lpn} went to {recycler}. Certificate {number} states it."),
    msg("Print the certificate, or scan the next carton"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "recycling.plate_expected", Signal.STOP, msg("Scan a carton"),
    msg("Scanned {text}: {kind}. Expected: the plate of a carton or pallet that stands in a place for recycling."),
    msg("Scan the plate on what is to be recycled"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "recycling.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("No open carton here has the plate {text}. What was handed over has its certificate."),
    msg("Scan another carton, or look under Certificates"),
)  # fmt: skip
ALREADY = Message(
    "recycling.already", Signal.STOP, msg("Ended already"),
    msg("{who} ended what was in carton {lpn} at {when}: {kind} {number} states it."),
    msg("Scan another carton, or look under Certificates"),
)  # fmt: skip
NOT_THERE = Message(
    "recycling.not_there", Signal.STOP, msg("Not in its place"),
    msg("Carton {lpn} is {state} at {place}. Goods are handed to a recycler only from zone R."),
    msg("Route it there first, then scan it again"),
)  # fmt: skip
NOT_TO_BE_RECYCLED = Message(
    "recycling.not_to_be_recycled", Signal.STOP, msg("Not to be recycled"),
    msg("Carton {lpn} holds goods that are locked, or that were not decided to be recycled."),
    msg("Take those to where they belong, then scan it again"),
)  # fmt: skip
NOT_A_WEIGHT = Message(
    "recycling.not_a_weight", Signal.ATTENTION, msg("Not a weight"),
    msg("{stream}: {text} is no weight. Nothing was handed over."), msg("Enter whole grams"),
)  # fmt: skip
NO_WEIGHT = Message(
    "recycling.no_weight", Signal.ATTENTION, msg("Weigh it first"),
    msg("Nothing of carton {lpn} was handed over: no stream has a weight."),
    msg("Enter the grams of each stream, then hand it over"),
)  # fmt: skip
NO_RECYCLER = Message(
    "recycling.no_recycler", Signal.ATTENTION, msg("Who takes it?"),
    msg("Nothing of carton {lpn} was handed over: the recycler is missing."),
    msg("Choose the recycler, then hand it over"),
)  # fmt: skip
STREAM_SAVED = Message(
    "recycling.stream_saved", Signal.OK, msg("Saved"), msg("Goods can be weighed into {stream} now.")
)
STREAM_CODE = Message(
    "recycling.stream_code", Signal.ATTENTION, msg("Not saved"),
    msg("A stream needs a code of its own, of letters and digits, and a name. {code} is taken, or is none."),
    msg("Enter another code, and the name"),
)  # fmt: skip
STREAM_OVERTAKEN = Message(
    "recycling.stream_overtaken", Signal.ATTENTION, msg("Changed meanwhile"),
    msg("{who} changed the stream {code} at {when}. Yours was not saved."), msg("Look at it again, then change it"),
)  # fmt: skip
