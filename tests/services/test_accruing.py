"""What parties are owed follows the goods: closing, grading, grading again, undo."""

from decimal import Decimal

import pytest

from app.domain.refunds import RefundTiming
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.settler import Settler, TermOf, assert_books_balance, books, priced, states, terms_in_force


def receive(floor: Floor, units: int = 3) -> Dock:
    """Receive vitamins of the trade return into one carton and close that."""
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    for _ in range(units):
        dock.scan(gs1(floor.vitamin, "10D9T", "270331"))
    dock.scan("CMD-CLOSE")
    return dock


def close(dock: Dock) -> None:
    dock.tap("close_receipt")
    dock.tap("accept")


@pytest.fixture
def settler(floor: Floor) -> Settler:
    return Settler(floor)


def terms(floor: Floor, *rows: TermOf, price: str = "10.00") -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, *rows)
        priced(session, price)


def test_on_acceptance_each_graded_unit_is_owed_at_the_share_of_its_grade(floor: Floor, settler: Settler) -> None:
    terms(floor, TermOf(fee_percent=10))
    close(receive(floor))
    paper = floor.trade_return.id
    assert states(settler, paper) == []
    bench = BenchWork(floor)
    bench.scans(an_sscc(4618), gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-A", "T-0412")
    assert states(settler, paper) == ["credit owed 9 USD"]
    bench.scans(gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-B", "T-0413")
    assert states(settler, paper) == ["credit owed 16.2 USD"]
    bench.undo()
    assert states(settler, paper) == ["credit owed 9 USD"]
    assert books(floor) == {
        "returns_expense": Decimal(10), "restocking_income": Decimal(-1), "customer_payable": Decimal(-9),
    }  # fmt: skip
    assert_books_balance(floor)


def test_on_check_in_all_is_owed_when_the_receipt_closes_and_grading_corrects_it(
    floor: Floor, settler: Settler
) -> None:
    terms(floor, TermOf(timing=RefundTiming.ON_CHECK_IN))
    dock = receive(floor)
    paper = floor.trade_return.id
    assert states(settler, paper) == []
    close(dock)
    assert states(settler, paper) == ["credit owed 30 USD"]
    BenchWork(floor).scans(an_sscc(4618), gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-C", "T-0412")
    assert states(settler, paper) == ["credit owed 25 USD"]
    assert_books_balance(floor)


def test_without_terms_nothing_is_owed(floor: Floor, settler: Settler) -> None:
    close(receive(floor))
    BenchWork(floor).scans(an_sscc(4618), gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-A", "T-0412")
    assert states(settler, floor.trade_return.id) == []
    assert books(floor) == {}


def test_without_a_price_paid_the_list_price_counts(floor: Floor, settler: Settler) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(timing=RefundTiming.ON_CHECK_IN))
    close(receive(floor, 1))
    assert states(settler, floor.trade_return.id) == ["credit owed 10 USD"]
