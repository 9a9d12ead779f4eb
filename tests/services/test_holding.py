"""Splitting locked goods out into the quarantine carton, on either database: the rest of the carton goes on."""

from functools import partial

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Carton, Hold, table_of
from app.domain.errors import Replayed
from app.domain.vocabulary import HoldReason
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, assert_ledger_holds, events, goods, received, state
from tests.services.dock import Dock, gs1
from tests.services.floor_state import omega, vitamin
from tests.services.forklift import Forklift, a_tote, kinds, stands
from tests.services.holder import Holder, lock
from tests.services.racing import race, wrote


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with three free vitamins and two locked omegas."""
    plate = received(floor, *[vitamin(floor)] * 3, *[omega(floor)] * 2)
    lock(floor, "K7731")
    return plate


OUT = (
    "Split out | Omega-3 1200 mg, 90 ct: 2 units locked in T-0901 at Q-01 now."
    " Nothing in carton {plate} is locked any more. | Go on with carton 6186"
)
SPLIT = ["0901: 2 K7731 - - wrong_lot", "6186: 3 10D9T - -"]
WHOLE = ["6186: 2 K7731 - - wrong_lot", "6186: 3 10D9T - -"]


def test_locked_goods_go_to_quarantine_by_two_scans_and_the_rest_goes_on(floor: Floor, plate: str) -> None:
    assert Forklift(floor).scan(plate).startswith(f"Locked | Carton {plate} holds goods that are locked: wrong_lot.")
    holder = Holder(floor, plate)
    assert holder.scan(omega(floor)) == (
        f"Omega-3 1200 mg, 90 ct | 2 units in carton {plate}, locked: wrong_lot."
        " | Put all of it in quarantine carton T-0901 at Q-01, then scan that"
    )
    assert goods(floor) == WHOLE, "choosing moves nothing"
    assert holder.scan("T-0901") == OUT.format(plate=plate)
    assert goods(floor) == SPLIT
    assert kinds(floor)[-1] == "held_goods_split_out"
    assert Forklift(floor).scan(plate).startswith(f"Carton {plate[-4:]} to staging | 3 x Vitamin D3")
    assert_ledger_holds(floor)


@pytest.mark.parametrize("text", ["T-0901", "Q-01", "CMD-CONFIRM", "CMD-HOLD"])
def test_the_only_locked_line_needs_no_choosing(floor: Floor, plate: str, text: str) -> None:
    assert Holder(floor, plate).scan(text) == OUT.format(plate=plate)
    assert goods(floor) == SPLIT


def test_of_several_locked_lines_one_is_chosen_first(floor: Floor, plate: str) -> None:
    lock(floor, "10D9T", HoldReason.EXPIRED)
    holder = Holder(floor, plate)
    assert holder.scan("T-0901") == (
        f"Which goods? | Carton {plate} holds more than one kind of locked goods."
        " | Scan one of those that you put there, or pick its line"
    )
    assert holder.scans(vitamin(floor), "Q-01") == (
        "Split out | Vitamin D3 1000 IU, 120 ct: 3 units locked in T-0901 at Q-01 now."
        f" Carton {plate} holds more locked goods. | Scan the next of them"
    )
    assert holder.scan("Q-01").endswith(f"Carton {plate} is empty and closed. | Scan the next carton")
    assert state(floor, plate) == "closed"
    assert goods(floor) == ["0901: 2 K7731 - - wrong_lot", "0901: 3 10D9T - - expired"]
    assert_ledger_holds(floor)


def test_the_lock_goes_along_and_says_who_placed_it(floor: Floor, plate: str) -> None:
    Holder(floor, plate, "supervisor").scan("T-0901")
    hold = table_of(Hold)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(hold.c.reason, hold.c.placed_by, hold.c.released_at)).all()
    assert [tuple(row) for row in rows] == [("wrong_lot", floor.supervisor.id, None)]


def test_it_is_taken_back_as_long_as_nobody_went_on(floor: Floor, plate: str) -> None:
    holder = Holder(floor, plate)
    holder.scan("T-0901")
    assert holder.tap("undo") == "Undone | Taken back: held_goods_split_out. | Scan the next item"
    assert goods(floor) == WHOLE
    assert holder.scan("T-0901") == OUT.format(plate=plate), "and it can be done again"
    holder.scan("CMD-UNDO")
    holder.scan("T-0901")
    BenchWork(floor).scan(plate)
    assert holder.tap("undo").startswith("Too late to undo | J. Park worked on the same goods at")
    assert goods(floor) == SPLIT
    assert_ledger_holds(floor)


@pytest.mark.parametrize("where", ["received", "graded", "placed", "open"])
def test_an_emptied_carton_stands_as_before_when_that_is_taken_back(floor: Floor, where: str) -> None:
    tote = {"received": lambda: received(floor, vitamin(floor)), "open": lambda: a_tote_left_open(floor)}
    lpn = tote.get(where, lambda: a_tote(floor))()
    if where == "placed":
        Forklift(floor).scans(lpn, "S-01")
    lock(floor, "10D9T")
    before = (state(floor, lpn), stands(floor, lpn), goods(floor))
    assert before[0] == where
    holder = Holder(floor, lpn)
    holder.scan("T-0901")
    assert state(floor, lpn) == "closed"
    holder.tap("undo")
    assert (state(floor, lpn), stands(floor, lpn), goods(floor)) == before
    assert_ledger_holds(floor)


def a_tote_left_open(floor: Floor) -> str:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    return "T-0412"


def test_the_plate_of_an_emptied_carton_in_use_again_keeps_it_closed(floor: Floor) -> None:
    plate = received(floor, vitamin(floor))
    lock(floor, "10D9T")
    holder = Holder(floor, plate)
    holder.scan("T-0901")
    Dock(floor, "").scan(plate)
    assert holder.tap("undo").startswith(f"Plate in use | Plate {plate} is on a carton of receipt R-000002, opened by")
    assert goods(floor) == ["0901: 1 10D9T - - wrong_lot"]


def test_a_replay_is_answered_and_moves_nothing_again(floor: Floor, plate: str) -> None:
    holder, client_id = Holder(floor, plate), str(new_id())
    asked = holder.screen
    first, before = holder.scan("T-0901", client_id), events(floor)
    holder.screen = asked
    assert (holder.scan("T-0901", client_id), events(floor)) == (first, before)
    holder.screen = asked
    with pytest.raises(Replayed):
        holder.scan("Q-01", client_id)


def test_of_two_at_once_one_splits_and_the_other_is_told_who(floor: Floor) -> None:
    for number in range(10):
        plate = received(floor, vitamin(floor), omega(floor), carton=number)
        lock(floor, "K7731")
        pair = [Holder(floor, plate), Holder(floor, plate, "supervisor")]
        for each in pair:
            each.scan(omega(floor))
        race(*[partial(each.scan, "T-0901") for each in pair])
        (winner,) = [each for each in pair if each.answered and each.answered.event_id]
        (other,) = [each for each in pair if each is not winner]
        who, when = wrote(winner)
        assert other.says == (
            f"{who} was first | {who} took Omega-3 1200 mg, 90 ct out of carton {plate} at {when}: 0 left of it."
            " Nothing was changed here. | Scan the next item"
        )
    assert_ledger_holds(floor)
    assert sum(int(line.split()[1]) for line in goods(floor) if line.startswith("0901: ")) == 10


def test_a_bench_grading_the_rest_meanwhile_loses_nothing(floor: Floor) -> None:
    for number in range(10):
        plate = received(floor, vitamin(floor), omega(floor), paper="RMA-104418", carton=number)
        lock(floor, "K7731")
        bench, holder = BenchWork(floor), Holder(floor, plate)
        bench.scans(plate, vitamin(floor), "CMD-PASS")
        race(partial(bench.scan, "T-0412"), partial(holder.scan, "T-0901"))
        assert {bench.key, holder.says.split(" | ")[0]} <= {"graded", "graded_last", "Split out"}
        assert state(floor, plate) == "closed"
    assert_ledger_holds(floor)


def test_what_cannot_be_split_out_says_why(floor: Floor, plate: str) -> None:
    holder = Holder(floor, plate)
    assert holder.scan(gs1(floor.vitamin, "10D9T", "270331")) == (
        f"Not locked | Vitamin D3 1000 IU, 120 ct, 10D9T is not among the locked goods of carton {plate}."
        " | Put it back, and scan one of those below"
    )
    assert holder.scan("S-01") == (
        f"Not the quarantine | Scanned S-01: place. Expected: locked goods of carton {plate}, or quarantine carton"
        " T-0901. | Put them in T-0901 at Q-01, then scan that"
    )
    assert holder.scan("NOBODY-KNOWS").startswith("Unknown code | Scanned NOBODY-KNOWS")
    assert holder.scan(plate).startswith(f"Carton 6186 | Carton {plate} holds locked goods.")
    assert holder.scan("CMD-UNDO").startswith("Nothing to undo")
    assert Holder(floor, "T-0901").scan("T-0901") == (
        "Quarantine | T-0901 is the quarantine carton: what is locked in it stays there until it is released."
        " | Leave it there, and scan another carton"
    )
    assert goods(floor) == WHOLE


def test_without_a_quarantine_carton_nothing_is_split_out(floor: Floor, plate: str) -> None:
    carton = table_of(Carton)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(carton).where(carton.c.lpn == "T-0901").values(is_quarantine=False))
    assert Holder(floor, plate).scan("T-0901") == (
        "No quarantine carton | This site has no quarantine carton to take locked goods. Nothing was moved."
        " | Call a supervisor"
    )


def test_a_carton_on_its_way_is_put_down_first(floor: Floor, plate: str) -> None:
    Forklift(floor).scans(plate, "CMD-CONFIRM")
    assert Holder(floor, plate).scan("T-0901") == (
        f"Not possible now | Carton {plate} is routing: locked goods are split out of a carton that stands still."
        " | Finish that step first, then split them out"
    )
    assert goods(floor) == WHOLE


def test_a_carton_without_locked_goods_has_nothing_to_split_out(floor: Floor) -> None:
    plate = received(floor, vitamin(floor))
    assert Holder(floor, plate).scan("T-0901") == (
        f"Nothing locked | Carton {plate} holds nothing that is locked."
        " | Scan it on the home screen to see its next step"
    )


def test_at_the_bench_the_scan_of_the_quarantine_carton_splits_out(floor: Floor, plate: str) -> None:
    bench = BenchWork(floor)
    assert bench.scans(plate, omega(floor)) == (
        "On hold | Omega-3 1200 mg, 90 ct is held: wrong_lot. It gets no grade and no code until the hold is lifted."
        " | Put all of it in quarantine carton T-0901 at Q-01 and scan that, or put it back"
    )
    assert bench.scan("Q-01") == OUT.format(plate=plate)
    assert goods(floor) == SPLIT
    assert bench.scans(vitamin(floor), "CMD-PASS", "T-0412").startswith("Grade A")
    assert bench.undo().startswith("Undone | Taken back: units_graded.")
    assert_ledger_holds(floor)


def test_at_the_bench_splitting_out_is_taken_back_too(floor: Floor, plate: str) -> None:
    bench = BenchWork(floor)
    bench.scans(plate, omega(floor), "T-0901")
    assert bench.undo() == "Undone | Taken back: held_goods_split_out. | Scan the next item"
    assert goods(floor) == WHOLE
    assert bench.view().bench is not None


def test_blind_goods_are_split_out_or_graded_as_the_inspector_likes(floor: Floor) -> None:
    plate = received(floor, vitamin(floor), floor.shirt.gtin, paper="")
    bench = BenchWork(floor)
    bench.scans(plate, vitamin(floor))
    assert bench.scan("T-0901").startswith("Split out | Vitamin D3 1000 IU, 120 ct: 1 unit locked in T-0901")
    assert goods(floor) == ["0901: 1 10D9T - - unmatched", "6186: 1 - - - unmatched"]
    assert bench.scans(floor.shirt.gtin, "CMD-PASS", "T-0412").startswith("Grade A")
    assert an_sscc(4618) == plate
    assert_ledger_holds(floor)
