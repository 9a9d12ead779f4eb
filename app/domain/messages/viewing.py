"""Sentences about the saved views of lists."""

from app.domain.messages.core import Message, Signal, msg

TOO_MANY_VIEWS = Message(
    "viewing.too_many",
    Signal.ATTENTION,
    msg("No room for another view"),
    msg("You keep {most} views of this list already, and {name} would be one more."),
    msg("Drop one, then keep this one"),
)
