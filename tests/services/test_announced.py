"""What was announced comes: taken in as declared, counted from zero, sampled, and said against its notice."""

import pytest

from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, lines, omega, vitamin
from tests.services.forklift import exceptions, kinds, stands
from tests.services.notices import ALONE, FIRST, PALLET, SECOND, announce, announce_drill, stands_on


@pytest.fixture
def at(floor: Floor) -> Dock:
    """The dock worker with the receipt of the announced goods."""
    announce(floor)
    return Dock(floor)


def test_the_plate_of_an_announced_pallet_opens_the_receipt_of_its_paper(floor: Floor) -> None:
    announce(floor)
    dock = Dock(floor, PALLET)
    assert dock.opened.said.params["number"] == "RMA-104418"


def test_a_pallet_is_taken_in_as_declared_and_nothing_of_it_counts(at: Dock, floor: Floor) -> None:
    assert at.scan(PALLET) == (
        f"Pallet {PALLET[-4:]} as declared | Pallet {PALLET} is in, with the cartons that its notice names: 2,"
        " 30 units."
        " Nobody has counted them. | Put it in G-01, then scan a carton to count it, or the pallet to sample it"
    )
    assert [stands(floor, lpn) for lpn in (PALLET, FIRST, SECOND)] == [("received", "G-01")] * 3
    assert lines(floor) == [("10D9T", 12, ""), ("10D9T", 12, ""), ("K7731", 6, "")]
    assert at.board().counted == 0
    assert at.board().declared == 30
    assert at.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "0/24"
    holds(floor)


def test_a_declared_receipt_does_not_close_and_its_cartons_are_not_graded(at: Dock, floor: Floor) -> None:
    at.scan(PALLET)
    assert at.tap("close_receipt") == (
        "Not counted yet | Receipt R-000001 holds 30 units that are only declared. It was not closed."
        " | Count or sample those cartons, then close the receipt"
    )
    assert BenchWork(floor).scan(FIRST) == (
        f"Not counted yet | Carton {FIRST} was received as declared: nobody has counted it. Nothing was graded."
        " | Take it to a dock, and count or sample it there"
    )


def test_a_declared_carton_is_counted_from_zero_and_leaves_its_pallet(at: Dock, floor: Floor) -> None:
    at.scan(PALLET)
    assert at.scan(SECOND) == (
        f"Carton {SECOND[-4:]} as declared | Carton {SECOND}: 18 units by its notice. Nobody has counted them."
        " | Count it with the button or the confirm code; or check 5 units and scan PASS"
    )
    assert at.scan("CMD-CONFIRM") == (
        f"Count carton {SECOND[-4:]} | Carton {SECOND} counts from zero. Its notice declares 18 units."
        " | Scan the items in it"
    )
    assert stands_on(floor, SECOND) == ""
    assert stands_on(floor, FIRST) == PALLET
    assert lines(floor) == [("10D9T", 12, "")]
    assert at.board().declared == 12
    holds(floor)
    for _ in range(7):
        at.scan(omega(floor))
        if at.screen.pending:
            at.tap("accept")
    for _ in range(10):
        at.scan(vitamin(floor))
    at.scan(gs1(floor.vitamin, "10F1C", "270531"))
    assert at.tap("close_carton") == (
        f"Carton {SECOND[-4:]} not as declared | Counted in carton {SECOND}: 18 units."
        " Against its notice: short 2, over 1, other lot 1."
        " | Put it in G-01, then scan the next plate. The supervisor was told"
    )
    assert [kind for kind, _place, _done in exceptions(floor)] == ["over", "not_as_declared"]
    assert at.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "6/6+1"
    holds(floor)


def test_starting_a_count_is_taken_back_with_the_pallet_under_the_carton(at: Dock, floor: Floor) -> None:
    at.scan(PALLET)
    at.scan(FIRST)
    at.tap("accept")
    assert at.tap("undo") == "Undone | Taken back: count_started. | Scan the next item"
    assert stands_on(floor, FIRST) == PALLET
    assert stands(floor, FIRST) == ("received", "G-01")
    assert at.board().declared == 30
    holds(floor)


def test_taking_a_pallet_in_is_taken_back(at: Dock, floor: Floor) -> None:
    at.scan(PALLET)
    assert at.tap("undo").startswith("Undone | Taken back: pallet_received.")
    assert [stands(floor, lpn) for lpn in (PALLET, FIRST, SECOND)] == [("expected", "")] * 3
    assert lines(floor) == []
    assert at.scan(PALLET).startswith(f"Pallet {PALLET[-4:]} as declared")
    holds(floor)


def test_an_announced_carton_scanned_alone_leaves_its_pallet_and_is_counted(at: Dock, floor: Floor) -> None:
    assert at.scan(FIRST) == (
        f"Carton {FIRST[-4:]} | Carton {FIRST} is open and off pallet {PALLET}. Its notice declares 12 units."
        " | Scan the items in it: the count starts from zero"
    )
    for _ in range(12):
        at.scan(vitamin(floor))
    assert at.tap("close_carton") == (
        f"Carton {FIRST[-4:]} as declared | Counted in carton {FIRST}: 12 units, as its notice declares."
        " | Put it in G-01, then scan the next plate"
    )
    assert at.scan(PALLET).startswith(f"Pallet {PALLET[-4:]} as declared | Pallet {PALLET} is in, with")
    assert at.board().declared == 18
    holds(floor)


def test_the_last_carton_off_an_expected_pallet_closes_it_until_that_is_taken_back(at: Dock, floor: Floor) -> None:
    at.scan(FIRST)
    at.scan(vitamin(floor))
    at.tap("close_carton")
    at.scan(SECOND)
    assert stands(floor, PALLET) == ("closed", "")
    at.tap("undo")
    assert stands(floor, PALLET) == ("expected", "")
    assert stands_on(floor, SECOND) == PALLET
    holds(floor)


def test_a_carton_announced_without_a_pallet_says_what_it_declares(at: Dock) -> None:
    assert at.scan(ALONE) == (
        f"Carton {ALONE[-4:]} | Carton {ALONE} is open. Its notice declares 12 units."
        " | Scan the items in it: the count starts from zero"
    )
    assert at.tap("close_carton") == (
        f"Carton {ALONE[-4:]} was empty | Nothing was counted in carton {ALONE}. Against its notice: short 12."
        " | Scan the next plate. The supervisor was told"
    )


def test_a_sample_speaks_for_all_of_a_pallet(at: Dock, floor: Floor) -> None:
    at.scan(PALLET)
    assert at.scan(PALLET) == (
        f"Pallet {PALLET[-4:]} as declared | Pallet {PALLET}: 30 units by its notice in cartons that nobody has"
        " counted: 2. | Check 8 units and scan PASS, or scan one of its cartons to count that"
    )
    assert at.tap("accept") == (
        f"Carton by carton | {PALLET} is a pallet: only its cartons are counted. Nothing was changed."
        " | Scan the plate of a carton on it"
    )
    at.scan(PALLET)
    assert at.scan("CMD-PASS") == (
        f"As declared | {PALLET}: 8 units checked, 30 units received as the notice declares. | Scan the next plate"
    )
    assert (at.board().declared, at.board().counted) == (0, 30)
    assert stands_on(floor, FIRST) == PALLET
    holds(floor)
    assert at.tap("undo").startswith("Undone | Taken back: sample_passed.")
    assert (at.board().declared, at.board().counted) == (30, 0)
    holds(floor)


def test_a_sample_does_not_confirm_what_the_paper_does_not_take(at: Dock, floor: Floor) -> None:
    at.scan(ALONE)
    for _ in range(7):
        at.scan(omega(floor))
        if at.screen.pending:
            at.tap("accept")
    at.tap("close_carton")
    at.scan(PALLET)
    at.scan(SECOND)
    before = lines(floor)
    assert at.tap("sample") == (
        f"Count it | Carton {SECOND} declares Omega-3 1200 mg, 90 ct, K7731, which RMA-104418 does not take as it is."
        f" Nothing was confirmed. | Scan carton {SECOND} and count it"
    )
    assert lines(floor) == before
    holds(floor)


def test_a_sample_does_not_confirm_a_serial_that_stands_elsewhere(at: Dock, floor: Floor) -> None:
    lpn, elsewhere = announce_drill(floor, "DR7-204815"), an_sscc(4619)
    Dock(floor, "RMA-104502").scans(elsewhere, gs1(floor.drill, "L2608", serial="DR7-204815"))
    at.scans(PALLET, lpn)
    assert at.tap("sample") == (
        f"Count it | Carton {lpn} declares Cordless drill 18 V kit with serial DR7-204815, which is in carton"
        f" {elsewhere}. Nothing was confirmed. | Scan carton {lpn} and count it"
    )


def test_a_question_about_a_declared_carton_may_wait(at: Dock, floor: Floor) -> None:
    at.scan(PALLET)
    at.scan(FIRST)
    assert at.tap("drop") == f"Not counted | {FIRST} stays as declared. | Scan the next plate"
    at.scan(FIRST)
    assert at.scan(ALONE).startswith(f"Carton {ALONE[-4:]} | Carton {ALONE} is open.")
    assert at.scan(FIRST).startswith(f"Carton {ALONE[-4:]} is open")
    assert kinds(floor)[-1] == "carton_opened"


def test_what_was_sampled_has_nothing_left_to_confirm(at: Dock) -> None:
    at.scan(PALLET)
    at.scan(FIRST)
    screen = at.screen
    at.tap("sample")
    at.screen = screen
    assert at.tap("accept") == (
        f"Nothing to confirm | {FIRST} holds nothing that is only declared: it was counted or sampled before."
        " | Scan the next plate"
    )


def test_what_was_announced_for_other_paper_is_refused(floor: Floor) -> None:
    announce(floor)
    assert Dock(floor, "RMA-104502").scan(PALLET) == (
        f"Announced elsewhere | {PALLET} was announced for RMA-104418, and this receipt is for RMA-104502."
        f" Nothing was received. | Scan {PALLET} on the home screen to open its own receipt"
    )


def test_a_pallet_waits_until_the_open_carton_is_closed(at: Dock) -> None:
    lpn = an_sscc(4618)
    at.scan(lpn)
    assert at.scan(PALLET) == (
        f"Carton {lpn[-4:]} is open | Scanned plate {PALLET}, but carton {lpn} is still open."
        f" | Close carton {lpn[-4:]} first, then scan this plate"
    )
