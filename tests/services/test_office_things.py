"""What the office sets of parties and products that are not there: pages lead nowhere, and the services say why."""

import pytest

from app.db.ids import new_id
from app.domain.terms import PartyTier
from app.services import products, rating
from tests.factories import Floor
from tests.services.clerk import Clerk

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_the_tier_of_a_party_of_nowhere_is_not_set(floor: Floor) -> None:
    loyal = PartyTier.LOYAL
    assert Clerk(floor).do(lambda session, act: rating.rate(session, act, new_id(), loyal, loyal)) == (
        "Not there | No party has this id. Nothing was changed. | Open the list of parties"
    )


def test_a_product_of_nowhere_takes_no_pack(floor: Floor) -> None:
    assert Clerk(floor).do(lambda session, act: products.add_pack(session, act, new_id(), "BOX-1", "6")) == (
        "Not there | No product has this id. Nothing was changed. | Open the list of products"
    )
