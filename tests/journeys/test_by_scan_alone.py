"""A load of announced pallets in front of a real browser: in at the door, received and stacked, by the trigger alone.

The one thing that is tapped is the PIN. The room of pallets is opened by its address, as a tile of home does.
"""

from datetime import UTC, datetime
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser

from app.db.ids import new_id
from app.db.models import Carton, Product, table_of
from app.db.queries import authorization, loads, pallets
from app.demo.gs1 import sscc
from app.demo.hands import Crew, result_of
from app.demo.notices import CARTONS, PALLETS
from app.demo.paperwork import CLERK
from app.demo.site import TIME_ZONE
from app.domain.collecting import Freight
from app.services import transporting
from app.services.transporting import Facts, NewRequest, Seen
from tests.browser.bursts import GS
from tests.browser.live import House, Tablet, new_tablet
from tests.journeys.story import events_since, last_event

DOOR, TRAILER, SEAL, WORKER = "D-03", "TX-8801", "SL-990017", "2231"
FIRST, SECOND = (sscc(serial) for serial in PALLETS)
ON_THE_FIRST, ON_THE_SECOND = sscc(CARTONS[0]), sscc(CARTONS[-1])
NEW_PALLET = "T-0499"


@pytest.fixture
def load(fresh_house: House) -> tuple[str, str]:
    """Number of a load that is to bring what the demo's customer announced, and number of its authorization."""
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(TIME_ZONE)).date()
    with fresh_house.database.unit_of_work() as session:
        clerk = Crew(session, Random(1), now).hand(CLERK, DOOR, hours_ago=1)
        carton, site_id = table_of(Carton), clerk.by.site_id
        paper_id: UUID = session.scalars(sa.select(carton.c.authorization_id).where(carton.c.lpn == FIRST)).one()
        paper = authorization.one(session, site_id, paper_id)
        assert paper
        new = NewRequest(paper.party_id, (paper_id,), "100 Commerce St", today, today, Freight(900, 3_600), pallets=2)
        asked = result_of(transporting.request(session, clerk.act(transporting.SCOPE), new_id(), new))
        trailer = Freight(20_000, 60_000)
        act = clerk.act(transporting.SCOPE)
        load_id = result_of(transporting.plan(session, act, new_id(), [asked], today, trailer))
        facts = Facts(today, trailer=TRAILER, seal=SEAL)
        result_of(transporting.edit(session, clerk.act(transporting.SCOPE), Seen(load_id, 0), facts))
        found = loads.one(session, site_id, load_id)
        assert found
        return found.number, paper.number


def what_is_in(house: House, carton: str) -> list[str]:
    """Return the labels of what its notice declares in a carton: (01)(17)(30)(10)."""
    table = table_of(Carton)
    with house.database.reading() as session:
        row = session.execute(sa.select(table.c.site_id, table.c.id).where(table.c.lpn == carton)).one()
        declared = pallets.declared(session, row.site_id, [row.id])
        product = table_of(Product)
        gtins = {row.id: row.gtin for row in session.execute(sa.select(product.c.id, product.c.gtin))}
    return [
        f"01{gtins[each.product.id]}"
        + (f"17{each.expiry:%y%m%d}" if each.expiry else "")
        + f"30{each.quantity}"
        + (f"{GS}10{each.lot}" if each.lot else "")
        for each in declared
    ]


def test_a_load_of_pallets_is_let_in_received_and_stacked(
    browser: Browser, fresh_house: House, load: tuple[str, str]
) -> None:
    number, rma = load
    tablet = new_tablet(browser, fresh_house)
    tablet.open("/")
    tablet.sign_in(WORKER)
    tablet.scan(DOOR)
    last = last_event(fresh_house)
    it_is_let_in(tablet, number, rma)
    its_pallets_are_received(tablet, fresh_house, number)
    it_is_unloaded(tablet, number, rma)
    a_pallet_is_built_and_broken_up(tablet)
    assert [line.split()[1] for line in events_since(fresh_house, last)] == LEDGER
    verified = fresh_house.flask("verify")
    assert verified.stdout.startswith("The ledger holds: "), verified.stderr


def told(tablet: Tablet, text: str) -> str:
    """Scan, and return what kind of verdict the band shows, with its title."""
    tablet.scan(text)
    kind, _word, title, *_more = tablet.band()
    return f"{kind}: {title}"


def it_is_let_in(tablet: Tablet, number: str, rma: str) -> None:
    assert told(tablet, TRAILER) == f"ready: {number}"
    assert told(tablet, SEAL) == f"ok: {number} has arrived"
    assert told(tablet, "CMD-UNDO") == "ok: Undone"
    assert told(tablet, "SL-0000") == "stop: Seal differs"
    assert told(tablet, SEAL) == f"ok: {number} has arrived"
    assert told(tablet, "CMD-CLOSE") == "attention: Not all came"
    assert told(tablet, FIRST) == f"ok: {rma}"


def its_pallets_are_received(tablet: Tablet, house: House, number: str) -> None:
    assert told(tablet, FIRST) == f"ok: Pallet {FIRST[-4:]} as declared"
    assert told(tablet, FIRST) == f"attention: Pallet {FIRST[-4:]} as declared"
    assert told(tablet, "CMD-PASS") == "ok: As declared"
    assert told(tablet, SECOND) == f"ok: Pallet {SECOND[-4:]} as declared"
    assert told(tablet, ON_THE_SECOND) == f"attention: Carton {ON_THE_SECOND[-4:]} as declared"
    assert told(tablet, "CMD-CONFIRM") == f"ok: Count carton {ON_THE_SECOND[-4:]}"
    for label in what_is_in(house, ON_THE_SECOND):
        tablet.scan(label)
    assert told(tablet, "CMD-CLOSE") == f"ok: Carton {ON_THE_SECOND[-4:]} as declared"
    tablet.scan(SECOND)
    assert told(tablet, "CMD-PASS") == "ok: As declared"
    assert told(tablet, number) == f"ready: {number}", "between two cartons its sheet leads back to the load"
    assert told(tablet, "CMD-CLOSE") == "stop: Not done yet"


def it_is_unloaded(tablet: Tablet, number: str, rma: str) -> None:
    assert told(tablet, rma) == f"ok: {rma}"
    assert told(tablet, "CMD-CLOSE") == "ok: Receipt closed"
    assert told(tablet, number) == f"ready: {number}", "and so it does once the receipt is closed"
    assert told(tablet, "CMD-CLOSE") == f"ok: {number} is closed"


def a_pallet_is_built_and_broken_up(tablet: Tablet) -> None:
    tablet.open("/pallets")
    assert told(tablet, NEW_PALLET) == f"ok: Pallet {NEW_PALLET[-4:]}"
    assert told(tablet, ON_THE_FIRST) == f"ok: Carton {ON_THE_FIRST[-4:]} on the pallet"
    assert told(tablet, ON_THE_SECOND) == f"ok: Carton {ON_THE_SECOND[-4:]} on the pallet"
    assert told(tablet, ON_THE_FIRST) == "duplicate: Already on it"
    assert told(tablet, "CMD-CONFIRM") == f"ok: Carton {ON_THE_FIRST[-4:]} off the pallet"
    assert told(tablet, NEW_PALLET) == "attention: Break it up?"
    assert told(tablet, "CMD-CONFIRM") == f"ok: Pallet {NEW_PALLET[-4:]} broken up"


LEDGER = [
    "load_arrived", "undone", "load_arrived", "receipt_opened", "pallet_received", "sample_passed", "pallet_received",
    "count_started", "units_received", "carton_closed", "sample_passed", "receipt_closed", "load_unloaded",
    "pallet_opened", "pallet_stacked", "pallet_stacked", "pallet_unstacked", "pallet_unstacked",
]  # fmt: skip
"""Each act on goods, once, in order."""
