"""Sentences on what is best taken next, and why."""

from app.domain.messages.core import Message, Signal, msg

_GO = msg("Go to {place} and scan its plate: it is kept for you for ten minutes")

LOSES_MOST = Message(
    "giving.loses_most", Signal.OK, msg("{stage}: carton {tail}"),
    msg("It loses {lost} an hour, the most of all that you may take. Others that wait: {others}."), _GO,
)  # fmt: skip
LOSES_LITTLE = Message(
    "giving.loses_little", Signal.OK, msg("{stage}: carton {tail}"),
    msg("Nothing that you may take loses a cent an hour; this one loses most of it. Others that wait: {others}."), _GO,
)  # fmt: skip
WAITS_LONGEST = Message(
    "giving.waits_longest", Signal.OK, msg("{stage}: carton {tail}"),
    msg("Nothing that you may take loses by the hour; this one has waited longest, since {when}. Others that wait: "
        "{others}."), _GO,
)  # fmt: skip
NOTHING_LEFT = Message(
    "giving.nothing_left", Signal.ATTENTION, msg("Nothing to take"),
    msg("All that waits is locked, in somebody's hands, or given to others."),
    msg("Scan the plate of any carton, or ask again in a minute"),
)  # fmt: skip
