"""Sentences of checklists: what an answer still needs at the bench."""

from app.domain.messages.core import Message, Signal, msg

NONE_IN_FORCE = Message(
    "checklists.none_in_force", Signal.STOP, msg("No checklist"),
    msg("No checklist for {category} is in force, so nothing of it can be graded."),
    msg("Ask the office to put one in force"),
)  # fmt: skip
NOT_A_NUMBER = Message(
    "checklists.not_a_number", Signal.STOP, msg("No such reading"),
    msg("{question}: {text} was entered. A number that the checklist knows is expected, in {unit}."),
    msg("Read it again, and type it"),
)  # fmt: skip
PHOTO_NEEDED = Message(
    "checklists.photo_needed", Signal.STOP, msg("Photo needed"),
    msg("{question}: this answer is only taken with a photo."), msg("Tap Photo beside the question and take one"),
)  # fmt: skip
WHERE_IS_IT = Message(
    "checklists.where_is_it", Signal.STOP, msg("Where is it?"),
    msg("{defect} is noted, but not where on the item."), msg("Tap its place"),
)  # fmt: skip
ANSWERED = Message(
    "checklists.answered", Signal.OK, msg("Answered"), msg("{what}: the answer is on the screen."),
    msg("Go on, or scan the tote when done"),
)  # fmt: skip
DEFECT_NOTED = Message(
    "checklists.defect_noted", Signal.OK, msg("Defect noted"), msg("{what} is noted, and where on the item is asked."),
    msg("Scan its place on the sheet"),
)  # fmt: skip
PLACE_NOTED = Message(
    "checklists.place_noted", Signal.OK, msg("Place noted"), msg("The defect is at: {what}."),
    msg("Go on, or scan the tote when done"),
)  # fmt: skip
DEFECT_FIRST = Message(
    "checklists.defect_first", Signal.STOP, msg("Defect first"),
    msg("Scanned {text}, a place on the item, but no defect waits for its place."),
    msg("Scan the defect on the sheet, then its place"),
)  # fmt: skip
OTHER_SHEET = Message(
    "checklists.other_sheet", Signal.STOP, msg("Another sheet"),
    msg("Scanned {text}: it is of another checklist, or of a version that is not in force. Nothing was answered."),
    msg("Print the sheet of this category again, or tap the answer"),
)  # fmt: skip
NOT_ASKED = Message(
    "checklists.not_asked", Signal.STOP, msg("Not asked"),
    msg("{question}: by the answers so far this is not asked of the item. Nothing was answered."),
    msg("Answer what the screen asks"),
)  # fmt: skip
