"""Sentences that any screen may say."""

from app.domain.messages.core import Message, Signal, msg

ILLEGAL_MOVE = Message(
    "floor.illegal_move",
    Signal.STOP,
    msg("Not possible now"),
    msg("It is {state}, so this step is not possible: {move}."),
    msg("Look at its own page, or scan it on the home screen, to see its next step"),
)
OVERTAKEN = Message(
    "floor.overtaken",
    Signal.STOP,
    msg("{who} was first"),
    msg("Carton {lpn} was changed by {who} at {when}: it is {state} now. Nothing was changed here."),
    msg("Scan the next carton"),
)
REPLAYED = Message(
    "floor.replayed",
    Signal.STOP,
    msg("Already answered"),
    msg("This act was sent before with other content. Nothing was changed."),
    msg("Scan again"),
)
UNREADABLE = Message(
    "floor.unreadable",
    Signal.STOP,
    msg("Bad code"),
    msg("Scanned {text}: it is not built as a code of its kind, so nothing was done with it."),
    msg("Scan another code on it, or type it"),
)
MISREAD = Message(
    "floor.misread",
    Signal.STOP,
    msg("Misread"),
    msg("Scanned {text}: its check digit does not fit, so it was misread or mistyped."),
    msg("Scan it again, or type it as it is printed"),
)
NOT_WHAT_WAS_ASKED = Message(
    "floor.not_what_was_asked",
    Signal.STOP,
    msg("Wrong kind of code"),
    msg("Scanned {text}: {kind}. Expected here: {expected}."),
    msg("Scan what is asked for"),
)
UNKNOWN_CODE = Message(
    "floor.unknown_code",
    Signal.STOP,
    msg("Unknown code"),
    msg("Scanned {text}: {kind}, not in the catalogue."),
    msg("Scan another code on it, or call a supervisor"),
)
UNKNOWN_PACK = Message(
    "floor.unknown_pack",
    Signal.STOP,
    msg("Unknown case"),
    msg("Case code {gtin} is not in the catalogue: how many units it holds is not known."),
    msg("Open it and scan the units, or call a supervisor"),
)
AMBIGUOUS = Message(
    "floor.ambiguous",
    Signal.ATTENTION,
    msg("Which one?"),
    msg("Scanned {text}: several products have this code."),
    msg("Pick the one in your hand below"),
)
CHECK_FIELDS = Message(
    "floor.check_fields",
    Signal.ATTENTION,
    msg("Check the fields"),
    msg("{text} was read with doubt. Compare the fields with the print."),
    msg("Confirm, or pick another reading"),
)
ANSWER_FIRST = Message(
    "floor.answer_first",
    Signal.STOP,
    msg("One thing open"),
    msg("{text} was not counted: the question before it is still open."),
    msg("Answer it first, then scan this again"),
)
COMMAND_LATER = Message(
    "floor.command_later",
    Signal.STOP,
    msg("One thing open"),
    msg("{text} was not done: the question before it is still open."),
    msg("Answer it or take it back with UNDO, then scan this again"),
)
SET_ASIDE = Message(
    "floor.set_aside",
    Signal.READY,
    msg("Not counted"),
    msg("{text} was set aside and not counted."),
    msg("Scan the next item"),
)
UNDONE = Message("floor.undone", Signal.OK, msg("Undone"), msg("Taken back: {what}."), msg("Scan the next item"))
NOTHING_TO_UNDO = Message(
    "floor.nothing_to_undo",
    Signal.ATTENTION,
    msg("Nothing to undo"),
    msg("There is no act of yours on this screen to take back."),
    msg("Scan the next item"),
)
UNDO_TOO_LATE = Message(
    "floor.undo_too_late",
    Signal.STOP,
    msg("Too late to undo"),
    msg("{who} worked on the same goods at {when}. Nothing was changed."),
    msg("Undo that first, or call a supervisor"),
)
ALREADY_UNDONE = Message(
    "floor.already_undone",
    Signal.DUPLICATE,
    msg("Already undone"),
    msg("This was taken back at {when}."),
    msg("Scan the next item"),
)
# A plate names one carton at a time: what was opened with it, on which receipt, by whom
PLATE_IN_USE = Message(
    "floor.plate_in_use",
    Signal.STOP,
    msg("Plate in use"),
    msg("Plate {lpn} is on a carton of receipt {receipt}, opened by {who} at {when}: it is {state}."),
    msg("Take another plate; to go on with that carton, scan it on the home screen"),
)
PLATE_ON_TOTE = Message(
    "floor.plate_on_tote",
    Signal.STOP,
    msg("Plate in use"),
    msg("Plate {lpn} is on a tote that {who} began to fill at {when}: it is {state}."),
    msg("Take another plate; to go on with that tote, scan it on the home screen"),
)
PLATE_STANDS = Message(
    "floor.plate_stands",
    Signal.STOP,
    msg("Plate in use"),
    msg("Plate {lpn} is on a carton that stands here: it is {state}."),
    msg("Take another plate"),
)
NOTHING_ASKED = Message(
    "floor.nothing_asked",
    Signal.ATTENTION,
    msg("Nothing to confirm"),
    msg("No question is open on this screen."),
    msg("Scan the next item"),
)
UNKNOWN_THING = Message(
    "floor.unknown_thing",
    Signal.STOP,
    msg("Not found"),
    msg("What this screen is about does not exist here."),
    msg("Go to the home screen and scan it again"),
)
NOTHING_SCANNED = Message(
    "floor.nothing_scanned",
    Signal.ATTENTION,
    msg("Nothing scanned"),
    msg("The scan was empty."),
    msg("Scan again, or type the code"),
)
