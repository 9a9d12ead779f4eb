"""Sentences about pallets: what a notice announced and declares, counting and sampling it, building and breaking."""

from app.domain.messages.core import Message, Signal, msg

# At the dock
PALLET_RECEIVED = Message(
    "pallets.received", Signal.OK, msg("Pallet {tail} as declared"),
    msg("Pallet {lpn} is in, with the cartons that its notice names: {cartons}, {units}. Nobody has counted them."),
    msg("Put it in {place}, then scan a carton to count it, or the pallet to sample it"),
)  # fmt: skip
TAKEN_OFF = Message(
    "pallets.taken_off", Signal.OK, msg("Carton {tail}"),
    msg("Carton {lpn} is open and off pallet {pallet}. Its notice declares {units}."),
    msg("Scan the items in it: the count starts from zero"),
)  # fmt: skip
OPENED_ANNOUNCED = Message(
    "pallets.opened_announced", Signal.OK, msg("Carton {tail}"),
    msg("Carton {lpn} is open. Its notice declares {units}."),
    msg("Scan the items in it: the count starts from zero"),
)  # fmt: skip
ELSEWHERE = Message(
    "pallets.elsewhere", Signal.STOP, msg("Announced elsewhere"),
    msg("{lpn} was announced for {number}, and this receipt is for {here}. Nothing was received."),
    msg("Scan {lpn} on the home screen to open its own receipt"),
)  # fmt: skip
DECLARED = Message(
    "pallets.declared", Signal.ATTENTION, msg("Carton {tail} as declared"),
    msg("Carton {lpn}: {units} by its notice. Nobody has counted them."),
    msg("Count it with the button or the confirm code; or check {sample} and scan PASS"),
)  # fmt: skip
DECLARED_PALLET = Message(
    "pallets.declared_pallet", Signal.ATTENTION, msg("Pallet {tail} as declared"),
    msg("Pallet {lpn}: {units} by its notice in cartons that nobody has counted: {cartons}."),
    msg("Check {sample} and scan PASS, or scan one of its cartons to count that"),
)  # fmt: skip
COUNT_BY_CARTON = Message(
    "pallets.count_by_carton", Signal.STOP, msg("Carton by carton"),
    msg("{lpn} is a pallet: only its cartons are counted. Nothing was changed."),
    msg("Scan the plate of a carton on it"),
)  # fmt: skip
STAYS_DECLARED = Message(
    "pallets.stays_declared", Signal.READY, msg("Not counted"), msg("{lpn} stays as declared."),
    msg("Scan the next plate"),
)  # fmt: skip
COUNT_STARTED = Message(
    "pallets.count_started", Signal.OK, msg("Count carton {tail}"),
    msg("Carton {lpn} counts from zero. Its notice declares {units}."), msg("Scan the items in it"),
)  # fmt: skip
SAMPLED = Message(
    "pallets.sampled", Signal.OK, msg("As declared"),
    msg("{lpn}: {sample} checked, {units} received as the notice declares."), msg("Scan the next plate"),
)  # fmt: skip
NOT_TO_BE_SAMPLED = Message(
    "pallets.not_to_be_sampled", Signal.STOP, msg("Count it"),
    msg("Carton {lpn} declares {product}{lot_text}, which {number} does not take as it is. Nothing was confirmed."),
    msg("Scan carton {lpn} and count it"),
)  # fmt: skip
SERIAL_IN_HOUSE = Message(
    "pallets.serial_in_house", Signal.STOP, msg("Count it"),
    msg("Carton {lpn} declares {product} with serial {serial}, which is in carton {other}. Nothing was confirmed."),
    msg("Scan carton {lpn} and count it"),
)  # fmt: skip
NOTHING_DECLARED = Message(
    "pallets.nothing_declared", Signal.STOP, msg("Nothing to confirm"),
    msg("{lpn} holds nothing that is only declared: it was counted or sampled before."), msg("Scan the next plate"),
)  # fmt: skip
COUNTED_AS_DECLARED = Message(
    "pallets.counted_as_declared", Signal.OK, msg("Carton {tail} as declared"),
    msg("Counted in carton {lpn}: {units}, as its notice declares."),
    msg("Put it in {place}, then scan the next plate"),
)  # fmt: skip
COUNTED_OTHERWISE = Message(
    "pallets.counted_otherwise", Signal.ATTENTION, msg("Carton {tail} not as declared"),
    msg("Counted in carton {lpn}: {units}. Against its notice: short {short}, over {over}, other lot {other_lot}."),
    msg("Put it in {place}, then scan the next plate. The supervisor was told"),
)  # fmt: skip
EMPTY_THOUGH_DECLARED = Message(
    "pallets.empty_though_declared", Signal.ATTENTION, msg("Carton {tail} was empty"),
    msg("Nothing was counted in carton {lpn}. Against its notice: short {short}."),
    msg("Scan the next plate. The supervisor was told"),
)  # fmt: skip
STILL_DECLARED = Message(
    "pallets.still_declared", Signal.STOP, msg("Not counted yet"),
    msg("Receipt {receipt} holds {units} that are only declared. It was not closed."),
    msg("Count or sample those cartons, then close the receipt"),
)  # fmt: skip
ONLY_DECLARED = Message(
    "pallets.only_declared", Signal.STOP, msg("Not counted yet"),
    msg("Carton {lpn} was received as declared: nobody has counted it. Nothing was graded."),
    msg("Take it to a dock, and count or sample it there"),
)  # fmt: skip

# On the floor
PALLET_MOVING = Message(
    "pallets.moving", Signal.STOP, msg("On a pallet"),
    msg("Carton {lpn} stands on pallet {pallet}, which is {state}. Nothing was changed."),
    msg("Wait until the pallet is put down, then scan the carton again"),
)  # fmt: skip
