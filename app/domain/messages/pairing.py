"""Sentences of the dock about a further authorization, scanned while a receipt is open."""

from app.domain.messages.core import Message, Signal, msg

JOIN = Message(
    "pairing.join",
    Signal.ATTENTION,
    msg("Receive {number} too?"),
    msg("{number} of {party} was scanned; receipt {receipt} is open for {open}. Units to come: {expected}."),
    msg("Receive them together with the button or the confirm code, or undo"),
)
JOINED = Message(
    "pairing.joined",
    Signal.OK,
    msg("{number} too"),
    msg("{number} of {party} is received together with {open}. Each item counts for the one that names it."),
    msg("Scan the next item, or a carton plate"),
)
HERE_ALREADY = Message(
    "pairing.here_already",
    Signal.DUPLICATE,
    msg("Open here"),
    msg("{number} is received here already, in receipt {receipt}."),
    msg("Scan the items in it"),
)
OPEN_ELSEWHERE = Message(
    "pairing.open_elsewhere",
    Signal.STOP,
    msg("{number} is open"),
    msg("{number} is being received in {other} already. Nothing was joined."),
    msg("Go on there, or close it there first"),
)
WHOSE = Message(
    "pairing.whose",
    Signal.ATTENTION,
    msg("Whose is it?"),
    msg("{product}{lot_text} is expected on each of {number}. Not counted yet."),
    msg("Scan the paper that came with it, or pick it"),
)
