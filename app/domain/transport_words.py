"""The words people see for what is collected and brought; a part of `words.WORDS`."""

from app.domain.messages.core import msg
from app.domain.outbound_words import OUTBOUND_WORDS

TRANSPORT_WORDS: dict[str, str] = {
    **OUTBOUND_WORDS,
    # states of requests and loads
    "requested": msg("asked for"),
    "planned": msg("planned"),
    # a trip in the list: in Spanish it is of another gender than what else is planned
    "trip_planned": msg("Runs"),
    "trip_cancelled": msg("Does not run"),
    "collected": msg("collected"),
    "arrived": msg("arrived"),
    # a kind of import
    "trips": msg("Trips"),
    # moves
    "plan": msg("plan"),
    "drop": msg("take off the load"),
    "collect": msg("collect"),
    "arrive": msg("let it arrive"),
    "undo_arrive": msg("undo the arrival"),
    "miss": msg("note that it did not come"),
    # exceptions
    "seal_differs": msg("Seal differs"),
    "did_not_come": msg("Did not come"),
    # acts
    "load_arrived": msg("the arrival of the load"),
    "load_unloaded": msg("closing the load"),
    "paper_collection": msg("Collection asked for"),
    "paper_collection_ended": msg("Collection cancelled"),
    # a kind of reading
    "load": msg("a load"),
    # days of the week
    "monday": msg("Monday"),
    "tuesday": msg("Tuesday"),
    "wednesday": msg("Wednesday"),
    "thursday": msg("Thursday"),
    "friday": msg("Friday"),
    "saturday": msg("Saturday"),
    "sunday": msg("Sunday"),
}
