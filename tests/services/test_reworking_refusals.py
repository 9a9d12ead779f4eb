"""What the workshop does not do, and what it says then."""

import sqlalchemy as sa

from app.db.models import CartonLine, Product, table_of
from app.domain.vocabulary import HoldReason
from tests.factories import Floor
from tests.services.bench import BenchWork, assert_ledger_holds, received
from tests.services.dock import gs1
from tests.services.forklift import Forklift, a_tote
from tests.services.workshop import Workshop, a_battery, a_contractor, a_drill, vitamins

DRILL = "Cordless drill 18 V kit"
VITAMIN = "Vitamin D3 1000 IU, 120 ct"


def test_a_carton_that_is_not_for_the_workshop(floor: Floor) -> None:
    plate, work = received(floor, gs1(floor.vitamin, "10D9T", "270331")), Workshop(floor)
    assert work.scan("T-0999") == (
        "Unknown carton | Scanned T-0999: no open carton has this plate."
        " | Scan another plate on it, or call a supervisor"
    )
    assert work.scan(plate) == (
        f"Not for the workshop | Carton {plate} is received: only cartons in a workshop place are worked on."
        " | Have it routed to the workshop, or scan another carton"
    )
    Forklift(floor).scans(a_tote(floor, carton=4711), "S-01")
    assert work.scan("T-0412") == (
        "Nothing to do | No goods in carton T-0412 were decided for rework or refurbishing, or all of them are done."
        " | Scan it on the home screen to see its next step"
    )
    assert work.scan("CMD-CLEAN") == (
        "Carton first | Scanned CMD-CLEAN, but no carton is on this bench."
        " | Scan the plate of the carton that you work on"
    )


def test_operations_that_run_or_are_done_or_are_anothers(floor: Floor) -> None:
    a_drill(floor)
    vitamins(floor, 1, tote="T-0413")
    work, other = Workshop(floor), Workshop(floor, "supervisor")
    work.scan("T-0412")
    assert work.scan("CMD-FINISH") == (
        "Nothing runs | You have no operation running on this order. | Scan the operation that you begin"
    )
    work.scan("CMD-CLEAN")
    assert work.scan("CMD-CLEAN") == (
        "clean runs | You began it at 23:32:00. | Scan FINISH when it is done, PAUSE when you leave it"
    )
    assert work.scan("CMD-CONFIRM") == ("clean runs | J. Park is at clean since 23:32:00. | Finish or pause it first")
    assert work.tap("send_out", str(a_contractor(floor).id)) == (
        "Runs here | J. Park is at clean of carton T-0412 since 23:32:00. | Finish or pause that before it goes"
    )
    assert work.scans("T-0413", "CMD-REPACK") == (
        f"clean runs | You are at clean of {DRILL} in carton T-0412 since 23:32:00."
        " | Finish or pause that first, on its carton"
    )
    other.scans("T-0413", "CMD-REPACK")
    assert work.scan("CMD-PAUSE") == (
        f"A. Novak was first | A. Novak is at repack of {VITAMIN} since 23:32:00. Nothing was changed here."
        " | Begin another operation, or scan another carton"
    )
    work.scans("T-0412", "CMD-FINISH")
    assert work.scan("CMD-CLEAN") == (
        f"Done before | clean of {DRILL} is finished: it took 0 min."
        " | Begin what is left, or scan CONFIRM when all is done"
    )
    assert_ledger_holds(floor)


def test_the_end_asks_before_anything_is_left_out(floor: Floor) -> None:
    plate, work, bench = a_drill(floor), Workshop(floor), BenchWork(floor)
    work.scan(plate)
    assert bench.scan(plate) == (
        f"Still in work | Carton {plate} is in rework: orders not done: 1. | Finish them on the rework screen first"
    )
    assert work.scan("CMD-CONFIRM") == (
        "Not all done | Left: repair, clean, repack. | Scan CONFIRM again to leave that out, or begin it"
    )
    assert work.scan("CMD-UNDO") == "Set aside | Nothing was changed. | Scan what you do next"
    work.scans("CMD-CONFIRM", "CMD-CONFIRM")
    assert work.scan("CMD-CLEAN") == (
        f"Not on a bench | The order for {DRILL} is done. | Scan the plate of its carton to see what it waits for"
    )
    bench.scans(plate, "DR7-204815")
    bench.says_more(function=5, cosmetics=7).scan("T-0500")
    bench.scan("CMD-CLOSE")
    assert work.scan("CMD-CLEAN") == (
        f"Not for the workshop | Carton {plate} is closed: only cartons in a workshop place are worked on."
        " | Have it routed to the workshop, or scan another carton"
    )


def test_which_order_and_which_part(floor: Floor) -> None:
    plate, battery, work = vitamins(floor, 1, 1), a_battery(floor), Workshop(floor)
    assert work.scan(plate) == (f"Carton 0412 | Carton {plate} has work orders: 2. | Scan an item to choose its order")
    assert work.scan("CMD-CLEAN") == (
        f"Item first | Carton {plate} has work orders for several items, and none is chosen."
        " | Scan the item that you work on"
    )
    assert work.scan(gs1(floor.vitamin)) == (
        f"Which one? | Carton {plate} has several work orders for {VITAMIN}. | Scan its serial, or pick its order below"
    )
    work.scan(gs1(floor.vitamin, "10F1C", "270531"))
    assert work.scan(gs1(battery)) == (
        f"Nothing runs | Battery 18 V is not in carton {plate}, and no operation runs that it could be a part for."
        " | Begin the operation first, then scan the part again"
    )
    work.scan("CMD-REPAIR")
    assert work.scan(gs1(battery)) == (
        "Lot of Battery 18 V | Battery 18 V is tracked by lot, and its code has none. | Scan the lot of the part"
    )
    assert work.scan("B78").startswith("Battery 18 V | 1 x Battery 18 V, lot B78, for "), work.says
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).where(table_of(Product).c.id == battery.id).values(currency="MXN"))
    assert work.scan(gs1(battery, "B79")) == (
        "Other currency | Battery 18 V is priced in MXN, the order in USD. | Ask the office for a price in USD"
    )
    assert_ledger_holds(floor)


def test_goods_that_are_locked_or_bear_data_or_have_no_lot(floor: Floor) -> None:
    plate, party, work = a_drill(floor), a_contractor(floor), Workshop(floor)
    work.scan(plate)
    change(floor, Product, floor.drill.id, data_bearing=True)
    assert work.tap("send_out", str(party.id)) == (
        f"Data on it | {DRILL} in carton {plate} bears data that nobody has wiped: it does not leave the building."
        " | Work on it here, or give it up"
    )
    assert work.tap("send_out", "nobody") == (
        "Unknown contractor | nobody is no contractor of ours. | Choose one below, or ask the office to add it"
    )
    work.scan("CMD-CLEAN")
    change(floor, CartonLine, work.order.line_id, lot="")
    assert work.scan("CMD-WHOLE-LOT") == (
        f"No lot | {DRILL} has no lot: there is no whole lot to finish. | Scan FINISH for this order alone"
    )
    change(floor, CartonLine, work.order.line_id, lot="L2608", hold=HoldReason.UNEXPECTED)
    assert work.scan("CMD-FINISH") == (
        f"Locked | {DRILL} in carton {plate} is locked: unexpected."
        " | Leave it until the hold is lifted, or have it split out"
    )


def change(floor: Floor, table: type, row_id: object, **values: object) -> None:
    """Set columns of a row, as some other screen would."""
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(table)).where(table_of(table).c.id == row_id).values(**values))


def test_giving_up_needs_a_role_and_a_tote(floor: Floor) -> None:
    plate, work = a_drill(floor), Workshop(floor)
    work.scan(plate)
    assert work.tap("give_up_to", "T-0600") == (
        "Tote first | Nothing is chosen to be given up. | Scan RECYCLE or DESTROY first"
    )
    assert work.scan("CMD-DESTROY") == (
        f"destroy? | {DRILL}, 1 unit, would be given up: destroy. | Scan the tote that takes it"
    )
    assert work.scan("T-0600") == (
        f"Approval needed | override_disposition, {DRILL}: this is approved first. Nothing was changed."
        " Who approves: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert work.approved_by("supervisor").scan("T-0600").startswith("Given up | ")
    assert work.scan(plate) == (
        f"Unknown carton | Scanned {plate}: no open carton has this plate."
        " | Scan another plate on it, or call a supervisor"
    )


def test_what_a_contractor_asked_is_an_amount(floor: Floor) -> None:
    plate, party, work = a_drill(floor), a_contractor(floor), Workshop(floor)
    work.scan(plate)
    work.tap("send_out", str(party.id))
    work.scan(plate)
    assert work.tap("charge", "18,4,0") == (
        "Not an amount | Got 18,4,0, expected an amount such as 41.50. | Enter it again"
    )
    work.scans("CMD-CONFIRM", "CMD-CONFIRM")
    BenchWork(floor).scan(plate)
    assert Workshop(floor).scan(plate) == (
        f"Not for the workshop | Carton {plate} is grading: only cartons in a workshop place are worked on."
        " | Have it routed to the workshop, or scan another carton"
    )
