"""Routing by scan: whole verdicts and whole states, on SQLite and on PostgreSQL."""

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Event, table_of
from app.db.queries import routing as queries
from app.domain.putting_away import Why
from tests.factories import Floor, a_location, make_floor
from tests.services.bench import assert_ledger_holds, received
from tests.services.dock import gs1
from tests.services.forklift import (
    Forklift,
    a_tote,
    an_open_tote,
    kinds,
    placed_today,
    routes,
    stands,
    vitamin,
)


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def forklift(floor: Floor) -> Forklift:
    return Forklift(floor)


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


def test_goods_stand_with_their_like_and_another_fitting_place_does_as_well(floor: Floor, forklift: Forklift) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "S-02", floor.places["S-01"].kind, floor.places["S-01"].zone)
    for number in (412, 413):
        a_tote(floor, f"T-0{number}", carton=4200 + number)
    assert forklift.scan("T-0412").endswith("| Take it to S-01, then scan the place")
    assert forklift.scan("S-02") == (
        "Carton 0412 in S-02 | 2 units. S-01 was proposed; S-02 is of the same zone and has room."
        " | Scan the next carton"
    )
    assert routes(floor) == [("placed", "S-02")]
    assert forklift.tap("undo").startswith("Undone | Carton T-0412 is on its way to S-01 again."), forklift.says
    forklift.scan("S-02")
    assert forklift.scan("T-0413").endswith("| Take it to S-02, then scan the place"), "vitamins to restock stand there"
    with floor.database.reading() as session:
        moving = queries.moving(session, floor.site.id, forklift.screen.trip.carton_id or floor.site.id)
    assert moving is not None
    assert moving.why is Why.ALIKE
    assert_ledger_holds(floor)


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


@pytest.mark.parametrize(
    ("scanned", "kind"), [("S-01", "place"), ("CMD-CONFIRM", "command"), ("B-2231", "plain"), ("hello", "plain")]
)
def test_without_a_carton_only_a_carton_is_expected(forklift: Forklift, scanned: str, kind: str) -> None:
    assert forklift.scan(scanned) == (
        f"Scan the carton | Scanned {scanned}: {kind}. No carton is on its way on this screen: a carton or tote is"
        " expected. | Scan the plate of the carton that you take"
    )


def test_the_same_plate_again_shows_the_way_again(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    assert forklift.scans("T-0412", "T-0412") == (
        "Carton 0412 to S | You have carton T-0412 on the way since 22:32:01. | Take it to S-01, then scan the place"
    )
    assert forklift.signal == "duplicate"
    assert routes(floor) == [("moving", "S-01")]
