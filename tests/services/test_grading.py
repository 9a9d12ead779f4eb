"""Grading by scan: whole verdicts and whole states, on SQLite and on PostgreSQL."""

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Carton, table_of
from app.domain.transitions import CartonState
from app.domain.vocabulary import DispositionCode, Grade
from tests.factories import Floor, a_gtin, an_sscc, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, events, goods, received, state
from tests.services.dock import gs1


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor, lot: str = "10D9T", expiry: str = "270331") -> str:
    return gs1(floor.vitamin, lot, expiry)


@pytest.fixture
def plate(floor: Floor) -> str:
    """A carton with three vitamins of one lot and one of another."""
    return received(floor, *[vitamin(floor)] * 3, vitamin(floor, "10F1C", "270531"))


@pytest.fixture
def bench(floor: Floor, plate: str) -> BenchWork:
    bench = BenchWork(floor)
    bench.scan(plate)
    return bench


def test_a_carton_is_put_on_the_bench_by_its_plate(floor: Floor, plate: str) -> None:
    bench = BenchWork(floor)
    assert bench.scan(plate) == f"Carton {plate[-4:]} | Carton {plate} is on the bench, 4 to grade. | Scan an item"
    assert state(floor, plate) == "grading"
    before = events(floor)
    assert bench.scan(plate) == f"Carton {plate[-4:]} | Carton {plate} is being graded, 4 left. | Scan an item"
    assert events(floor) == before, "going on is no act on goods"
    assert_ledger_holds(floor)


def test_a_part_graded_carton_is_taken_up_at_any_bench(floor: Floor, plate: str, bench: BenchWork) -> None:
    bench.scans(vitamin(floor), "CMD-PASS", "T-0412")
    other = BenchWork(floor, "supervisor")
    assert other.scan(plate).startswith(f"Carton {plate[-4:]} | Carton {plate} is being graded, 3 left.")


def test_an_item_without_a_carton_asks_for_the_carton(floor: Floor) -> None:
    text = vitamin(floor)
    assert BenchWork(floor).scan(text) == (
        f"Carton first | Scanned {text}, but no carton is on the bench."
        " | Scan the plate of the carton that you take it from"
    )


def test_unknown_plates_and_cartons_in_other_states_are_refused(floor: Floor, plate: str) -> None:
    bench = BenchWork(floor)
    assert bench.scan(an_sscc(77)) == (
        f"Unknown carton | Scanned plate {an_sscc(77)}: no carton with it stands in this building."
        " | Scan another plate on it, or receive it first"
    )
    assert bench.scan("T-0901") == (
        "Quarantine | Carton T-0901 stands in quarantine: what is in it is graded once it is released."
        " | Leave it there, and scan another carton"
    )
    bench.scans(plate, vitamin(floor), "CMD-PASS", "T-0412", "CMD-CLOSE")
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Carton)).values(state=CartonState.ROUTING))
    assert bench.scan("T-0412") == (
        "Not for grading | Carton T-0412 is routing: only received cartons are graded."
        " | Scan it on the home screen to see its next step"
    )


def test_a_scanned_item_chooses_its_line(floor: Floor, plate: str, bench: BenchWork) -> None:
    assert bench.scan(vitamin(floor)) == (
        f"Vitamin D3 1000 IU, 120 ct | 3 to grade in carton {plate}. | Answer the checklist, or scan PASS"
    )
    view = bench.view()
    assert view.goods is not None
    assert (view.goods.lot, view.goods.quantity, view.answered) == ("10D9T", 3, 0)
    assert view.judgement is None
    assert view.missing is not None
    assert view.missing.params == {"count": 2, "total": 2}


def test_claimed_shipped_and_received_stand_side_by_side(floor: Floor) -> None:
    drill = gs1(floor.drill, "L2608", serial="DR7-204815")
    bench = BenchWork(floor)
    bench.scans(received(floor, drill, paper="RMA-104502"), drill)
    view = bench.view()
    assert view.goods is not None
    assert view.goods.claim is not None
    assert view.delivery is not None
    claim = view.goods.claim
    assert (claim.number, claim.text, claim.lot, claim.serial) == (
        "RMA-104502",
        "Will not charge",
        "L2608",
        "DR7-204815",
    )
    assert (view.delivery.delivered_on.isoformat(), view.delivery.serial) == ("2026-10-02", "DR7-204815")
    assert (view.goods.lot, view.goods.serial) == ("L2608", "DR7-204815")


def test_a_code_without_lot_asks_which_line(floor: Floor, bench: BenchWork, plate: str) -> None:
    bare = f"01{floor.vitamin.gtin}"
    assert bench.scan(bare) == (
        f"Which lot? | Vitamin D3 1000 IU, 120 ct: carton {plate} holds 2 lines of it."
        " | Scan the lot on it, or pick the line below"
    )
    assert bench.scan("10F1C").startswith("Vitamin D3 1000 IU, 120 ct | 1 to grade")
    chosen = bench.view().goods
    assert chosen is not None
    assert chosen.lot == "10F1C"


def test_a_scanned_case_stands_for_its_units(floor: Floor, bench: BenchWork) -> None:
    bench.scan(f"01{floor.vitamin_case.code}1010D9T")
    assert bench.screen.sheet.quantity == 3, "a case of twelve, of which three are here"


def test_an_item_that_is_not_in_the_carton_is_refused(floor: Floor, bench: BenchWork, plate: str) -> None:
    assert bench.scan(gs1(floor.omega, "K7731", "270228")) == (
        f"Not in this carton | Omega-3 1200 mg, 90 ct, K7731 is not among the ungraded goods of carton {plate}."
        " | Put it back where it came from, or call a supervisor"
    )
    assert bench.scan(vitamin(floor, "10XXX")).startswith("Not in this carton | Vitamin D3 1000 IU, 120 ct, 10XXX")
    assert bench.scan("NO-SUCH-THING").startswith("Unknown code | Scanned NO-SUCH-THING")


def test_the_checklist_gives_the_grade_and_the_code(floor: Floor, bench: BenchWork) -> None:
    bench.scan(vitamin(floor))
    assert bench.scan("CMD-PASS") == "All pass | Every question is answered with yes. | Scan the tote"
    judgement = bench.view().judgement
    assert judgement is not None
    assert (judgement.graded.grade, judgement.code) == (Grade.A, DispositionCode.RESTOCK)
    assert str(judgement.net.amount) == "6.38"
    runner_up = judgement.recommendation.runner_up
    assert runner_up is not None
    assert (runner_up.code, str(runner_up.net)) == (DispositionCode.REWORK, "5.00")


def test_every_step_works_by_scan_alone(floor: Floor, bench: BenchWork) -> None:
    bench.scan(vitamin(floor))
    assert bench.scan("CMD-F4") == "F4 | F4 is set. | Go on, or scan the tote when done"
    assert bench.scan("CMD-C7").startswith("C7 | C7 is set.")
    judgement = bench.view().judgement
    assert judgement is not None
    assert judgement.graded.grade is Grade.C
    bench.scan("CMD-GRADE-D")
    judgement = bench.view().judgement
    assert judgement is not None
    assert (judgement.graded.grade, judgement.graded.scores.function) == (Grade.D, 2)
    bench.scans("CMD-GRADE-A", "T-0412", vitamin(floor), "CMD-PASS", "CMD-CONFIRM", "CMD-CLOSE")
    assert state(floor, "T-0412") == "graded"
    assert "0412: 2 10D9T A restock" in goods(floor)
    assert bench.scan("CMD-UNDO").startswith("Undone | Taken back: tote_closed.")
    assert state(floor, "T-0412") == "open"
    assert_ledger_holds(floor)


def test_scanning_a_new_tote_accepts_and_opens_it(floor: Floor, bench: BenchWork, plate: str) -> None:
    before = events(floor)
    bench.scans(vitamin(floor), "CMD-PASS")
    assert bench.scan("T-0412") == (
        f"Grade A: restock | 1 Vitamin D3 1000 IU, 120 ct into T-0412. 3 left in carton {plate}."
        " | Stick its label on, scan the next item"
    )
    assert goods(floor) == ["0412: 1 10D9T A restock", "6186: 1 10F1C - -", "6186: 2 10D9T - -"]
    assert (state(floor, "T-0412"), state(floor, plate)) == ("open", "grading")
    assert events(floor) == before + 1, "choosing and answering are no acts on goods; accepting is one"
    assert bench.screen.sheet.goods_id is None
    assert_ledger_holds(floor)


def test_a_line_is_split_into_destination_totes(floor: Floor, bench: BenchWork, plate: str) -> None:
    bench.scan(vitamin(floor))
    bench.says_more(quantity=2).scans("CMD-GRADE-A", "T-0412")
    bench.scans(vitamin(floor), "CMD-GRADE-C", "T-0413")
    bench.scans(vitamin(floor, "10F1C"), "CMD-GRADE-D")
    assert bench.scan("T-0414") == (
        "Grade D: liquidate | 1 Vitamin D3 1000 IU, 120 ct into T-0414."
        f" Carton {plate} is empty and closed. | Stick its label on, scan the next carton"
    )
    assert state(floor, plate) == "closed"
    assert [row.rsplit(" ", 2)[0] for row in goods(floor)] == ["0412: 2 10D9T", "0413: 1 10D9T", "0414: 1 10F1C"]
    assert bench.screen.sheet.carton_id is None
    assert_ledger_holds(floor)


def test_more_than_there_is_cannot_be_graded(floor: Floor, bench: BenchWork) -> None:
    bench.scan(vitamin(floor))
    assert bench.says_more(quantity=4).scans("CMD-PASS", "T-0412") == (
        "Not so many | Entered 4; left to grade of Vitamin D3 1000 IU, 120 ct: 3. | Enter 3 or fewer"
    )
    assert goods(floor) == ["6186: 1 10F1C - -", "6186: 3 10D9T - -"]


def test_a_tote_is_not_accepted_before_the_checklist_is_answered(floor: Floor, bench: BenchWork) -> None:
    bench.scan(vitamin(floor))
    assert bench.scan("T-0412") == (
        "Not answered yet | Questions still open: 2 of 2, so there is no grade yet."
        " | Answer them, or scan PASS when all are good"
    )
    assert bench.screen.sheet.goods_id is not None, "what was chosen stays chosen"


def test_a_place_where_a_tote_is_expected_stops(floor: Floor, bench: BenchWork) -> None:
    bench.scans(vitamin(floor), "CMD-PASS")
    assert bench.scan("S-01") == (
        "Not a tote | Scanned S-01: place. A destination tote is expected: T- and its number."
        " | Scan the plate of the tote, not the place it stands at"
    )
    assert bench.scan(an_sscc(9)).startswith(f"Not a tote | Scanned {an_sscc(9)}: sscc.")
    assert bench.key == "tote_expected"
    assert bench.scan("BADGE-2007").startswith("Not a tote | Scanned BADGE-****: badge."), "badges are not kept"


def test_a_carton_that_is_no_open_tote_takes_nothing(floor: Floor, bench: BenchWork) -> None:
    bench.scans(vitamin(floor), "CMD-PASS")
    assert bench.scan("T-0901") == (
        "Quarantine | T-0901 takes goods on hold: graded goods go into an open tote. | Scan an open tote, or a new one"
    )
    bench.scans("T-0412", "CMD-CLOSE", vitamin(floor), "CMD-PASS")
    assert bench.scan("T-0412") == (
        "Not a tote | T-0412 is a carton that is graded: graded goods go into an open tote."
        " | Scan an open tote, or a new one"
    )


def test_a_tote_never_mixes_codes(floor: Floor, bench: BenchWork) -> None:
    bench.scans(vitamin(floor), "CMD-GRADE-A", "T-0412", vitamin(floor), "CMD-GRADE-C")
    assert bench.scan("T-0412") == (
        "Other destination | Tote T-0412 goes to restock, this item to rework. | Scan a tote for rework, or a new one"
    )
    assert goods(floor)[0] == "0412: 1 10D9T A restock"


def test_an_emptied_open_tote_takes_another_code(floor: Floor, bench: BenchWork) -> None:
    bench.scans(vitamin(floor), "CMD-GRADE-A", "T-0412")
    bench.undo()
    bench.scans(vitamin(floor), "CMD-GRADE-C", "T-0412")
    assert bench.key == "graded"
    assert goods(floor)[0].startswith("0412: 1 10D9T C")
    assert_ledger_holds(floor)


def test_undo_puts_the_unit_back(floor: Floor, bench: BenchWork, plate: str) -> None:
    bench.scans(vitamin(floor, "10F1C"), "CMD-PASS", "T-0412")
    assert bench.undo() == "Undone | Taken back: units_graded. | Scan the next item"
    assert goods(floor) == ["6186: 1 10F1C - -", "6186: 3 10D9T - -"]
    assert_ledger_holds(floor)


def test_undo_of_the_last_unit_opens_the_carton_again(floor: Floor) -> None:
    plate = received(floor, vitamin(floor))
    bench = BenchWork(floor)
    bench.scans(plate, vitamin(floor), "CMD-PASS", "T-0412")
    assert state(floor, plate) == "closed"
    bench.scan("CMD-UNDO")
    assert (state(floor, plate), goods(floor)) == ("grading", ["6186: 1 10D9T - -"])
    assert bench.undo().startswith("Nothing to undo")
    assert_ledger_holds(floor)


def test_an_empty_tote_is_taken_back_when_closed(floor: Floor, bench: BenchWork) -> None:
    bench.scans(vitamin(floor), "CMD-PASS", "T-0412")
    bench.undo()
    bench.scan("T-0412")
    assert bench.scan("CMD-CLOSE") == "Tote 0412 taken back | Tote T-0412 was empty and is free again. | Scan an item"
    assert state(floor, "T-0412") == "cancelled"


def test_closing_a_tote_says_what_is_in_it(floor: Floor, bench: BenchWork) -> None:
    assert bench.scan("CMD-CLOSE") == (
        "No tote | No open tote is chosen on this screen. | Scan the tote to close, then close it"
    )
    bench.scan(vitamin(floor))
    bench.says_more(quantity=3).scans("CMD-PASS", "T-0412")
    assert bench.scan("CMD-CLOSE") == (
        "Tote 0412 closed | Tote T-0412 is closed, 3 in it for restock."
        " | Stick its label on and set it aside for routing"
    )


def test_undo_command_first_sets_the_chosen_item_aside(floor: Floor, bench: BenchWork) -> None:
    bench.scan(vitamin(floor))
    assert bench.scan("CMD-UNDO") == "Set aside | Nothing was graded. | Scan an item"
    assert bench.screen.sheet.goods_id is None
    assert len(goods(floor)) == 2


def test_unknown_gtin_is_not_guessed(floor: Floor, bench: BenchWork) -> None:
    assert bench.scan(a_gtin(99999)).startswith("Unknown code")
