"""Sentences on what is approved with badge and PIN, and on the table that says so."""

from app.domain.messages.core import Message, Signal, msg

_SCAN = msg("Scan the badge of one of them and enter the PIN here")

NEEDED = Message(
    "approving.needed", Signal.ATTENTION, msg("Approval needed"),
    msg("{deed}, {what}: this is approved first. Nothing was changed. Who approves: {roles}."), _SCAN,
)  # fmt: skip
ABOVE = Message(
    "approving.above", Signal.ATTENTION, msg("Approval needed"),
    msg(
        "{deed}, {what}: {amount}, and what is more than {threshold} is approved first. Nothing was changed. "
        "Who approves: {roles}."
    ), _SCAN,
)  # fmt: skip
BY_TERMS = Message(
    "approving.by_terms", Signal.ATTENTION, msg("Approval needed"),
    msg(
        "{deed}, {what}: {amount}, which the refund terms let nobody settle before it is approved. "
        "Nothing was changed. Who approves: {roles}."
    ), _SCAN,
)  # fmt: skip
SECOND_PERSON = Message(
    "approving.second_person", Signal.ATTENTION, msg("Second person needed"),
    msg("{deed}, {what}: nobody does this alone. Nothing was changed. Who approves beside you: {roles}."), _SCAN,
)  # fmt: skip
NOT_THEIRS = Message(
    "approving.not_theirs", Signal.ATTENTION, msg("Another badge, please"),
    msg("{deed}, {what}: {who} cannot approve this. Nothing was changed. Who approves: {roles}."), _SCAN,
)  # fmt: skip
SAME_PERSON = Message(
    "approving.same_person", Signal.ATTENTION, msg("Second person needed"),
    msg("{deed}, {what}: {who} asks for it and cannot approve it too. Nothing was changed. Who approves: {roles}."),
    _SCAN,
)  # fmt: skip

KEPT = Message(
    "approving.kept", Signal.OK, msg("Table in force"),
    msg("Version {version} of what is approved is in force from now on."),
)  # fmt: skip
UNCHANGED = Message(
    "approving.unchanged", Signal.DUPLICATE, msg("Nothing new"),
    msg("This is what version {version} says already. No new version was made."), msg("Change a row, then save"),
)  # fmt: skip
OVERTAKEN = Message(
    "approving.overtaken", Signal.ATTENTION, msg("Already changed"),
    msg("{who} put version {version} in force at {when}, after this page was drawn. Nothing was changed."),
    msg("Look at the table as it stands now, then change it"),
)  # fmt: skip

# What is wrong with a row of the form
NOBODY = Message(
    "approving.nobody", Signal.STOP, msg("Nobody left"), msg("{deed}: no role is ticked, so nobody could approve it."),
    msg("Tick at least one role"),
)  # fmt: skip
NOT_COUNTED_SO = Message(
    "approving.not_counted_so", Signal.STOP, msg("Not counted so"),
    msg("{deed} is not counted in {got}. Expected: one of those that are offered."), msg("Choose another"),
)  # fmt: skip
NOT_A_THRESHOLD = Message(
    "approving.not_a_threshold", Signal.STOP, msg("Not a threshold"),
    msg("{deed}: got {got}. Expected: a number from 0 to {most}, with {decimals} digits after the point at most."),
    msg("Enter from how much on it is approved"),
)  # fmt: skip
NOT_A_CURRENCY = Message(
    "approving.not_a_currency", Signal.STOP, msg("Not a currency"),
    msg("{deed}: got {got}. Expected: a currency by its three letters, such as USD."), msg("Enter the currency"),
)  # fmt: skip

ASKS = frozenset({NEEDED, ABOVE, BY_TERMS, SECOND_PERSON, NOT_THEIRS, SAME_PERSON})
"""What is answered by a badge and a PIN."""
