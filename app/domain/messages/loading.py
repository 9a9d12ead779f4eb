"""Sentences of the floor on outbound loads: put on, taken off, sealed, departed."""

from app.domain.messages.core import Message, Signal, msg

CHOSEN = Message(
    "loading.chosen", Signal.READY, msg("{load}"), msg("It takes to {party}: {code}."),
    msg("Scan the carton or pallet that goes on it"),
)  # fmt: skip
PUT_ON = Message(
    "loading.put_on", Signal.OK, msg("Carton {tail}"), msg("On {load}, to {party}: {units}."),
    msg("Scan the next one, or CLOSE when all is on it"),
)  # fmt: skip
ALREADY_ON = Message(
    "loading.already_on", Signal.DUPLICATE, msg("On it already"), msg("{who} put carton {lpn} on {load} at {when}."),
    msg("Scan the next one, or CONFIRM to take it off"),
)  # fmt: skip
TAKEN_OFF = Message(
    "loading.taken_off", Signal.OK, msg("Off again"), msg("Carton {lpn} is not on {load} any more."),
    msg("Put it back at {place}, where it stood"),
)  # fmt: skip
SET_ASIDE = Message(
    "loading.set_aside", Signal.READY, msg("Set aside"), msg("Nothing was changed."), msg("Scan what you do next"),
)  # fmt: skip
ASK_SEAL = Message(
    "loading.ask_seal", Signal.ATTENTION, msg("Seal it"), msg("On {load}, to {party}: {units}."),
    msg("Scan the seal on its doors, or CONFIRM when there is none"),
)  # fmt: skip
ASK_DEPART = Message(
    "loading.ask_depart", Signal.ATTENTION, msg("Let it go?"),
    msg("{load} leaves for {party} with {units} and the seal {seal}. There is no undo."),
    msg("Scan CONFIRM: the load departs. Scan UNDO: it stays"),
)  # fmt: skip
DEPARTED = Message(
    "loading.departed", Signal.OK, msg("Departed"), msg("{load} left for {party} with {units}. Its papers are frozen."),
    msg("Print its papers, or scan the sheet of the next load"),
)  # fmt: skip

# What is not loaded, and why
LOAD_FIRST = Message(
    "loading.load_first", Signal.ATTENTION, msg("Load first"), msg("Scanned {text}, but no load is chosen here."),
    msg("Scan the sheet of the load that it goes on, or pick the load below"),
)  # fmt: skip
UNKNOWN_LOAD = Message(
    "loading.unknown_load", Signal.STOP, msg("Unknown load"),
    msg("Scanned {text}: no load that leaves has this code."),
    msg("Scan the sheet again, or pick the load in the list"),
)  # fmt: skip
NOT_OPEN = Message(
    "loading.not_open", Signal.STOP, msg("Not any more"), msg("{load} is {state}: nothing goes on it or off it."),
    msg("Scan the sheet of another load"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "loading.plate_expected", Signal.STOP, msg("Scan a carton"),
    msg("Scanned {text}: {kind}. Expected: the plate of a carton or pallet for {load}."),
    msg("Scan the plate of what goes on it"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "loading.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("Scanned {text}: no open carton has this plate. It is not on {load}."),
    msg("Scan another plate on it, or call a supervisor"),
)  # fmt: skip
NOT_PLACED = Message(
    "loading.not_placed", Signal.STOP, msg("Not in its place"),
    msg("Carton {lpn} is {state}. Goods go on a load only from the place that they were put in."),
    msg("Route it to its place first, then scan it again"),
)  # fmt: skip
HELD = Message(
    "loading.held", Signal.STOP, msg("Locked"),
    msg("Goods in carton {lpn} are locked: {reason}. They do not leave on {load}."),
    msg("Leave it in the building until they are released or sent out under the one code that the lock allows"),
)  # fmt: skip
OTHER_CODE = Message(
    "loading.other_code", Signal.STOP, msg("Other code"),
    msg("Carton {lpn} holds goods under the code {theirs}. {load} takes: {code}."),
    msg("Put it on a load of its own code"),
)  # fmt: skip
UNDECIDED = Message(
    "loading.undecided", Signal.STOP, msg("Not decided"),
    msg("Carton {lpn} holds goods that nobody has decided about, or of several codes. {load} takes: {code}."),
    msg("Have them graded, each code in a carton of its own"),
)  # fmt: skip
OTHER_VENDOR = Message(
    "loading.other_vendor", Signal.STOP, msg("Other vendor"),
    msg("{product} in carton {lpn} is not of {party}, whom {load} goes to."),
    msg("Put it on a load to its own vendor"),
)  # fmt: skip
OTHER_SENDER = Message(
    "loading.other_sender", Signal.STOP, msg("Other sender"),
    msg("{product} in carton {lpn} did not come from {party}, whom {load} goes to."),
    msg("Put it on a load to whoever sent it"),
)  # fmt: skip
DATA_STAYS = Message(
    "loading.data_stays", Signal.STOP, msg("Data on it"),
    msg("{product} {serial} in carton {lpn} bears data that nobody has wiped. It does not leave on {load}."),
    msg("Sanitize it under Data and have it verified, or destroy it here"),
)  # fmt: skip
NOT_CERTIFIED = Message(
    "loading.not_certified", Signal.STOP, msg("Not certified"),
    msg("{party} has no certificate as a destroyer that is good on {day}. {load} does not depart."),
    msg("Have the office enter the new certificate, or take the goods off"),
)  # fmt: skip
ON_ANOTHER = Message(
    "loading.on_another", Signal.STOP, msg("{who} was first"),
    msg("{who} put carton {lpn} on {other} at {when}. It is not on {load}."),
    msg("Take it off there first, or scan another carton"),
)  # fmt: skip
ON_PALLET = Message(
    "loading.on_pallet", Signal.STOP, msg("On a pallet"),
    msg("Carton {lpn} is on {load} with the pallet {pallet} under it. Nothing was changed."),
    msg("Scan the pallet to take all of it off"),
)  # fmt: skip
NOT_ON_IT = Message(
    "loading.not_on_it", Signal.STOP, msg("Not on it"), msg("Carton {lpn} is not on {load}. Nothing was changed."),
    msg("Scan what is on it, or another load"),
)  # fmt: skip
NOTHING_ON_IT = Message(
    "loading.nothing_on_it", Signal.STOP, msg("Nothing on it"), msg("{load} has no goods on it: it does not depart."),
    msg("Scan the first carton or pallet that goes on it"),
)  # fmt: skip
