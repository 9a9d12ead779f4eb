"""Locked goods leave quarantine under the one code that their lock allows, on either database, and stay locked."""

import pytest

from app.domain.vocabulary import HoldReason
from app.services import sending_out
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, goods, received, state
from tests.services.floor_state import omega, vitamin
from tests.services.forklift import Forklift, kinds
from tests.services.holder import Holder, lock
from tests.services.releaser import Releaser


class Sender(Releaser):
    """Someone who sends locked goods out."""

    def send(self, text: str = "") -> str:
        return self.do(sending_out.scan if text else sending_out.send, text)


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with a free vitamin; two expired omegas came out of it to quarantine."""
    plate = received(floor, vitamin(floor), *[omega(floor)] * 2)
    lock(floor, "K7731", HoldReason.EXPIRED)
    Holder(floor, plate).scan("T-0901")
    return plate


def test_expired_goods_leave_quarantine_in_a_tote_for_destruction_and_nowhere_else(floor: Floor, plate: str) -> None:
    sender = Sender(floor)
    assert sender.send() == (
        "Which tote? | Omega-3 1200 mg, 90 ct stands in quarantine carton T-0901. It leaves in a tote that goes one"
        " way: destroy. | Put it into a tote, then scan the plate of that"
    )
    assert sender.send("X-01") == (
        "Not a tote | Scanned X-01: place. Expected: the tote for destroy that takes Omega-3 1200 mg, 90 ct out of"
        " T-0901. | Scan the plate of a tote for it, or a new plate"
    )
    assert sender.send("T-0412") == (
        "destroy | 2 units in carton T-0412 stay locked and may go one way only: destroy. | Take carton 0412 there"
    )
    assert goods(floor) == ["0412: 2 K7731 - destroy expired", "6186: 1 10D9T - -"]
    assert kinds(floor)[-1] == "held_goods_sent_out"
    forklift = Forklift(floor)
    assert "X-01" in forklift.scans("T-0412", "CMD-CONFIRM")
    forklift.scan("X-01")
    assert state(floor, "T-0412") == "placed"
    assert_ledger_holds(floor)


def test_where_a_carton_is_locked_as_a_whole_all_of_it_goes(floor: Floor) -> None:
    plate = received(floor, *[omega(floor)] * 2, vitamin(floor))
    lock(floor, "K7731", HoldReason.RECALL)
    sender = Sender(floor, "inspector")
    assert sender.send() == (
        f"Not all of it may go | Carton {plate} holds more than goods that may leave for destroy."
        " | Split the locked goods out first, then send them from quarantine"
    )
    lock(floor, "10D9T", HoldReason.RECALL)
    assert sender.send("CMD-CONFIRM").startswith(f"destroy | 3 units in carton {plate} stay locked")
    assert "X-01" in Forklift(floor).scan(plate)
    assert_ledger_holds(floor)


def test_it_is_sent_once(floor: Floor) -> None:
    plate = received(floor, omega(floor))
    lock(floor, "K7731", HoldReason.RECALL)
    Sender(floor).send()
    assert Sender(floor).send() == (
        f"Sent already | All of carton {plate} is bound for destroy already. | Take it there"
    )


def test_a_lock_without_a_way_out_is_released_first(floor: Floor) -> None:
    received(floor, omega(floor))
    lock(floor, "K7731", HoldReason.QUALITY_CHECK)
    assert Sender(floor).send() == (
        "Not before it is released | Omega-3 1200 mg, 90 ct is locked: quality_check. That allows no way out."
        " | Leave it there until it is released"
    )


def test_it_is_taken_back_and_the_carton_has_no_code_again(floor: Floor) -> None:
    plate = received(floor, omega(floor))
    lock(floor, "K7731", HoldReason.EXPIRED)
    sender = Sender(floor)
    sender.send()
    assert sender.send("CMD-UNDO") == "Undone | Taken back: held_goods_sent_out. | Scan the next item"
    assert goods(floor) == [f"{plate[-4:]}: 1 K7731 - - expired"]
    assert "Locked" in Forklift(floor).scan(plate)
    assert_ledger_holds(floor)


def test_a_recall_is_released_by_quality_alone(floor: Floor) -> None:
    received(floor, omega(floor))
    lock(floor, "K7731", HoldReason.RECALL)
    assert Releaser(floor).release() == (
        "Approval needed | release_recall, Omega-3 1200 mg, 90 ct: this is approved first. Nothing was changed."
        " Who approves: quality. | Scan the badge of one of them and enter the PIN here"
    )
