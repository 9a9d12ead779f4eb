"""What the office is told while it writes the disposition rules and prices, and tries them against the past."""

from app.domain.messages.core import Message, Signal, msg

DRAFTED = Message(
    "ruling.drafted", Signal.OK, msg("Draft made"),
    msg("Version {version} is a draft. No goods are judged by it until it is put in force."),
    msg("Change its rules and prices, try them against past decisions, then put it in force"),
)  # fmt: skip
SAVED = Message(
    "ruling.saved", Signal.OK, msg("Saved"), msg("Version {version} was changed. It is a draft still."),
    msg("Try it against past decisions before you put it in force"),
)  # fmt: skip
DISCARDED = Message(
    "ruling.discarded", Signal.OK, msg("Draft thrown away"),
    msg("Version {version} is gone. What is in force stays as it is."), msg("Go on with the list"),
)  # fmt: skip
ACTIVATED = Message(
    "ruling.activated", Signal.OK, msg("In force"),
    msg("Version {version} judges all goods from now on. Versions before it stay readable."),
    msg("Go on with the list"),
)  # fmt: skip
TRYING = Message(
    "ruling.trying", Signal.OK, msg("Under way"),
    msg("Version {version} is tried against the decisions of the last days: {days}."),
    msg("You may leave the page and come back"),
)  # fmt: skip
UNKNOWN = Message(
    "ruling.unknown", Signal.STOP, msg("Not found"),
    msg("There is no version {version} of the disposition rules here."), msg("Go back to the list of versions"),
)  # fmt: skip
UNKNOWN_RULE = Message(
    "ruling.unknown_rule", Signal.STOP, msg("Not found"), msg("Version {version} has no rule {position}."),
    msg("Go back to the version"),
)  # fmt: skip
NOT_A_DRAFT = Message(
    "ruling.not_a_draft", Signal.STOP, msg("Not a draft"),
    msg("Version {version} was put in force and never changes: decisions name it."),
    msg("Make a draft of it and change that"),
)  # fmt: skip
CHANGED_BY_OTHER = Message(
    "ruling.changed_by_other", Signal.STOP, msg("{who} was first"),
    msg("Version {version} was changed by {who} at {when}, after you opened it. Nothing of yours was saved."),
    msg("Read it again, then make your change"),
)  # fmt: skip
NOT_SO_MANY_DAYS = Message(
    "ruling.not_so_many_days", Signal.STOP, msg("Choose the days"),
    msg("A dry run looks back from 1 to {most} days; {days} were asked for."), msg("Choose another number of days"),
)  # fmt: skip
