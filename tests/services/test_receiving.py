"""Receiving by scan: whole verdicts and whole states, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Authorization, CartonLine, Event, FloorException, Hold, table_of
from app.domain.errors import Replayed
from app.domain.receiving import Board
from app.services import receiving
from app.services.acting import Act, Answered
from app.services.verifying import Verified, verify
from tests.factories import NOW, ExpectedLine, Floor, a_gtin, a_shipment, an_sscc, make_floor
from tests.services.dock import Dock, gs1


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def dock(floor: Floor) -> Dock:
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    return dock


def holds(floor: Floor) -> None:
    with floor.database.reading() as session:
        verified = verify(session)
    assert isinstance(verified, Verified), verified


def lines(floor: Floor) -> list[tuple[str, int, str]]:
    table = table_of(CartonLine)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(table).where(table.c.quantity > 0).order_by(table.c.lot, table.c.id)).all()
    return [(row.lot, row.quantity, row.hold.value if row.hold else "") for row in rows]


def vitamin(floor: Floor, lot: str = "10D9T", expiry: str = "270331") -> str:
    return gs1(floor.vitamin, lot, expiry)


def omega(floor: Floor) -> str:
    return gs1(floor.omega, "K7731", "270228")


def test_opening_by_paper_moves_the_authorization(floor: Floor) -> None:
    dock = Dock(floor)
    assert dock.opened.said.message.key == "receiving.opened"
    assert dock.opened.said.params == {"number": "RMA-104418", "receipt": "R-000001", "party": "Northline Pharmacy"}
    paper = table_of(Authorization)
    with floor.database.reading() as session:
        state = session.execute(sa.select(paper.c.state).where(paper.c.number == "RMA-104418")).scalar_one()
    assert state == "receiving"


def test_a_second_tablet_joins_the_open_receipt(floor: Floor) -> None:
    first, second = Dock(floor), Dock(floor, operator="supervisor")
    assert second.screen.receipt_id == first.screen.receipt_id
    assert second.opened.said.message.key == "receiving.joined"


def test_unknown_paper_is_refused_with_what_to_do(floor: Floor) -> None:
    dock = Dock(floor, "RMA-999999")
    assert dock.opened.said.message.key == "receiving.unknown_paper"
    assert dock.opened.said.params == {"text": "RMA-999999"}
    assert dock.opened.event_id is None


def test_counts_start_at_zero(dock: Dock) -> None:
    assert set(dock.counts().values()) == {"0/24", "0/12", "0/6", "0/18"}


def test_an_expected_unit_counts_one_more_with_each_scan(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    said = dock.scan(vitamin(floor))
    assert said == ("Vitamin D3 1000 IU, 120 ct | 2 of 24 counted. Lot 10D9T, 1 now. | Scan the next item")
    assert dock.signal == "ok"
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "2/24"
    assert lines(floor) == [("10D9T", 2, "")]
    holds(floor)


def test_lot_and_product_of_one_code_are_both_used(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin, "K7731", "270228"))
    assert dock.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "0/6", "the lot of another product must not pull it over"
    assert dock.signal == "stop"


def test_an_item_without_a_carton_is_refused(floor: Floor) -> None:
    dock = Dock(floor)
    text = vitamin(floor)
    assert dock.scan(text) == (
        f"No carton open | Scanned {text}: an item, but no carton is open to take it. | Scan the carton's plate first"
    )


def test_a_replay_returns_its_first_answer_and_counts_once(dock: Dock, floor: Floor) -> None:
    client_id = str(new_id())
    first = dock.scan(vitamin(floor), client_id)
    again = dock.scan(vitamin(floor), client_id)
    assert again == first
    assert dock.answered and dock.answered.is_replay
    assert lines(floor) == [("10D9T", 1, "")]


def test_the_same_client_id_with_other_content_is_refused(dock: Dock, floor: Floor) -> None:
    client_id = str(new_id())
    dock.scan(vitamin(floor), client_id)
    with pytest.raises(Replayed):
        dock.scan(omega(floor), client_id)
    assert lines(floor) == [("10D9T", 1, "")]


def test_an_over_is_asked_and_kept_by_the_confirm_code(dock: Dock, floor: Floor) -> None:
    dock.scans(*[omega(floor)] * 6)
    assert dock.scan(omega(floor)) == (
        "1 over | Omega-3 1200 mg, 90 ct, K7731: 7 with this, 6 expected on RMA-104418. Not counted yet."
        " | Keep it with the button or the confirm code, or undo"
    )
    assert dock.signal == "attention"
    assert dock.scan(omega(floor)).startswith("2 over | Omega-3 1200 mg, 90 ct, K7731: 8 with this")
    assert lines(floor) == [("K7731", 6, "")], "scanning again does not keep an over"
    assert dock.scan("CMD-CONFIRM") == (
        "2 over kept | Omega-3 1200 mg, 90 ct: 8 counted, 6 expected on RMA-104418. It goes on the difference report."
        " | Scan the next item"
    )
    assert dock.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "6/6+2"
    assert sum(quantity for _, quantity, _ in lines(floor)) == 8
    holds(floor)


def test_an_over_that_is_dropped_is_not_counted(dock: Dock, floor: Floor) -> None:
    dock.scans(*[omega(floor)] * 7)
    assert dock.scan("CMD-UNDO").startswith("Not counted | ")
    assert dock.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "6/6"
    assert dock.screen.pending is None


def test_progress_never_nets_over_against_short(dock: Dock, floor: Floor) -> None:
    dock.scans(*[omega(floor)] * 7, "CMD-CONFIRM")
    board = dock.board()
    assert (board.counted, board.over, board.short) == (6, 1, 54)


def test_another_scan_while_a_question_is_open_is_refused_and_the_question_stays(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin))
    text = omega(floor)
    assert dock.scan(text) == (
        f"One thing open | {text} was not counted: the question before it is still open."
        " | Answer it first, then scan this again"
    )
    assert dock.screen.pending and dock.screen.pending.text == gs1(floor.vitamin)


def test_a_missing_lot_is_asked_for_and_a_lot_barcode_answers(dock: Dock, floor: Floor) -> None:
    assert dock.scan(f"{floor.vitamin.gtin}") == (
        "Lot needed | Vitamin D3 1000 IU, 120 ct. This barcode carries no lot. | Scan the lot barcode next to it"
    )
    assert dock.scan("10D9T").startswith("Vitamin D3 1000 IU, 120 ct | 1 of 24 counted. Lot 10D9T")


def test_lot_10d9t_is_not_read_as_ai_10_with_lot_d9t(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.vitamin.gtin)
    dock.scan("10D9T")
    assert lines(floor) == [("10D9T", 1, "")]


def test_lot_and_expiry_on_two_barcodes_are_taken_one_after_the_other(floor: Floor) -> None:
    dock = Dock(floor, "")
    dock.scan(an_sscc(1))
    assert dock.scan(floor.zinc.gtin).startswith("Lot needed")
    assert dock.scan("10NEWLOT").startswith("Expiry needed | Zinc 25 mg, 60 ct, lot 10NEWLOT.")
    assert dock.scan("17280131").startswith("Zinc 25 mg, 60 ct | 1 counted without paper")
    assert lines(floor) == [("10NEWLOT", 1, "unmatched")]


def test_the_expiry_barcode_may_come_before_the_lot_barcode(floor: Floor) -> None:
    dock = Dock(floor, "")
    dock.scan(an_sscc(1))
    dock.scan(floor.zinc.gtin)
    assert dock.scan("17280131").startswith("Lot needed")
    assert dock.scan("Z77").startswith("Zinc 25 mg, 60 ct | 1 counted")


def test_a_date_barcode_that_looks_like_an_ean_8_is_a_date_where_a_lot_is_asked(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.zinc.gtin)
    assert dock.scan("17270731").startswith("Lot needed | Zinc 25 mg, 60 ct.")
    assert dock.scan("10Z0415B").startswith("Zinc 25 mg, 60 ct | 1 of 18 counted. Lot Z0415B")


def test_a_lot_screen_is_not_shown_when_the_scan_gave_the_lot(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    assert dock.screen.pending is None


def test_the_expiry_of_a_known_lot_is_not_asked(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin, "10D9T"))
    assert dock.signal == "ok"
    table = table_of(CartonLine)
    with floor.database.reading() as session:
        assert str(session.execute(sa.select(table.c.expiry)).scalar_one()) == "2027-03-31"


def test_a_picked_lot_answers_and_an_empty_field_blanks_nothing(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin, "", "270331"))
    dock.tap("tell", lot="10D9T", serial="")
    assert lines(floor) == [("10D9T", 1, "")]
    table = table_of(CartonLine)
    with floor.database.reading() as session:
        assert str(session.execute(sa.select(table.c.expiry)).scalar_one()) == "2027-03-31"


def test_an_unreadable_lot_is_held_in_the_named_quarantine_carton(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.vitamin.gtin)
    assert dock.tap("tell", lot_is_unreadable=True) == (
        "Held: lot_unreadable | Vitamin D3 1000 IU, 120 ct: 1 received on hold in quarantine carton T-0901 at Q-01."
        " | Scan the next item"
    )
    assert lines(floor) == [("", 1, "lot_unreadable")]
    holds(floor)


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
    said = dock.scan(gs1(floor.vitamin, "10D9T", "250331"))
    assert said.startswith("Other expiry | Vitamin D3 1000 IU, 120 ct, lot 10D9T: the code says 2025-03-31")
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
    assert said.startswith(
        f"Already received | Cordless drill 18 V kit with serial DR7-204815 is in carton {an_sscc(7)}"
    )
    assert dock.signal == "duplicate"
    assert lines(floor) == [("L2608", 1, "")]


def test_a_serial_is_asked_for_when_the_code_has_none(floor: Floor) -> None:
    dock = Dock(floor, "RMA-104502")
    dock.scan(an_sscc(7))
    assert dock.scan(gs1(floor.drill, "L2608")).startswith("Serial needed | Cordless drill 18 V kit.")
    assert dock.scan("DR7-204815").startswith("Cordless drill 18 V kit | 1 of 1 counted.")


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


def test_a_shipped_lot_that_the_paper_does_not_name_is_kept_as_over(floor: Floor) -> None:

    with floor.database.unit_of_work() as session:
        a_shipment(
            session, floor.site, floor.northline, [ExpectedLine(floor.omega, 9, "K9", date(2027, 9, 30))], "SH-9"
        )
    dock = Dock(floor)
    dock.scan(an_sscc(1))
    assert dock.scan(gs1(floor.omega, "K9", "270930")).startswith(
        "Other lot | Omega-3 1200 mg, 90 ct: lot K9 was shipped to Northline Pharmacy, but RMA-104418 does not name it."
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


def test_undo_takes_back_one_act_and_declares_the_error(dock: Dock, floor: Floor) -> None:
    dock.scans(vitamin(floor), vitamin(floor))
    assert dock.scan("CMD-UNDO") == "Undone | Taken back: units_received. | Scan the next item"
    assert lines(floor) == [("10D9T", 1, "")]
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "1/24"
    events = table_of(Event)
    with floor.database.reading() as session:
        last = session.execute(sa.select(events).order_by(events.c.id.desc()).limit(1)).one()
    assert (last.kind, last.error_reason, last.undoes_event_id is not None) == ("undone", "did_not_occur", True)
    holds(floor)


def test_undo_is_refused_once_later_work_stands_on_it(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    counted = dock.screen.last
    dock.tap("close_carton")
    dock.screen = replace(dock.screen, last=counted)
    assert dock.tap("undo").startswith("Too late to undo | M. Ortega worked on the same goods at ")
    assert lines(floor) == [("10D9T", 1, "")]


def test_the_same_act_is_undone_once_only(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    counted = dock.screen.last
    dock.tap("undo")
    dock.screen = replace(dock.screen, last=counted)
    assert dock.tap("undo").startswith("Already undone | This was taken back at ")
    assert lines(floor) == []


def test_undoing_a_held_unit_releases_its_hold(dock: Dock, floor: Floor) -> None:
    dock.scans(floor.shirt.gtin, "CMD-CONFIRM")
    dock.tap("undo")
    hold = table_of(Hold)
    with floor.database.reading() as session:
        assert session.execute(sa.select(hold.c.released_at)).scalar_one() is not None
    assert lines(floor) == []
    holds(floor)


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
        f"Plate in use | Plate {an_sscc(4618)} is on a carton that is receiving. A plate names one carton at a time."
        " | Take another plate"
    )


def test_closing_the_receipt_asks_for_the_differences_first(dock: Dock, floor: Floor) -> None:
    dock.scans(*[omega(floor)] * 7, "CMD-CONFIRM")
    assert dock.tap("close_receipt").startswith("Cartons open | Receipt R-000001 has open cartons: ")
    dock.scan("CMD-CLOSE")
    assert dock.tap("close_receipt") == (
        "Differences | RMA-104418: over 1, short 54, held 0. Not closed yet."
        " | Read the list, then close with these differences"
    )
    assert dock.scan("CMD-CONFIRM") == (
        "Closed with differences | R-000001: over 1, short 54, held 0. The supervisor was told."
        " | Print the report, then scan the next paper"
    )
    assert dock.board().state == "closed"
    assert dock.scan(omega(floor)).startswith("Receipt closed | Receipt R-000001 was closed by M. Ortega at ")
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
    assert dock.opened.said.message.key == "receiving.not_receivable"


def test_a_counted_scan_needs_twelve_statements_at_most(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    seen: list[str] = []
    sa.event.listen(floor.database.engine, "before_cursor_execute", lambda *each: seen.append(each[2]))
    dock._do(act := dock.act(vitamin(floor)), lambda session: _scan(dock, session, act))
    work = [each for each in seen if not each.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(work) <= 11, "one more resolves who acts: " + "\n".join(work)


def _scan(dock: Dock, session: Session, act: Act) -> Answered[Board]:
    return receiving.scan(session, act, dock.screen)


def test_a_device_time_in_the_future_is_never_believed(dock: Dock, floor: Floor) -> None:
    act = replace(dock.act(vitamin(floor)), device_time=NOW + timedelta(days=3))
    dock._do(act, lambda session: _scan(dock, session, act))
    events = table_of(Event)
    with floor.database.reading() as session:
        last = session.execute(sa.select(events).order_by(events.c.id.desc()).limit(1)).one()
    assert last.event_time == last.record_time
