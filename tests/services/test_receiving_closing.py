"""Cartons and receipts: opened, closed, with differences, late."""

import sqlalchemy as sa

from app.db.models import Authorization, table_of
from tests.factories import Floor, an_sscc
from tests.services.dock import Dock
from tests.services.floor_state import holds, omega, vitamin
from tests.services.forklift import a_tote


def test_a_carton_closes_to_a_put_away_place_and_reopens_by_undo(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    plate = an_sscc(4618)
    assert dock.scan("CMD-CLOSE") == (
        f"Carton {plate[-4:]} closed | Units in carton {plate}: 1. | Put it in G-01, then scan the next plate"
    )
    assert dock.scan("CMD-UNDO") == "Undone | Taken back: carton_closed. | Scan the next item"
    assert [carton.state.value for carton in dock.board().cartons] == ["receiving"]
    holds(floor)


def test_an_empty_carton_was_opened_in_error(dock: Dock) -> None:
    assert dock.tap("close_carton").endswith("was empty: it was opened in error. | Scan the next plate")
    assert dock.board().cartons == ()


def test_a_second_plate_waits_until_the_first_carton_is_closed(dock: Dock) -> None:
    first, second = an_sscc(4618), an_sscc(4619)
    assert dock.scan(second) == (
        f"Carton {first[-4:]} is open | Scanned plate {second}, but carton {first} is still open."
        f" | Close carton {first[-4:]} first, then scan this plate"
    )


def test_a_plate_in_use_elsewhere_is_refused(dock: Dock, floor: Floor) -> None:
    other = Dock(floor, "RMA-104502")
    assert other.scan(an_sscc(4618)) == (
        f"Plate in use | Plate {an_sscc(4618)} is on a carton of receipt R-000001, opened by M. Ortega at 20:32:02:"
        " it is receiving. | Take another plate; to go on with that carton, scan it on the home screen"
    )
    assert other.board().cartons == ()


def test_the_plate_of_a_tote_says_who_fills_it(floor: Floor) -> None:
    a_tote(floor)
    assert Dock(floor, "").scan("T-0412") == (
        "Plate in use | Plate T-0412 is on a tote that J. Park began to fill at 21:32:04: it is graded."
        " | Take another plate; to go on with that tote, scan it on the home screen"
    )


def test_the_plate_of_the_quarantine_carton_is_taken(dock: Dock, floor: Floor) -> None:
    dock.scan("CMD-CLOSE")
    assert dock.scan(floor.quarantine.lpn) == (
        "Plate in use | Plate T-0901 is on a carton that stands here: it is open. | Take another plate"
    )


def test_closing_the_receipt_asks_for_the_differences_first(dock: Dock, floor: Floor) -> None:
    dock.scans(*[omega(floor)] * 7, "CMD-CONFIRM")
    assert dock.tap("close_receipt") == (
        f"Cartons open | Receipt R-000001 has open cartons: {an_sscc(4618)}. | Close them first, then close the receipt"
    )
    dock.scan("CMD-CLOSE")
    assert dock.tap("close_carton") == "No carton open | There is no open carton to close. | Scan a carton plate"
    assert dock.tap("close_receipt") == (
        "Differences | RMA-104418: over 1, short 54, held 0. Not closed yet."
        " | Read the list, then close with these differences"
    )
    assert dock.scan("CMD-CONFIRM") == (
        "Closed with differences | R-000001: over 1, short 54, held 0. The supervisor was told."
        " | Print the report, then scan the next paper"
    )
    assert dock.board().state == "closed"
    assert dock.scan(omega(floor)) == (
        "Receipt closed | Receipt R-000001 was closed by M. Ortega at 20:32:15. Nothing was counted."
        " | Scan the paper to open a new one"
    )
    holds(floor)


def test_goods_that_come_late_open_a_second_receipt_that_remembers(floor: Floor) -> None:
    first = Dock(floor)
    first.scans(an_sscc(1), *[omega(floor)] * 4, "CMD-CLOSE")
    first.scans("CMD-CLOSE", "CMD-CONFIRM")
    second = Dock(floor)
    second.scan(an_sscc(2))
    assert second.screen.receipt_id != first.screen.receipt_id
    assert second.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "4/6"


def test_a_paper_not_to_be_received_is_refused(floor: Floor) -> None:
    paper = table_of(Authorization)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(paper).where(paper.c.number == "RMA-104418").values(state="draft"))
    dock = Dock(floor)
    assert dock.says == (
        "Not to be received | RMA-104418 is draft: goods cannot be received against it."
        " | Call the returns office, or receive blind"
    )
