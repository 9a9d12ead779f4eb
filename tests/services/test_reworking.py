"""Work orders by scan: operations, minutes, parts, the end, and the grade after it."""

from app.domain.hold_orders import About
from app.domain.vocabulary import HoldReason, HoldScope
from tests.factories import Floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, state
from tests.services.dock import gs1
from tests.services.forklift import kinds, stands
from tests.services.isolator import locks, quality
from tests.services.racing import race
from tests.services.workshop import Workshop, a_battery, a_contractor, a_drill, orders, regrades, steps, vitamins

VITAMIN = "Vitamin D3 1000 IU, 120 ct"
SENT = "018f0000-0000-7000-8000-000000000001"


def test_a_drill_is_repaired_and_graded_again(floor: Floor) -> None:
    a_drill(floor)
    battery, work = a_battery(floor), Workshop(floor)
    assert orders(floor) == ["0412: 1 open"], "drawn up when it was placed"
    before = len(kinds(floor))
    assert work.scan("T-0412") == (
        "Carton 0412 | Cordless drill 18 V kit, 1 unit. The work should gain 11.51 USD."
        " | Scan the operation that you begin"
    )
    assert stands(floor, "T-0412") == ("reworking", "B-02")
    assert steps(work) == {"repair": "planned 0", "clean": "planned 0", "repack": "planned 0"}
    assert work.scan("CMD-REPAIR") == (
        "repair | repair runs for Cordless drill 18 V kit, carton T-0412."
        " | Scan FINISH when it is done, PAUSE when you leave it"
    )
    assert work.works(10).scan("CMD-PAUSE") == (
        "Paused | repair of Cordless drill 18 V kit took 10 min so far. | Scan repair to go on"
    )
    work.works(60).scan("CMD-REPAIR")
    assert work.works(5).scan(gs1(battery, "B77")) == (
        "Battery 18 V | 1 x Battery 18 V, lot B77, for Cordless drill 18 V kit: 14.5 USD."
        " | Scan the next part, or FINISH"
    )
    assert work.works(5).scan("CMD-FINISH") == (
        "repair done | It took 20 min. Left: clean, repack. | Scan the next operation"
    )
    work.scans("CMD-CONFIRM")
    assert work.scan("CMD-CONFIRM") == (
        "Done | Cordless drill 18 V kit, 1 unit: 22.50 USD spent, 3.01 USD gained by what is expected."
        " | Take carton T-0412 to a grading bench, or scan the next item"
    )
    assert kinds(floor, before) == [
        "rework_started", "operation_started", "operation_paused", "operation_started", "part_used",
        "operation_finished", "rework_finished",
    ]  # fmt: skip
    assert_ledger_holds(floor)


def test_what_is_done_is_graded_again_and_stays_as_found(floor: Floor) -> None:
    a_drill(floor)
    Workshop(floor).scans("T-0412", "CMD-CONFIRM", "CMD-CONFIRM")
    bench = BenchWork(floor)
    bench.scans("T-0412", "DR7-204815")
    assert bench.says_more(function=5, cosmetics=7).scan("T-0500") == (
        "Grade B: restock | 1 Cordless drill 18 V kit into T-0500. Carton T-0412 is empty and closed."
        " | Stick its label on, scan the next carton"
    )
    assert (orders(floor), goods(floor)) == (["0412: 1 regraded"], ["0500: 1 L2608 C restock"]), "C is as found"
    assert regrades(floor) == ["B"]
    bench.undo()
    assert (orders(floor), goods(floor)) == (["0412: 1 done"], ["0412: 1 L2608 C rework"])
    assert_ledger_holds(floor)


def test_undo_goes_back_act_by_act(floor: Floor) -> None:
    a_drill(floor)
    battery, work = a_battery(floor), Workshop(floor)
    work.scans("T-0412", "CMD-FIRMWARE")
    work.works(4).scan(gs1(battery, "B77"))
    assert work.order.account(work.now).parts == battery.unit_cost
    work.scan("CMD-UNDO")
    assert work.order.parts == ()
    work.scans("CMD-FINISH", "CMD-UNDO")
    assert steps(work)["firmware"] == "running 0", "the minutes run on as if it had not been finished"
    assert work.order.running[0].minutes_at(work.now) == 4
    assert_ledger_holds(floor)


def test_of_two_who_begin_the_same_one_is_told_who_was_first(floor: Floor) -> None:
    a_drill(floor)
    one, other = Workshop(floor), Workshop(floor, "supervisor")
    for each in (one, other):
        each.scan("T-0412")
    race(lambda: one.scan("CMD-CLEAN"), lambda: other.scan("CMD-CLEAN"))
    winner, loser = (one, other) if one.says.startswith("clean") else (other, one)
    assert loser.says == (
        f"{winner.by.operator_name} was first | {winner.by.operator_name} is at clean of Cordless drill 18 V kit since"
        " 23:32:00. Nothing was changed here. | Begin another operation, or scan another carton"
    )
    assert winner.works(3).scan("CMD-FINISH").startswith("clean done | It took 3 min.")
    assert_ledger_holds(floor)


def test_the_same_scan_sent_twice_begins_once(floor: Floor) -> None:
    a_drill(floor)
    work = Workshop(floor)
    work.scan("T-0412")
    said, before = work.scan("CMD-CLEAN", SENT), kinds(floor)
    assert work.scan("CMD-CLEAN", SENT) == said
    assert kinds(floor) == before


def test_an_operation_is_finished_for_a_whole_lot(floor: Floor) -> None:
    vitamins(floor, 3)
    vitamins(floor, 1, 2, tote="T-0413", carton=4702)
    work = Workshop(floor)
    work.scans("T-0412", "CMD-RELABEL")
    assert work.works(8).scan("CMD-WHOLE-LOT") == (
        "relabel for lot 10D9T | Done for 4 units of Vitamin D3 1000 IU, 120 ct, 8 min in all. Cartons: 2."
        " | Scan the next operation"
    )
    assert steps(work)["relabel"] == "finished 6"
    assert orders(floor) == ["0412: 3 in_work", "0413: 1 in_work", "0413: 2 open"], "the other lot is as it was"
    work.scan("CMD-UNDO")
    assert orders(floor) == ["0412: 3 in_work", "0413: 1 open", "0413: 2 open"]
    assert steps(work)["relabel"] == "running 0"
    assert_ledger_holds(floor)


def test_goods_are_given_up_into_a_tote(floor: Floor) -> None:
    a_drill(floor)
    work = Workshop(floor, "supervisor")
    work.scans("T-0412", "CMD-RECYCLE")
    assert work.scan("T-0600") == (
        "Given up | Cordless drill 18 V kit, 1 unit, in tote T-0600: recycle. | Scan the next carton"
    )
    assert (orders(floor), goods(floor)) == (["0412: 1 scrapped"], ["0600: 1 L2608 C recycle"])
    assert state(floor, "T-0412") == "closed"
    work.scan("CMD-UNDO")
    assert (orders(floor), goods(floor)) == (["0412: 1 open"], ["0412: 1 L2608 C rework"])
    assert_ledger_holds(floor)


def test_some_units_of_an_order_are_given_up_and_it_goes_on_with_the_others(floor: Floor) -> None:
    vitamins(floor, 3)
    work, item = Workshop(floor, "supervisor"), gs1(floor.vitamin, "10D9T", "270331")
    assert work.scans("T-0412", "CMD-RECYCLE") == (
        f"recycle? | {VITAMIN}, 3 units, would be given up: recycle."
        " | Scan the tote that takes it all, or first each unit that goes"
    )
    assert work.scan(item) == (
        f"1 unit: recycle? | Of {VITAMIN}, 1 unit would be given up: recycle. In the order: 3."
        " | Scan the next unit that goes, or the tote that takes them"
    )
    other = gs1(floor.vitamin, "10F1C", "270531")
    assert work.scan(other) == (
        f"Not of this order | Scanned {other}: what is given up now is {VITAMIN}, lot 10D9T."
        " | Scan a unit of it, the tote that takes it, or UNDO"
    )
    assert work.tap("say_units", "4") == (
        f"Not so many | 4 units of {VITAMIN} cannot be given up: the order has 3 units."
        " | Scan the tote that takes them, or UNDO to begin again"
    )
    work.scan(item)
    assert work.scan("T-0600") == (
        f"Given up | {VITAMIN}, 2 units, in tote T-0600: recycle. Left in the order: 1. | Go on with what is left"
    )
    assert orders(floor) == ["0412: 1 open"]
    assert goods(floor) == ["0412: 1 10D9T C rework", "0600: 2 10D9T C recycle"]
    account = work.order.account(work.now)
    assert (account.units, account.as_is.amount) == (3, work.order.worth.as_is * 3)
    work.scan("CMD-UNDO")
    assert (orders(floor), goods(floor), work.order.given_up) == (["0412: 3 open"], ["0412: 3 10D9T C rework"], 0)
    assert_ledger_holds(floor)


def test_a_carton_goes_to_a_contractor_and_comes_back(floor: Floor) -> None:
    a_drill(floor)
    party, work = a_contractor(floor), Workshop(floor)
    work.scan("T-0412")
    assert work.tap("send_out", str(party.id)) == (
        "With Rio Motor Service | Carton T-0412, 1 unit, went to Rio Motor Service."
        " | Scan its plate here when it comes back"
    )
    assert (stands(floor, "T-0412"), goods(floor), orders(floor)) == (("away", ""), [], ["0412: 1 away"])
    assert_ledger_holds(floor)
    assert work.scan("T-0412") == (
        "Back | Carton T-0412, 1 unit, is back from Rio Motor Service."
        " | Enter what it cost, then scan the operations that were done"
    )
    assert (stands(floor, "T-0412"), goods(floor)) == (("reworking", "B-02"), ["0412: 1 L2608 C rework"])
    assert work.tap("charge", "18.40") == (
        "Cost noted | Rio Motor Service asked 18.40 USD for carton T-0412."
        " | Scan the operations that are left, or CONFIRM"
    )
    assert str(work.order.account(work.now).cost.amount) == "18.40"
    work.scan("CMD-UNDO")
    assert (stands(floor, "T-0412"), goods(floor)) == (("away", ""), [])
    assert_ledger_holds(floor)


def test_what_was_recalled_while_it_was_away_is_held_when_it_comes_back(floor: Floor) -> None:
    a_drill(floor)
    party, work = a_contractor(floor), Workshop(floor)
    work.scan("T-0412")
    work.tap("send_out", str(party.id))
    quality(floor).place(About(HoldScope.PRODUCT, product_id=floor.drill.id), HoldReason.RECALL)
    assert locks(floor) == [], "what is not in the building is not held in it"
    work.scan("T-0412")
    assert locks(floor) == ["recall by order"]
    work.scan("CMD-UNDO")
    assert locks(floor) == []
    assert_ledger_holds(floor)
