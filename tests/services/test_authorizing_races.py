"""Two clerks, one authorization, the same instant: exactly one wins; the other is told who. On both databases."""

from functools import partial

import pytest

from app.db.engine import Database
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Role
from tests.factories import Floor, make_floor
from tests.services.clerk import Clerk, a_draft
from tests.services.racing import race

ROUNDS = 10


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def test_an_authorization_is_approved_or_rejected_and_never_both(floor: Floor) -> None:
    clerk = Clerk(floor)
    first = Clerk(floor, Role.SUPERVISOR, "A. Uno", "3001")
    second = Clerk(floor, Role.SUPERVISOR, "B. Dos", "3002")
    for _ in range(ROUNDS):
        clerk.writes(a_draft(floor), submit=True)
        first.seen = second.seen = clerk.seen
        yes, no = race(first.approves, second.rejects)
        was_approved = clerk.paper.state is AuthorizationState.APPROVED
        winner, loser = (yes, no) if was_approved else (no, yes)
        who, said = ("A. Uno", "approved") if was_approved else ("B. Dos", "rejected")
        assert winner.startswith(f"{clerk.paper.number} is {said} | ")
        assert loser.startswith(f"{who} was first | {clerk.paper.number} was changed by {who} at ")
        assert len(clerk.story) == 3


def test_two_new_authorizations_have_two_numbers(floor: Floor) -> None:
    first, second = Clerk(floor), Clerk(floor, Role.OFFICE, "B. Luna", "2119")
    for _ in range(ROUNDS):
        race(partial(first.writes, a_draft(floor)), partial(second.writes, a_draft(floor)))
        assert first.paper.number != second.paper.number


def test_a_tracking_number_noted_twice_at_once_stands_on_one(floor: Floor) -> None:
    first, second = Clerk(floor), Clerk(floor, Role.OFFICE, "B. Luna", "2119")
    for number in range(ROUNDS):
        first.writes(a_draft(floor))
        second.writes(a_draft(floor))
        race(partial(first.tracks, f"FRT0000{number}"), partial(second.tracks, f"FRT0000{number}"))
        assert sorted([len(first.paper.tracking), len(second.paper.tracking)]) == [0, 1]
        assert sorted([first.says.split(" | ")[0], second.says.split(" | ")[0]]) == [
            "Known already",
            "Tracking number kept",
        ]
