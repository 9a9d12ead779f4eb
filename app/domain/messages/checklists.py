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
