"""Receiving by scan: the paper, the counts, the questions; whole verdicts and whole states on both databases."""

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Authorization, table_of
from app.domain.errors import Replayed
from tests.factories import Floor
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, lines, omega, vitamin


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
    assert dock.says == (
        "Unknown paper | Scanned RMA-999999: no authorization, order or tracking number is known by it."
        " | Scan another code on the paper, or receive blind"
    )
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


def test_a_command_while_a_question_is_open_is_not_done_and_the_question_stays(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin))
    assert dock.scan("CMD-CLOSE") == (
        "One thing open | CMD-CLOSE was not done: the question before it is still open."
        " | Answer it or take it back with UNDO, then scan this again"
    )
    assert dock.screen.pending and dock.screen.pending.text == gs1(floor.vitamin)
