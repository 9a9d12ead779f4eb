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

# what is wrong with a field
CHOOSE_EFFECT = Message(
    "ruling.choose_effect", Signal.STOP, msg("Effect missing"), msg("Choose whether the rule excludes or requires.")
)
CHOOSE_CODES = Message(
    "ruling.choose_codes", Signal.STOP, msg("Codes missing"), msg("Choose at least one code that the rule is about.")
)
LAST_RESORT_STAYS = Message(
    "ruling.last_resort_stays", Signal.STOP, msg("Last way out"),
    msg("{code} is the way out that is always lawful: no rule may exclude it."),
)  # fmt: skip
SENTENCE_NEEDED = Message(
    "ruling.sentence_needed", Signal.STOP, msg("Sentence missing"),
    msg("Write what the inspector is told, in English, in Spanish or in both."),
)  # fmt: skip
CHOOSE_BASIS = Message(
    "ruling.choose_basis", Signal.STOP, msg("Basis missing"), msg("Choose what the proceeds are a share of.")
)
NOT_A_PRICE = Message(
    "ruling.not_a_price", Signal.STOP, msg("Not a number"),
    msg("A number from 0 to {most} with at most four decimals belongs here, such as 12.5; {text} was entered."),
)  # fmt: skip
NOT_THE_WHOLE = Message(
    "ruling.not_the_whole", Signal.STOP, msg("Not the whole"),
    msg("The four grades of a mix add up to 100 percent; these come to {sum}."),
)  # fmt: skip
BETTER_IS_NOT_LESS = Message(
    "ruling.better_is_not_less", Signal.STOP, msg("Grades mixed up"),
    msg("A better grade is worth as much as the next one, or more."),
)  # fmt: skip

# what clients want of their goods
WISH_KEPT = Message(
    "ruling.wish_kept", Signal.OK, msg("Saved"), msg("What {client} wants of its goods was saved."),
    msg("It counts from the next item on the bench"),
)  # fmt: skip
WISH_CHANGED = Message(
    "ruling.wish_changed", Signal.STOP, msg("{who} was first"),
    msg("What {client} wants was changed by {who} at {when}, after you opened it. Nothing of yours was saved."),
    msg("Read it again, then make your change"),
)  # fmt: skip
NOT_A_CLIENT = Message(
    "ruling.not_a_client", Signal.STOP, msg("Not a client"), msg("No client of that kind owns goods here."),
    msg("Go back to the list of clients"),
)  # fmt: skip
