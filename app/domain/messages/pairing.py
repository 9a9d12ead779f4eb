"""Sentences of the dock about a further authorization, scanned while a receipt is open."""

from app.domain.messages.core import Message, Signal, msg

OTHER_PAPER = Message(
    "receiving.other_paper",
    Signal.STOP,
    msg("Another paper"),
    msg("Scanned {number}, but receipt {receipt} is open for {open}."),
    msg("Close this receipt first, or open {number} on another device"),
)
