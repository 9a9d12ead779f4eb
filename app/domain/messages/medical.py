"""Sentences on medical goods that come back: unopened, decontaminated, then read by their UDI."""

from app.domain.messages.core import Message, Signal, msg

# At the dock
UNOPENED = Message(
    "medical.unopened", Signal.ATTENTION, msg("Keep it closed"),
    msg("{product} is medical, and nobody has decontaminated carton {lpn}. Nothing was counted."),
    msg("Leave the carton closed and confirm: what its label names is taken in as declared"),
)  # fmt: skip
TAKEN_IN = Message(
    "medical.taken_in", Signal.OK, msg("Carton {tail} unopened"),
    msg("Carton {lpn} is in unopened, {units} by its label. It is locked until it is decontaminated."),
    msg("Put it in {place}, then scan the next plate"),
)  # fmt: skip
ANNOUNCED = Message(
    "medical.announced", Signal.OK, msg("Carton {tail} unopened"),
    msg("Carton {lpn} is in unopened, {units} by its notice. It is locked until it is decontaminated."),
    msg("Put it in {place}, then scan the next plate"),
)  # fmt: skip
APART = Message(
    "medical.apart", Signal.STOP, msg("Another carton"),
    msg("{product} is medical, and carton {lpn} holds other goods. They never share a carton."),
    msg("Close carton {lpn}, then scan the plate of a carton of its own"),
)  # fmt: skip
NOT_APART = Message(
    "medical.not_apart", Signal.STOP, msg("Another carton"),
    msg("{product} is not medical, and carton {lpn} holds medical goods. They never share a carton."),
    msg("Close carton {lpn}, then scan the plate of a carton of its own"),
)  # fmt: skip
PALLET_APART = Message(
    "medical.pallet_apart", Signal.STOP, msg("Never together"),
    msg("Medical and other goods never share a pallet: {pallet} does not take carton {lpn}. Nothing was changed."),
    msg("Put carton {lpn} on a pallet of its own kind"),
)  # fmt: skip
PLACE_APART = Message(
    "medical.place_apart", Signal.STOP, msg("Never together"),
    msg("Medical and other goods never share a place in {to}, and the other kind stands wherever there is room."),
    msg("Leave carton {lpn} where it stands, and have a place in {to} cleared"),
)  # fmt: skip
WAITS = Message(
    "medical.waits", Signal.STOP, msg("Not decontaminated"),
    msg("Carton {lpn} stays closed: how it was decontaminated, on which day and by whom is not recorded yet."),
    msg("Scan carton {lpn} under Decontamination, have that confirmed, then count it"),
)  # fmt: skip
UNIT_BY_UNIT = Message(
    "medical.unit_by_unit", Signal.STOP, msg("Count it"),
    msg("Carton {lpn} declares {product}, which is medical: each unit is read by its UDI. Nothing was confirmed."),
    msg("Scan carton {lpn} and count it"),
)  # fmt: skip
NOT_MATCHED = Message(
    "medical.not_matched", Signal.STOP, msg("Not counted yet"),
    msg("Receipt {receipt} holds {units} that are only declared. It was not matched."),
    msg("Have those cartons decontaminated and count them, then match the receipt"),
)  # fmt: skip
UDI_NEEDED = Message(
    "medical.udi_needed", Signal.ATTENTION, msg("UDI needed"),
    msg("{product} is medical: its UDI says product and lot or serial. This code names the product alone."),
    msg("Scan the UDI on it, or what stands beside this code; or type lot or serial"),
)  # fmt: skip

# Decontamination
TAKEN_UP = Message(
    "medical.taken_up", Signal.READY, msg("Carton {tail}"),
    msg("Carton {lpn} waits for its decontamination: {units}."),
    msg("Decontaminate it, then choose the method or scan its code"),
)  # fmt: skip
DECONTAMINATED = Message(
    "medical.decontaminated", Signal.OK, msg("Carton {tail} may be opened"),
    msg("Carton {lpn}: {method}, {day}, confirmed by {who}. What its label or notice names: {units}."),
    msg("Take it to a dock and scan it: its units are counted by their UDI"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "medical.plate_expected", Signal.STOP, msg("Scan the plate"),
    msg("Scanned {text}: {kind}. Expected: the plate of a carton that waits for its decontamination."),
    msg("Scan the plate of the carton"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "medical.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("Scanned plate {text}: no carton with it stands in this building."),
    msg("Scan another plate on it, or receive it first"),
)  # fmt: skip
NOT_WAITING = Message(
    "medical.not_waiting", Signal.ATTENTION, msg("Nothing to decontaminate"),
    msg("Carton {lpn} does not wait for its decontamination."), msg("Scan it on the home screen to see its next step"),
)  # fmt: skip
CARTON_FIRST = Message(
    "medical.carton_first", Signal.ATTENTION, msg("Carton first"),
    msg("Nothing was recorded: no carton is chosen."), msg("Scan the plate of the carton that was decontaminated"),
)  # fmt: skip
WHICH_METHOD = Message(
    "medical.which_method", Signal.ATTENTION, msg("Which method?"),
    msg("Nothing was recorded: how the carton was decontaminated is missing."),
    msg("Choose the method, or scan its code"),
)  # fmt: skip
WHICH_DAY = Message(
    "medical.which_day", Signal.ATTENTION, msg("Which day?"),
    msg("Nothing was recorded: {day} is after today, {today}, or more than a year ago."),
    msg("Enter the day on which it was done"),
)  # fmt: skip
NOT_STILL = Message(
    "medical.not_still", Signal.STOP, msg("Not possible now"),
    msg("Carton {lpn} is {state}: what is recorded of it is recorded where it stands still."),
    msg("Finish that step first, then scan it here"),
)  # fmt: skip
RECORD_IT = Message(
    "medical.record_it", Signal.STOP, msg("Not decontaminated"),
    msg("{product} is locked until it is decontaminated: no word of anybody takes the place of that."),
    msg("Scan its carton under Decontamination and have it confirmed there"),
)  # fmt: skip

# Identification
UNIDENTIFIED = Message(
    "medical.unidentified", Signal.STOP, msg("Not identified"),
    msg("{product}: nobody could read its UDI, and nobody has identified it yet. It stays in quarantine."),
    msg("Have quality identify it first: Locked goods, then Identify"),
)  # fmt: skip
IDENTIFIED = Message(
    "medical.identified", Signal.OK, msg("Identified"),
    msg("One unit is {product}, {udi}. It stays locked in {lpn}: only vendor, recycling and destruction remain."),
    msg("Release it into a carton, then have it graded"),
)  # fmt: skip
IDENTIFIED_ALREADY = Message(
    "medical.identified_already", Signal.ATTENTION, msg("Nothing to identify"),
    msg("{product} is not locked for an unreadable UDI, or was identified before. Nothing was changed."),
    msg("Pick another line of locked goods"),
)  # fmt: skip
WHICH_PRODUCT = Message(
    "medical.which_product", Signal.ATTENTION, msg("Which product?"),
    msg("No single medical product has the code {sku}. Nothing was changed."),
    msg("Enter the SKU of the product"),
)  # fmt: skip
WHICH_UNIT = Message(
    "medical.which_unit", Signal.ATTENTION, msg("Which unit?"),
    msg("{product}: neither lot nor serial was entered. Nothing was changed."),
    msg("Enter what can still be read of one of them, or write NONE"),
)  # fmt: skip
