"""What is received on hold, and what is not received: wrong, unexpected, expired, refused, known serials, blind."""

from datetime import date

import sqlalchemy as sa

from app.db.models import Answer, FloorException, Hold, Scan, table_of
from tests.factories import ExpectedLine, Floor, a_shipment, an_sscc
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, lines


def test_a_wrong_lot_stops_and_is_held_once_it_is_in_quarantine(dock: Dock, floor: Floor) -> None:
    said = dock.scan(gs1(floor.zinc, "Z0392A", "270630"))
    assert said == (
        "Wrong lot | Zinc 25 mg, 60 ct: lot Z0392A was never shipped to Northline Pharmacy."
        " Not counted into this carton. | Put it in quarantine carton T-0901 at Q-01"
    )
    assert dock.signal == "stop"
    assert lines(floor) == []
    assert dock.scan("Q-01").startswith("Held: wrong_lot | Zinc 25 mg, 60 ct: 1 received on hold")
    assert lines(floor) == [("Z0392A", 1, "wrong_lot")]
    assert dock.counts()["Zinc 25 mg, 60 ct", "Z0415B"] == "0/18", "a wrong lot fills no expected line"
    holds(floor)


def test_scanning_the_quarantine_plate_confirms_as_well(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.zinc, "Z0392A", "270630"))
    assert dock.scan("T-0901").startswith("Held: wrong_lot")


def test_an_unexpected_product_stops_unlike_an_over(dock: Dock, floor: Floor) -> None:
    said = dock.scan(floor.shirt.gtin)
    assert said == (
        "Not on the paper | Work shirt, M is not on RMA-104418. Not counted into this carton."
        " | Put it in quarantine carton T-0901 at Q-01"
    )
    assert dock.signal == "stop"
    dock.tap("accept")
    assert lines(floor) == [("", 1, "unexpected")]
    holds(floor)


def test_an_expired_unit_is_held_yet_fills_its_line(dock: Dock, floor: Floor) -> None:
    assert dock.scan(gs1(floor.vitamin, "10D9T", "250331")) == (
        "Other expiry | Vitamin D3 1000 IU, 120 ct, lot 10D9T: the code says 2025-03-31, the shipment said 2027-03-31."
        " Not counted yet. | Compare with the print. Keep it with the button or the confirm code, or undo"
    )
    assert dock.scan("CMD-CONFIRM") == (
        "Expired | Vitamin D3 1000 IU, 120 ct, 10D9T expired on 2025-03-31. Not counted into this carton."
        " | Put it in quarantine carton T-0901 at Q-01"
    )
    dock.scan("CMD-CONFIRM")
    assert lines(floor) == [("10D9T", 1, "expired")]
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "1/24"
    assert dock.board().held == 1
    holds(floor)


def test_refused_goods_stay_with_the_driver_recorded_and_never_counted(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.shirt.gtin)
    assert dock.tap("refuse").startswith("Stays with the driver | Work shirt, M: refused at the door")
    assert lines(floor) == []
    raised = table_of(FloorException)
    with floor.database.reading() as session:
        assert session.execute(sa.select(raised.c.kind)).scalars().all() == ["refused_goods"]
    holds(floor)


def test_a_serial_in_the_building_is_told_apart_and_not_counted_again(floor: Floor) -> None:
    dock = Dock(floor, "RMA-104502")
    dock.scan(an_sscc(7))
    dock.scan(gs1(floor.drill, "L2608", serial="DR7-204815"))
    said = dock.scan(gs1(floor.drill, "L2608", serial="DR7-204815"))
    assert said == (
        f"Already received | Cordless drill 18 V kit with serial DR7-204815 is in carton {an_sscc(7)} since 20:32:02."
        " Not counted again. | Scan the next item"
    )
    assert dock.signal == "duplicate"
    assert lines(floor) == [("L2608", 1, "")]


def test_a_serial_is_asked_for_when_the_code_has_none(floor: Floor) -> None:
    dock = Dock(floor, "RMA-104502")
    dock.scan(an_sscc(7))
    assert dock.scan(gs1(floor.drill, "L2608")) == (
        "Serial needed | Cordless drill 18 V kit. This barcode carries no serial number."
        " | Scan the serial barcode next to it"
    )
    assert dock.scan("DR7-204815").startswith("Cordless drill 18 V kit | 1 of 1 counted.")


def test_a_shipped_lot_that_the_paper_does_not_name_is_kept_as_over(floor: Floor) -> None:

    with floor.database.unit_of_work() as session:
        a_shipment(
            session, floor.site, floor.northline, [ExpectedLine(floor.omega, 9, "K9", date(2027, 9, 30))], "SH-9"
        )
    dock = Dock(floor)
    dock.scan(an_sscc(1))
    assert dock.scan(gs1(floor.omega, "K9", "270930")) == (
        "Other lot | Omega-3 1200 mg, 90 ct: lot K9 was shipped to Northline Pharmacy, but RMA-104418 does not name it."
        " Not counted yet. | Keep it with the button or the confirm code, or undo"
    )
    dock.scan("CMD-CONFIRM")
    assert lines(floor) == [("K9", 1, "")]
    assert dock.board().extras[0].verdict == "over"


def test_blind_goods_are_held_unmatched_in_the_carton_itself(floor: Floor) -> None:
    dock = Dock(floor, "")
    assert dock.opened.said.message.key == "receiving.opened_blind"
    dock.scan("T-0007")
    dock.scan(floor.shirt.gtin)
    assert lines(floor) == [("", 1, "unmatched")]
    with floor.database.reading() as session:
        assert session.execute(sa.select(table_of(Hold).c.reason)).scalars().all() == ["unmatched"]
    holds(floor)


def test_a_badge_scanned_by_mistake_is_refused_and_its_number_is_not_kept(dock: Dock, floor: Floor) -> None:
    assert dock.scan("BADGE-2231") == (
        "Wrong kind of code | Scanned BADGE-2231: badge. Expected here: item_or_plate. | Scan what is asked for"
    )
    answer, scan = table_of(Answer), table_of(Scan)
    with floor.database.reading() as session:
        said = session.execute(
            sa.select(answer.c.params).where(answer.c.verdict == "floor.not_what_was_asked")
        ).scalar_one()
        texts = session.execute(sa.select(scan.c.text)).scalars().all()
    assert said["text"] == "BADGE-****"
    assert [text for text in texts if "BADGE" in text] == ["BADGE-****"]
