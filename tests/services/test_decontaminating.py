"""Medical goods on either database: in unopened and locked, decontaminated and confirmed, then read by their UDI."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.db.models import Authorization, Product, table_of
from app.domain.decontamination import DecontaminationMethod
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, state
from tests.services.decontaminator import (
    RMA,
    SERIALS,
    Decontaminator,
    a_pump,
    announce,
    cleaned,
    counting,
    hire_quality,
)
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, lines
from tests.services.releaser import Releaser, the_locked_line

PLATE, OTHER = an_sscc(4701), an_sscc(4702)
WIPED = DecontaminationMethod.WIPE_DOWN


@pytest.fixture
def pump(floor: Floor) -> Product:
    """The infusion pump that is to come back."""
    return a_pump(floor)


@pytest.fixture
def at(floor: Floor, pump: Product) -> Dock:
    """The dock worker with the receipt of the pumps and a carton open."""
    assert pump.medical
    dock = Dock(floor, RMA)
    dock.scan(PLATE)
    return dock


def test_a_carton_stays_closed_is_locked_and_opens_once_that_is_recorded(at: Dock, floor: Floor, pump: Product) -> None:
    assert at.scan(pump.gtin) == (
        f"Keep it closed | Infusion pump is medical, and nobody has decontaminated carton {PLATE}. Nothing was counted."
        " | Leave the carton closed and confirm: what its label names is taken in as declared"
    )
    assert at.scan("CMD-CONFIRM") == (
        f"Carton {PLATE[-4:]} unopened | Carton {PLATE} is in unopened, 1 unit by its label."
        " It is locked until it is decontaminated. | Put it in G-01, then scan the next plate"
    )
    assert (state(floor, PLATE), lines(floor)) == ("received", [("", 1, "decontamination")])
    at.scan(PLATE)
    assert at.scan("CMD-CONFIRM") == (
        f"Not decontaminated | Carton {PLATE} stays closed: how it was decontaminated, on which day and by whom is not"
        f" recorded yet. | Scan carton {PLATE} under Decontamination, have that confirmed, then count it"
    )
    assert Releaser(floor).release() == (
        "Not decontaminated | Infusion pump is locked until it is decontaminated: no word of anybody takes the place of"
        " that. | Scan its carton under Decontamination and have it confirmed there"
    )
    who = Decontaminator(floor)
    assert who.scan(PLATE) == (
        f"Carton {PLATE[-4:]} | Carton {PLATE} waits for its decontamination: 1 unit."
        " | Decontaminate it, then choose the method or scan its code"
    )
    assert who.scan("CMD-AUTOCLAVE") == (
        f"Second person needed | approve_decontamination, {PLATE}: nobody does this alone. Nothing was changed."
        " Who approves beside you: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert who.scan("CMD-AUTOCLAVE", floor.supervisor) == (
        f"Carton {PLATE[-4:]} may be opened | Carton {PLATE}: autoclave, 2026-11-22, confirmed by A. Novak."
        " What its label or notice names: 1 unit. | Take it to a dock and scan it: its units are counted by their UDI"
    )
    assert lines(floor) == [("", 1, "")]
    assert at.scans(PLATE, "CMD-CONFIRM").startswith(f"Count carton {PLATE[-4:]} | ")
    assert at.scan(gs1(pump, serial=SERIALS[0])).startswith("Infusion pump | ")
    assert at.board().counted == 1
    holds(floor)


def test_a_carton_of_a_notice_comes_in_as_its_notice_says_alone_or_on_a_pallet(floor: Floor, pump: Product) -> None:
    pallet, paper = an_sscc(9001), table_of(Authorization)
    with floor.database.reading() as session:
        paper_id = session.execute(sa.select(paper.c.id).where(paper.c.number == RMA)).scalar_one()
    announce(floor, pump, paper_id, PLATE)
    announce(floor, pump, paper_id, OTHER, pallet)
    at = Dock(floor, RMA)
    assert at.scan(PLATE) == (
        f"Carton {PLATE[-4:]} unopened | Carton {PLATE} is in unopened, 2 units by its notice."
        " It is locked until it is decontaminated. | Put it in G-01, then scan the next plate"
    )
    at.scan(pallet)
    assert lines(floor) == [("", 2, "decontamination")] * 2
    at.scan(pallet)
    assert at.scan("CMD-PASS") == (
        f"Count it | Carton {OTHER} declares Infusion pump, which is medical: each unit is read by its UDI."
        f" Nothing was confirmed. | Scan carton {OTHER} and count it"
    )
    cleaned(floor, pallet)
    assert lines(floor) == [("", 2, "decontamination"), ("", 2, "")]
    assert at.tap("undo").startswith("Too late to undo | ")
    holds(floor)


def test_what_is_said_of_a_decontamination_is_checked(at: Dock, floor: Floor, pump: Product) -> None:
    who = Decontaminator(floor)
    assert who.record(WIPED) == (
        "Carton first | Nothing was recorded: no carton is chosen."
        " | Scan the plate of the carton that was decontaminated"
    )
    assert who.scan("B-02") == (
        "Scan the plate | Scanned B-02: place. Expected: the plate of a carton that waits for its decontamination."
        " | Scan the plate of the carton"
    )
    assert who.scan(OTHER) == (
        f"Unknown carton | Scanned plate {OTHER}: no carton with it stands in this building."
        " | Scan another plate on it, or receive it first"
    )
    assert who.scan(PLATE) == (
        f"Nothing to decontaminate | Carton {PLATE} does not wait for its decontamination."
        " | Scan it on the home screen to see its next step"
    )
    at.scans(pump.gtin, "CMD-CONFIRM")
    who.scan(PLATE)
    assert who.record(None) == (
        "Which method? | Nothing was recorded: how the carton was decontaminated is missing."
        " | Choose the method, or scan its code"
    )
    assert who.record(WIPED, floor.supervisor, date(2026, 11, 23)) == (
        "Which day? | Nothing was recorded: 2026-11-23 is after today, 2026-11-22, or more than a year ago."
        " | Enter the day on which it was done"
    )
    assert who.record(WIPED, floor.supervisor, date(2026, 11, 21)).startswith(f"Carton {PLATE[-4:]} may be opened | ")
    assert who.undo() == "Undone | Taken back: decontaminated. | Scan the next item"
    assert lines(floor) == [("", 1, "decontamination")]
    who.record(WIPED, floor.supervisor)
    at.scans(PLATE, "CMD-CONFIRM")
    assert who.undo().startswith("Too late to undo | ")
    assert who.record(WIPED, floor.supervisor) == (
        f"Not possible now | Carton {PLATE} is receiving: what is recorded of it is recorded where it stands still."
        " | Finish that step first, then scan it here"
    )
    holds(floor)


def test_receiving_unopened_is_taken_back(at: Dock, floor: Floor, pump: Product) -> None:
    at.scans(pump.gtin, "CMD-CONFIRM")
    assert at.tap("undo").startswith("Undone | Taken back: received_unopened.")
    assert (state(floor, PLATE), lines(floor)) == ("receiving", [])
    holds(floor)


def test_medical_goods_share_a_carton_with_no_others(at: Dock, floor: Floor, pump: Product) -> None:
    at.scan(floor.shirt.gtin)
    assert at.scan(pump.gtin) == (
        f"Another carton | Infusion pump is medical, and carton {PLATE} holds other goods. They never share a carton."
        f" | Close carton {PLATE}, then scan the plate of a carton of its own"
    )
    at.scans("CMD-UNDO")
    counting(at, PLATE, pump).scan(gs1(pump, serial=SERIALS[0]))
    assert at.scan(floor.shirt.gtin) == (
        f"Another carton | Work shirt, M is not medical, and carton {PLATE} holds medical goods."
        f" They never share a carton. | Close carton {PLATE}, then scan the plate of a carton of its own"
    )


def test_a_product_number_alone_asks_for_the_udi(at: Dock, floor: Floor, pump: Product) -> None:
    counting(at, PLATE, pump)
    assert at.scan(pump.gtin) == (
        "UDI needed | Infusion pump is medical: its UDI says product and lot or serial. This code names the product"
        " alone. | Scan the UDI on it, or what stands beside this code; or type lot or serial"
    )
    assert at.scan(floor.shirt.gtin).startswith("One thing open | ")
    assert at.scan(f"21{SERIALS[0]}").startswith("Infusion pump | ")
    at.scan(pump.gtin)
    assert at.tap("tell", serial=SERIALS[1]).startswith("Infusion pump | ")
    assert at.board().counted == 2
    at.scan(pump.gtin)
    assert at.scan("CMD-CONFIRM").startswith("One thing open | ")


def test_a_blind_receipt_is_matched_once_nothing_in_it_is_unopened(floor: Floor, pump: Product) -> None:
    at = Dock(floor, "")
    at.scans(PLATE, pump.gtin, "CMD-CONFIRM", RMA)
    assert at.tap("accept") == (
        "Not counted yet | Receipt R-000001 holds 1 unit that are only declared. It was not matched."
        " | Have those cartons decontaminated and count them, then match the receipt"
    )


def test_an_unreadable_udi_is_held_until_somebody_says_what_it_is(at: Dock, floor: Floor, pump: Product) -> None:
    counting(at, PLATE, pump).scan(pump.gtin)
    assert at.scan("CMD-HOLD").startswith("Held: udi_unreadable | Infusion pump: 1 received on hold in quarantine")
    assert lines(floor) == [("", 1, "udi_unreadable")]
    assert Releaser(floor).release() == (
        "Not identified | Infusion pump: nobody could read its UDI, and nobody has identified it yet."
        " It stays in quarantine. | Have quality identify it first: Locked goods, then Identify"
    )


def test_quality_says_what_it_is(at: Dock, floor: Floor, pump: Product) -> None:
    counting(at, PLATE, pump).scans(pump.gtin, "CMD-HOLD")
    quality, line_id = hire_quality(floor), the_locked_line(floor)
    who = Decontaminator(floor, quality)
    assert who.identify(line_id, sku="NOPE", serial="X") == (
        "Which product? | No single medical product has the code NOPE. Nothing was changed."
        " | Enter the SKU of the product"
    )
    assert who.identify(line_id, sku=pump.sku) == (
        "Which unit? | Infusion pump: neither lot nor serial was entered. Nothing was changed."
        " | Enter what can still be read of one of them, or write NONE"
    )
    assert Decontaminator(floor).identify(line_id, sku=pump.sku, serial="IP2-00?8").startswith("Approval needed | ")
    assert who.identify(line_id, sku=pump.sku, serial="IP2-00?8") == (
        "Identified | One unit is Infusion pump, IP2-00?8. It stays locked in T-0901: only vendor, recycling and"
        " destruction remain. | Release it into a carton, then have it graded"
    )
    assert who.identify(the_locked_line(floor), sku=pump.sku, serial="IP2-00?9") == (
        "Nothing to identify | Infusion pump is not locked for an unreadable UDI, or was identified before."
        " Nothing was changed. | Pick another line of locked goods"
    )
    assert who.unidentify().startswith("Undone | Taken back: device_identified.")
    assert lines(floor) == [("", 1, "udi_unreadable")]


def test_what_was_identified_is_never_used_again(at: Dock, floor: Floor, pump: Product) -> None:
    counting(at, PLATE, pump).scans(pump.gtin, "CMD-HOLD")
    quality = hire_quality(floor)
    Decontaminator(floor, quality).identify(the_locked_line(floor), sku=pump.sku, serial="IP2-00?8")
    assert Releaser(floor, "supervisor").release(OTHER).startswith("Approval needed | ")
    at.scans("CMD-CLOSE")
    releaser = Releaser(floor)
    releaser.by = floor.principal(quality)
    assert releaser.release(OTHER).startswith("Released | ")
    bench = BenchWork(floor, "supervisor")
    bench.scans(OTHER, gs1(pump, serial="IP2-00?8"), "CMD-PASS")
    judgement = bench.view().judgement
    assert judgement
    left = {each.code.value for each in judgement.recommendation.ranking if each.excluded_by is None}
    assert left == {"return_to_vendor", "recycle", "destroy"}
    holds(floor)
