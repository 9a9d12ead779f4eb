"""A bundle from the first scan to the money: built, offered, sold, loaded, gone, paid; estimate against proceeds."""

from decimal import Decimal

from app.db.queries import bundle_lines, money
from app.services.balancing import Balanced, balance
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, goods
from tests.services.bundler import Bundler, Seller, in_place, latest
from tests.services.conftest import floor
from tests.services.loader import Loader, Planner

__all__ = ["floor"]
D = Decimal


def test_a_bundle_is_built_sold_loaded_and_paid(floor: Floor) -> None:
    one, two = in_place(floor, "T-0412"), in_place(floor, "T-0413", 3, carton=4619)
    Bundler(floor).scans(one, two)
    office, planner, loader = Seller(floor), Planner(floor), Loader(floor)
    planner.plan(office.buyer())
    assert loader.scans("OUT-000001", one).startswith("Not sold yet | Sale bundle SB-000001 is open:")
    office.price("offer", "5.00")
    office.price("sell", "4.00")
    assert loader.scan(one).startswith("Carton 0412 | On OUT-000001, to Second Wind Liquidators: 2 units.")
    assert office.sell_as("reopen").startswith("On a load | Carton T-0412 of SB-000001 is loaded already.")
    assert loader.scans(two, "CMD-CLOSE", "UL-77123", "CMD-CONFIRM").startswith("Departed | ")
    assert (latest(floor).state.value, goods(floor)) == ("gone", [])
    office.sell_as("pay", None, "3.90", "less one dented box")
    bundle = latest(floor)
    assert (bundle.estimate, bundle.agreed, bundle.proceeds, bundle.difference) == (D("1.55"), 4, D("3.90"), D("2.35"))
    with floor.database.reading() as session:
        assert [line.quantity for line in bundle_lines.frozen(session, floor.site.id, bundle.id)] == [2, 3]
        assert money.account(session, floor.site.id, floor.trade_return.id).proceeds == D("3.90")
        assert isinstance(balance(session), Balanced)
    assert_ledger_holds(floor)
