"""What the dock refuses and asks, each in its whole sentence: codes that mean nothing here, and goods of others."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.db.models import Carton, table_of
from tests.factories import ExpectedLine, Floor, a_gtin, a_product, a_shipment, an_sscc
from tests.services.dock import Dock, gs1

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""A sentence is the same on either database."""

CODES: dict[str, tuple[Callable[[Floor], str], str]] = {
    "nothing": (lambda floor: " ", "Nothing scanned | The scan was empty. | Scan again, or type the code"),
    "unknown": (
        lambda floor: "NO-SUCH-THING",
        "Unknown code | Scanned NO-SUCH-THING: plain, not in the catalogue."
        " | Scan another code on it, or call a supervisor",
    ),
    "misread": (
        lambda floor: "]E09521234000017",
        "Misread | Scanned ]E09521234000017: its check digit does not fit, so it was misread or mistyped."
        " | Scan it again, or type it as it is printed",
    ),
    "no code": (
        lambda floor: "]E0952123",
        "Bad code | Scanned ]E0952123: it is not built as a code of its kind, so nothing was done with it."
        " | Scan another code on it, or type it",
    ),
    "garbled": (
        lambda floor: f"]C101{floor.shirt.gtin}10ABCDEFGHIJ12345172712312" + "1S1",
        "Check the fields | ]C1010952123430100410ABCDEFGHIJ123451727123121S1 was read with doubt."
        " Compare the fields with the print. | Confirm, or pick another reading",
    ),
    "too many": (
        lambda floor: f"01{floor.shirt.gtin}3099999999",
        "Too many at once | Work shirt, M: the code says 99999999 units, and at most 1000000 are counted at once."
        " | Count them in parts, or call a supervisor",
    ),
    "undo": (
        lambda floor: "CMD-UNDO",
        "Nothing to undo | There is no act of yours on this screen to take back. | Scan the next item",
    ),
}


@pytest.mark.parametrize("scanned", CODES)
def test_a_code_that_cannot_be_counted_says_why(dock: Dock, floor: Floor, scanned: str) -> None:
    text, sentence = CODES[scanned]
    dock.screen = replace(dock.screen, last="")
    assert dock.scan(text(floor)) == sentence


def test_a_code_of_two_products_is_asked_for(dock: Dock, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        for owner in (floor.company, floor.harbor):
            a_product(session, owner, gtin=a_gtin(777), name="Twin")
    assert dock.scan(a_gtin(777)) == (
        "Which one? | Scanned 09521234007777: several products have this code. | Pick the one in your hand below"
    )


def test_a_tap_without_a_question_confirms_nothing(dock: Dock) -> None:
    assert dock.tap("accept") == "Nothing to confirm | No question is open on this screen. | Scan the next item"


def test_without_a_quarantine_carton_nothing_can_be_held(dock: Dock, floor: Floor) -> None:
    carton = table_of(Carton)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(carton).where(carton.c.is_quarantine).values(is_quarantine=False))
    assert dock.scan(floor.shirt.gtin) == (
        "No quarantine carton | This site has no quarantine carton to take held goods. Nothing was counted."
        " | Call a supervisor"
    )


@pytest.mark.parametrize(
    ("operator", "serial", "sentence"),
    [
        (
            "dock_worker",
            "DR7-999999",
            "Wrong serial | Cordless drill 18 V kit: serial DR7-999999 was never shipped to Northline Pharmacy."
            " Not counted into this carton. | Put it in quarantine carton T-0901 at Q-01",
        ),
        (
            "dock_worker",
            "DR7-300001",
            "Wrong serial | Cordless drill 18 V kit: serial DR7-300001 was never shipped to Northline Pharmacy."
            " Not counted into this carton. | Put it in quarantine carton T-0901 at Q-01",
        ),
        (
            "supervisor",
            "DR7-300001",
            "Wrong serial | Cordless drill 18 V kit: serial DR7-300001 was shipped to Harbor & Pine Retail,"
            " never to Northline Pharmacy. Not counted into this carton. | Put it in quarantine carton T-0901 at Q-01",
        ),
    ],
)
def test_a_serial_that_was_never_theirs_is_said_at_the_dock(
    floor: Floor, operator: str, serial: str, sentence: str
) -> None:
    with floor.database.unit_of_work() as session:
        a_shipment(session, floor.site, floor.harbor, [ExpectedLine(floor.drill, 1, "L9", serial="DR7-300001")], "SH-8")
    dock = Dock(floor, "RMA-104502", operator)
    dock.scan(an_sscc(7))
    assert dock.scan(gs1(floor.drill, "L2608", serial=serial)) == sentence


def test_a_serial_that_the_paper_does_not_name_is_asked(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_shipment(
            session, floor.site, floor.northline, [ExpectedLine(floor.drill, 1, "L2608", serial="DR7-5")], "SH-8"
        )
    dock = Dock(floor, "RMA-104502")
    dock.scan(an_sscc(7))
    assert dock.scan(gs1(floor.drill, "L2608", serial="DR7-5")) == (
        "Other serial | Cordless drill 18 V kit: RMA-104502 names the product, but not serial DR7-5. Not counted yet."
        " | Keep it with the button or the confirm code, or undo"
    )
