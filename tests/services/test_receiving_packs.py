"""Cases and counts carried by codes."""

from tests.factories import Floor, a_gtin
from tests.services.dock import Dock
from tests.services.floor_state import holds, vitamin


def test_a_case_code_counts_its_pack_once_it_is_said_to_be_sealed(dock: Dock, floor: Floor) -> None:
    case = f"01{floor.vitamin_case.code}1727033110" + "10D9T"
    assert dock.scan(case) == (
        "Sealed? | Vitamin D3 1000 IU, 120 ct: case of 12. Count the case only if it is sealed."
        " | Confirm that it is sealed, or scan the units one by one"
    )
    assert dock.scan("CMD-CONFIRM").startswith("Vitamin D3 1000 IU, 120 ct | 12 of 24 counted. Lot 10D9T, 12 now.")
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "12/24"


def test_a_count_in_the_code_multiplies_the_pack_of_its_content(dock: Dock, floor: Floor) -> None:
    dock.scan(f"02{floor.vitamin_case.code}172703313702\x1d1010D9T")
    assert dock.scan("CMD-CONFIRM").startswith("Vitamin D3 1000 IU, 120 ct | 24 of 24 counted. Lot 10D9T, 24 now.")


def test_ai_30_counts_its_quantity(dock: Dock, floor: Floor) -> None:
    dock.scan(f"01{floor.vitamin.gtin}17270331305\x1d1010D9T")
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "5/24"


def test_an_unknown_case_stops(dock: Dock) -> None:
    case = a_gtin(101, indicator=7)
    assert dock.scan(case) == (
        f"Unknown case | Case code {case} is not in the catalogue: how many units it holds is not known."
        " | Open it and scan the units, or call a supervisor"
    )


def test_a_case_that_crosses_the_expected_quantity_is_asked_as_a_whole(dock: Dock, floor: Floor) -> None:
    dock.scans(*[vitamin(floor, "10F1C", "270531")] * 5)
    case = f"01{floor.vitamin_case.code}1727053110" + "10F1C"
    dock.scan(case)
    assert dock.scan("CMD-CONFIRM").startswith("5 over | Vitamin D3 1000 IU, 120 ct, 10F1C: 17 with this, 12 expected")
    dock.scan("CMD-CONFIRM")
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10F1C"] == "12/12+5"
    holds(floor)
