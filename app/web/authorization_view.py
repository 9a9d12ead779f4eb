"""What the page of one authorization shows beside its rows: where it stands on its way, and what may be done."""

from dataclasses import dataclass

from app.db.queries.authorization import Paper
from app.domain.authorizing import REQUIRED, Detail, LineDetail, who_may
from app.domain.principals import Principal
from app.domain.transitions import AuthorizationState, Move, allows

_S = AuthorizationState

WAY = (_S.DRAFT, _S.PENDING_APPROVAL, _S.APPROVED, _S.IN_TRANSIT, _S.RECEIVING, _S.RECEIVED, _S.RECONCILED, _S.CLOSED)
"""The usual way of an authorization, in order."""

ENDS = (_S.REJECTED, _S.CANCELLED, _S.EXPIRED)


@dataclass(frozen=True, slots=True)
class Step:
    """One state on the way: `place` is "was", "now" or "later"."""

    state: AuthorizationState
    place: str


@dataclass(frozen=True, slots=True)
class View:
    """The steps, the moves that are open to whoever looks, and what the program's head and lines hold."""

    steps: tuple[Step, ...]
    moves: frozenset[Move]
    details: tuple[Detail, ...]
    line_details: tuple[LineDetail, ...]

    def may(self, move: str) -> bool:
        """Tell whether the button of `move` is drawn."""
        return Move(move) in self.moves


def view_of(paper: Paper, by: Principal) -> View:
    """Return what `by` is shown of an authorization."""
    moves = frozenset(move for move in Move if allows(paper.state, move) and by.has(*who_may(move, paper.program)))
    needed = REQUIRED[paper.program]
    shown = {*needed.head, *needed.may, *(detail for detail, text in paper.details.items() if text)}
    has_types = any(line.asset_type for line in paper.lines) or LineDetail.ASSET_TYPE in needed.lines
    line_details = tuple(each for each in LineDetail if each is not LineDetail.ASSET_TYPE or has_types)
    return View(_steps(paper.state), moves, tuple(detail for detail in Detail if detail in shown), line_details)


def _steps(state: AuthorizationState) -> tuple[Step, ...]:
    if state in ENDS:
        return (Step(state, "now"),)
    here = WAY.index(state)
    return tuple(
        Step(each, "now" if position == here else "was" if position < here else "later")
        for position, each in enumerate(WAY)
    )
