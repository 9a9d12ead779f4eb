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
NOT_ALL_MOVABLE = Message(
    "pallets.not_all_movable", Signal.STOP, msg("Not ready to move"),
    msg("Carton {carton} on pallet {lpn} is {state}: all of a pallet moves, or nothing."),
    msg("Finish that step first, or take carton {carton} off the pallet"),
)  # fmt: skip
HELD = Message(
    "pallets.held", Signal.STOP, msg("Locked"),
    msg("Carton {carton} on pallet {lpn} holds goods that are locked: {reason}. It may only go to a hold place."),
    msg("Take carton {carton} off the pallet, or take all of it to a hold place"),
)  # fmt: skip

# Building and breaking
OPENED = Message(
    "pallets.opened", Signal.OK, msg("Pallet {tail}"), msg("Pallet {lpn} is new, and nothing stands on it."),
    msg("Scan the first carton that you put on it"),
)  # fmt: skip
TAKEN_UP = Message(
    "pallets.taken_up", Signal.OK, msg("Pallet {tail}"), msg("Cartons on pallet {lpn}: {cartons}."),
    msg("Scan the next carton that you put on it, or one on it to take it off"),
)  # fmt: skip
ALL_OFF = Message(
    "pallets.all_off", Signal.ATTENTION, msg("Break it up?"),
    msg("Pallet {lpn} is the one you work on. Cartons on it: {cartons}."),
    msg("Scan the next carton; the confirm code takes all of them off"),
)  # fmt: skip
PUT_ON = Message(
    "pallets.put_on", Signal.OK, msg("Carton {tail} on the pallet"),
    msg("Carton {lpn} stands on pallet {pallet}. Cartons on it: {cartons}."), msg("Scan the next carton"),
)  # fmt: skip
OFF = Message(
    "pallets.off", Signal.OK, msg("Carton {tail} off the pallet"),
    msg("Carton {lpn} stands alone. Cartons left on pallet {pallet}: {cartons}."), msg("Scan the next carton"),
)  # fmt: skip
BROKEN = Message(
    "pallets.broken", Signal.OK, msg("Pallet {tail} broken up"),
    msg("Nothing stands on pallet {lpn} any more. Cartons that stood on it: {cartons}."), msg("Scan the next pallet"),
)  # fmt: skip
PUT_ASIDE = Message(
    "pallets.put_aside", Signal.READY, msg("Pallets"), msg("No pallet is chosen."), msg("Scan the plate of a pallet")
)
PALLET_FIRST = Message(
    "pallets.pallet_first", Signal.STOP, msg("Scan the pallet"),
    msg("{lpn} is a carton, and no pallet is chosen. Nothing was changed."),
    msg("Scan the plate of a pallet, or a plate not in use to begin one"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "pallets.plate_expected", Signal.STOP, msg("Scan a plate"),
    msg("Scanned {text}: {kind}. The plate of a pallet or carton was expected."), msg("Scan the plate on it"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "pallets.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("Scanned {text}: no open carton has this plate. Nothing was put on pallet {pallet}."),
    msg("Scan another plate on it, or call a supervisor"),
)  # fmt: skip
ALREADY_ON = Message(
    "pallets.already_on", Signal.DUPLICATE, msg("Already on it"), msg("Carton {lpn} stands on pallet {pallet}."),
    msg("Scan the next carton; the confirm code takes this one off"),
)  # fmt: skip
NOT_HERE_YET = Message(
    "pallets.not_here_yet", Signal.STOP, msg("Not received yet"),
    msg("{lpn} was announced and has not been received. Nothing was changed."),
    msg("Scan {lpn} on the home screen to receive it"),
)  # fmt: skip
NOT_STACKABLE = Message(
    "pallets.not_stackable", Signal.STOP, msg("Not ready"),
    msg("Carton {lpn} is {state}: it cannot be put on pallet {pallet} now."),
    msg("Finish that step first, or scan the next carton"),
)  # fmt: skip
PALLET_UNDER_WAY = Message(
    "pallets.under_way", Signal.STOP, msg("Not now"),
    msg("Pallet {lpn} is {state}. Nothing was put on it or taken off."), msg("Wait until it is put down"),
)  # fmt: skip
OTHER_CODE = Message(
    "pallets.other_code", Signal.STOP, msg("Goes elsewhere"),
    msg("Carton {lpn} goes to {to}, and what stands on pallet {pallet} goes to {there}. Nothing was changed."),
    msg("Put carton {lpn} on a pallet that goes its way"),
)  # fmt: skip
OTHER_PLACE = Message(
    "pallets.other_place", Signal.STOP, msg("Stands elsewhere"),
    msg("Carton {lpn} stands in {place}, and pallet {pallet} in {there}. Nothing was changed."),
    msg("Bring them to one place by routing first"),
)  # fmt: skip
NOT_ON_IT = Message(
    "pallets.not_on_it", Signal.STOP, msg("Not on it"),
    msg("Carton {lpn} does not stand on pallet {pallet} any more. Nothing was changed."), msg("Scan the next carton"),
)  # fmt: skip
NO_PALLET = Message(
    "pallets.no_pallet", Signal.STOP, msg("No pallet"),
    msg("The pallet of this screen is broken up, or none is chosen."), msg("Scan the plate of a pallet"),
)  # fmt: skip
IS_A_PALLET = Message(
    "pallets.is_a_pallet", Signal.STOP, msg("A pallet"),
    msg("{lpn} is a pallet: goods stand in its cartons. Nothing was graded."),
    msg("Scan the plate of a carton or tote"),
)  # fmt: skip
