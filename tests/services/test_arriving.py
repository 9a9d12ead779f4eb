"""A load at the dock: door, seal, papers, closing, each answered in a whole sentence; one event for each act."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Authorization, Event, table_of
from app.domain.epcis import BizStep, EventKind
from app.domain.transitions import AuthorizationState, CollectionState, LoadState
from app.domain.vocabulary import LocationKind
from app.services import arriving, receiving, transporting
from app.services.verifying import Verified, verify
from tests.factories import Floor, a_location
from tests.services.dock import Dock
from tests.services.notices import PALLET, announce
from tests.services.shipper import Shipper

EVENT, PAPER = table_of(Event), table_of(Authorization)


@pytest.fixture
def shipper(floor: Floor) -> Shipper:
    """LOAD-000001 with two returns of Northline, sealed SL-4471 on trailer TX-99, is planned for door D-05."""
    with floor.database.unit_of_work() as session:
        door = a_location(session, floor.site, "D-05", LocationKind.DOCK)
    desk = Shipper(floor, station="F-01")
    desk.asks(floor.trade_return.id)
    desk.asks(floor.warranty.id)
    desk.plans("COL-000001", "COL-000002")
    desk.edits(desk.load(), trailer="TX-99", seal="SL-4471", dock_id=door.id)
    desk.finds("LOAD-000001")
    return desk


def events(floor: Floor) -> list[tuple[EventKind, BizStep]]:
    with floor.database.reading() as session:
        rows = session.execute(sa.select(EVENT.c.kind, EVENT.c.biz_step, EVENT.c.biz_transactions).order_by(EVENT.c.id))
        return [(kind, step) for kind, step, about in rows if about[0]["type"] == "load"]


def receive(floor: Floor, number: str) -> None:
    """Let the authorization be received, as its receipt would."""
    with floor.database.unit_of_work() as session:
        done = sa.update(PAPER).where(PAPER.c.number == number).values(state=AuthorizationState.RECEIVED)
        session.execute(done)


def test_a_load_arrives_is_unloaded_and_closed(shipper: Shipper) -> None:
    floor = shipper.floor
    assert shipper.finds("tx-99") == "LOAD-000001 | LOAD-000001 is expected on 2026-11-22."
    assert shipper.scans("D-05") == "D-05 | LOAD-000001 stands at D-05. | Scan or type the seal on its doors"
    assert shipper.scans("sl 4471") == (
        "LOAD-000001 has arrived | LOAD-000001 is at D-05, sealed with SL 4471. | "
        "Scan the papers of its goods one by one"
    )
    assert {shipper.request(f"COL-00000{n}").state for n in (1, 2)} == {CollectionState.ARRIVED}
    assert shipper.scans("RMA-104418") == "RMA-104418 | RMA-104418 came with LOAD-000001. | Scan its carton"
    Dock(floor, "RMA-104418")
    assert shipper.scans("CMD-CLOSE") == ("Not done yet | RMA-104418: still being received. | Close that receipt first")
    receive(floor, "RMA-104418")
    receive(floor, "RMA-104502")
    assert shipper.taps(arriving.close) == (
        "LOAD-000001 is closed | All that LOAD-000001 was to bring was received. | Scan the next load"
    )
    assert shipper.scans("RMA-104418") == (
        "LOAD-000001 is closed | LOAD-000001 was closed by A. Novak at 20:32:11. | Scan the next load"
    )
    assert events(floor) == [
        (EventKind.LOAD_ARRIVED, BizStep.ARRIVING), (EventKind.LOAD_UNLOADED, BizStep.UNLOADING),
    ]  # fmt: skip
    with floor.database.reading() as session:
        assert isinstance(verify(session), Verified)
    assert shipper.exceptions() == []


def test_a_seal_that_differs_is_told_to_the_supervisor_and_asked_about(shipper: Shipper) -> None:
    shipper.scans("D-05")
    differs = (
        "Seal differs | LOAD-000001 was sealed with SL-4471; on its doors is SL-9. A supervisor was told. | "
        "Do not open it. Wait for the supervisor, or go on with the confirm code"
    )
    assert [shipper.scans("SL-9"), shipper.scans("SL-9")] == [differs, differs]
    told = {"number": "LOAD-000001", "place": "D-05", "expected": "SL-4471", "seal": "SL-9"}
    assert shipper.exceptions() == [("seal_differs", told)]
    assert (shipper.load().state, events(shipper.floor)) == (LoadState.PLANNED, [])
    assert shipper.scans("CMD-CONFIRM") == (
        "LOAD-000001 has arrived | LOAD-000001 is at D-05. Its seal did not agree: that is kept. | "
        "Scan the papers of its goods one by one"
    )
    assert (shipper.load().seal, shipper.load().seal_found) == ("SL-4471", "SL-9")


def test_a_seal_that_is_missing_is_asked_about_too(shipper: Shipper) -> None:
    shipper.scans("D-05")
    assert shipper.taps(arriving.seal, "") == (
        "No seal | LOAD-000001 was sealed with SL-4471; there is no seal on its doors. A supervisor was told. | "
        "Do not open it. Wait for the supervisor, or go on with the confirm code"
    )
    assert shipper.taps(arriving.seal, "sl-4471").startswith("LOAD-000001 has arrived | LOAD-000001 is at D-05, sealed")


def test_a_load_that_nobody_sealed_arrives_without_one(shipper: Shipper) -> None:
    shipper.edits(shipper.load(), trailer="TX-99")
    shipper.scans("D-05")
    assert shipper.taps(arriving.seal, "") == (
        "LOAD-000001 has arrived | LOAD-000001 is at D-05, without a seal. | Scan the papers of its goods one by one"
    )


def test_the_door_is_said_before_the_seal(shipper: Shipper) -> None:
    assert shipper.scans("SL-4471") == (
        "Which door? | Scanned SL-4471: plain. A dock door is expected: where LOAD-000001 stands. | "
        "Scan the code of the door"
    )
    assert shipper.scans("S-01") == (
        "Not a door | Scanned S-01: a dock door is expected for LOAD-000001. | Scan the code of the door"
    )
    assert shipper.scans("CMD-CONFIRM") == (
        "Nothing to confirm | No question about LOAD-000001 is open. | Go on as the screen says"
    )
    assert shipper.scans("D-04") == (
        "D-04, not D-05 | LOAD-000001 was planned for D-05 and stands at D-04. | "
        "Scan or type the seal, or scan another door"
    )


def test_an_operator_at_a_door_need_not_scan_it(shipper: Shipper) -> None:
    at_the_door = Shipper(shipper.floor, station="D-04", screen=shipper.screen)
    assert at_the_door.scans("SL-4471").startswith("LOAD-000001 has arrived | LOAD-000001 is at D-04, sealed")


def test_what_did_not_come_is_acknowledged_and_planned_again(shipper: Shipper) -> None:
    shipper.scans("D-05", "SL-4471")
    receive(shipper.floor, "RMA-104418")
    assert shipper.scans("CMD-CLOSE") == (
        "Not all came | RMA-104502: nothing was received from LOAD-000001. | "
        "Look again; then close with the confirm code"
    )
    assert shipper.load().state is LoadState.ARRIVED
    assert shipper.scans("CMD-CONFIRM") == (
        "LOAD-000001 is closed | RMA-104502 did not come with LOAD-000001: the office was told. | Scan the next load"
    )
    assert shipper.exceptions() == [
        ("did_not_come", {"number": "LOAD-000001", "place": "D-05", "papers": "RMA-104502"})
    ]
    states = [shipper.request(f"COL-00000{n}").state for n in (1, 2)]
    assert states == [CollectionState.ARRIVED, CollectionState.REQUESTED]


def test_what_is_no_load_or_not_of_it(shipper: Shipper) -> None:
    assert shipper.finds("LOAD-000099") == (
        "Unknown load | Scanned LOAD-000099: no load and no trailer that is expected here has this number. | "
        "Scan the load sheet, or receive by the paper of the goods"
    )
    assert shipper.finds("T-0412") == (
        "Not a load | Scanned T-0412: plate. A load is expected: its sheet, or the number of its trailer. | "
        "Scan the load sheet or the trailer"
    )
    shipper.finds("LOAD-000001")
    shipper.scans("D-05", "SL-4471")
    assert shipper.scans("RMA-777") == (
        "Not of this load | Scanned RMA-777: no authorization of LOAD-000001 has this number. | "
        "Scan another paper, or receive it from the home screen"
    )
    assert shipper.taps(arriving.seal, "SL-1") == (
        "Not now | LOAD-000001 is arrived, so this is not possible: arrive. | See what is offered on its page"
    )


def test_a_cancelled_load_does_not_arrive(shipper: Shipper) -> None:
    shipper.to(transporting.cancel_load, shipper.load())
    assert shipper.scans("D-05") == (
        "Not now | LOAD-000001 is cancelled, so this is not possible: arrive. | See what is offered on its page"
    )


def test_an_arrival_sent_again_is_one_arrival(shipper: Shipper) -> None:
    shipper.scans("D-05")
    again = shipper.act(arriving.SCOPE, "SL-4471")
    screen = shipper.screen
    assert screen
    said = [shipper.do(lambda session, act: arriving.scan(session, act, screen), again) for _ in range(2)]
    assert said[0] == said[1]
    assert len(events(shipper.floor)) == 1
    assert shipper.load().arrived_at == again.now > again.now - timedelta(seconds=1)


def test_an_arrival_scanned_in_error_is_taken_back(shipper: Shipper) -> None:
    before = shipper.load()
    shipper.scans("D-04", "SL-9", "CMD-CONFIRM")
    assert shipper.scans("CMD-UNDO") == (
        "Undone | LOAD-000001 is expected again: its arrival was taken back. | "
        "Scan the code of the door where it stands"
    )
    load = shipper.load()
    assert (load.state, load.dock, load.arrived_at) == (LoadState.PLANNED, before.dock, None)
    assert load.seal_found == "SL-9", "what was read on the doors, and told, was before it came in"
    assert {shipper.request(f"COL-00000{n}").state for n in (1, 2)} == {CollectionState.PLANNED}
    assert shipper.scans("CMD-UNDO").startswith("Nothing to undo | There is no act of yours on this screen")
    assert shipper.scans("D-05", "SL-4471").startswith("LOAD-000001 has arrived")
    kinds = [(EventKind.LOAD_ARRIVED, BizStep.ARRIVING), (EventKind.UNDONE, BizStep.ARRIVING)]
    assert events(shipper.floor) == [*kinds, kinds[0]]
    with shipper.floor.database.reading() as session:
        assert isinstance(verify(session), Verified)


def test_what_a_driver_reported_is_collected_again_once_its_arrival_is_taken_back(shipper: Shipper) -> None:
    shipper.to(transporting.collect, shipper.request("COL-000001"))
    shipper.scans("D-05", "SL-4471")
    shipper.taps(arriving.undo)
    states = [shipper.request(f"COL-00000{n}").state for n in (1, 2)]
    assert states == [CollectionState.COLLECTED, CollectionState.PLANNED]


def test_an_arrival_is_not_taken_back_once_anything_of_it_is_received(shipper: Shipper) -> None:
    shipper.scans("D-05", "SL-4471")
    opening = shipper.act("receiving", "RMA-104418")
    shipper.do(lambda session, act: receiving.open_paper(session, act, new_id()), opening)
    shipper.last = shipper.screen.last if shipper.screen else ""
    assert shipper.scans("CMD-UNDO").startswith("Too late to undo | A. Novak worked on the same goods at ")
    assert shipper.load().state is LoadState.ARRIVED


def test_doors_without_a_seal_are_said_by_the_confirm_code(shipper: Shipper) -> None:
    shipper.scans("D-05")
    assert shipper.scans("CMD-CONFIRM").startswith("No seal | LOAD-000001 was sealed with SL-4471; there is no seal")
    assert shipper.scans("CMD-CONFIRM").startswith("LOAD-000001 has arrived | LOAD-000001 is at D-05. Its seal did")


def test_the_sheet_of_another_load_goes_on_with_that_one(shipper: Shipper) -> None:
    shipper.to(transporting.drop, shipper.load(), shipper.request("COL-000002").id)
    shipper.plans("COL-000002")
    shipper.edits(shipper.load("LOAD-000002"), trailer="TX-100")
    shipper.scans("D-05")
    other = "LOAD-000002 | LOAD-000002 is expected on 2026-11-22."
    assert shipper.scans("LOAD-000002") == other, "no seal is called so"
    shipper.scans("SL-4471")
    receive(shipper.floor, "RMA-104418")
    shipper.scans("CMD-CLOSE")
    assert shipper.scans("TX-100") == other
    assert shipper.scans("RMA-104502").startswith("LOAD-000001 is closed | LOAD-000001 was closed by ")


def test_the_plate_of_an_announced_pallet_is_a_paper_of_the_load(shipper: Shipper) -> None:
    announce(shipper.floor)
    shipper.scans("D-05", "SL-4471")
    assert shipper.scans(PALLET) == "RMA-104418 | RMA-104418 came with LOAD-000001. | Scan its carton"
