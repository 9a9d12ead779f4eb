"""Orders to hold, on either database: everywhere at once, whatever comes, lifted by who may, taken back, raced."""

from datetime import timedelta
from functools import partial

import pytest

from app.db.models import CartonLine, table_of
from app.domain.hold_orders import About
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope
from tests.factories import NOW, Floor, an_sscc
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received
from tests.services.dock import Dock, shown
from tests.services.floor_state import omega, vitamin
from tests.services.forklift import Forklift
from tests.services.holder import Holder, carton_id, lock
from tests.services.isolator import Isolator, locks, quality
from tests.services.racing import race
from tests.services.releaser import Releaser
from tests.services.test_sending_out import Sender

LINE = table_of(CartonLine)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with two omegas and a vitamin."""
    return received(floor, vitamin(floor), *[omega(floor)] * 2)


def test_a_lot_is_held_where_it_stands_and_nothing_else(floor: Floor, plate: str) -> None:
    isolator = Isolator(floor)
    assert isolator.lot() == (
        f"Held | H-000001 holds {floor.omega.sku} K7731. Locked: 2 units, in cartons: 1. What comes is locked as it is"
        " booked. | See below where they stand"
    )
    assert goods(floor) == ["6186: 1 10D9T - -", "6186: 2 K7731 - - quality_check"]
    assert locks(floor) == ["quality_check by order"]
    assert Forklift(floor).scan(plate).startswith("Locked | ")
    assert "is held: quality_check" in BenchWork(floor).scans(plate, omega(floor))
    assert_ledger_holds(floor)


def test_what_comes_later_is_put_into_quarantine_as_it_is_counted(floor: Floor) -> None:
    Isolator(floor).lot()
    dock = Dock(floor)
    assert dock.scans(an_sscc(4619), omega(floor)) == (
        "On hold | Omega-3 1200 mg, 90 ct, K7731 is held by H-000001: quality_check. Not counted into this carton."
        " | Put it in quarantine carton T-0901 at Q-01"
    )
    assert "quality_check" in dock.scan("T-0901")
    assert goods(floor) == ["0901: 1 K7731 - - quality_check"]
    dock.scan(vitamin(floor))
    assert len(goods(floor)) == 2
    assert_ledger_holds(floor)


def test_a_carton_on_hold_takes_no_more(floor: Floor) -> None:
    dock, plate = Dock(floor), an_sscc(4619)
    dock.scans(plate, vitamin(floor))
    Isolator(floor).place(About(HoldScope.CARTON, carton_id=carton_id(floor, plate)))
    assert dock.scan(vitamin(floor)) == (
        f"Carton on hold | Carton {plate} is held by H-000001: quality_check. Nothing is added to it."
        " | Close it, and open another carton"
    )
    assert_ledger_holds(floor)


@pytest.mark.parametrize("scope", list(HoldScope))
def test_whatever_an_order_is_about(floor: Floor, plate: str, scope: HoldScope) -> None:
    with floor.database.reading() as session:
        line_id = session.execute(LINE.select().where(LINE.c.lot == "K7731")).one().id
    about = {
        HoldScope.LINE: About(scope, carton_line_id=line_id, product_id=floor.omega.id),
        HoldScope.CARTON: About(scope, carton_id=carton_id(floor, plate)),
        HoldScope.LOT: About(scope, product_id=floor.omega.id, lot="K7731"),
        HoldScope.PRODUCT: About(scope, product_id=floor.omega.id),
        HoldScope.AUTHORIZATION: About(scope, authorization_id=floor.trade_return.id),
        HoldScope.PARTY: About(scope, party_id=floor.northline.id),
    }[scope]
    isolator = Isolator(floor)
    assert isolator.place(about).startswith("Held | ")
    everything = scope in (HoldScope.CARTON, HoldScope.AUTHORIZATION, HoldScope.PARTY)
    assert len([each for each in goods(floor) if each.endswith("quality_check")]) == (2 if everything else 1)
    assert isolator.lift().startswith("Lifted | H-000001 is lifted. Its lock is off ")
    assert goods(floor) == ["6186: 1 10D9T - -", "6186: 2 K7731 - -"]
    assert locks(floor) == []
    assert_ledger_holds(floor)


def test_what_several_orders_lock_goes_on_when_the_last_is_lifted(floor: Floor, plate: str) -> None:
    first, second = Isolator(floor), quality(floor)
    first.lot()
    second.lot(reason=HoldReason.RECALL, code=DispositionCode.RETURN_TO_VENDOR)
    assert goods(floor)[1] == "6186: 2 K7731 - - recall"
    assert second.lift() == (
        "Lifted | H-000002 is lifted. Its lock is off 2 units where they stand. | Look at what else is locked"
    )
    assert (goods(floor)[1], locks(floor)) == ("6186: 2 K7731 - - quality_check", ["quality_check by order"])
    assert second.undo().startswith("Undone | ")
    assert (goods(floor)[1], len(locks(floor))) == ("6186: 2 K7731 - - recall", 2)
    first.lift()
    assert (goods(floor)[1], locks(floor)) == ("6186: 2 K7731 - - recall", ["recall by order"])
    assert_ledger_holds(floor)


def test_held_goods_take_their_locks_along_and_wait_in_quarantine(floor: Floor, plate: str) -> None:
    isolator = Isolator(floor)
    isolator.lot()
    Holder(floor, plate).scan("T-0901")
    assert (goods(floor)[0], locks(floor)) == ("0901: 2 K7731 - - quality_check", ["quality_check by order"])
    assert isolator.lift() == (
        "Lifted | H-000001 is lifted. Its lock is off 0 units where they stand; 2 units wait in quarantine."
        " | Release those in quarantine into a carton"
    )
    assert Releaser(floor).release(plate).startswith("Released | ")
    assert locks(floor) == []
    assert_ledger_holds(floor)


def test_the_code_of_the_order_is_the_way_out(floor: Floor, plate: str) -> None:
    quality(floor).lot(reason=HoldReason.RECALL, code=DispositionCode.RETURN_TO_VENDOR)
    Holder(floor, plate).scan("T-0901")
    Sender(floor).send("T-0412")
    assert "V-01" in Forklift(floor).scans("T-0412", "CMD-CONFIRM")
    assert_ledger_holds(floor)


def test_what_is_locked_on_the_way_goes_to_a_hold_place(floor: Floor, plate: str) -> None:
    forklift = Forklift(floor)
    to = forklift.scan(plate)
    Isolator(floor).lot()
    assert forklift.scan("G-01") == (
        "Held on the way | Carton 6186 was locked since you took it: quality_check. It must not go to G-01."
        " | Take it to hold place Q-01, then scan that"
    ), to
    assert "Q-01" in forklift.scan("Q-01")
    assert_ledger_holds(floor)


def test_an_order_is_taken_back_as_if_it_had_never_been(floor: Floor, plate: str) -> None:
    before = goods(floor)
    isolator = Isolator(floor)
    isolator.lot()
    assert isolator.undo() == "Undone | Taken back: hold_placed. | Scan the next item"
    assert (goods(floor), locks(floor)) == (before, [])
    isolator.lot()
    Dock(floor).scans(an_sscc(4620), omega(floor), "T-0901")
    assert isolator.undo() == ("Too late to undo | Goods came since that the order holds. | Lift the order instead")
    isolator.lift()
    Releaser(floor).release(an_sscc(4700))
    assert_ledger_holds(floor)


def test_a_lifting_is_not_taken_back_once_goods_came(floor: Floor, plate: str) -> None:
    isolator = Isolator(floor)
    isolator.lot()
    isolator.lift()
    Dock(floor).scans(an_sscc(4620), omega(floor))
    assert isolator.undo() == ("Too late to undo | Goods came since that the order would hold. | Give the order again")


def test_who_may_not_and_what_no_order_says(floor: Floor, plate: str) -> None:
    isolator = Isolator(floor)
    assert isolator.lot(reason=HoldReason.RECALL) == (
        "Not yours to decide | Goods are held for this reason by one role: recall, quality. | Call someone of that role"
    )
    assert isolator.lot(reason=HoldReason.EXPIRED) == (
        "Not a reason to order | Nobody orders goods to be held for this: expired. The floor finds that itself."
        " | Choose one of the reasons of the form"
    )
    assert isolator.lot(code=DispositionCode.LIQUIDATE) == (
        "Not a way out | Held goods are never sold, mended or given away: an order does not allow liquidate."
        " | Choose one of the codes of the form, or none"
    )
    assert isolator.lot(until=YESTERDAY) == (
        f"Over already | The last day of the order would be {YESTERDAY}, which has passed."
        " | Choose a day to come, or none"
    )
    assert isolator.lift() == (
        "No such order | There is no order to hold with that number here. | Look for it in the list"
    )
    empty = About(HoldScope.CARTON, carton_id=floor.quarantine.id)
    assert isolator.place(empty) == (
        "Nothing to hold | There are no goods in it, or they have gone elsewhere: T-0901."
        " | Hold the carton that they are in now"
    )
    isolator.lot()
    assert isolator.lift(None) == (
        "Say why | Nothing was let go: H-000001 is lifted for a reason only. | Choose the reason, then lift it again"
    )
    assert goods(floor)[1] == "6186: 2 K7731 - - quality_check"


def test_of_two_who_give_the_same_order_one_is_told_who_was_first(floor: Floor, plate: str) -> None:
    pair = [Isolator(floor), Isolator(floor)]
    race(partial(pair[0].lot), partial(pair[1].lot))
    assert sorted(each.says.split(" | ")[0] for each in pair) == ["Held", "Held already"]
    (other,) = [each for each in pair if each.says.startswith("Held already")]
    assert other.answered
    when = shown(other.answered.said.params["when"])
    assert other.says == f"Held already | A. Novak ordered the same at {when}: H-000001. | Look at that order"
    assert locks(floor) == ["quality_check by order"]


def test_of_two_who_lift_it_one_is_told_who_was_first(floor: Floor, plate: str) -> None:
    isolator = Isolator(floor)
    isolator.lot()
    pair = [Isolator(floor), Isolator(floor)]
    race(*(partial(each.lift, order_id=isolator.order_id) for each in pair))
    (other,) = [each for each in pair if not each.says.startswith("Lifted")]
    assert other.answered
    ended = shown(other.answered.said.params["when"])
    assert other.says == (
        f"Not in force any more | H-000001 is lifted since {ended}, by A. Novak. | Look at what is held now"
    )
    assert_ledger_holds(floor)


def test_nothing_slips_in_while_an_order_is_given(floor: Floor) -> None:
    docks = [Dock(floor), Dock(floor, operator="supervisor")]
    docks[0].scans(an_sscc(4619))
    docks[1].scans(an_sscc(4620))
    race(Isolator(floor).lot, partial(docks[0].scan, omega(floor)), partial(docks[1].scan, omega(floor)))
    assert not [each for each in goods(floor) if "K7731" in each and "quality_check" not in each]
    assert_ledger_holds(floor)


def test_a_line_joins_its_equal_where_one_stands_already(floor: Floor) -> None:
    plate = received(floor, *[omega(floor)] * 3)
    isolator = Isolator(floor)
    isolator.lot()
    lifted = isolator.lift()
    lock(floor, "NOTHING")
    assert (goods(floor), lifted[:6]) == (["6186: 3 K7731 - -"], "Lifted")
    isolator.lot()
    Releaser(floor).release()
    assert goods(floor) == [f"{plate[-4:]}: 3 K7731 - -"]
    again = Isolator(floor)
    assert again.lot(reason=HoldReason.DISPUTE).startswith("Held | ")
    assert isolator.lift().startswith("Lifted")
    assert isolator.lot().startswith("Held")
    assert goods(floor) == ["6186: 3 K7731 - - quality_check"]
    assert_ledger_holds(floor)
