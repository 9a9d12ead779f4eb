"""Sentences of the workshop: work orders, their operations, parts, contractors, scrap."""

from app.domain.messages.core import Message, Signal, msg

# The carton and the order
TAKEN_UP = Message(
    "reworking.taken_up", Signal.OK, msg("Carton {tail}"),
    msg("{product}, {units}. The work should gain {gain}."), msg("Scan the operation that you begin"),
)  # fmt: skip
TAKEN_UP_SEVERAL = Message(
    "reworking.taken_up_several", Signal.OK, msg("Carton {tail}"), msg("Carton {lpn} has work orders: {count}."),
    msg("Scan an item to choose its order"),
)  # fmt: skip
CHOSEN = Message(
    "reworking.chosen", Signal.OK, msg("{product}"), msg("{units} in carton {lpn}. The work should gain {gain}."),
    msg("Scan the operation that you begin"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "reworking.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("Scanned {text}: no open carton has this plate."), msg("Scan another plate on it, or call a supervisor"),
)  # fmt: skip
NOT_FOR_WORK = Message(
    "reworking.not_for_work", Signal.STOP, msg("Not for the workshop"),
    msg("Carton {lpn} is {state}: only cartons in a workshop place are worked on."),
    msg("Have it routed to the workshop, or scan another carton"),
)  # fmt: skip
NO_WORK = Message(
    "reworking.no_work", Signal.STOP, msg("Nothing to do"),
    msg("No goods in carton {lpn} were decided for rework or refurbishing, or all of them are done."),
    msg("Scan it on the home screen to see its next step"),
)  # fmt: skip
CANCELLED = Message(
    "reworking.cancelled", Signal.STOP, msg("Taken out of the plan"),
    msg("{who} cancelled the work on carton {lpn} at {when}: {reason}."),
    msg("Take it to a grading bench: its goods are decided anew"),
)  # fmt: skip
CARTON_FIRST = Message(
    "reworking.carton_first", Signal.ATTENTION, msg("Carton first"),
    msg("Scanned {text}, but no carton is on this bench."), msg("Scan the plate of the carton that you work on"),
)  # fmt: skip
ITEM_FIRST = Message(
    "reworking.item_first", Signal.ATTENTION, msg("Item first"),
    msg("Carton {lpn} has work orders for several items, and none is chosen."),
    msg("Scan the item that you work on"),
)  # fmt: skip
SEVERAL_ORDERS = Message(
    "reworking.several_orders", Signal.ATTENTION, msg("Which one?"),
    msg("Carton {lpn} has several work orders for {product}."), msg("Scan its serial, or pick its order below"),
)  # fmt: skip
LOCKED = Message(
    "reworking.locked", Signal.STOP, msg("Locked"), msg("{product} in carton {lpn} is locked: {reason}."),
    msg("Leave it until the hold is lifted, or have it split out"),
)  # fmt: skip
NOT_IN_WORK = Message(
    "reworking.not_in_work", Signal.STOP, msg("Not on a bench"), msg("The order for {product} is {state}."),
    msg("Scan the plate of its carton to see what it waits for"),
)  # fmt: skip

# Operations
STARTED = Message(
    "reworking.started", Signal.OK, msg("{operation}"), msg("{operation} runs for {product}, carton {lpn}."),
    msg("Scan FINISH when it is done, PAUSE when you leave it"),
)  # fmt: skip
RUNS_ALREADY = Message(
    "reworking.runs_already", Signal.DUPLICATE, msg("{operation} runs"), msg("You began it at {when}."),
    msg("Scan FINISH when it is done, PAUSE when you leave it"),
)  # fmt: skip
OTHERS = Message(
    "reworking.others", Signal.STOP, msg("{who} was first"),
    msg("{who} is at {operation} of {product} since {when}. Nothing was changed here."),
    msg("Begin another operation, or scan another carton"),
)  # fmt: skip
BUSY = Message(
    "reworking.busy", Signal.STOP, msg("{operation} runs"),
    msg("You are at {operation} of {product} in carton {lpn} since {when}."),
    msg("Finish or pause that first, on its carton"),
)  # fmt: skip
FINISHED_BEFORE = Message(
    "reworking.finished_before", Signal.STOP, msg("Done before"),
    msg("{operation} of {product} is finished: it took {minutes} min."),
    msg("Begin what is left, or scan CONFIRM when all is done"),
)  # fmt: skip
NOTHING_RUNS = Message(
    "reworking.nothing_runs", Signal.ATTENTION, msg("Nothing runs"),
    msg("You have no operation running on this order."), msg("Scan the operation that you begin"),
)  # fmt: skip
PAUSED = Message(
    "reworking.paused", Signal.OK, msg("Paused"), msg("{operation} of {product} took {minutes} min so far."),
    msg("Scan {operation} to go on"),
)  # fmt: skip
FINISHED = Message(
    "reworking.finished", Signal.OK, msg("{operation} done"), msg("It took {minutes} min. Left: {left}."),
    msg("Scan the next operation"),
)  # fmt: skip
FINISHED_LAST = Message(
    "reworking.finished_last", Signal.OK, msg("{operation} done"), msg("It took {minutes} min. Nothing is left to do."),
    msg("Scan CONFIRM: {product} is done"),
)  # fmt: skip
LOT_FINISHED = Message(
    "reworking.lot_finished", Signal.OK, msg("{operation} for lot {lot}"),
    msg("Done for {units} of {product}, {minutes} min in all. Cartons: {cartons}."), msg("Scan the next operation"),
)  # fmt: skip
NO_LOT = Message(
    "reworking.no_lot", Signal.STOP, msg("No lot"), msg("{product} has no lot: there is no whole lot to finish."),
    msg("Scan FINISH for this order alone"),
)  # fmt: skip

# Parts
PART_USED = Message(
    "reworking.part_used", Signal.OK, msg("{part}"), msg("{quantity} x {part}, lot {lot}, for {product}: {cost}."),
    msg("Scan the next part, or FINISH"),
)  # fmt: skip
PART_USED_PLAIN = Message(
    "reworking.part_used_plain", Signal.OK, msg("{part}"), msg("{quantity} x {part} for {product}: {cost}."),
    msg("Scan the next part, or FINISH"),
)  # fmt: skip
PART_LOT = Message(
    "reworking.part_lot", Signal.ATTENTION, msg("Lot of {part}"),
    msg("{part} is tracked by lot, and its code has none."), msg("Scan the lot of the part"),
)  # fmt: skip
PART_TOO_EARLY = Message(
    "reworking.part_too_early", Signal.STOP, msg("Nothing runs"),
    msg("{part} is not in carton {lpn}, and no operation runs that it could be a part for."),
    msg("Begin the operation first, then scan the part again"),
)  # fmt: skip
PART_CURRENCY = Message(
    "reworking.part_currency", Signal.STOP, msg("Other currency"),
    msg("{part} is priced in {theirs}, the order in {ours}."), msg("Ask the office for a price in {ours}"),
)  # fmt: skip

# The end
LEAVE_OUT = Message(
    "reworking.leave_out", Signal.ATTENTION, msg("Not all done"), msg("Left: {left}."),
    msg("Scan CONFIRM again to leave that out, or begin it"),
)  # fmt: skip
STILL_RUNS = Message(
    "reworking.still_runs", Signal.STOP, msg("{operation} runs"), msg("{who} is at {operation} since {when}."),
    msg("Finish or pause it first"),
)  # fmt: skip
DONE = Message(
    "reworking.done", Signal.OK, msg("Done"),
    msg("{product}, {units}: {cost} spent, {gain} gained by what is expected."),
    msg("Take carton {lpn} to a grading bench, or scan the next item"),
)  # fmt: skip
DONE_NEXT = Message(
    "reworking.done_next", Signal.OK, msg("Done"), msg("{product}, {units}: {cost} spent. Orders left here: {count}."),
    msg("Scan the next item"),
)  # fmt: skip
ASK_SCRAP = Message(
    "reworking.ask_scrap", Signal.ATTENTION, msg("{code}?"), msg("{product}, {units}, would be given up: {code}."),
    msg("Scan the tote that takes it"),
)  # fmt: skip
ASK_SCRAP_SEVERAL = Message(
    "reworking.ask_scrap_several", Signal.ATTENTION, msg("{code}?"),
    msg("{product}, {units}, would be given up: {code}."),
    msg("Scan the tote that takes it all, or first each unit that goes"),
)  # fmt: skip
SCRAP_COUNTED = Message(
    "reworking.scrap_counted", Signal.ATTENTION, msg("{units}: {code}?"),
    msg("Of {product}, {units} would be given up: {code}. In the order: {all}."),
    msg("Scan the next unit that goes, or the tote that takes them"),
)  # fmt: skip
SCRAP_TOO_MANY = Message(
    "reworking.scrap_too_many", Signal.STOP, msg("Not so many"),
    msg("{wanted} of {product} cannot be given up: the order has {units}."),
    msg("Scan the tote that takes them, or UNDO to begin again"),
)  # fmt: skip
SCRAP_OTHER = Message(
    "reworking.scrap_other", Signal.STOP, msg("Not of this order"),
    msg("Scanned {text}: what is given up now is {product}, lot {lot}."),
    msg("Scan a unit of it, the tote that takes it, or UNDO"),
)  # fmt: skip
SCRAPPED_SOME = Message(
    "reworking.scrapped_some", Signal.OK, msg("Given up"),
    msg("{product}, {units}, in tote {tote}: {code}. Left in the order: {left}."), msg("Go on with what is left"),
)  # fmt: skip
SCRAPPED = Message(
    "reworking.scrapped", Signal.OK, msg("Given up"), msg("{product}, {units}, in tote {tote}: {code}."),
    msg("Scan the next carton"),
)  # fmt: skip
NO_SCRAP = Message(
    "reworking.no_scrap", Signal.STOP, msg("Tote first"), msg("Nothing is chosen to be given up."),
    msg("Scan RECYCLE or DESTROY first"),
)  # fmt: skip

SET_ASIDE = Message(
    "reworking.set_aside", Signal.READY, msg("Set aside"), msg("Nothing was changed."), msg("Scan what you do next"),
)  # fmt: skip

# Contractors
SENT = Message(
    "reworking.sent", Signal.OK, msg("With {party}"), msg("Carton {lpn}, {units}, went to {party}."),
    msg("Scan its plate here when it comes back"),
)  # fmt: skip
SEND_FIRST = Message(
    "reworking.send_first", Signal.STOP, msg("Runs here"), msg("{who} is at {operation} of carton {lpn} since {when}."),
    msg("Finish or pause that before it goes"),
)  # fmt: skip
SEND_DATA = Message(
    "reworking.send_data", Signal.STOP, msg("Data on it"),
    msg("{product} in carton {lpn} bears data that nobody has wiped: it does not leave the building."),
    msg("Work on it here, or give it up"),
)  # fmt: skip
NO_CONTRACTOR = Message(
    "reworking.no_contractor", Signal.STOP, msg("Unknown contractor"), msg("{text} is no contractor of ours."),
    msg("Choose one below, or ask the office to add it"),
)  # fmt: skip
BACK = Message(
    "reworking.back", Signal.OK, msg("Back"), msg("Carton {lpn}, {units}, is back from {party}."),
    msg("Enter what it cost, then scan the operations that were done"),
)  # fmt: skip
CHARGED = Message(
    "reworking.charged", Signal.OK, msg("Cost noted"), msg("{party} asked {cost} for carton {lpn}."),
    msg("Scan the operations that are left, or CONFIRM"),
)  # fmt: skip
NOT_AN_AMOUNT = Message(
    "reworking.not_an_amount", Signal.STOP, msg("Not an amount"), msg("Got {text}, expected an amount such as 41.50."),
    msg("Enter it again"),
)  # fmt: skip

# At the grading bench
WORK_UNFINISHED = Message(
    "reworking.work_unfinished", Signal.STOP, msg("Still in work"),
    msg("Carton {lpn} is in rework: orders not done: {count}."), msg("Finish them on the rework screen first"),
)  # fmt: skip
