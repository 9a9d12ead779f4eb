"""Releasing locked goods, on either database: with a reason, out of quarantine or where they stand, once, and back."""

from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import CartonLine, Hold, table_of
from app.db.queries import locked
from app.db.queries.locked import Wanted
from app.domain.errors import Replayed
from app.domain.vocabulary import HoldReason, ReleaseReason
from app.services import releasing
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, assert_ledger_holds, events, goods, received, state
from tests.services.dock import Dock
from tests.services.floor_state import omega, vitamin
from tests.services.forklift import Forklift, kinds
from tests.services.holder import Holder, lock
from tests.services.racing import race, wrote
from tests.services.releaser import EVENING, Releaser, by_badge

LINE, HOLD = table_of(CartonLine), table_of(Hold)
INSPECTED = ReleaseReason.INSPECTED


def listed(floor: Floor, wanted: Wanted = Wanted()) -> list[tuple[str, int, str, str, str, str]]:  # noqa: B008
    with floor.database.reading() as session:
        rows = locked.listed(session, floor.site.id, wanted)
        assert locked.count(session, floor.site.id, wanted) == len(rows)
    return [(row.sku, row.units, row.reason.value, row.lpn, row.place, row.number) for row in rows]


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with a free vitamin; two omegas of a wrong lot came out of it to quarantine."""
    plate = received(floor, vitamin(floor), *[omega(floor)] * 2)
    lock(floor, "K7731")
    Holder(floor, plate).scan("T-0901")
    return plate


LOCKED = ["0901: 2 K7731 - - wrong_lot", "6186: 1 10D9T - -"]


def test_out_of_quarantine_goods_go_into_the_carton_that_is_scanned(floor: Floor, plate: str) -> None:
    assert goods(floor) == LOCKED
    free = an_sscc(4700)
    releaser = Releaser(floor)
    assert releaser.release(free) == (
        f"Released | Omega-3 1200 mg, 90 ct: 2 units free in carton {free} now. inspected_in_order."
        " | Grade them at a bench"
    )
    assert set(goods(floor)) == {"6186: 1 10D9T - -", f"{free[-4:]}: 2 K7731 - -"}
    assert (state(floor, free), kinds(floor)[-1]) == ("received", "hold_released")
    assert listed(floor) == []
    assert BenchWork(floor).scans(free, omega(floor), "CMD-PASS", "T-0412").startswith("Grade A")
    assert_ledger_holds(floor)


def test_a_carton_that_stands_takes_them_too(floor: Floor, plate: str) -> None:
    assert Releaser(floor).release(plate).startswith("Released | Omega-3 1200 mg, 90 ct: 2 units free in carton")
    assert goods(floor) == ["6186: 1 10D9T - -", "6186: 2 K7731 - -"]
    assert_ledger_holds(floor)


def test_elsewhere_they_are_free_where_they_stand_and_join_what_is_alike(floor: Floor) -> None:
    received(floor, *[vitamin(floor)] * 3)
    lock(floor, "10D9T")
    assert Releaser(floor, "supervisor").because(ReleaseReason.LOCKED_IN_ERROR).release().startswith("Released | ")
    assert goods(floor) == ["6186: 3 10D9T - -"]
    assert_ledger_holds(floor)


def test_the_hold_says_who_released_it_when_and_why(floor: Floor, plate: str) -> None:
    releaser = Releaser(floor).because(ReleaseReason.PARTY_AGREED)
    releaser.release(plate)
    who, when = floor.supervisor.id, EVENING + timedelta(seconds=1)
    with floor.database.reading() as session:
        rows = session.execute(
            sa.select(HOLD.c.released_by, HOLD.c.released_at, HOLD.c.released_why).where(HOLD.c.released_why != "")
        ).all()
    assert [tuple(row) for row in rows] == [(who, when, ReleaseReason.PARTY_AGREED)]


def test_it_is_taken_back_as_long_as_nobody_went_on(floor: Floor, plate: str) -> None:
    before = listed(floor)
    releaser, free = Releaser(floor), an_sscc(4700)
    releaser.release(free)
    assert releaser.undo() == "Undone | Taken back: hold_released. | Scan the next item"
    assert (goods(floor), listed(floor), state(floor, free)) == (LOCKED, before, "cancelled")
    assert releaser.release(plate).startswith("Released")
    assert releaser.release("CMD-UNDO").startswith("Undone")
    releaser.release(plate)
    BenchWork(floor).scans(plate, omega(floor), "CMD-PASS", "T-0412")
    assert releaser.undo().startswith("Too late to undo | J. Park worked on the same goods at")
    assert_ledger_holds(floor)


def test_a_replay_is_answered_and_moves_nothing_again(floor: Floor, plate: str) -> None:
    releaser, client_id = Releaser(floor), str(new_id())
    first, before = releaser.release(plate, client_id), events(floor)
    assert (releaser.release(plate, client_id), events(floor)) == (first, before)
    with pytest.raises(Replayed):
        releaser.release(an_sscc(4701), client_id)


def test_of_two_at_once_one_releases_and_the_other_is_told_who(floor: Floor, plate: str) -> None:
    pair = [Releaser(floor), Releaser(floor, "inspector", approver=by_badge(floor))]
    race(partial(pair[0].release, an_sscc(4700)), partial(pair[1].release, an_sscc(4701)))
    (winner,) = [each for each in pair if each.answered and each.answered.event_id]
    (other,) = [each for each in pair if each is not winner]
    who, when = wrote(winner)
    assert other.says == (
        f"Not locked any more | These goods are not locked any more: {who} released or moved them at {when}."
        " | Look at the list of what is locked"
    )
    assert_ledger_holds(floor)


def test_what_is_not_released_says_why(floor: Floor, plate: str) -> None:
    releaser = Releaser(floor)
    assert releaser.because(None).release(plate) == (
        "Say why | Nothing was released: no lock goes without a reason. | Choose the reason, then release again"
    )
    releaser.because(INSPECTED)
    assert releaser.release() == (
        "Which carton? | Omega-3 1200 mg, 90 ct stands in quarantine carton T-0901: what is free does not stay there."
        " | Put it into a carton, then scan the plate of that"
    )
    assert releaser.release("S-01") == (
        "Not a plate | Scanned S-01: place. Expected: the plate of the carton that takes the goods out of T-0901."
        " | Scan a carton that stands in staging, or a new plate"
    )
    assert releaser.release("CMD-CONFIRM").startswith("Which carton? | ")
    assert releaser.release("T-0901") == (
        "Not this carton | Carton T-0901 is open: it takes no goods out of quarantine."
        " | Scan a carton that stands in staging, or a new plate"
    )
    assert goods(floor) == LOCKED


def test_no_reason_frees_what_came_without_paper(floor: Floor) -> None:
    dock = Dock(floor, "")
    dock.scans(an_sscc(4618), vitamin(floor), "CMD-CLOSE")
    assert Releaser(floor).release() == (
        "Paper first | Vitamin D3 1000 IU, 120 ct came without paper: no reason given here frees it."
        " | Find its authorization in Blind receipts, or make it one"
    )


def test_no_reason_frees_what_is_expired(floor: Floor) -> None:
    received(floor, vitamin(floor))
    lock(floor, "10D9T", HoldReason.EXPIRED)
    assert Releaser(floor).release() == (
        "Expired stays locked | Vitamin D3 1000 IU, 120 ct is past its date: expired goods are never released."
        " | Leave them in quarantine, or send them to be destroyed"
    )


def test_a_carton_on_its_way_is_put_down_first(floor: Floor) -> None:
    plate = received(floor, vitamin(floor))
    Forklift(floor).scans(plate, "CMD-CONFIRM")
    lock(floor, "10D9T")
    assert Releaser(floor).release() == (
        f"Not possible now | Carton {plate} is routing: locked goods are released in a carton that stands still."
        " | Let that step be finished, then release again"
    )


def test_a_line_that_never_was_locked_has_nothing_to_release(floor: Floor) -> None:
    received(floor, vitamin(floor))
    lock(floor, "10D9T")
    releaser = Releaser(floor)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(LINE).values(hold=None))
    assert releaser.release() == (
        "Not locked any more | These goods are not locked any more. | Look at the list of what is locked"
    )


def test_the_list_narrows_by_reason_and_by_what_is_written_on_the_goods(floor: Floor, plate: str) -> None:
    everything = [(floor.omega.sku, 2, "wrong_lot", "T-0901", "Q-01", "RMA-104418")]
    assert listed(floor) == everything
    assert listed(floor, Wanted(reason=HoldReason.WRONG_LOT)) == everything
    assert listed(floor, Wanted(reason=HoldReason.EXPIRED)) == []
    for text in (floor.omega.sku[:4].lower(), "k7731", "t-0901", "104418"):
        assert listed(floor, Wanted(find=text)) == everything
    assert listed(floor, Wanted(find="%")) == []


def test_a_code_that_is_no_plate_picks_nothing(floor: Floor) -> None:
    received(floor, vitamin(floor))
    lock(floor, "10D9T")
    releaser = Releaser(floor)
    assert releaser.do(lambda session, act, _screen: releasing.pick(session, act), "B-02") == (
        "Scan the plate | Scanned B-02: place. Expected: the plate of a carton with locked goods."
        " | Scan the plate of the carton"
    )
