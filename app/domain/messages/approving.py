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

ASKS = frozenset({NEEDED, ABOVE, BY_TERMS, SECOND_PERSON, NOT_THEIRS, SAME_PERSON})
"""What is answered by a badge and a PIN."""
