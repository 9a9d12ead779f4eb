"""A laptop is refurbished: sanitized before a second person, a part swapped, graded B, for sale again.

Played through the services on either database, by scan alone at the workshop; who taps is in the tests of the screens.
"""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Product, table_of
from app.db.queries import labels, work_orders, yields
from app.db.queries.work_orders import Wanted
from app.domain.reworking import refurbishment_lot
from app.domain.vocabulary import Category, DispositionCode
from app.domain.yields import yields as figures
from tests.factories import Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received, state
from tests.services.dock import gs1
from tests.services.forklift import Forklift, kinds
from tests.services.sanitizer import SERIAL, Sanitizer, device
from tests.services.workshop import LATER, Workshop, a_battery, in_the_workshop

LAPTOP = "Laptop 14"


@pytest.fixture
def floor(database: Database) -> Floor:
    """A floor whose drill is a laptop: under warranty, by serial, with data on it."""
    floor = make_floor(database)
    laptop = {"name": {"en": LAPTOP, "es": LAPTOP}, "category": Category.ELECTRONICS, "data_bearing": True}
    with database.unit_of_work() as session:
        product = table_of(Product)
        session.execute(
            sa.update(product).where(product.c.id == floor.drill.id).values(**laptop, list_price=Decimal(720))
        )
    return floor


def test_a_laptop_is_refurbished_and_for_sale_again(floor: Floor) -> None:
    drive = a_battery(floor)  # a part with a lot, whatever it is called

    sent_to_the_workshop_without_data(floor)

    # by scan alone: firmware, the swap of a part with its lot, cleaned and packed again
    work = Workshop(floor)
    assert work.scan("T-0412").startswith(f"Carton 0412 | {LAPTOP}, 1 unit. The work should gain ")
    assert [step.kind.value for step in work.order.steps] == ["part_swap", "firmware", "clean", "repack"]
    work.scan("CMD-PART-SWAP")
    assert work.works(12).scan(gs1(drive, "B2611")).startswith("Battery 18 V | 1 x Battery 18 V, lot B2611, for Laptop")
    assert work.scan("CMD-FINISH").startswith("part_swap done | It took 12 min.")
    for operation in ("CMD-FIRMWARE", "CMD-CLEAN", "CMD-REPACK"):
        work.scan(operation)
        work.works(5).scan("CMD-FINISH")
    assert work.scan("CMD-CONFIRM").startswith(f"Done | {LAPTOP}, 1 unit: 25.30 USD spent, "), work.says

    # graded again: B, and free to be sold
    again = BenchWork(floor, "inspector", LATER)
    again.scans("T-0412", device(floor))
    assert again.says_more(function=5, cosmetics=7).scan("T-0500").startswith("Grade B: restock | "), again.says
    again.scan("CMD-CLOSE")
    assert goods(floor) == ["0500: 1 L2608 C restock"], "C is as found, for the refund"
    label(floor)
    forklift = Forklift(floor)
    assert "S-01" in forklift.scans("T-0500", "S-01"), forklift.says
    assert state(floor, "T-0500") == "placed"
    assert kinds(floor)[-3:] == ["tote_closed", "route_started", "carton_placed"]
    the_office_sees_it(floor)
    assert_ledger_holds(floor)


def sent_to_the_workshop_without_data(floor: Floor) -> None:
    """It comes back with a defect; as it is, its data keeps it from being sold."""
    plate = received(floor, device(floor), paper="RMA-104502")
    bench = BenchWork(floor, "supervisor")
    bench.scans(plate, device(floor))
    bench.says_more(function=3, cosmetics=7, code=DispositionCode.REFURBISH, reason="Worth it")
    assert bench.scan("T-0412").startswith("Grade C: refurbish | "), bench.says
    bench.scan("CMD-CLOSE")
    in_the_workshop(floor, "T-0412")

    sanitizer = Sanitizer(floor)
    sanitizer.scan(SERIAL)
    assert sanitizer.sanitize("SSD-1", by=floor.supervisor).startswith("Recorded | "), sanitizer.says


def label(floor: Floor) -> None:
    """What the new label is made of: its work order for (7020), function and cosmetics for (7021)."""
    with floor.database.reading() as session:
        carton = labels.carton_by_plate(session, floor.site.id, "T-0500")
        assert carton
        (line,) = carton.lines
        (order,) = work_orders.listed(session, floor.site.id, Wanted())
        assert line.work_order_id
        assert (line.grade, refurbishment_lot(line.work_order_id)) == ("B", order.number)
        assert labels.scores(session, floor.site.id, line.id) == (5, 7)


def the_office_sees_it(floor: Floor) -> None:
    """One unit, passed at the first go, with what it cost and brought."""
    with floor.database.reading() as session:
        (order,) = work_orders.listed(session, floor.site.id, Wanted(category=Category.ELECTRONICS))
        since, until = order.state_since.replace(hour=0), order.state_since.replace(hour=23, minute=59)
        (all_,) = figures(yields.ended(session, floor.site.id, since, until))
    assert (order.state, all_.units, all_.first_pass, str(all_.cost)) == ("regraded", 1, 1.0, "25.30")
    assert all_.margin.amount == order.account(order.state_since).gain.amount
