"""Outbound loads take of sale bundles only what was sold, as it was sold, to whom it was sold."""

import pytest
import sqlalchemy as sa

from app.db.models import CartonLine, table_of
from app.domain.vocabulary import PartyKind
from tests.factories import Floor, a_party
from tests.services.bundler import Bundler, Seller, in_place, latest
from tests.services.holder import carton_id
from tests.services.loader import Loader, Planner

LINE = table_of(CartonLine)
ONE, TWO = "T-0412", "T-0413"


@pytest.fixture
def office(floor: Floor) -> Seller:
    """The office with a bundle of two totes that is sold."""
    Bundler(floor).scans(in_place(floor, ONE), in_place(floor, TWO, 3, carton=4619))
    office = Seller(floor)
    office.price("offer", "5.00")
    return office


def test_what_is_not_sold_so_does_not_leave_so(floor: Floor, office: Seller) -> None:
    planner, loader = Planner(floor), Loader(floor)
    planner.plan(office.buyer())
    assert loader.scans("OUT-000001", ONE) == (
        "Not sold yet | Sale bundle SB-000001 is offered: nothing of it goes on OUT-000001."
        " | Sell it first, or open it again and take the carton out"
    )
    office.price("sell", "5.00")
    with floor.database.unit_of_work() as session:
        other = a_party(session, PartyKind.LIQUIDATOR, "Third Wind").id
    planner.plan(other)
    assert loader.scans("OUT-000002", ONE) == (
        "Sold to another | Sale bundle SB-000001 was sold to Second Wind Liquidators: nothing of it goes on OUT-000002."
        " | Put it on a load to Second Wind Liquidators"
    )
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(LINE).where(LINE.c.carton_id == carton_id(floor, ONE)).values(quantity=1))
    assert loader.scans("OUT-000001", ONE) == (
        "Not what was sold | Carton T-0412 does not hold what was sold with SB-000001: it does not go on OUT-000001."
        " | Have the office open the bundle again, and sell what is left"
    )


def test_a_bundle_is_gone_when_its_last_carton_is(floor: Floor, office: Seller) -> None:
    planner, loader = Planner(floor), Loader(floor)
    office.price("sell", "5.00")
    for number, plate in ((1, ONE), (2, TWO)):
        assert latest(floor).state.value == "sold"
        planner.plan(office.buyer())
        loader.scans(f"OUT-{number:06d}", plate)
        assert office.sell_as("reopen") == (
            f"On a load | Carton {plate} of SB-000001 is loaded already. It was not opened again."
            " | Take it off the load first"
        )
        loader.scans("CMD-CLOSE", "UL-1", "CMD-CONFIRM")
    assert latest(floor).state.value == "gone"
    assert office.sell_as("pay", None, "5.00").startswith("Payment noted | ")
