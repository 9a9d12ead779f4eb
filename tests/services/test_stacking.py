"""Pallets on the floor: built, moved with all that stands on them, left by one carton, broken up."""

import pytest
import sqlalchemy as sa

from app.db.models import Carton, table_of
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, received
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, vitamin
from tests.services.forklift import Forklift, a_tote, an_open_tote, kinds, placed_today, stands
from tests.services.holder import Holder
from tests.services.notices import FIRST, PALLET, SECOND, announce, stands_on
from tests.services.stacker import ON, Stacker, two_totes


@pytest.fixture
def at(floor: Floor) -> Stacker:
    return Stacker(floor)


def test_a_pallet_is_built_carton_by_carton(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    assert at.scan(ON) == (
        f"Pallet {ON[-4:]} | Pallet {ON} is new, and nothing stands on it. | Scan the first carton that you put on it"
    )
    assert at.scan(one) == (
        f"Carton {one} on the pallet".replace("T-0412", "0412")
        + f" | Carton T-0412 stands on pallet {ON}. Cartons on it: 1. | Scan the next carton"
    )
    at.scan(two)
    assert [stands_on(floor, each) for each in (one, two)] == [ON, ON]
    assert stands(floor, ON)[1] == stands(floor, two)[1] == stands(floor, one)[1]
    assert at.scan(two) == (
        f"Already on it | Carton {two} stands on pallet {ON}."
        " | Scan the next carton; the confirm code takes this one off"
    )
    assert at.scan("CMD-CLOSE") == "Pallets | No pallet is chosen. | Scan the plate of a pallet"
    assert at.scan(one).startswith(f"Pallet {ON[-4:]} | Cartons on pallet {ON}: 2.")
    holds(floor)


def test_a_pallet_moves_with_all_that_stands_on_it_and_back_by_undo(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    at.scans(ON, one, two)
    forklift, before, began = Forklift(floor), placed_today(floor), len(kinds(floor))
    assert forklift.scan(ON).startswith(f"Carton {ON[-4:]} to restock | 4 x Vitamin D3 1000 IU, 120 ct, grade A.")
    assert [stands(floor, each)[0] for each in (ON, one, two)] == ["routing"] * 3
    assert at.scan(two) == (
        f"Not now | Pallet {ON} is routing. Nothing was put on it or taken off. | Wait until it is put down"
    )
    assert Forklift(floor, "supervisor").scan(one) == (
        f"On a pallet | Carton {one} stands on pallet {ON}, which is routing. Nothing was changed."
        " | Wait until the pallet is put down, then scan the carton again"
    )
    forklift.scan("S-01")
    assert [stands(floor, each) for each in (ON, one, two)] == [("placed", "S-01")] * 3
    assert placed_today(floor) == before + 2
    assert kinds(floor, began) == ["route_started", "carton_placed"]
    holds(floor)
    forklift.tap("undo")
    assert [stands(floor, each)[0] for each in (ON, one, two)] == ["routing"] * 3
    forklift.tap("undo")
    assert [stands(floor, each)[0] for each in (ON, one, two)] == ["open", "graded", "graded"]
    assert placed_today(floor) == before
    holds(floor)


def test_a_carton_that_is_routed_alone_leaves_its_pallet(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    at.scans(ON, one, two)
    forklift = Forklift(floor)
    forklift.scans(one, "S-01")
    assert (stands_on(floor, one), stands_on(floor, two)) == ("", ON)
    forklift.tap("undo")
    forklift.tap("undo")
    assert stands_on(floor, one) == ON
    forklift.scans(one, "S-01", two, "S-01")
    assert stands(floor, ON)[0] == "closed"
    holds(floor)


def test_a_carton_that_goes_to_the_bench_leaves_its_pallet(at: Stacker, floor: Floor) -> None:
    plate = received(floor, gs1(floor.shirt), paper="", carton=1)
    at.scans(ON, plate)
    BenchWork(floor).scan(plate)
    assert stands_on(floor, plate) == ""
    assert stands(floor, ON)[0] == "closed"
    holds(floor)


def test_a_held_carton_locks_its_pallet(at: Stacker, floor: Floor) -> None:
    held = received(floor, gs1(floor.shirt), paper="", carton=1)
    free = received(floor, vitamin(floor), carton=2)
    at.scans(ON, free, held)
    assert Forklift(floor).scan(ON) == (
        f"Locked | Carton {held} on pallet {ON} holds goods that are locked: unmatched. It may only go to a hold place."
        f" | Take carton {held} off the pallet, or take all of it to a hold place"
    )
    at.take_off(held)
    assert Forklift(floor).scan(ON).startswith(f"Carton {ON[-4:]} to staging")
    holds(floor)


def test_a_pallet_is_left_by_one_broken_up_and_built_again_by_undo(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    at.scans(ON, one, two)
    assert at.take_off(one) == (
        f"Carton 0412 off the pallet | Carton T-0412 stands alone. Cartons left on pallet {ON}: 1."
        " | Scan the next carton"
    )
    assert at.take_off(one) == (
        f"Not on it | Carton T-0412 does not stand on pallet {ON} any more. Nothing was changed. | Scan the next carton"
    )
    at.tap("undo")
    assert stands_on(floor, one) == ON
    assert at.tap("break_up") == (
        f"Pallet {ON[-4:]} broken up | Nothing stands on pallet {ON} any more. Cartons that stood on it: 2."
        " | Scan the next pallet"
    )
    assert at.tap("break_up") == (
        "No pallet | The pallet of this screen is broken up, or none is chosen. | Scan the plate of a pallet"
    )
    at.tap("undo")
    assert [stands_on(floor, each) for each in (one, two)] == [ON, ON]
    holds(floor)


def test_a_pallet_is_left_by_one_and_broken_up_by_scans_alone(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    at.scans(ON, one, two, one)
    assert at.scan("CMD-CONFIRM").startswith(f"Carton 0412 off the pallet | Carton {one} stands alone.")
    assert at.scan(ON) == (
        f"Break it up? | Pallet {ON} is the one you work on. Cartons on it: 1."
        " | Scan the next carton; the confirm code takes all of them off"
    )
    assert at.scan(one).startswith("Carton 0412 on the pallet"), "another scan goes on"
    assert at.scans(ON, "CMD-CONFIRM").startswith(f"Pallet {ON[-4:]} broken up")
    assert at.tap("confirm") == "Nothing to confirm | No question is open on this screen. | Scan the next item"
    at.scan("CMD-UNDO")
    assert [stands_on(floor, each) for each in (one, two)] == [ON, ON]
    holds(floor)


def test_a_carton_comes_from_one_pallet_onto_another_in_one_act(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    other = an_sscc(9501)
    at.scans(ON, one, "CMD-CLOSE", other, two)
    began = len(kinds(floor))
    at.scan(one)
    assert kinds(floor, began) == ["pallet_stacked"]
    assert stands_on(floor, one) == other
    assert stands(floor, ON)[0] == "closed"
    at.tap("undo")
    assert stands_on(floor, one) == ON
    holds(floor)


def test_what_stands_on_a_pallet_goes_one_way_and_stands_in_one_place(at: Stacker, floor: Floor) -> None:
    one, scrap = a_tote(floor, "T-0412", carton=4618), a_tote(floor, "T-0413", "D", carton=4619)
    at.scans(ON, one)
    assert at.scan(scrap) == (
        f"Goes elsewhere | Carton {scrap} goes to L, and what stands on pallet {ON} goes to S. Nothing was changed."
        f" | Put carton {scrap} on a pallet that goes its way"
    )
    Forklift(floor).scans(ON, "S-01")
    late = a_tote(floor, "T-0414", carton=4620)
    assert at.scan(late) == (
        f"Stands elsewhere | Carton {late} stands in B-02, and pallet {ON} in S-01. Nothing was changed."
        " | Bring them to one place by routing first"
    )
    Forklift(floor).scans(late, "S-01")
    assert at.scan(late).startswith("Carton 0414 on the pallet")
    holds(floor)


def test_what_cannot_be_put_on_a_pallet_says_why(at: Stacker, floor: Floor) -> None:
    tote = an_open_tote(floor)
    assert at.scan(tote) == (
        f"Scan the pallet | {tote} is a carton, and no pallet is chosen. Nothing was changed."
        " | Scan the plate of a pallet, or a plate not in use to begin one"
    )
    at.scan(ON)
    assert at.scan(tote) == (
        f"Not ready | Carton {tote} is open: it cannot be put on pallet {ON} now."
        " | Finish that step first, or scan the next carton"
    )
    nobody = an_sscc(1)
    assert at.scan(nobody) == (
        f"Unknown carton | Scanned {nobody}: no open carton has this plate. Nothing was put on pallet {ON}."
        " | Scan another plate on it, or call a supervisor"
    )
    assert at.scan("S-01") == (
        "Scan a plate | Scanned S-01: place. The plate of a pallet or carton was expected. | Scan the plate on it"
    )
    announce(floor)
    assert at.scan(PALLET) == (
        f"Not received yet | {PALLET} was announced and has not been received. Nothing was changed."
        f" | Scan {PALLET} on the home screen to receive it"
    )


def test_all_of_a_pallet_moves_or_nothing(floor: Floor) -> None:
    announce(floor)
    dock = Dock(floor)
    dock.scan(PALLET)
    forklift = Forklift(floor)
    assert forklift.scan(PALLET).startswith(f"Carton {PALLET[-4:]} to staging | 30 units of 2 products.")
    forklift.scan("G-01")
    assert [stands(floor, each) for each in (PALLET, FIRST, SECOND)] == [("placed", "G-01")] * 3
    dock.scan(FIRST)
    dock.tap("accept")
    assert stands_on(floor, FIRST) == ""
    dock.tap("undo")
    assert stands(floor, FIRST) == ("placed", "G-01")
    assert stands_on(floor, FIRST) == PALLET
    holds(floor)


def test_a_pallet_waits_for_the_carton_on_it_that_is_in_work(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    at.scans(ON, one, two)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Carton)).where(table_of(Carton).c.lpn == two).values(state="grading"))
    assert Forklift(floor).scan(ON) == (
        f"Not ready to move | Carton {two} on pallet {ON} is grading: all of a pallet moves, or nothing."
        f" | Finish that step first, or take carton {two} off the pallet"
    )


def test_a_pallet_is_no_carton_to_the_bench(at: Stacker, floor: Floor) -> None:
    plate = received(floor, vitamin(floor), carton=3)
    at.scan("T-0499")
    bench = BenchWork(floor)
    says = (
        "A pallet | T-0499 is a pallet: goods stand in its cartons. Nothing was graded."
        " | Scan the plate of a carton or tote"
    )
    assert bench.scan("T-0499") == says
    assert bench.scans(plate, vitamin(floor), "CMD-GRADE-A", "T-0499") == says
    holds(floor)


def test_a_carton_that_is_emptied_leaves_its_pallet(at: Stacker, floor: Floor) -> None:
    held = received(floor, gs1(floor.shirt), paper="", carton=1)
    at.scans(ON, held)
    holder = Holder(floor, held)
    holder.scans(gs1(floor.shirt), "CMD-CONFIRM")
    assert stands(floor, ON)[0] == "closed"
    assert stands_on(floor, held) == ""
    holder.tap("undo")
    assert stands_on(floor, held) == ON
    holds(floor)
