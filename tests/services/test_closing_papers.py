"""Reconciled, closed, opened again: only while goods and money agree, by who may, by one of two clerks."""

import pytest

from app.db.engine import Database
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, Role
from app.services import settling
from tests.factories import ExpectedLine, Floor, an_authorization, make_floor
from tests.services.bench import received
from tests.services.bookkeeper import Bookkeeper, fewer, graded, omegas_came
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds
from tests.services.racing import race
from tests.services.settler import Settler, TermOf, terms_in_force

CLOSED, RECONCILED = AuthorizationState.CLOSED, AuthorizationState.RECONCILED


@pytest.fixture
def floor(sqlite_database: Database) -> Floor:
    """On one database, but for the races."""
    return make_floor(sqlite_database)


@pytest.fixture
def books(floor: Floor) -> Bookkeeper:
    """R. Castillo with RMA-104418, of which four of six omegas came, all accepted, and nothing else."""
    graded(floor, omegas_came(floor, 4))
    return Bookkeeper(floor).opens()


def settled(books: Bookkeeper) -> Bookkeeper:
    books.credits()
    books.issues()
    books.reconciles()
    return books


def test_it_is_reconciled_with_its_differences_and_closed_once_credited(books: Bookkeeper) -> None:
    assert books.reconciles() == (
        "RMA-104418 is reconciled | RMA-104418 of Northline Pharmacy is reconciled with its differences."
        " Units short: 56, over: 0, held: 0. | Close it once it is credited"
    )
    assert books.closes() == (
        "RMA-104418 cannot be closed | Goods and money of RMA-104418 differ. Accepted and not credited: 4 units."
        " Credited beyond what was accepted: 0 units. Still to be graded: 0 units. Money open: 40.00 USD."
        " Nothing was changed. | Issue a credit memo, pay what is open, make a wrong memo void, or grade what waits"
    )
    books.credits()
    books.issues()
    assert books.closes() == (
        "RMA-104418 is closed | Goods and money of RMA-104418 agree: Northline Pharmacy is credited 4 units."
    )
    assert books.story[-1] == "closed by R. Castillo state: reconciled > closed"


def test_what_still_waits_for_the_bench_is_not_reconciled(floor: Floor) -> None:
    omegas_came(floor, 4)
    assert Bookkeeper(floor).opens().reconciles() == (
        "RMA-104418 cannot be reconciled yet | Of RMA-104418, 4 units still wait to be graded. Nothing was changed."
        " | Grade them first"
    )


def test_only_what_was_received_is_reconciled_and_only_what_was_reconciled_is_closed(
    floor: Floor, books: Bookkeeper
) -> None:
    assert books.closes() == (
        "Not now | RMA-104418 is received, so this step is not possible: close_paper. Nothing was changed."
        " | Look at what it says now"
    )
    omegas_came(floor, 1, carton=4700, close=False)
    assert books.looks() and books.reconciles() == (
        "Not now | RMA-104418 is receiving, so this step is not possible: reconcile. Nothing was changed."
        " | Look at what it says now"
    )


def test_reopening_is_an_act_with_a_reason_of_who_may_approve(floor: Floor, books: Bookkeeper) -> None:
    settled(books).closes()
    assert books.reopens() == (
        "Approval needed | reopen_authorization, RMA-104418: this is approved first. Nothing was changed."
        " Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    boss = Bookkeeper(floor, Role.SUPERVISOR, "A. Jefe", "3001").opens()
    assert boss.reopens(" ") == (
        "Say why | RMA-104418 was left as it is: this step needs a reason, and none was written. | Write the reason"
    )
    assert boss.reopens() == (
        "RMA-104418 is open again | RMA-104418 of Northline Pharmacy is reconciled and no longer closed:"
        " A carton was found | Settle it, then close it again"
    )
    assert boss.story[-1] == "reopened by A. Jefe state: closed > reconciled (A carton was found)"
    assert boss.closes().startswith("RMA-104418 is closed | ")


def test_goods_that_come_late_open_it_again_and_with_it_the_difference(floor: Floor, books: Bookkeeper) -> None:
    settled(books).closes()
    plate = omegas_came(floor, 2, carton=4700)
    assert (books.paper.state, books.match.total("due")) == (AuthorizationState.RECEIVED, 0)
    assert books.story[-1] == (
        "reopened by M. Ortega state: closed > receiving, receipt: - > R-000002"
    )  # fmt: skip
    graded(floor, plate)
    assert books.differences == [
        "QD Vitamin D3 1000 IU, 120 ct, 10D9T: 24 units authorized and not received.",
        "QD Vitamin D3 1000 IU, 120 ct, 10F1C: 12 units authorized and not received.",
        "QD Omega-3 1200 mg, 90 ct, K7731: 2 units accepted and not credited.",
        "QD Zinc 25 mg, 60 ct, Z0415B: 18 units authorized and not received.",
    ]
    books.looks().reconciles()
    assert "Accepted and not credited: 2 units." in books.closes()
    holds(floor)


def test_late_goods_of_what_is_reconciled_are_received_without_a_word(floor: Floor, books: Bookkeeper) -> None:
    settled(books)
    dock = Dock(floor)
    assert dock.opened.said.message.key == "receiving.opened"
    assert books.paper.state is AuthorizationState.RECEIVING


def test_a_consumer_s_return_is_reconciled_by_its_goods_alone(floor: Floor) -> None:
    received(floor, gs1(floor.drill, "L2608", serial="DR7-204815"), paper="RMA-104502")
    Dock(floor, "RMA-104502").scan("CMD-CLOSE")
    books = Bookkeeper(floor).opens("RMA-104502")
    assert books.reconciles().startswith("RMA-104502 is reconciled | ")
    assert books.closes() == (
        "RMA-104502 is closed | Goods and money of RMA-104502 agree: Northline Pharmacy is credited 0 units."
    )


def test_a_refund_that_is_owed_keeps_a_consumer_s_return_open_until_it_is_paid(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf())
        an_authorization(
            session, floor.site, floor.harbor, [ExpectedLine(floor.shirt, 1)], "RMA-300", Program.CUSTOMER_RETURN
        )
    plate = received(floor, floor.shirt.gtin, paper="RMA-300")
    Dock(floor, "RMA-300").scan("CMD-CLOSE")
    graded(floor, plate)
    books = Bookkeeper(floor).opens("RMA-300")
    books.reconciles()
    assert books.closes() == (
        "RMA-300 cannot be closed | Goods and money of RMA-300 differ. Accepted and not credited: 0 units."
        " Credited beyond what was accepted: 0 units. Still to be graded: 0 units. Money open: 10 USD."
        " Nothing was changed. | Issue a credit memo, pay what is open, make a wrong memo void, or grade what waits"
    )
    settler = Settler(floor, badge="3004")
    settler.do(settling.pay, settler.refunds(books.seen.id)[0], "TR-1")
    assert books.closes().startswith("RMA-300 is closed | ")


def test_two_clerks_close_at_once_and_one_wins(database: Database) -> None:
    floor = make_floor(database)
    graded(floor, omegas_came(floor, 4))
    settled(Bookkeeper(floor).opens())
    boss = Bookkeeper(floor, Role.SUPERVISOR, "A. Jefe", "3001").opens()
    one = Bookkeeper(floor, Role.OFFICE, "B. Luna", "2119").opens()
    two = Bookkeeper(floor, Role.OFFICE, "C. Sol", "2120").opens()
    for _ in range(5):
        said = sorted(race(one.closes, two.closes))
        assert [each.split(" | ")[0] for each in said].count("RMA-104418 is closed") == 1
        loser = next(each for each in said if not each.startswith("RMA-104418 is closed"))
        assert " was first | RMA-104418 was changed by " in loser
        boss.looks().reopens()
        one.looks()
        two.looks()


def test_a_memo_is_never_made_void_while_the_paper_closes(database: Database) -> None:
    floor = make_floor(database)
    graded(floor, omegas_came(floor, 4))
    books, other = settled(Bookkeeper(floor).opens()), Bookkeeper(floor, Role.OFFICE, "B. Luna", "2119").opens()
    other.memo = books.memo
    for _ in range(5):
        race(books.closes, other.voids)
        closed = books.paper.state is CLOSED
        assert books.match.total("credited") == (4 if closed else 0)
        if closed:
            break
        books.credits(fewer(books.due()[0], 4))
        books.issues()
        other.memo = books.memo
        books.looks()
        other.looks()
