"""Splitting an authorization, and the tracking numbers that open one at the dock. On both databases."""

import pytest

from app.db.queries import papers
from app.domain.readings import read
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, Role
from tests.factories import Floor
from tests.services.clerk import Clerk, a_draft, line
from tests.services.dock import Dock


@pytest.fixture
def clerk(floor: Floor) -> Clerk:
    """A clerk before a draft of three lines: shirts, vitamins and zincs."""
    clerk = Clerk(floor)
    lines = (
        line(floor, floor.shirt, 6), line(floor, floor.vitamin, 24, lot="10D9T"),
        line(floor, floor.zinc, 18, lot="Z0415B"),
    )  # fmt: skip
    clerk.writes(a_draft(floor, Program.TRADE_RETURN, *lines, purchase_order="PO-7"))
    return clerk


def lines_of(clerk: Clerk) -> list[tuple[int, str, int]]:
    return [(each.position, each.product.sku, each.quantity) for each in clerk.paper.lines]


def test_a_split_moves_some_lines_to_a_new_authorization_of_the_same_state(clerk: Clerk) -> None:
    clerk.submits()
    clerk.looks()
    assert clerk.splits(1, 3) == (
        "RMA-104503 is split | RMA-104504 has 2 of its lines now, with 24 units. | Check both"
    )
    assert lines_of(clerk) == [(1, "VIT-D3-120", 24)]
    assert clerk.story[-1] == "split by R. Castillo split: RMA-104503 > RMA-104504, units: 48 > 24"
    whole = clerk.paper
    assert clerk.answered
    assert clerk.answered.result
    clerk.looks_at(clerk.answered.result)
    assert lines_of(clerk) == [(1, "SHT-M", 6), (2, "ZNC-25-60", 18)]
    assert (clerk.paper.state, clerk.paper.details) == (AuthorizationState.PENDING_APPROVAL, whole.details)
    assert clerk.story == ["split_from by R. Castillo split: RMA-104503 > RMA-104504"]


@pytest.mark.parametrize(("positions", "count"), [((), 0), ((1, 2, 3), 3), ((9,), 0)])
def test_a_split_takes_some_and_leaves_some(clerk: Clerk, positions: tuple[int, ...], count: int) -> None:
    assert clerk.splits(*positions) == (
        f"Choose lines | A split takes some lines of RMA-104503 and leaves at least one. Lines chosen: {count} of 3. | "
        "Tick the lines that go to a new authorization"
    )
    assert len(lines_of(clerk)) == 3


def test_a_split_takes_a_share_of_a_line(clerk: Clerk) -> None:
    assert clerk.splits(2, units=10).startswith("RMA-104503 is split | RMA-104504 has 1 of its lines now, with 10")
    assert lines_of(clerk) == [(1, "SHT-M", 6), (2, "VIT-D3-120", 14), (3, "ZNC-25-60", 18)]
    assert clerk.answered
    assert clerk.answered.result
    clerk.looks_at(clerk.answered.result)
    (share,) = clerk.paper.lines
    assert (share.position, share.lot, share.quantity) == (1, "10D9T", 10)


@pytest.mark.parametrize("units", [0, 25])
def test_a_share_is_of_what_there_is(clerk: Clerk, units: int) -> None:
    assert clerk.splits(2, units=units) == (
        f"Not so many | Of Vitamin D3 1000 IU, 120 ct, {units} cannot be split off: its line has 24 units."
        " | Enter how many of them go, at least 1"
    )
    assert len(lines_of(clerk)) == 3


def test_nothing_is_split_that_is_on_its_way(floor: Floor, clerk: Clerk) -> None:
    clerk.looks_at(floor.trade_return.id)
    assert clerk.splits(1) == (
        "Not now | RMA-104418 is in_transit, so this step is not possible: split. Nothing was changed. | "
        "Look at what it says now"
    )


def approved(floor: Floor, clerk: Clerk) -> Clerk:
    supervisor = Clerk(floor, Role.SUPERVISOR, "T. Vega", "2009")
    supervisor.seen = clerk.seen
    supervisor.approves()
    return clerk.looks()


def test_the_first_tracking_number_sends_an_approved_authorization_on_its_way(floor: Floor, clerk: Clerk) -> None:
    approved(floor, clerk)
    assert clerk.tracks("9622001560000000000000794808390594") == (
        "Tracking number kept | 794808390594 opens RMA-104503 at the dock, scanned or typed."
    )
    clerk.looks().tracks("1z 879 e93 03 4683 4440")
    assert clerk.paper.tracking == ("794808390594", "1Z879E930346834440")
    assert clerk.paper.state is AuthorizationState.IN_TRANSIT
    assert clerk.story[-3:] == [
        "tracked by R. Castillo tracking: - > 794808390594",
        "sent by R. Castillo state: approved > in_transit",
        "tracked by R. Castillo tracking: - > 1Z879E930346834440",
    ]


@pytest.mark.parametrize(
    "scan", ["RMA-104503", "rma-104503", "PO-7", "794808390594", "9622001560000000000000794808390594",
             "1Z879E930346834440", "9261290113185417468510", "42078045\x1d9261290113185417468510"],
)  # fmt: skip
def test_any_of_its_numbers_opens_its_receipt(floor: Floor, clerk: Clerk, scan: str) -> None:
    approved(floor, clerk)
    for number in ("794808390594", "1Z879E930346834440", "4201028200009261290113185417468510"):
        clerk.looks().tracks(number)
    opened = Dock(floor, scan).opened.said
    assert (opened.message.key, opened.params["number"]) == ("receiving.opened", "RMA-104503")


def test_a_number_announced_as_gs1_is_found_too(floor: Floor, clerk: Clerk) -> None:
    approved(floor, clerk).tracks("9261290113185417468510")
    readings = read("42078045\x1d9261290113185417468510", "]C1")
    with floor.database.reading() as session:
        (found,) = papers.by_code(session, floor.site.id, papers.codes_of(readings))
    assert found.number == "RMA-104503"


def test_a_tracking_number_opens_one_authorization(floor: Floor, clerk: Clerk) -> None:
    clerk.tracks("FRT12345678")
    first = clerk.paper.number
    clerk.writes(a_draft(floor))
    assert clerk.tracks("frt 1234-5678") == (
        f"Known already | FRT12345678 stands on {first} already. A tracking number opens one authorization. | "
        f"Check the number, or take it off {first}"
    )
    assert clerk.paper.tracking == ()


def test_a_tracking_number_has_letters_or_digits(clerk: Clerk) -> None:
    assert clerk.tracks(" -1- ") == (
        "Not a tracking number | Entered -1-: a tracking number has 4 to 40 letters and digits. "
        "RMA-104503 was left as it is. | Scan or type it from the label"
    )


def test_a_tracking_number_is_taken_off(floor: Floor, clerk: Clerk) -> None:
    clerk.tracks("FRT12345678")
    assert clerk.looks().untracks("FRT12345678") == (
        "Tracking number taken off | FRT12345678 no longer opens RMA-104503."
    )
    assert clerk.story[-1] == "untracked by R. Castillo tracking: FRT12345678 > -"
    assert Dock(floor, "FRT12345678").opened.said.message.key == "receiving.unknown_paper"
    assert clerk.looks().untracks("FRT12345678") == (
        "Not there | FRT12345678 does not stand on RMA-104503 any more. | Look at what it says now"
    )


def test_what_is_over_is_not_tracked(clerk: Clerk) -> None:
    clerk.cancels()
    assert clerk.looks().tracks("FRT12345678") == (
        "Not now | RMA-104503 is cancelled, so this step is not possible: send. Nothing was changed. | "
        "Look at what it says now"
    )
