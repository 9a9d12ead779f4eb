"""The tier of a party, set by the office."""

import pytest

from app.db.ids import new_id
from app.domain.terms import PartyTier
from app.services import rating
from tests.factories import Floor
from tests.services.clerk import Clerk


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_tier_of_a_party_of_nowhere_is_not_set(floor: Floor) -> None:
    loyal = PartyTier.LOYAL
    assert Clerk(floor).do(lambda session, act: rating.rate(session, act, new_id(), loyal, loyal)) == (
        "Not there | No party has this id. Nothing was changed. | Open the list of parties"
    )
