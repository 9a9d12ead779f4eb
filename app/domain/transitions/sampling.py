"""Lots that a sample decides."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class SampleState(StrEnum):
    """How far the sample of one lot has come."""

    DRAWING = "drawing"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


SAMPLE_MOVES: Table = {
    # decided once: what came too late to be drawn goes by the same word
    (SampleState.DRAWING, Move.ACCEPT): frozenset({SampleState.ACCEPTED}),
    (SampleState.DRAWING, Move.REJECT): frozenset({SampleState.REJECTED}),
}
