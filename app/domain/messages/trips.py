"""Sentences about forward trips that are typed in the office."""

from app.domain.messages.core import Message, Signal, msg

# What a form of a trip lacks
NO_NUMBER = Message(
    "trips.no_number", Signal.STOP, msg("Which trip?"), msg("Say its number: what those who plan routes call it."),
)  # fmt: skip
NO_STOPS = Message("trips.no_stops", Signal.STOP, msg("Where to?"), msg("Say at least one party that it delivers to."))
OVERLOADED = Message(
    "trips.overloaded", Signal.STOP, msg("Too much"),
    msg("The stops come to {kg} kg and {litres} l. The vehicle takes {most_kg} kg and {most_litres} l."),
)  # fmt: skip

WRITTEN = Message(
    "trips.written", Signal.OK, msg("{trip}"), msg("{trip} of {day} is planned."),
    msg("See which pick-ups could ride along"),
)  # fmt: skip
EDITED = Message("trips.edited", Signal.OK, msg("Saved"), msg("{trip} is kept as it is written here."))
CANCELLED = Message(
    "trips.cancelled", Signal.OK, msg("Cancelled"), msg("{trip} of {day} does not run: no pick-up is proposed for it."),
)  # fmt: skip
NOT_NOW = Message(
    "trips.not_now", Signal.STOP, msg("Does not run"),
    msg("{trip} of {day} was cancelled, so this is not possible: {move}. Nothing was changed."),
    msg("Write the trip anew under another number"),
)  # fmt: skip
STILL_BRINGS = Message(
    "trips.still_brings", Signal.STOP, msg("Brings something back"),
    msg("{trip} brings {load} back, which is {state}. Nothing was changed."),
    msg("Cancel {load} first: what it would bring is planned again"),
)  # fmt: skip
EXISTS = Message(
    "trips.exists", Signal.STOP, msg("Number in use"),
    msg("There is a trip {trip} already, of {day}. Nothing was kept."),
    msg("Take another number, or change that trip"),
)  # fmt: skip
BRINGS_BACK = Message(
    "trips.brings_back", Signal.STOP, msg("Day is fixed"),
    msg("{trip} brings {load} back on {day}: that day stays. Nothing was changed."),
    msg("Cancel {load} first, or leave the day as it is"),
)  # fmt: skip
NO_ROOM = Message(
    "trips.no_room", Signal.STOP, msg("No room any more"),
    msg("{trip} picks up what {load} brings: with these stops it would not fit. Nothing was changed."),
    msg("Take something off {load} first, or leave room for it"),
)  # fmt: skip
OVERTAKEN = Message(
    "trips.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{who} changed {trip} at {when}. Nothing was changed here."), msg("Look at it as it is now, and decide again"),
)  # fmt: skip
IMPORTED = Message(
    "trips.imported", Signal.STOP, msg("Changed meanwhile"), msg("An import changed {trip}. Nothing was changed here."),
    msg("Look at it as it is now, and decide again"),
)  # fmt: skip
