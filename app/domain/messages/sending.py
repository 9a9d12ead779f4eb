"""Sentences about what the company's other systems send and are sent."""

from app.domain.messages.core import Message, Signal, msg

REPLIED = Message(
    "sending.replied", Signal.OK, msg("Answered"), msg("A system was answered, and the same again is answered alike."),
)  # fmt: skip
UNFIT = Message(
    "sending.unfit", Signal.ATTENTION, msg("Something does not fit"),
    msg("What was sent was not kept. Entries to put right: {count}. Put them right, then send it again."),
)  # fmt: skip
