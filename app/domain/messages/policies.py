"""What the office is told while it writes a return policy."""

from app.domain.messages.core import Message, Signal, msg

DRAFTED = Message(
    "policies.drafted",
    Signal.OK,
    msg("Draft made"),
    msg("Version {version} is a draft. Nobody is judged by it until it is put in force."),
    msg("Change its rules, try it against past requests, then put it in force"),
)
SAVED = Message(
    "policies.saved",
    Signal.OK,
    msg("Saved"),
    msg("Version {version} was changed. It is a draft still."),
    msg("Try it against past requests before you put it in force"),
)
DISCARDED = Message(
    "policies.discarded",
    Signal.OK,
    msg("Draft thrown away"),
    msg("Version {version} is gone. What is in force stays as it is."),
    msg("Go on with the list"),
)
ACTIVATED = Message(
    "policies.activated",
    Signal.OK,
    msg("In force"),
    msg("Version {version} judges every request from {day} on. Versions before it stay readable."),
    msg("Go on with the list"),
)
UNKNOWN = Message(
    "policies.unknown",
    Signal.STOP,
    msg("Not found"),
    msg("There is no version {version} of the return policy here."),
    msg("Go back to the list of versions"),
)
NOT_A_DRAFT = Message(
    "policies.not_a_draft",
    Signal.STOP,
    msg("In force already"),
    msg("Version {version} is in force and never changes: verdicts name it."),
    msg("Make a draft of it and change that"),
)
CHANGED_BY_OTHER = Message(
    "policies.changed_by_other",
    Signal.STOP,
    msg("{who} was first"),
    msg("Version {version} was changed by {who} at {when}, after you opened it. Nothing of yours was saved."),
    msg("Read it again, then make your change"),
)
NO_RULES = Message(
    "policies.no_rules",
    Signal.STOP,
    msg("No window yet"),
    msg("Version {version} has no rule that opens a window: every request would wait for a supervisor."),
    msg("Add a rule that opens a window"),
)
IN_THE_PAST = Message(
    "policies.in_the_past",
    Signal.STOP,
    msg("Day is past"),
    msg("A policy comes into force on a day to come or today, {today}; {day} is past."),
    msg("Choose another day"),
)
UNKNOWN_RULE = Message(
    "policies.unknown_rule",
    Signal.STOP,
    msg("Not found"),
    msg("Version {version} has no rule {position}."),
    msg("Go back to the version"),
)
UNKNOWN_TERM = Message(
    "policies.unknown_term",
    Signal.STOP,
    msg("Not found"),
    msg("Version {version} has no refund term {position}."),
    msg("Go back to the version"),
)

# what is wrong with a field
CHOOSE_EFFECT = Message("policies.choose_effect", Signal.STOP, msg("Effect missing"), msg("Choose what the rule does."))
CHOOSE_SPAN = Message(
    "policies.choose_span", Signal.STOP, msg("Window missing"), msg("Choose how long the window is open.")
)
NOT_A_NUMBER = Message(
    "policies.not_a_number",
    Signal.STOP,
    msg("Not a number"),
    msg("A whole number from {least} to {most} belongs here; {text} was entered."),
)
LIMIT_IN_DAYS = Message(
    "policies.limit_in_days", Signal.STOP, msg("Days needed"), msg("A rule that shortens the window does so in days.")
)
ONLY_KINDS = Message(
    "policies.only_kinds",
    Signal.STOP,
    msg("Too much asked"),
    msg(
        "A rule that opens a window looks at program, category, tier and reason only. Worse goods must not fare"
        " better: write a rule that takes away instead."
    ),
)
SENTENCE_NEEDED = Message(
    "policies.sentence_needed",
    Signal.STOP,
    msg("Sentence missing"),
    msg("Write what the party is told, in English, in Spanish or in both."),
)
NOT_A_DAY = Message(
    "policies.not_a_day",
    Signal.STOP,
    msg("Not a day"),
    msg("A day belongs here, such as 2026-12-01; {text} was entered."),
)
CHOOSE_TIMING = Message(
    "policies.choose_timing", Signal.STOP, msg("Time missing"), msg("Choose when the refund is owed.")
)
NOT_AN_AMOUNT = Message(
    "policies.not_an_amount",
    Signal.STOP,
    msg("Not an amount"),
    msg("An amount such as 5.00, or nothing, belongs here; {text} was entered."),
)
NOT_A_CURRENCY = Message(
    "policies.not_a_currency",
    Signal.STOP,
    msg("Not a currency"),
    msg("Three capital letters belong here, such as USD; {text} was entered."),
)
