"""Messages to other systems."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class MessageState(StrEnum):
    """How far one message to one webhook has come."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


MESSAGE_MOVES: Table = {
    # Message: tried until it is taken or too old; a person may have it tried again
    (MessageState.QUEUED, Move.SEND): frozenset({MessageState.DELIVERED}),
    (MessageState.QUEUED, Move.ABANDON): frozenset({MessageState.UNDELIVERED}),
    (MessageState.UNDELIVERED, Move.REOPEN): frozenset({MessageState.QUEUED}),
}
