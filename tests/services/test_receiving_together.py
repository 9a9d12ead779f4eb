"""Several authorizations in one load: received together, each with its own lines, differences and receipt."""

import pytest

from tests.factories import ExpectedLine, Floor, an_authorization, an_sscc
from tests.services.dock import Dock
from tests.services.floor_state import holds, lines, omega, vitamin
from tests.services.matcher import counted, raised, state_of


@pytest.fixture
def together(floor: Floor) -> Dock:
    """RMA-104418 with a carton open, and RMA-104700 of the same party: 4 omegas of any lot, 2 shirts."""
    expected = [ExpectedLine(floor.omega, 4), ExpectedLine(floor.shirt, 2)]
    with floor.database.unit_of_work() as session:
        an_authorization(session, floor.site, floor.northline, expected, "RMA-104700")
    dock = Dock(floor)
    dock.scans(an_sscc(1), "RMA-104700", "CMD-CONFIRM")
    return dock


def of(dock: Dock, number: str) -> dict[str, str]:
    """Return product -> 'counted/expected' of one authorization."""
    (part,) = [part for part in dock.board().parts if part.number == number]
    return {line.product.name["en"]: f"{line.counted}/{line.expected}" for line in part.lines}


def test_a_second_authorization_joins_after_a_question(floor: Floor, together: Dock) -> None:
    assert together.says == (
        "RMA-104700 too | RMA-104700 of Northline Pharmacy is received together with RMA-104418."
        " Each item counts for the one that names it. | Scan the next item, or a carton plate"
    )
    assert (state_of(floor, "RMA-104700"), together.board().number) == ("receiving", "RMA-104418, RMA-104700")
    assert together.scan("RMA-104700") == (
        "Open here | RMA-104700 is received here already, in receipt R-000001. | Scan the items in it"
    )


def test_joining_is_asked_and_may_be_left(floor: Floor) -> None:
    dock = Dock(floor)
    dock.scan(an_sscc(1))
    assert dock.scan("RMA-104502") == (
        "Receive RMA-104502 too? | RMA-104502 of Northline Pharmacy was scanned; receipt R-000001 is open for"
        " RMA-104418. Units to come: 1. | Receive them together with the button or the confirm code, or undo"
    )
    dock.scan("CMD-UNDO")
    assert state_of(floor, "RMA-104502") == "in_transit"


def test_each_item_counts_for_the_authorization_that_names_it(floor: Floor, together: Dock) -> None:
    together.scans(vitamin(floor), floor.shirt.gtin, *[omega(floor)] * 8)
    assert of(together, "RMA-104418")["Omega-3 1200 mg, 90 ct"] == "6/6", "its line names the lot"
    assert of(together, "RMA-104700") == {"Omega-3 1200 mg, 90 ct": "2/4", "Work shirt, M": "1/2"}
    assert together.scans(omega(floor), omega(floor), omega(floor)) == (
        "1 over | Omega-3 1200 mg, 90 ct, K7731: 11 with this, 10 expected on RMA-104418, RMA-104700. Not counted yet."
        " | Keep it with the button or the confirm code, or undo"
    )
    assert lines(floor) == [("", 1, ""), ("10D9T", 1, ""), ("K7731", 6, ""), ("K7731", 4, "")]
    holds(floor)


def test_a_partial_receipt_of_grouped_rmas_is_not_blocked(floor: Floor, together: Dock) -> None:
    """Elsewhere the receipt of grouped authorizations waits until the last unit of each has come."""
    together.scans(floor.shirt.gtin, floor.shirt.gtin, *[omega(floor)] * 10)
    together.tap("close_carton")
    together.scan("CMD-CLOSE")
    assert together.says.startswith("Differences | RMA-104418, RMA-104700: over 0, short 54, held 0. Not closed yet.")
    together.scan("CMD-CONFIRM")
    assert (state_of(floor, "RMA-104418"), state_of(floor, "RMA-104700")) == ("received", "received")
    assert raised(floor) == ["differences"], "all of RMA-104700 came"
    again = Dock(floor, "RMA-104418")
    again.scans(an_sscc(2), vitamin(floor))
    assert again.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "1/24"
    holds(floor)


def test_what_joined_is_open_once_and_found_by_its_own_paper(floor: Floor, together: Dock) -> None:
    other = Dock(floor, "RMA-104700", "supervisor")
    assert other.screen.receipt_id == together.screen.receipt_id
    alone = Dock(floor, "RMA-104502", "supervisor")
    alone.scan(an_sscc(3))
    assert alone.scan("RMA-104700") == (
        "RMA-104700 is open | RMA-104700 is being received in R-000001 already. Nothing was joined."
        " | Go on there, or close it there first"
    )


def test_goods_that_two_parties_expect_alike_are_asked_for(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        for number, party in (("RMA-104701", floor.northline), ("RMA-104702", floor.harbor)):
            an_authorization(session, floor.site, party, [ExpectedLine(floor.shirt, 2)], number)
    dock = Dock(floor, "RMA-104701")
    dock.scans(an_sscc(1), "RMA-104702", "CMD-CONFIRM")
    assert dock.scan(floor.shirt.gtin) == (
        "Whose is it? | Work shirt, M is expected on each of RMA-104701, RMA-104702. Not counted yet."
        " | Scan the paper that came with it, or pick it"
    )
    dock.scan("RMA-104702")
    assert (of(dock, "RMA-104701"), of(dock, "RMA-104702")) == ({"Work shirt, M": "0/2"}, {"Work shirt, M": "1/2"})
    dock.scan(floor.shirt.gtin)
    dock.tap("tell", paper="RMA-104701")
    dock.scan(floor.shirt.gtin)
    dock.tap("tell", paper="RMA-104701")
    assert dock.scan(floor.shirt.gtin).startswith("Work shirt, M | 4 of 4 counted"), "nobody else waits for one"
    assert [each[1] for each in counted(floor)] == [2, 2]
    holds(floor)


def test_an_act_on_the_receipt_that_joined_is_one_on_the_session(floor: Floor, together: Dock) -> None:
    (joined,) = together.board().joined
    together.screen = together.screen.__class__(joined.receipt_id, together.screen.carton_id)
    assert together.scan(floor.shirt.gtin).startswith("Work shirt, M | 1 of 2 counted")
    assert together.scan("CMD-UNDO").startswith("Undone")
    holds(floor)
