"""Sentences on how long goods may stand, on who is told, and on what is best taken next."""

from app.domain.messages.core import Message, Signal, msg

KEPT = Message(
    "dwelling.kept", Signal.OK, msg("Targets in force"),
    msg("Version {version} of the dwell targets is in force from now on."),
)  # fmt: skip
UNCHANGED = Message(
    "dwelling.unchanged", Signal.DUPLICATE, msg("Nothing new"),
    msg("This is what version {version} says already. No new version was made."), msg("Change a target, then save"),
)  # fmt: skip
OVERTAKEN = Message(
    "dwelling.overtaken", Signal.ATTENTION, msg("Already changed"),
    msg("{who} put version {version} in force at {when}, after this page was drawn. Nothing was changed."),
    msg("Look at the targets as they stand now, then change them"),
)  # fmt: skip

# What is wrong with a field of the form
NOT_HOURS = Message(
    "dwelling.not_hours", Signal.STOP, msg("Not hours"),
    msg("{stage}: got {got}. Expected: whole hours from {least} to {most}."),
    msg("Enter after how many hours goods are late"),
)  # fmt: skip
NOT_A_PERCENT = Message(
    "dwelling.not_a_percent", Signal.STOP, msg("Not a percentage"),
    msg("{stage}: got {got}. Expected: a whole percentage of the target from {least} to {most}."),
    msg("Enter at which share of the target somebody is told"),
)  # fmt: skip
NO_SUCH_ROLE = Message(
    "dwelling.no_such_role", Signal.STOP, msg("No such role"),
    msg("{stage}: got {got}. Expected: one of the roles that are offered."), msg("Choose who is told"),
)  # fmt: skip
