"""Sentences of grading again: goods that were graded before, and blind checks."""

from app.domain.messages.core import Message, Signal, msg

GRADED_BEFORE = Message(
    "regrading.graded_before", Signal.ATTENTION, msg("Graded already"),
    msg("Carton {lpn} is {state} and all of it is graded, {left}."),
    msg("Scan its plate again to grade it again, or scan another carton"),
)  # fmt: skip
TAKEN_UP = Message(
    "regrading.taken_up", Signal.OK, msg("Again: {tail}"),
    msg("Carton {lpn} is graded again, {left}. What is not judged anew keeps its grade."),
    msg("Scan an item, and CLOSE when done"),
)  # fmt: skip
STAYS = Message(
    "regrading.stays", Signal.OK, msg("Grade {grade}: {code}"),
    msg("{quantity} {product} was {before}, is {grade} now and stays in {lpn}."),
    msg("Stick its new label on, scan the next item, or CLOSE when done"),
)  # fmt: skip
GOES_ELSEWHERE = Message(
    "regrading.goes_elsewhere", Signal.STOP, msg("Other destination"),
    msg("Carton {lpn} goes to {other}, this item to {code} by its new grade."),
    msg("Scan a tote for {code}, or a new one"),
)  # fmt: skip
FINISHED = Message(
    "regrading.finished", Signal.OK, msg("Carton {tail} is graded"),
    msg("Carton {lpn} is graded again, {left} in it for {code}."), msg("Route it, or scan the next carton"),
)  # fmt: skip
CHECK_CHOSEN = Message(
    "regrading.check_chosen", Signal.OK, msg("Blind check"),
    msg("{product} of carton {lpn}: what it was graded first is not shown."),
    msg("Answer the checklist, then scan CONFIRM"),
)  # fmt: skip
CHECKED = Message(
    "regrading.checked", Signal.OK, msg("Kept"),
    msg("Your grade of {product} is kept beside the first. Nothing was moved."), msg("Put it back in {lpn}"),
)  # fmt: skip
NO_CHECK = Message(
    "regrading.no_check", Signal.STOP, msg("No check here"),
    msg("This blind check was made by somebody else, its grade was taken back, or its unit has left."),
    msg("Scan the next item or carton"),
)  # fmt: skip
OWN_GRADE = Message(
    "regrading.own_grade", Signal.STOP, msg("Your own grade"),
    msg("You gave {product} its first grade, so somebody else checks it."), msg("Let another inspector check it"),
)  # fmt: skip
CHECK_MOVES_NOTHING = Message(
    "regrading.check_moves_nothing", Signal.STOP, msg("Not a tote now"),
    msg("Scanned {text}, but a blind check moves nothing: the item goes back to {lpn}."),
    msg("Scan CONFIRM to keep your grade, or UNDO to drop it"),
)  # fmt: skip
NOT_A_SHARE = Message(
    "regrading.not_a_share", Signal.STOP, msg("No such share"),
    msg("{text} was entered. A whole number of percent from 0 to 100 is expected."), msg("Enter another"),
)  # fmt: skip
SHARE_KEPT = Message(
    "regrading.share_kept", Signal.OK, msg("Saved"),
    msg("Of every hundred inspections from now on, about {percent} are checked blind."), msg("Go on with the list"),
)  # fmt: skip
