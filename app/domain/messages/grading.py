"""Sentences of the grading screen, and the words of its two scales."""

from app.domain.messages.core import Message, Signal, msg

# Higher is better on both scales; the number is what the inspector taps, the words say what it means.
FUNCTION_WORDS: dict[int, str] = {
    1: msg("dead or dangerous"),
    2: msg("main function fails"),
    3: msg("several faults, repairable"),
    4: msg("one fault, repairable"),
    5: msg("works, with a small limit"),
    6: msg("works fully"),
}
COSMETIC_WORDS: dict[int, str] = {
    1: msg("broken or parts of the housing missing"),
    2: msg("cracked, bent or badly stained"),
    3: msg("deep dents or tears"),
    4: msg("heavy wear, seen across the room"),
    5: msg("clear scratches, seen at arm's length"),
    6: msg("several light marks at arm's length"),
    7: msg("light marks, not seen at arm's length"),
    8: msg("like new, packaging opened"),
    9: msg("as new, packaging intact"),
}

GRADE_BY_FUNCTION = Message(
    "grading.by_function", Signal.OK, msg("Grade {grade}"),
    msg("Function F{function} gives {grade}, cosmetics C{cosmetics} gives {other}: the worse counts (table {table})."),
)  # fmt: skip
GRADE_BY_COSMETICS = Message(
    "grading.by_cosmetics", Signal.OK, msg("Grade {grade}"),
    msg("Cosmetics C{cosmetics} gives {grade}, function F{function} gives {other}: the worse counts (table {table})."),
)  # fmt: skip
GRADE_BY_BOTH = Message(
    "grading.by_both", Signal.OK, msg("Grade {grade}"),
    msg("Function F{function} and cosmetics C{cosmetics} both give {grade} (table {table})."),
)  # fmt: skip
NOT_A_SCORE = Message(
    "grading.not_a_score", Signal.STOP, msg("No such grade"),
    msg("{text} is not on the scales: function goes from F1 to F6, cosmetics from C1 to C9."),
    msg("Tap or scan one of the values shown"),
)  # fmt: skip
NOT_A_SCALE = Message(
    "grading.not_a_scale", Signal.STOP, msg("Not a scale"),
    msg("{axis} was to give {text}, from its lowest score up: grades rise from D to A, and each of the four is given."),
    msg("Choose the grades again"),
)  # fmt: skip
NOT_AN_ANSWER = Message(
    "grading.not_an_answer", Signal.STOP, msg("No such answer"),
    msg("The checklist has no {text}: it may have changed since this screen was drawn."),
    msg("Scan the item again"),
)  # fmt: skip
CHECKLIST_OPEN = Message(
    "grading.checklist_open", Signal.STOP, msg("Not answered yet"),
    msg("Questions still open: {count} of {total}, so there is no grade yet."),
    msg("Answer them, or scan PASS when all are good"),
)  # fmt: skip
NOT_UNDERSTOOD = Message(
    "grading.not_understood", Signal.STOP, msg("Not understood"),
    msg("This page sent something that cannot be read: {text}. Nothing was changed."), msg("Scan the carton again"),
)  # fmt: skip

# The carton
STARTED = Message(
    "grading.started", Signal.OK, msg("Carton {tail}"), msg("Carton {lpn} is on the bench, {left} to grade."),
    msg("Scan an item"),
)  # fmt: skip
RESUMED = Message(
    "grading.resumed", Signal.OK, msg("Carton {tail}"), msg("Carton {lpn} is being graded, {left} left."),
    msg("Scan an item"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "grading.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("Scanned plate {text}: no carton with it stands in this building."),
    msg("Scan another plate on it, or receive it first"),
)  # fmt: skip
NOT_GRADABLE = Message(
    "grading.not_gradable", Signal.STOP, msg("Not for grading"),
    msg("Carton {lpn} is {state}: only received cartons are graded."),
    msg("Scan it on the home screen to see its next step"),
)  # fmt: skip
QUARANTINED = Message(
    "grading.quarantined", Signal.STOP, msg("Quarantine"),
    msg("Carton {lpn} stands in quarantine: what is in it is graded once it is released."),
    msg("Leave it there, and scan another carton"),
)  # fmt: skip
ALL_GRADED = Message(
    "grading.all_graded", Signal.STOP, msg("Already graded"),
    msg("Carton {lpn} holds no ungraded goods."), msg("Route it, or scan the next carton"),
)  # fmt: skip
NOT_STARTED = Message(
    "grading.not_started", Signal.ATTENTION, msg("Carton first"),
    msg("Carton {lpn} is {state}: it is not on a bench yet."), msg("Scan its plate to start grading it"),
)  # fmt: skip
CARTON_FIRST = Message(
    "grading.carton_first", Signal.ATTENTION, msg("Carton first"),
    msg("Scanned {text}, but no carton is on the bench."), msg("Scan the plate of the carton that you take it from"),
)  # fmt: skip

# The item
CHOSEN = Message(
    "grading.chosen", Signal.OK, msg("{product}"), msg("{quantity} to grade in carton {lpn}."),
    msg("Answer the checklist, or scan PASS"),
)  # fmt: skip
CHOSEN_SERIAL = Message(
    "grading.chosen_serial", Signal.OK, msg("{product}"), msg("Serial {serial}, in carton {lpn}."),
    msg("Answer the checklist, or scan PASS"),
)  # fmt: skip
NOT_IN_CARTON = Message(
    "grading.not_in_carton", Signal.STOP, msg("Not in this carton"),
    msg("{product}{detail} is not among the ungraded goods of carton {lpn}."),
    msg("Put it back where it came from, or call a supervisor"),
)  # fmt: skip
WHICH_LOT = Message(
    "grading.which_lot", Signal.ATTENTION, msg("Which lot?"),
    msg("{product}: carton {lpn} holds {count} lines of it."), msg("Scan the lot on it, or pick the line below"),
)  # fmt: skip
SERIAL_FIRST = Message(
    "grading.serial_first", Signal.ATTENTION, msg("Serial needed"),
    msg("{product} is graded one by one, each with its serial."), msg("Scan the serial barcode on it"),
)  # fmt: skip
SERIAL_ELSEWHERE = Message(
    "grading.serial_elsewhere", Signal.STOP, msg("Serial known"),
    msg("{product} with serial {serial} stands in carton {lpn} since {when}. Nothing was graded."),
    msg("Compare the serial plates, or call a supervisor"),
)  # fmt: skip
HELD = Message(
    "grading.held", Signal.STOP, msg("On hold"),
    msg("{product} is held: {reason}. It gets no grade and no code until the hold is lifted."),
    msg("Put it back, or call a supervisor"),
)  # fmt: skip
HELD_TO_QUARANTINE = Message(
    "grading.held_to_quarantine", Signal.STOP, msg("On hold"),
    msg("{product} is held: {reason}. It gets no grade and no code until the hold is lifted."),
    msg("Put all of it in quarantine carton {lpn} at {place} and scan that, or put it back"),
)  # fmt: skip
ITEM_FIRST = Message(
    "grading.item_first", Signal.ATTENTION, msg("Item first"),
    msg("Scanned {text}, but no item is chosen."), msg("Scan the item"),
)  # fmt: skip
DROPPED = Message(
    "grading.dropped", Signal.READY, msg("Set aside"), msg("Nothing was graded."), msg("Scan an item"),
)  # fmt: skip

# The judgement
PASSED = Message(
    "grading.passed", Signal.OK, msg("All pass"), msg("Every question is answered with yes."), msg("Scan the tote"),
)  # fmt: skip
SCORED = Message(
    "grading.scored", Signal.OK, msg("{text}"), msg("{text} is set."), msg("Go on, or scan the tote when done"),
)  # fmt: skip
WHOLE = Message(
    "grading.whole", Signal.ATTENTION, msg("Whole carton"),
    msg("One grade for all that is left in carton {lpn}, {left}, and it stays there. Only for a sealed carton."),
    msg("Set the grade, then confirm"),
)  # fmt: skip
SINGLY = Message(
    "grading.singly", Signal.READY, msg("One by one"), msg("Carton {lpn} is graded item by item."), msg("Scan an item"),
)  # fmt: skip
MIXED_OWNERS = Message(
    "grading.mixed_owners", Signal.STOP, msg("Not as a whole"),
    msg("Carton {lpn} holds goods of several owners."), msg("Grade it item by item"),
)  # fmt: skip
MIXED_HAZARDS = Message(
    "grading.mixed_hazards", Signal.STOP, msg("Not as a whole"),
    msg("Carton {lpn} mixes hazardous and other goods."), msg("Grade it item by item"),
)  # fmt: skip
MIXED_HOLDS = Message(
    "grading.mixed_holds", Signal.STOP, msg("Not as a whole"),
    msg("Some goods in carton {lpn} are held, others are free."), msg("Grade it item by item"),
)  # fmt: skip
REASON_NEEDED = Message(
    "grading.reason_needed", Signal.STOP, msg("Why?"),
    msg("Sending it to {code} instead of {recommended} needs a reason."),
    msg("Write the reason, then scan the tote again"),
)  # fmt: skip
TOO_MANY = Message(
    "grading.too_many", Signal.STOP, msg("Not so many"),
    msg("Entered {quantity}; left to grade of {product}: {left}."), msg("Enter {left} or fewer"),
)  # fmt: skip

# The tote
GRADED = Message(
    "grading.graded", Signal.OK, msg("Grade {grade}: {code}"),
    msg("{quantity} {product} into {tote}. {left} left in carton {lpn}."),
    msg("Stick its label on, scan the next item"),
)  # fmt: skip
GRADED_LAST = Message(
    "grading.graded_last", Signal.OK, msg("Grade {grade}: {code}"),
    msg("{quantity} {product} into {tote}. Carton {lpn} is empty and closed."),
    msg("Stick its label on, scan the next carton"),
)  # fmt: skip
GRADED_WHOLE = Message(
    "grading.graded_whole", Signal.OK, msg("Grade {grade}: {code}"),
    msg("Carton {lpn} is graded as a whole, {quantity}, and all of it stays in it."),
    msg("Stick its label on, scan the next carton"),
)  # fmt: skip
TAKEN = Message(
    "grading.taken", Signal.STOP, msg("{who} was first"),
    msg("{who} took {product} out of carton {lpn} at {when}: {left} left of it. Nothing was changed here."),
    msg("Scan the next item"),
)  # fmt: skip
TOTE_EXPECTED = Message(
    "grading.tote_expected", Signal.STOP, msg("Not a tote"),
    msg("Scanned {text}: {kind}. A destination tote is expected: T- and its number."),
    msg("Scan the plate of the tote, not the place it stands at"),
)  # fmt: skip
NOT_A_TOTE = Message(
    "grading.not_a_tote", Signal.STOP, msg("Not a tote"),
    msg("{lpn} is a carton that is {state}: graded goods go into an open tote."),
    msg("Scan an open tote, or a new one"),
)  # fmt: skip
QUARANTINE_TOTE = Message(
    "grading.quarantine_tote", Signal.STOP, msg("Quarantine"),
    msg("{lpn} takes goods on hold: graded goods go into an open tote."), msg("Scan an open tote, or a new one"),
)  # fmt: skip
QUOTA_SHORT = Message(
    "grading.quota_short", Signal.STOP, msg("Quota short"),
    msg("Agreement {agreement} takes {left} more in this period, and {wanted} were to go back. Nothing was graded."),
    msg("Grade only as many as it takes, then look at the rest again"),
)  # fmt: skip
TOTE_OF_OTHER_CODE = Message(
    "grading.tote_of_other_code", Signal.STOP, msg("Other destination"),
    msg("Tote {lpn} goes to {other}, this item to {code}."), msg("Scan a tote for {code}, or a new one"),
)  # fmt: skip
TOTE_OF_OTHER_OWNER = Message(
    "grading.tote_of_other_owner", Signal.STOP, msg("Other owner"),
    msg("Tote {lpn} holds goods of another owner than {product}."), msg("Scan another tote, or a new one"),
)  # fmt: skip
TOTE_OF_OTHER_HAZARD = Message(
    "grading.tote_of_other_hazard", Signal.STOP, msg("Never together"),
    msg("Hazardous and other goods never share a tote: {lpn} does not take {product}."),
    msg("Scan another tote, or a new one"),
)  # fmt: skip
TOTE_OF_OTHER_REGIME = Message(
    "grading.tote_of_other_regime", Signal.STOP, msg("Never together"),
    msg("Goods that are imported temporarily and others never share a tote: {lpn} does not take {product}."),
    msg("Scan another tote, or a new one"),
)  # fmt: skip
TOTE_OF_OTHER_CARE = Message(
    "grading.tote_of_other_care", Signal.STOP, msg("Never together"),
    msg("Medical and other goods never share a tote: {lpn} does not take {product}."),
    msg("Scan another tote, or a new one"),
)  # fmt: skip
TOTE_OF_OTHER_HOLD = Message(
    "grading.tote_of_other_hold", Signal.STOP, msg("Never together"),
    msg("Goods that wait for their paper and free ones never share a tote: {lpn} does not take {product}."),
    msg("Scan another tote, or a new one"),
)  # fmt: skip
TOTE_CHOSEN = Message(
    "grading.tote_chosen", Signal.READY, msg("Tote {tail}"), msg("Tote {lpn} is open, {units} in it for {code}."),
    msg("Scan CLOSE to close it, or scan an item"),
)  # fmt: skip
TOTE_CLOSED = Message(
    "grading.tote_closed", Signal.OK, msg("Tote {tail} closed"), msg("Tote {lpn} is closed, {units} in it for {code}."),
    msg("Stick its label on and set it aside for routing"),
)  # fmt: skip
TOTE_CANCELLED = Message(
    "grading.tote_cancelled", Signal.OK, msg("Tote {tail} taken back"), msg("Tote {lpn} was empty and is free again."),
    msg("Scan an item"),
)  # fmt: skip
NO_TOTE_TO_CLOSE = Message(
    "grading.no_tote_to_close", Signal.ATTENTION, msg("No tote"), msg("No open tote is chosen on this screen."),
    msg("Scan the tote to close, then close it"),
)  # fmt: skip
NEW_TOTE_NEEDED = Message(
    "grading.new_tote_needed", Signal.ATTENTION, msg("Which tote?"),
    msg("No started tote for {code} stands at this bench."), msg("Scan the plate of a new one"),
)  # fmt: skip
SAME_CARTON = Message(
    "grading.same_carton", Signal.STOP, msg("Same carton"),
    msg("{lpn} is the carton that the item comes from."), msg("Scan the tote that it goes into"),
)  # fmt: skip
OTHER_THAN_WHOLE = Message(
    "grading.other_than_whole", Signal.STOP, msg("Other carton"),
    msg("Scanned {text}, but carton {lpn} is graded as a whole and keeps its plate."),
    msg("Scan the plate of {lpn} to accept, or WHOLE to go item by item"),
)  # fmt: skip
SEVERAL_CODES = Message(
    "grading.several_codes", Signal.STOP, msg("Not as a whole"),
    msg("The goods in carton {lpn} go {count} different ways."), msg("Grade it item by item"),
)  # fmt: skip
