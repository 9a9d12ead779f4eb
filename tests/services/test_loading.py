"""Loading what leaves the building, on either database: put on by scan, taken off, sealed, gone with its papers."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.db.models import Product, Shipment, ShipmentLine, table_of
from app.db.queries import outbound as queries
from app.domain.vocabulary import DispositionCode
from app.services.loading import Changed, Held, verify
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, events, goods, received, state
from tests.services.dock import gs1
from tests.services.forklift import Forklift, a_tote, kinds, stands
from tests.services.holder import lock
from tests.services.loader import LIQUIDATE, TO_VENDOR, Loader, Planner, a_liquidator, a_vendor, decided
from tests.services.stacker import ON, Stacker

OUT = "OUT-000001"


@pytest.fixture
def tote(floor: Floor) -> Iterator[str]:
    """A tote with two vitamins to be liquidated, in L-01, and a load that takes it, at door D-04."""
    Planner(floor).plan(a_liquidator(floor))
    yield decided(floor, LIQUIDATE, place="L-01")
    assert_ledger_holds(floor)


def test_goods_are_put_on_sealed_and_gone_with_their_papers(floor: Floor, tote: str) -> None:
    at = Loader(floor)
    assert at.scan(OUT) == (
        "OUT-000001 | It takes to Second Dock: liquidate. | Scan the carton or pallet that goes on it"
    )
    assert at.scan("CMD-CLOSE") == (
        "Nothing on it | OUT-000001 has no goods on it: it does not depart."
        " | Scan the first carton or pallet that goes on it"
    )
    assert at.scan(tote) == (
        "Carton 0412 | On OUT-000001, to Second Dock: 2 units. | Scan the next one, or CLOSE when all is on it"
    )
    assert (stands(floor, tote), Planner(floor).load().state.value) == (("loaded", "D-04"), "loading")
    assert at.scan("CMD-CLOSE") == (
        "Seal it | On OUT-000001, to Second Dock: 2 units. | Scan the seal on its doors, or CONFIRM when there is none"
    )
    assert at.scan("ul-77123") == (
        "Let it go? | OUT-000001 leaves for Second Dock with 2 units and the seal UL-77123. There is no undo."
        " | Scan CONFIRM: the load departs. Scan UNDO: it stays"
    )
    assert at.scan("CMD-UNDO") == "Set aside | Nothing was changed. | Scan what you do next"
    assert at.scans("CMD-CLOSE", "UL-77123", "CMD-CONFIRM") == (
        "Departed | OUT-000001 left for Second Dock with 2 units. Its papers are frozen."
        " | Print its papers, or scan the sheet of the next load"
    )
    assert (goods(floor), state(floor, tote), kinds(floor)[-2:]) == ([], "closed", ["carton_loaded", "load_departed"])
    before = events(floor)
    assert at.tap("undo") == (
        "Nothing to undo | There is no act of yours on this screen to take back. | Scan the next item"
    )
    assert at.scan(OUT) == (
        "Not any more | OUT-000001 is departed: nothing goes on it or off it. | Scan the sheet of another load"
    )
    assert events(floor) == before


def test_the_papers_of_what_left_are_frozen_and_proved(floor: Floor, tote: str) -> None:
    Loader(floor).scans(OUT, tote, "CMD-CLOSE", "UL-77123", "CMD-CONFIRM")
    load = Planner(floor).load()
    with floor.database.reading() as session:
        papers = queries.papers(session, floor.site.id, load.id)
        assert verify(session) == Held(1)
    assert papers
    assert (papers.record.units, papers.record.grams, papers.record.seal) == (2, 400, "UL-77123")
    assert [(each.lpn, each.units, each.pallet) for each in papers.record.handling] == [(tote, 2, "")]
    both = ["en", "es"]
    assert {name: sorted(each) for name, each in papers.papers.items()} == {
        "manifest": both, "packing_list": both, "bill_of_lading": both,
    }  # fmt: skip
    assert (load.seal, load.units, load.handling_units, load.digest) == ("UL-77123", 2, 1, papers.record.digest)
    planner = Planner(floor)
    assert planner.deliver(OUT) == "Closed | L. Ortiz of Second Dock took OUT-000001 over on 2026-11-22."
    assert planner.load().state.value == "closed"
    with floor.database.unit_of_work() as session:
        table = queries.OUTBOUND
        session.execute(sa.update(table).values(record={**papers.record.to_json(), "seal": "UL-77124"}))
        assert verify(session) == Changed(OUT, "what they state was changed after it departed")


def test_what_does_not_ride_says_why(floor: Floor, tote: str) -> None:
    at, vendor = Loader(floor), a_vendor(floor, of_vitamins=False)
    Planner(floor).plan(vendor, TO_VENDOR)
    assert at.scan(tote) == (
        "Load first | Scanned T-0412, but no load is chosen here."
        " | Scan the sheet of the load that it goes on, or pick the load below"
    )
    assert at.scan("OUT-000009") == (
        "Unknown load | Scanned OUT-000009: no load that leaves has this code."
        " | Scan the sheet again, or pick the load in the list"
    )
    at.scan("OUT-000002")
    before = events(floor)
    assert at.scan("D-04") == (
        "Scan a carton | Scanned D-04: place. Expected: the plate of a carton or pallet for OUT-000002."
        " | Scan the plate of what goes on it"
    )
    assert at.scan("T-0999") == (
        "Unknown carton | Scanned T-0999: no open carton has this plate. It is not on OUT-000002."
        " | Scan another plate on it, or call a supervisor"
    )
    assert at.scan(tote) == (
        "Other code | Carton T-0412 holds goods under the code liquidate. OUT-000002 takes: return_to_vendor."
        " | Put it on a load of its own code"
    )
    assert at.scan(a_tote(floor, "T-0413", carton=4619)) == (
        "Not in its place | Carton T-0413 is graded. Goods go on a load only from the place that they were put in."
        " | Route it to its place first, then scan it again"
    )
    others = decided(floor, TO_VENDOR, "T-0414", carton=4620, place="V-01")
    assert at.scan(others) == (
        "Other vendor | Vitamin D3 1000 IU, 120 ct in carton T-0414 is not of Meridian Labs, whom OUT-000002 goes to."
        " | Put it on a load to its own vendor"
    )
    assert at.tap("confirm", None) == ("Nothing to confirm | No question is open on this screen. | Scan the next item")
    assert goods(floor)[0].startswith("0412: 2")
    assert "carton_loaded" not in kinds(floor, before)


def test_a_lock_keeps_goods_off_and_on_a_load_from_departing(floor: Floor, tote: str) -> None:
    at = Loader(floor)
    at.scans(OUT, tote, "CMD-CLOSE")
    lock(floor, "10D9T")
    assert at.scans("CMD-CONFIRM", "CMD-CONFIRM") == (
        "Locked | Goods in carton T-0412 are locked: wrong_lot. They do not leave on OUT-000001."
        " | Leave it in the building until they are released or sent out under the one code that the lock allows"
    )
    assert state(floor, tote) == "loaded"
    at.scans(tote, "CMD-CONFIRM")
    assert at.scan(tote).startswith("Locked | Goods in carton T-0412 are locked: wrong_lot.")


def test_what_is_on_it_comes_off_again_and_stands_where_it_stood(floor: Floor, tote: str) -> None:
    first, second = Loader(floor), Loader(floor, "supervisor")
    Planner(floor).plan(a_liquidator(floor))
    first.scans(OUT, tote)
    assert second.scan(tote).startswith("OUT-000001 | It takes to Second Dock")
    assert second.scans("OUT-000002", tote) == (
        "D. Silva was first | D. Silva put carton T-0412 on OUT-000001 at 04:33:01. It is not on OUT-000002."
        " | Take it off there first, or scan another carton"
    )
    assert second.scans(OUT, tote) == (
        "On it already | D. Silva put carton T-0412 on OUT-000001 at 04:33:01."
        " | Scan the next one, or CONFIRM to take it off"
    )
    first.scan(tote)
    assert second.scan("CMD-CONFIRM") == (
        "Off again | Carton T-0412 is not on OUT-000001 any more. | Put it back at L-01, where it stood"
    )
    assert stands(floor, tote) == ("placed", "L-01")
    assert first.scan("CMD-CONFIRM") == (
        "Not on it | Carton T-0412 is not on OUT-000001. Nothing was changed. | Scan what is on it, or another load"
    )
    assert first.tap("undo").startswith("Too late")
    assert second.tap("undo").startswith("Undone")
    assert stands(floor, tote) == ("loaded", "D-04")
    assert Planner(floor).cancel(OUT) == (
        "Goods on it | OUT-000001 has goods on it, T-0412 for one. Nothing was changed. | Take them off by scan first"
    )
    second.scans(tote, "CMD-CONFIRM")
    assert Planner(floor).cancel(OUT) == "Cancelled | OUT-000001 does not go. Nothing was on it."
    assert second.tap("undo") == (
        "Not any more | OUT-000001 is cancelled: nothing goes on it or off it. | Scan the sheet of another load"
    )
    assert stands(floor, tote) == ("placed", "L-01")


def test_a_pallet_rides_with_all_that_stands_on_it(floor: Floor, tote: str) -> None:
    other = decided(floor, LIQUIDATE, "T-0413", carton=4619, place="L-01")
    Stacker(floor).scans(ON, tote, other)
    at = Loader(floor)
    assert at.scans(OUT, ON).startswith(f"Carton {ON[-4:]} | On OUT-000001, to Second Dock: 4 units")
    assert [stands(floor, each) for each in (ON, tote, other)] == [("loaded", "D-04")] * 3
    assert at.scans(tote, "CMD-CONFIRM") == (
        f"On a pallet | Carton T-0412 is on OUT-000001 with the pallet {ON} under it. Nothing was changed."
        " | Scan the pallet to take all of it off"
    )
    assert at.tap("undo").startswith("Undone")
    assert [stands(floor, each) for each in (ON, tote)] == [("open", "L-01"), ("placed", "L-01")]
    at.scans(ON, ON, "CMD-CONFIRM")
    assert [stands(floor, each) for each in (ON, tote, other)] == [("placed", "L-01")] * 3
    at.scan(tote)  # alone, it leaves its pallet
    at.scans(ON, "CMD-CLOSE", "CMD-CONFIRM", "CMD-CONFIRM")
    assert (goods(floor), state(floor, ON)) == ([], "closed")
    with floor.database.reading() as session:
        papers = queries.papers(session, floor.site.id, Planner(floor).load().id)
    assert papers
    handling = [(each.lpn, each.is_pallet, each.pallet, each.units) for each in papers.record.handling]
    assert handling == [(ON, True, "", 2), (other, False, ON, 2), (tote, False, "", 2)]
    assert (papers.record.seal, len(papers.record.alone)) == ("-", 2)


def test_goods_go_back_to_whoever_sent_them_as_a_delivery(floor: Floor) -> None:
    planner, at, code = Planner(floor), Loader(floor), DispositionCode.RETURN_TO_CUSTOMER
    planner.plan(floor.harbor.id, code)
    planner.plan(floor.northline.id, code)
    tote = decided(floor, code, place="C-01")
    assert at.scans(OUT, tote) == (
        "Other sender | Vitamin D3 1000 IU, 120 ct in carton T-0412 did not come from Harbor & Pine Retail, whom"
        " OUT-000001 goes to. | Put it on a load to whoever sent it"
    )
    at.scans("OUT-000002", tote, "CMD-CLOSE", "S-1", "CMD-CONFIRM")
    shipment, line = table_of(Shipment), table_of(ShipmentLine)
    query = sa.select(shipment.c.party_id, line.c.lot, line.c.quantity).join(line, line.c.shipment_id == shipment.c.id)
    with floor.database.reading() as session:
        back = session.execute(query.where(shipment.c.number == "OUT-000002")).all()
    assert [tuple(row) for row in back] == [(floor.northline.id, "10D9T", 2)]
    assert_ledger_holds(floor)


def test_data_stays_in_the_building(floor: Floor, tote: str) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).values(data_bearing=True))
    assert Loader(floor).scans(OUT, tote) == (
        "Data on it | Vitamin D3 1000 IU, 120 ct - in carton T-0412 bears data that nobody has wiped. It does not leave"
        " on OUT-000001. | Sanitize it under Data and have it verified, or destroy it here"
    )


def test_what_nobody_has_decided_about_stays(floor: Floor, tote: str) -> None:
    plate = received(floor, gs1(floor.vitamin, "10D9T", "270331"), carton=4621)
    Forklift(floor).scans(plate, "G-01")
    assert Loader(floor).scans(OUT, plate) == (
        f"Not decided | Carton {plate} holds goods that nobody has decided about, or of several codes. OUT-000001"
        " takes: liquidate. | Have them graded, each code in a carton of its own"
    )
