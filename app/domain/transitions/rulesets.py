"""Versions of the disposition rules: a draft is put in force once, and stands aside when the next one is."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class RulesetState(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUPERSEDED = "superseded"


RULESET_MOVES: Table = {
    (RulesetState.DRAFT, Move.ACTIVATE): frozenset({RulesetState.ACTIVE}),
    (RulesetState.ACTIVE, Move.SUPERSEDE): frozenset({RulesetState.SUPERSEDED}),
}
