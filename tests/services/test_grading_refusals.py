"""What the bench refuses, each in its whole sentence: goods, totes and cartons that are not for it."""

import pytest
import sqlalchemy as sa

from app.db.models import Carton, CartonLine, Product, table_of
from app.domain.vocabulary import HoldReason
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, received
from tests.services.dock import Dock
from tests.services.floor_state import omega, vitamin

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""A sentence is the same on either database."""

PLATE = an_sscc(4618)


@pytest.fixture
def bench(floor: Floor) -> BenchWork:
    """The inspector, with a carton of two vitamins and an omega."""
    received(floor, vitamin(floor), vitamin(floor), omega(floor))
    bench = BenchWork(floor)
    bench.scan(PLATE)
    return bench


def change(floor: Floor, model: type, where: str, value: object, **columns: object) -> None:
    table = table_of(model)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table).where(table.c[where] == value).values(**columns))


def test_the_tote_that_an_item_comes_from_does_not_take_it(floor: Floor) -> None:
    Dock(floor).scans("T-0007", vitamin(floor), "CMD-CLOSE")
    assert BenchWork(floor).scans("T-0007", vitamin(floor), "CMD-PASS", "T-0007") == (
        "Same carton | T-0007 is the carton that the item comes from. | Scan the tote that it goes into"
    )


def test_nothing_is_accepted_before_an_item_is_chosen(bench: BenchWork) -> None:
    assert bench.scan("CMD-CONFIRM") == "Item first | Scanned CMD-CONFIRM, but no item is chosen. | Scan the item"


def test_a_carton_whose_goods_are_all_graded_is_not_taken_up(floor: Floor, bench: BenchWork) -> None:
    change(floor, CartonLine, "quantity", 2, quantity=0)
    change(floor, CartonLine, "quantity", 1, quantity=0)
    assert BenchWork(floor).scan(PLATE) == (
        f"Already graded | Carton {PLATE} holds no ungraded goods. | Route it, or scan the next carton"
    )


def test_held_goods_stay_where_they_are_while_no_quarantine_carton_takes_them(floor: Floor, bench: BenchWork) -> None:
    change(floor, CartonLine, "lot", "K7731", hold=HoldReason.WRONG_LOT)
    change(floor, Carton, "is_quarantine", True, is_quarantine=False)
    assert bench.scan(omega(floor)) == (
        "On hold | Omega-3 1200 mg, 90 ct is held: wrong_lot. It gets no grade and no code until the hold is lifted."
        " | Put it back, or call a supervisor"
    )


@pytest.mark.parametrize(
    ("model", "where", "columns", "sentence"),
    [
        (Product, "sku", {"owner_id": "harbor"}, f"Not as a whole | Carton {PLATE} holds goods of several owners."
         " | Grade it item by item"),
        (Product, "sku", {"hazardous": True}, f"Not as a whole | Carton {PLATE} mixes hazardous and other goods."
         " | Grade it item by item"),
        (CartonLine, "lot", {"hold": HoldReason.UNMATCHED}, f"Not as a whole | Some goods in carton {PLATE} are held,"
         " others are free. | Grade it item by item"),
    ],
)  # fmt: skip
def test_what_never_shares_a_tote_is_not_graded_as_a_whole(
    floor: Floor, bench: BenchWork, model: type, where: str, columns: dict[str, object], sentence: str
) -> None:
    values = {name: floor.harbor.id if value == "harbor" else value for name, value in columns.items()}
    change(floor, model, where, floor.omega.sku if where == "sku" else "K7731", **values)
    assert bench.scans("CMD-WHOLE", "CMD-GRADE-A", "CMD-CONFIRM") == sentence
