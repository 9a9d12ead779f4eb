"""Routing by scan: whole verdicts and whole states, on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import CartonLine, Event, FloorException, Location, Tally, table_of
from app.domain.errors import Replayed
from app.domain.vocabulary import DispositionCode, HoldReason, TallyKind
from tests.factories import Floor, a_location, an_sscc, make_floor
from tests.services.bench import assert_ledger_holds, received
from tests.services.dock import Dock, gs1
from tests.services.forklift import AFTERNOON, Forklift, a_tote, an_open_tote, kinds, routes, stands


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def forklift(floor: Floor) -> Forklift:
    return Forklift(floor)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def placed_today(floor: Floor) -> int:
    table = table_of(Tally)
    with floor.database.reading() as session:
        found = session.scalars(sa.select(table.c.amount).where(table.c.kind == TallyKind.CARTONS_PLACED))
        return sum(found)


def exceptions(floor: Floor) -> list[tuple[str, str, bool]]:
    """Return every exception as (kind, place, resolved), the oldest first."""
    table = table_of(FloorException)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(table).order_by(table.c.id)).all()
    return [(row.kind.value, row.params.get("place", ""), row.resolved_at is not None) for row in rows]


# Start, place


def test_a_graded_tote_goes_to_the_zone_of_its_code(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor, units=4)
    assert forklift.scan("T-0412") == (
        "Carton 0412 to restock | 4 x Vitamin D3 1000 IU, 120 ct, grade A. Losing 0.00 USD an hour."
        " | Take it to S-01, then scan the place"
    )
    assert forklift.signal == "ok"
    assert stands(floor, "T-0412") == ("routing", "B-02")
    assert routes(floor) == [("moving", "S-01")]
    assert_ledger_holds(floor)


def test_scanning_the_place_puts_it_there(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    before = len(kinds(floor))
    assert forklift.scans("T-0412", "S-01") == (
        "Carton 0412 in S-01 | 2 units. Nothing else waits to be moved. | Scan the next carton when it is graded"
    )
    assert stands(floor, "T-0412") == ("placed", "S-01")
    assert routes(floor) == [("placed", "S-01")]
    assert kinds(floor, before) == ["route_started", "carton_placed"], "one event for each act"
    assert placed_today(floor) == 1
    assert forklift.screen.trip.carton_id is None
    assert_ledger_holds(floor)


def test_the_event_says_where_the_carton_is_now(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor, grade="D")
    forklift.scans("T-0412", "L-01")
    event = table_of(Event)
    with floor.database.reading() as session:
        row = session.execute(sa.select(event).order_by(event.c.id.desc()).limit(1)).one()
    assert (row.biz_step.value, row.disposition.value) == ("storing", "non_sellable_other")
    assert (row.read_point, row.biz_location) == (floor.places["F-01"].id, floor.places["L-01"].id)


def test_the_next_carton_is_the_one_that_loses_most(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor, "T-0412")
    a_tote(floor, "T-0413", units=2, carton=4619)
    a_tote(floor, "T-0414", units=12, carton=4620)
    assert forklift.scans("T-0412", "S-01") == (
        "Carton 0412 in S-01 | 2 units. Next: carton 0414 at B-02, losing 0.01 USD an hour. | Scan the next carton"
    )


def test_a_received_carton_goes_to_the_staging_it_was_sent_to(floor: Floor, forklift: Forklift) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "G-00", floor.places["G-01"].kind)
    plate = received(floor, vitamin(floor))
    sent_to = stands(floor, plate)[1]
    said = forklift.scan(plate)
    assert said.startswith(f"Carton {plate[-4:]} to staging | 1 x Vitamin D3 1000 IU, 120 ct. Losing")
    assert said.endswith(f"| Take it to {sent_to}, then scan the place")
    forklift.scan(sent_to)
    assert stands(floor, plate) == ("placed", sent_to)
    assert forklift.scan(plate).startswith(
        f"Already in {sent_to} | Carton {plate} stands in {sent_to}, where it belongs"
    )
    assert_ledger_holds(floor)


def test_several_products_are_counted_not_named(floor: Floor, forklift: Forklift) -> None:
    plate = received(floor, vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    assert "| 2 units of 2 products. Losing" in forklift.scan(plate)


def test_an_open_tote_is_asked_about_then_closed_and_started_in_one_act(floor: Floor, forklift: Forklift) -> None:
    an_open_tote(floor)
    before = len(kinds(floor))
    assert forklift.scan("T-0412") == (
        "Tote 0412 is open | Tote T-0412, 2 units for S, has not been closed at its bench."
        " | Close and move it with the button or the confirm code, or scan another carton"
    )
    assert forklift.signal == "attention"
    assert stands(floor, "T-0412") == ("open", "B-02")
    assert forklift.scan("CMD-CONFIRM").startswith("Carton 0412 to restock | 2 x Vitamin D3")
    assert stands(floor, "T-0412") == ("routing", "B-02")
    assert kinds(floor, before) == ["route_started"]
    assert forklift.tap("undo") == "Undone | Carton T-0412 stands where it stood: B-02. | Scan the next carton"
    assert stands(floor, "T-0412") == ("open", "B-02"), "both moves are taken back together"
    assert_ledger_holds(floor)


def test_a_question_is_dropped_by_undo_or_by_another_carton(floor: Floor, forklift: Forklift) -> None:
    an_open_tote(floor)
    a_tote(floor, "T-0413", carton=4619)
    assert forklift.scans("T-0412", "CMD-UNDO") == (
        "Not moved | Carton T-0412 stays where it is. | Scan the next carton"
    )
    assert forklift.scans("T-0412", "T-0413").startswith("Carton 0413 to restock")
    assert stands(floor, "T-0412") == ("open", "B-02")
    assert forklift.tap("accept").startswith("Nothing to confirm")


def test_the_emptiest_place_with_room_is_chosen(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "S-02", floor.places["S-01"].kind, floor.places["S-01"].zone, capacity=1)
    for number, place in enumerate(("S-01", "S-02", "S-01"), start=412):
        driver = Forklift(floor)
        said = driver.scan(a_tote(floor, f"T-0{number}", carton=4200 + number))
        assert said.endswith(f"| Take it to {place}, then scan the place"), "what is on its way takes its room already"


# Wrong place, wrong code


def test_a_wrong_place_stops_and_moves_nothing(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    before = len(kinds(floor))
    assert forklift.scans("T-0412", "L-01") == (
        "Wrong place | Nothing was moved. You scanned L-01, Place L-01: carton 0412 goes to S-01."
        " | Take carton 0412 to S-01 and scan it there"
    )
    assert forklift.signal == "stop"
    assert forklift.screen.trip.wrong == "L-01"
    assert stands(floor, "T-0412") == ("routing", "B-02")
    assert kinds(floor, before) == ["route_started"]
    assert forklift.scan("S-01").startswith("Carton 0412 in S-01")
    assert_ledger_holds(floor)


@pytest.mark.parametrize(
    ("scanned", "said"),
    [
        (
            "S-99",
            "Unknown place | Scanned S-99: no place here has that code. Carton 0412 goes to S-01."
            " | Take carton 0412 to S-01 and scan it there",
        ),
        (
            "T-0413",
            "Scan the place | Scanned T-0413: plate. Carton 0412 is on its way: its place S-01 is expected."
            " | Scan S-01 where you put carton 0412 down",
        ),
        (
            "CMD-CONFIRM",
            "Scan the place | The confirm code does not say where carton 0412 stands. Nothing was moved."
            " | Scan S-01 where you put carton 0412 down",
        ),
        (
            "hello",
            "Scan the place | Scanned hello: plain. Carton 0412 is on its way: its place S-01 is expected."
            " | Scan S-01 where you put carton 0412 down",
        ),
    ],
)
def test_only_the_place_itself_confirms(floor: Floor, forklift: Forklift, scanned: str, said: str) -> None:
    a_tote(floor)
    assert forklift.scans("T-0412", scanned) == said
    assert forklift.signal == "stop"
    assert stands(floor, "T-0412") == ("routing", "B-02")
    assert forklift.scan("S-01").startswith("Carton 0412 in S-01"), "the carton stays on its way"


@pytest.mark.parametrize("scanned", ["S-01", "CMD-CONFIRM", "B-2231", "hello"])
def test_without_a_carton_only_a_carton_is_expected(forklift: Forklift, scanned: str) -> None:
    said = forklift.scan(scanned)
    assert said.startswith(f"Scan the carton | Scanned {scanned}: ")
    assert said.endswith(
        "No carton is on its way on this screen: a carton or tote is expected."
        " | Scan the plate of the carton that you take"
    )


def test_the_same_plate_again_shows_the_way_again(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    assert forklift.scans("T-0412", "T-0412") == (
        "Carton 0412 to S | You have carton T-0412 on the way since 22:32:01. | Take it to S-01, then scan the place"
    )
    assert forklift.signal == "duplicate"
    assert routes(floor) == [("moving", "S-01")]


# Cartons that may not move


def test_unknown_and_unfinished_cartons_are_refused(floor: Floor, forklift: Forklift) -> None:
    Dock(floor).scan(an_sscc(7001))
    assert forklift.scan("T-9999") == (
        "Unknown carton | Scanned T-9999: no open carton has this plate."
        " | Scan another plate on it, or call a supervisor"
    )
    assert forklift.scan(an_sscc(7001)) == (
        f"Not ready to move | Carton {an_sscc(7001)} is receiving: it cannot be moved now."
        " | Finish that step first, or scan the next carton"
    )
    assert forklift.scan("T-0901") == (
        "Quarantine stays | T-0901 is the quarantine carton of Q-01: it stays where it is. | Scan the next carton"
    )
    assert routes(floor) == []


def test_a_held_line_locks_its_carton_except_for_a_hold_place(floor: Floor, forklift: Forklift) -> None:
    plate = received(floor, vitamin(floor), paper="")
    assert forklift.scan(plate) == (
        f"Locked | Carton {plate} holds goods that are locked: unmatched. It may only go to a hold place."
        " | Have the locked goods split out, or take it to a hold place below"
    )
    assert forklift.signal == "stop"
    assert stands(floor, plate) == ("received", "G-01")
    said = forklift.tap("accept")
    assert said.startswith(f"Carton {plate[-4:]} to Q | 1 x Vitamin D3")
    assert said.endswith("| Take it to Q-01, then scan the place")
    forklift.scan("Q-01")
    assert stands(floor, plate) == ("placed", "Q-01")
    assert forklift.scan(plate) == (
        f"Locked | Carton {plate} holds goods that are locked: unmatched. It stands in hold place Q-01."
        " | Leave it there until the hold is lifted"
    )
    assert_ledger_holds(floor)


@pytest.mark.parametrize("hold", [HoldReason.EXPIRED, HoldReason.WRONG_LOT])
def test_one_held_line_among_free_ones_locks_the_carton(floor: Floor, forklift: Forklift, hold: HoldReason) -> None:
    plate = received(floor, vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    line = table_of(CartonLine)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(line).where(line.c.lot == "K7731").values(hold=hold))
    assert forklift.scan(plate).startswith(f"Locked | Carton {plate} holds goods that are locked: {hold}.")


def test_goods_for_several_destinations_go_back_to_a_bench(floor: Floor, forklift: Forklift) -> None:
    plate = received(floor, vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    line = table_of(CartonLine)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(line).where(line.c.lot == "K7731").values(code=DispositionCode.DONATE))
    assert forklift.scan(plate) == (
        f"Mixed goods | Carton {plate} holds goods for 2 destinations. | Take it back to a bench to be sorted"
    )


def test_a_zone_without_room_is_said_before_the_carton_is_lifted(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    place = table_of(Location)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(place).where(place.c.code == "S-01").values(capacity=0))
    assert forklift.scan("T-0412") == (
        "No room | Carton T-0412 goes to S, and no place there has room. | Leave it where it is and call a supervisor"
    )
    assert stands(floor, "T-0412") == ("graded", "B-02")


# The place is full


def test_a_full_place_sends_the_carton_to_the_next_one(floor: Floor, forklift: Forklift) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "S-02", floor.places["S-01"].kind, floor.places["S-01"].zone)
    a_tote(floor)
    forklift.scan("T-0412")
    before = len(kinds(floor))
    assert forklift.tap("place_is_full") == (
        "Carton 0412 to S-02 | S-01 is full: a supervisor was told. There is room in S-02."
        " | Take it to S-02, then scan the place"
    )
    assert exceptions(floor) == [("place_full", "S-01", False)]
    assert kinds(floor, before) == ["route_changed"]
    assert forklift.scan("S-01").startswith("Wrong place"), "the first place is no longer its place"
    forklift.scan("S-02")
    assert stands(floor, "T-0412") == ("placed", "S-02")
    other = Forklift(floor, "supervisor")
    assert other.scan(a_tote(floor, "T-0413", carton=4619)).endswith("| Take it to S-02, then scan the place")
    assert_ledger_holds(floor)


def test_without_another_place_the_carton_stays_on_its_way(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    before = len(kinds(floor))
    for _ in range(2):
        assert forklift.tap("place_is_full") == (
            "No room left | S-01 is full and S has no other place: a supervisor was told."
            " | Wait for S-01 to be cleared, or undo the start"
        )
    assert forklift.signal == "stop"
    assert exceptions(floor) == [("place_full", "S-01", False)], "one report is enough"
    assert kinds(floor, before) == []
    assert forklift.scan("S-01").startswith("Carton 0412 in S-01"), "it may have been cleared in the meantime"


def test_undo_of_a_full_place_takes_the_report_back(floor: Floor, forklift: Forklift) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "S-02", floor.places["S-01"].kind, floor.places["S-01"].zone)
    a_tote(floor)
    forklift.scan("T-0412")
    forklift.tap("place_is_full")
    assert forklift.tap("undo") == (
        "Undone | Carton T-0412 is on its way to S-01 again. | Take it to S-01, then scan the place"
    )
    assert exceptions(floor) == [("place_full", "S-01", True)]
    forklift.scan("S-01")
    assert stands(floor, "T-0412") == ("placed", "S-01")


def test_nothing_is_full_when_nothing_is_on_its_way(forklift: Forklift) -> None:
    assert forklift.tap("place_is_full") == (
        "Nothing on the way | No carton is on its way on this screen. | Scan the plate of the carton that you take"
    )


# Undo, replay


def test_undo_of_placing_puts_the_carton_on_its_way_again(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scans("T-0412", "S-01")
    assert forklift.scan("CMD-UNDO") == (
        "Undone | Carton T-0412 is on its way to S-01 again. | Take it to S-01, then scan the place"
    )
    assert stands(floor, "T-0412") == ("routing", "B-02")
    assert routes(floor) == [("moving", "S-01")]
    assert placed_today(floor) == 0
    assert forklift.scan("S-01").startswith("Carton 0412 in S-01")
    assert placed_today(floor) == 1
    assert_ledger_holds(floor)


def test_undo_of_starting_leaves_the_carton_where_it_stood(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    assert forklift.tap("undo") == "Undone | Carton T-0412 stands where it stood: B-02. | Scan the next carton"
    assert stands(floor, "T-0412") == ("graded", "B-02")
    assert routes(floor) == [("abandoned", "S-01")]
    assert forklift.tap("undo").startswith("Nothing to undo")
    assert forklift.scan("T-0412").startswith("Carton 0412 to restock"), "it can be started again"
    assert_ledger_holds(floor)


def test_undo_is_refused_once_someone_worked_on_the_carton(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor", AFTERNOON + timedelta(minutes=5))
    other.scan("T-0412")
    other.tap("accept")
    assert forklift.tap("undo") == (
        "Too late to undo | A. Novak worked on the same goods at 22:37:02. Nothing was changed."
        " | Undo that first, or call a supervisor"
    )


def test_a_replay_returns_its_first_answer(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    client_id = str(new_id())
    first = forklift.scan("T-0412", client_id)
    trip = forklift.screen.trip
    forklift.scan("S-01")
    before = len(kinds(floor))
    assert forklift.scan("T-0412", client_id) == first
    assert forklift.answered is not None
    assert forklift.answered.is_replay
    assert forklift.screen.trip == trip
    assert kinds(floor, before) == []
    with pytest.raises(Replayed):
        forklift.scan("S-01", client_id)


# Two forklifts


def test_the_second_forklift_is_told_who_was_first(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor")
    assert other.scan("T-0412") == (
        "D. Silva was first | D. Silva has carton T-0412 on the way to S-01 since 22:32:01. Nothing was changed here."
        " | Scan the next carton; if you have this one in hand, take it over below"
    )
    assert other.signal == "stop"
    assert routes(floor) == [("moving", "S-01")]


def test_a_carton_left_on_the_way_can_be_taken_over(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor")
    other.scan("T-0412")
    assert other.scan("CMD-CONFIRM") == (
        "Carton 0412 is yours | You took carton T-0412 over from D. Silva. | Take it to S-01, then scan the place"
    )
    assert routes(floor) == [("abandoned", "S-01"), ("moving", "S-01")]
    assert forklift.scan("S-01").startswith("A. Novak was first | A. Novak has carton T-0412 on the way to S-01")
    assert other.scan("S-01").startswith("Carton 0412 in S-01")
    assert forklift.scan("CMD-CONFIRM") == (
        "A. Novak was first | Carton T-0412 was changed by A. Novak at 22:32:03: it is placed now."
        " Nothing was changed here. | Scan the next carton"
    )
    assert_ledger_holds(floor)


def test_a_carton_placed_on_another_tablet_is_not_placed_again(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    second = Forklift(floor)
    second.screen = forklift.screen
    forklift.scan("S-01")
    assert second.scan("S-01") == (
        "D. Silva was first | Carton T-0412 was changed by D. Silva at 22:32:02: it is placed now."
        " Nothing was changed here. | Scan the next carton"
    )
    assert second.screen.trip.carton_id is None, "the carton is off this screen"
    assert placed_today(floor) == 1


ROUNDS = 50


def test_of_two_forklifts_exactly_one_starts_and_exactly_one_scan_places(floor: Floor) -> None:
    a_tote(floor)
    drivers = Forklift(floor), Forklift(floor, "supervisor")
    started: Counter[str] = Counter()
    for _ in range(ROUNDS):
        said = at_once(*(lambda driver=driver: driver.scan("T-0412") for driver in drivers))
        winners = [driver for driver in drivers if driver.signal == "ok"]
        assert len(winners) == 1, said
        loser = next(driver for driver in drivers if driver not in winners)
        winner_name = winners[0].by.operator_name
        assert loser.says.startswith(f"{winner_name} was first | {winner_name} has carton T-0412 on the way to S-01")
        started[winner_name] += 1
        _place_on_two_tablets(floor, winners[0])
    assert started.total() == ROUNDS
    assert placed_today(floor) == 0, "each round was taken back"
    assert_ledger_holds(floor)


def _place_on_two_tablets(floor: Floor, driver: Forklift) -> None:
    """Scan the place on two tablets of one driver at once, check that one scan counted, and take all of it back."""
    second = Forklift(floor)
    second.by, second.screen = driver.by, driver.screen
    tablets = (driver, second)
    said = at_once(*(lambda tablet=tablet: tablet.scan("S-01") for tablet in tablets))
    assert sorted(tablet.signal for tablet in tablets) == ["ok", "stop"], said
    assert stands(floor, "T-0412") == ("placed", "S-01")
    first = next(tablet for tablet in tablets if tablet.signal == "ok")
    assert first.tap("undo").startswith("Undone | Carton T-0412 is on its way to S-01 again."), first.says
    assert first.tap("undo").startswith("Undone | Carton T-0412 stands where it stood: B-02."), first.says


def at_once(*acts: Callable[[], str]) -> list[str]:
    """Run `acts` in threads that all start together."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], str]) -> str:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_forklifts_never_share_the_last_room(floor: Floor) -> None:
    place = table_of(Location)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(place).where(place.c.code == "S-01").values(capacity=1))
    plates = a_tote(floor), a_tote(floor, "T-0413", carton=4619)
    drivers = Forklift(floor), Forklift(floor, "supervisor")
    for _ in range(ROUNDS):
        said = at_once(
            *(
                lambda driver=driver, plate=plate: driver.scan(plate)
                for driver, plate in zip(drivers, plates, strict=True)
            )
        )
        assert sorted(driver.signal for driver in drivers) == ["ok", "stop"], said
        next(driver for driver in drivers if driver.signal == "ok").tap("undo")
