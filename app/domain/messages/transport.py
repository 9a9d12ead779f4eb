"""Sentences on what is collected, on the loads that bring it, and on their arrival at the dock."""

from app.domain.messages.core import Message, Signal, msg

# Proposals: each is a sentence of its own
LOAD_FITS = Message(
    "transport.load_fits", Signal.OK, msg("One load"),
    msg("{requests} fit one load on {weekday}, {day}: {kg} kg of {most_kg} kg and {litres} l of {most_litres} l."),
)  # fmt: skip
TRIP_FITS = Message(
    "transport.trip_fits", Signal.OK, msg("Goes along"),
    msg(
        "{number} of {party} can ride with {trip} on {weekday}, {day}, after its stop at {stop}: {kg} kg and "
        "{litres} l where {room_kg} kg and {room_litres} l are free. {detour} km more for the trip, {saved} km and "
        "{cost} saved."
    ),
)  # fmt: skip

# What a form of a request lacks
NO_PLACE = Message(
    "transport.no_place", Signal.STOP, msg("Where?"), msg("Say where the goods are to be collected: its address."),
)  # fmt: skip
NOT_A_DAY = Message("transport.not_a_day", Signal.STOP, msg("When?"), msg("Say on which day, such as 2027-03-31."))
WINDOW_TURNED = Message(
    "transport.window_turned", Signal.STOP, msg("Check the days"),
    msg("The last day is before the first one, {day}."),
)  # fmt: skip
WINDOW_PAST = Message(
    "transport.window_past", Signal.STOP, msg("Check the days"),
    msg("{day} has passed: nothing can be collected then."),
)  # fmt: skip
NOT_A_NUMBER = Message(
    "transport.not_a_number", Signal.STOP, msg("Check the number"),
    msg("Read {got}, expected a whole number from {least} to {most}."),
)  # fmt: skip
NOTHING_TO_CARRY = Message(
    "transport.nothing_to_carry", Signal.STOP, msg("How much?"),
    msg("Say how many pallets or cartons there are, or their volume."),
)  # fmt: skip
HALF_A_POINT = Message(
    "transport.half_a_point", Signal.STOP, msg("Check the place"),
    msg("A place on the map needs both: degrees north and degrees east."),
)  # fmt: skip
NOT_DEGREES = Message(
    "transport.not_degrees", Signal.STOP, msg("Check the place"),
    msg("Read {got}, expected degrees from -{most} to {most}, such as 27.5064."),
)  # fmt: skip

# Requests
REQUESTED = Message(
    "transport.requested", Signal.OK, msg("Collection asked for"),
    msg("{number}: {kg} kg at {party}, from {first} to {last}."),
)  # fmt: skip
NOT_COLLECTABLE = Message(
    "transport.not_collectable", Signal.STOP, msg("Not yet"),
    msg("{paper} is {state}: only what is approved is collected."),
    msg("Have it approved, or leave it out"),
)  # fmt: skip
OTHER_PARTY = Message(
    "transport.other_party", Signal.STOP, msg("Two senders"),
    msg("{paper} is of {other}: one request collects at one party, {party}."), msg("Ask for two collections"),
)  # fmt: skip
ASKED_BEFORE = Message(
    "transport.asked_before", Signal.STOP, msg("Asked before"),
    msg("{paper} stands on {number}, which is {state}."), msg("Cancel that request first, or leave {paper} out"),
)  # fmt: skip
NO_PAPERS = Message(
    "transport.no_papers", Signal.STOP, msg("Nothing chosen"), msg("No authorization is ticked."),
    msg("Tick what is to be collected"),
)  # fmt: skip
UNKNOWN_REQUEST = Message(
    "transport.unknown_request", Signal.STOP, msg("Not found"), msg("This collection request does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
UNKNOWN_NUMBER = Message(
    "transport.unknown_number", Signal.STOP, msg("Not found"), msg("No collection request has the number {got}."),
)  # fmt: skip
NOT_NOW = Message(
    "transport.not_now", Signal.STOP, msg("Not now"), msg("{number} is {state}, so this is not possible: {move}."),
    msg("See what is offered on its page"),
)  # fmt: skip
OVERTAKEN = Message(
    "transport.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{who} changed {number} at {when}: it is {state} now. Nothing was changed here."),
    msg("Look at it as it is now, and decide again"),
)  # fmt: skip
AMENDED = Message("transport.amended", Signal.OK, msg("Saved"), msg("{number} is kept as it is written here."))
REQUEST_CANCELLED = Message(
    "transport.request_cancelled", Signal.OK, msg("Cancelled"), msg("{number} of {party} is not collected."),
)  # fmt: skip
COLLECTED = Message(
    "transport.collected", Signal.OK, msg("Collected"), msg("{number} is on its way here with {load}."),
)  # fmt: skip

# Loads
PLANNED = Message(
    "transport.planned", Signal.OK, msg("{load} planned"), msg("{load} brings {requests} on {day}."),
    msg("Say who drives it, and which door it comes to"),
)  # fmt: skip
NOTHING_CHOSEN = Message(
    "transport.nothing_chosen", Signal.STOP, msg("Nothing chosen"), msg("No request is ticked."),
    msg("Tick the requests that one load brings"),
)  # fmt: skip
NOT_READY_THEN = Message(
    "transport.not_ready_then", Signal.STOP, msg("Not on {day}"),
    msg("{number} can be collected from {first} to {last}, not on {day}."),
    msg("Choose another day, or leave {number} out"),
)  # fmt: skip
TOO_MUCH = Message(
    "transport.too_much", Signal.STOP, msg("Too much"),
    msg("{requests} come to {kg} kg and {litres} l. A trailer takes {most_kg} kg and {most_litres} l."),
    msg("Make two loads of them"),
)  # fmt: skip
DROPPED = Message(
    "transport.dropped", Signal.OK, msg("Taken off"),
    msg("{number} was taken off {load} and waits to be planned again."),
)  # fmt: skip
UNKNOWN_LOAD = Message(
    "transport.unknown_load", Signal.STOP, msg("Not found"), msg("This load does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
LOAD_EDITED = Message("transport.load_edited", Signal.OK, msg("Saved"), msg("{load} is kept as it is written here."))
LOAD_CANCELLED = Message(
    "transport.load_cancelled", Signal.OK, msg("Cancelled"),
    msg("{load} does not run. What it would have brought waits to be planned again."),
)  # fmt: skip
UNKNOWN_CARRIER = Message(
    "transport.unknown_carrier", Signal.STOP, msg("Unknown"),
    msg("Nobody here is called {got}. Choose one from the list."),
)  # fmt: skip
UNKNOWN_DOOR = Message(
    "transport.unknown_door", Signal.STOP, msg("Unknown"),
    msg("{got} is no dock door of this building. Choose one from the list."),
)  # fmt: skip
UNKNOWN_NAME = Message(
    "transport.unknown_name", Signal.STOP, msg("Not found"),
    msg("Read {got}. Expected numbers of collection requests, or of authorizations that stand on one."),
)  # fmt: skip
ON_A_LOAD = Message(
    "transport.on_a_load", Signal.STOP, msg("On another load"),
    msg(
        "{number} is on {load} already, which brings {requests}. Expected exactly those, or requests that no load "
        "brings yet."
    ),
)  # fmt: skip
NOT_A_CARRIER = Message(
    "transport.not_a_carrier", Signal.STOP, msg("No carrier"),
    msg("{party} is no carrier. Expected the code or GLN of one."),
)  # fmt: skip
NOT_A_TIME = Message(
    "transport.not_a_time", Signal.STOP, msg("When?"), msg("Read {got}, expected hours and minutes such as 14:30."),
)  # fmt: skip
HALF_AN_APPOINTMENT = Message(
    "transport.half_an_appointment", Signal.STOP, msg("When?"),
    msg("An appointment needs both: when it begins, and when it ends after that."),
)  # fmt: skip
DOOR_TAKEN = Message(
    "transport.door_taken", Signal.STOP, msg("Door taken"),
    msg("{door} is taken by {other} from {start} to {end}."), msg("Choose another door or time"),
)  # fmt: skip

# Combined pick-ups
COMBINED = Message(
    "transport.combined", Signal.OK, msg("Goes along"),
    msg("{number} rides with {trip} on {day} and comes as {load}: {saved} km and {cost} saved."),
)  # fmt: skip
NO_LONGER_FITS = Message(
    "transport.no_longer_fits", Signal.STOP, msg("No room any more"),
    msg("{trip} of {day} cannot take {number} on any more: its room, its stops or the days changed."),
    msg("See what is proposed now"),
)  # fmt: skip
UNKNOWN_TRIP = Message(
    "transport.unknown_trip", Signal.STOP, msg("Not found"), msg("This trip does not exist here."),
    msg("See what is proposed now"),
)  # fmt: skip
NO_HOME = Message(
    "transport.no_home", Signal.STOP, msg("No place on the map"),
    msg("This building has no place on the map, so no distance can be worked out."),
    msg("Have its latitude and longitude entered"),
)  # fmt: skip

# Arrival
LOAD_EXPECTED = Message(
    "transport.load_expected", Signal.STOP, msg("Not a load"),
    msg("Scanned {text}: {kind}. A load is expected: its sheet, or the number of its trailer."),
    msg("Scan the load sheet or the trailer"),
)  # fmt: skip
NOT_EXPECTED = Message(
    "transport.not_expected", Signal.STOP, msg("Unknown load"),
    msg("Scanned {text}: no load and no trailer that is expected here has this number."),
    msg("Scan the load sheet, or receive by the paper of the goods"),
)  # fmt: skip
LOAD_FOUND = Message("transport.load_found", Signal.OK, msg("{load}"), msg("{load} is expected on {day}."))
DOOR_SET = Message(
    "transport.door_set", Signal.OK, msg("{door}"), msg("{load} stands at {door}."),
    msg("Scan or type the seal on its doors"),
)  # fmt: skip
OTHER_DOOR = Message(
    "transport.other_door", Signal.ATTENTION, msg("{door}, not {planned}"),
    msg("{load} was planned for {planned} and stands at {door}."), msg("Scan or type the seal, or scan another door"),
)  # fmt: skip
NO_DOOR_YET = Message(
    "transport.no_door_yet", Signal.STOP, msg("Which door?"),
    msg("Scanned {text}: {kind}. A dock door is expected: where {load} stands."), msg("Scan the code of the door"),
)  # fmt: skip
NOT_A_DOOR = Message(
    "transport.not_a_door", Signal.STOP, msg("Not a door"),
    msg("Scanned {text}: a dock door is expected for {load}."), msg("Scan the code of the door"),
)  # fmt: skip
SEAL_DIFFERS = Message(
    "transport.seal_differs", Signal.STOP, msg("Seal differs"),
    msg("{load} was sealed with {expected}; on its doors is {seal}. A supervisor was told."),
    msg("Do not open it. Wait for the supervisor, or go on with the confirm code"),
)  # fmt: skip
SEAL_MISSING = Message(
    "transport.seal_missing", Signal.STOP, msg("No seal"),
    msg("{load} was sealed with {expected}; there is no seal on its doors. A supervisor was told."),
    msg("Do not open it. Wait for the supervisor, or go on with the confirm code"),
)  # fmt: skip
NOTHING_TO_CONFIRM = Message(
    "transport.nothing_to_confirm", Signal.ATTENTION, msg("Nothing to confirm"),
    msg("No question about {load} is open."), msg("Go on as the screen says"),
)  # fmt: skip
ARRIVED = Message(
    "transport.arrived", Signal.OK, msg("{load} has arrived"), msg("{load} is at {door}, sealed with {seal}."),
    msg("Scan the papers of its goods one by one"),
)  # fmt: skip
ARRIVED_UNSEALED = Message(
    "transport.arrived_unsealed", Signal.OK, msg("{load} has arrived"), msg("{load} is at {door}, without a seal."),
    msg("Scan the papers of its goods one by one"),
)  # fmt: skip
ARRIVED_BROKEN = Message(
    "transport.arrived_broken", Signal.ATTENTION, msg("{load} has arrived"),
    msg("{load} is at {door}. Its seal did not agree: that is kept."), msg("Scan the papers of its goods one by one"),
)  # fmt: skip
TAKEN_BACK = Message(
    "transport.taken_back", Signal.OK, msg("Undone"), msg("{load} is expected again: its arrival was taken back."),
    msg("Scan the code of the door where it stands"),
)  # fmt: skip
PAPER_FOUND = Message(
    "transport.paper_found", Signal.OK, msg("{paper}"), msg("{paper} came with {load}."), msg("Scan its carton"),
)  # fmt: skip
NOT_ON_LOAD = Message(
    "transport.not_on_load", Signal.STOP, msg("Not of this load"),
    msg("Scanned {text}: no authorization of {load} has this number."),
    msg("Scan another paper, or receive it from the home screen"),
)  # fmt: skip
STILL_RECEIVING = Message(
    "transport.still_receiving", Signal.STOP, msg("Not done yet"),
    msg("{papers}: still being received."), msg("Close that receipt first"),
)  # fmt: skip
DID_NOT_COME = Message(
    "transport.did_not_come", Signal.ATTENTION, msg("Not all came"),
    msg("{papers}: nothing was received from {load}."), msg("Look again; then close with the confirm code"),
)  # fmt: skip
CLOSED = Message(
    "transport.closed", Signal.OK, msg("{load} is closed"), msg("All that {load} was to bring was received."),
    msg("Scan the next load"),
)  # fmt: skip
CLOSED_SHORT = Message(
    "transport.closed_short", Signal.ATTENTION, msg("{load} is closed"),
    msg("{papers} did not come with {load}: the office was told."), msg("Scan the next load"),
)  # fmt: skip
CLOSED_BEFORE = Message(
    "transport.closed_before", Signal.DUPLICATE, msg("{load} is closed"), msg("{load} was closed by {who} at {when}."),
    msg("Scan the next load"),
)  # fmt: skip
