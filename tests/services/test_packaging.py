"""Packaging on the floor: issued, taken back by condition, washed, repaired, lost and found, in bulk, undone."""

from dataclasses import replace

import pytest

from app.db.queries import packaging as queries
from app.domain.errors import Overtaken
from app.domain.transitions import Move
from app.services import packaging
from app.services.packaging.booking import move_asset
from tests.factories import Floor
from tests.services.packer import BOARD, STRAP, TOTE, Packer, Pool, a_pool, asset_type, grai, has, holds, says, state_of


@pytest.fixture
def pool(floor: Floor) -> Pool:
    return a_pool(floor)


@pytest.fixture
def at(pool: Pool) -> Packer:
    return Packer(pool.floor)


ONE = grai(TOTE, "1")
BACK_AGAIN = "Put it in S-01, then scan the next one"


def test_a_tote_goes_out_and_comes_back_good(at: Packer, pool: Pool, floor: Floor) -> None:
    assert at.scan("CMD-ISSUE") == (
        "Issue | What is scanned goes to the party that is chosen. | Scan the party, then what goes to it"
    )
    assert at.scan("north").startswith("Northline Pharmacy | Northline Pharmacy has assets of ours: 0.")
    assert at.scan(pool.scan(1)) == (
        f"0131 issued | Tote 60 l {ONE} is with Northline Pharmacy. Deposit: 12.50 USD. | Scan the next one"
    )
    assert at.scan(pool.scan(1)) == (
        f"Issued before | Tote 60 l {ONE} is with Northline Pharmacy since {at.clock(3)}. | Scan the next one"
    )
    assert at.scan("CMD-TAKE-BACK") == "Comes back | What is scanned comes back as good. | Scan what comes back"
    assert at.scan(pool.scan(1)) == (
        f"0131 back, good | Tote 60 l {ONE} is back from Northline Pharmacy, which had it since {at.clock(3)}."
        f" Deposit credited: 12.50 USD. | {BACK_AGAIN}"
    )
    assert at.scan(pool.scan(1)) == (
        f"Here before | Tote 60 l {ONE} is available since {at.clock(6)}."
        " | Scan the next one; scan the issue code to issue it"
    )
    assert (has(pool, floor.northline, pool.tote), pool.owed(floor.northline)) == ((0, 0), 0)
    holds(floor)


def test_what_comes_back_goes_where_its_condition_says(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", *map(pool.scan, range(1, 4)), "CMD-TAKE-BACK")
    assert at.scans("CMD-DIRTY", pool.scan(1)).endswith(
        "Deposit credited: 12.50 USD. | Put it in W-03, then scan the next one"
    )
    assert " Deposit credited: 6.25 USD. | Put it in W-03," in at.scans("CMD-DAMAGED", pool.scan(2))
    assert " Deposit credited: 0.00 USD. | Put it in R-01," in at.scans("CMD-BEYOND-REUSE", pool.scan(3))
    assert [state_of(floor, serial) for serial in (1, 2, 3)] == ["washing", "repairing", "scrapped"]
    assert pool.owed(floor.northline) == pytest.approx(18.75)
    assert at.scan(pool.scan(3)) == (
        f"Not now | Tote 60 l {grai(TOTE, '3')} is scrapped since {at.clock(12)}. Nothing was changed."
        " | Set it aside for the office, or scan the next one"
    )
    assert at.scan("CMD-TEND") == (
        "Washed or repaired | What is scanned goes on as good. | Scan what was washed or repaired"
    )
    assert at.scan(pool.scan(1)) == f"0131: available | Tote 60 l {ONE} goes on as available. | {BACK_AGAIN}"
    assert at.scans("CMD-BEYOND-REUSE", pool.scan(2)) == (
        f"0132 to the stream | Tote 60 l {grai(TOTE, '2')} cannot be used again: plastic."
        " | Put it in R-01 with the plastic, then scan the next one"
    )
    holds(floor)


def test_good_totes_are_washed_after_so_many_trips(at: Packer, pool: Pool, floor: Floor) -> None:
    for _trip in range(2):
        at.scans("CMD-ISSUE", "NORTH", pool.scan(1), "CMD-TAKE-BACK")
        said = at.scan(pool.scan(1))
    assert said == (
        f"0131 back, to the wash | Tote 60 l {ONE} is back from Northline Pharmacy. Trips since its last wash: 2."
        " Deposit credited: 12.50 USD. | Put it in W-03 for the wash, then scan the next one"
    )
    at.scans("CMD-ISSUE")
    assert at.scan(pool.scan(1)) == (
        f"Not ready | Tote 60 l {ONE} is washing since {at.clock(10)}. It was not issued."
        " | Issue another one; when it is ready, scan the code for washed or repaired, then it"
    )
    at.scans("CMD-TEND", pool.scan(1), "CMD-ISSUE", pool.scan(1), "CMD-TAKE-BACK", pool.scan(1))
    assert state_of(floor, 1) == "available"
    holds(floor)


def test_who_has_it_is_told_when_another_brings_it(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", pool.scan(1), "HARBOR")
    assert at.scan(pool.scan(1)) == (
        f"With Northline Pharmacy | Tote 60 l {ONE} is with Northline Pharmacy since {at.clock(3)}. Nothing was"
        " changed. | Scan the take-back code and take it back first"
    )
    at.scan("CMD-TAKE-BACK")
    assert at.scan(pool.scan(1)) == (
        f"Issued to Northline Pharmacy | Tote 60 l {ONE} was issued to Northline Pharmacy, which has it since"
        f" {at.clock(3)}, and Harbor & Pine Retail brings it."
        " | Scan the confirm code to take it back from Northline Pharmacy, or scan the next one"
    )
    assert at.scan("CMD-CONFIRM").startswith(f"0131 back, good | Tote 60 l {ONE} is back from Northline Pharmacy,")
    assert pool.owed(floor.northline) == 0
    assert at.scan("CMD-CONFIRM").startswith("Nothing to confirm")
    assert at.scan("CMD-CLOSE") == "Packaging | No party is chosen. | Scan what comes back"
    holds(floor)


def test_what_is_not_ours_or_no_packaging_is_not_taken(at: Packer, pool: Pool, floor: Floor) -> None:
    foreign = grai(9, "77")
    assert at.scan(f"(8003){foreign}") == (
        f"Not ours | Scanned {foreign}: none of our packaging has this number. Nothing was taken in."
        " | Leave it with the driver, or ask the office to register it"
    )
    assert at.scan(f"(8003){foreign[:14]}").startswith("Not ours | ")
    assert at.scan("NOBODY-KNOWS") == (
        "Scan packaging | Scanned NOBODY-KNOWS: plain. A GRAI, a type of packaging or a party was expected."
        " | Scan the code on the packaging"
    )
    assert at.scan("CMD-PRINT").startswith("Scan packaging | Scanned CMD-PRINT: command.")
    at.scan("CMD-ISSUE")
    assert at.scan(pool.scan(1)) == (
        f"Who has it? | Scanned {ONE}, and no party is chosen. Nothing was changed."
        " | Scan the party by its code, its GLN or its authorization, then the packaging again"
    )
    assert at.scan(f"(8003)0{asset_type(TOTE)}") == (
        f"One by one | Tote 60 l is counted one by one, and (8003)0{asset_type(TOTE)} names the type alone."
        " Nothing was changed. | Scan the GRAI with its serial on each one"
    )
    assert state_of(floor, 1) == "available"


def test_bulk_goes_by_pieces_and_by_weight_in_one_scan_or_two(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH")
    assert at.scan("STRAPS") == (
        "How much? | Strapping band is counted in bulk, in gram. | Enter or scan how much, then go on"
    )
    assert at.scan("1500") == (
        "Strapping band issued | 1500 gram of Strapping band went to Northline Pharmacy, which has 1500 gram now."
        " Deposit: 6.00 USD. | Scan what goes next"
    )
    at.scan(f"(8003)0{asset_type(BOARD)}(30)40")
    at.scan("CMD-TAKE-BACK")
    assert at.scan(f"(8003)0{asset_type(STRAP)}(3102)000050") == (
        "Strapping band back, good | 500 gram of Strapping band came back from Northline Pharmacy, which has 1000 gram"
        " now. Credited: 2.00 USD. | Put it in S-01, then scan what comes next"
    )
    at.scan("STRAPS")
    assert at.enter("2000") == (
        "More than it has | Northline Pharmacy has 1000 gram of Strapping band, and 2000 were entered. Nothing was"
        " changed. | Count again, and enter no more than it has; set the rest aside for the office"
    )
    at.scan("BOARDS")
    assert at.enter("a few") == (
        "How much? | Scanned a few. A whole number from 1 to 10000000 was expected. Nothing was changed."
        " | Scan Corner board again, then enter how much"
    )
    at.scans("CMD-BEYOND-REUSE", "BOARDS", "15")
    assert (has(pool, floor.northline, pool.board), pool.owed(floor.northline)) == ((25, 8.75), 4 + 14)
    assert at.scans("CMD-TEND", "BOARDS") == (
        "In bulk | Corner board is counted in bulk: what is washed and repaired has a GRAI of its own. Nothing was"
        " changed. | Scan the take-back or the issue code first"
    )
    holds(floor)


def test_each_act_is_taken_back_whole(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", pool.scan(1), "CMD-TAKE-BACK", "CMD-DAMAGED", pool.scan(1))
    assert at.scan("CMD-UNDO") == "Undone | Taken back: packaging_returned. | Scan the next item"
    assert (state_of(floor, 1), has(pool, floor.northline, pool.tote)) == ("with_party", (1, 12.5))
    assert f"since {at.clock(3)}" in at.scan(pool.scan(1)), "it is out since it was issued, not since the undo"
    at.scans("CMD-TEND", pool.scan(1), "CMD-UNDO")
    assert state_of(floor, 1) == "repairing"
    holds(floor)


def test_bulk_that_came_back_since_keeps_its_issue(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", "BOARDS", "10")
    issued = at.screen.last
    at.scans("CMD-TAKE-BACK", "BOARDS", "4")
    at.screen = replace(at.screen, last=issued)
    assert at.scan("CMD-UNDO") == (
        "Too late | Corner board of this act came back from Northline Pharmacy since. Nothing was taken back."
        " | Take that return back first"
    )
    holds(floor)


def test_of_two_who_scan_it_at_once_the_second_is_told(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", pool.scan(1))
    with floor.database.reading() as session:
        seen = queries.asset_by_grai(session, floor.site.id, ONE)
    at.scans("CMD-TAKE-BACK", pool.scan(1))
    assert seen
    with floor.database.unit_of_work() as session, pytest.raises(Overtaken) as told:
        move_asset(session, at.act(), seen, Move.LOSE)
    assert says(told.value.said) == (
        f"Changed meanwhile | M. Ortega was first with {ONE} at {at.clock(5)}: it is available. Nothing was changed."
        " | Scan it again"
    )


def test_a_replay_is_answered_and_not_done_again(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH")
    act = at.act(pool.scan(1))
    for _time in range(2):
        with floor.database.unit_of_work() as session:
            answered = packaging.scan(session, act, at.screen)
    assert answered.is_replay
    assert has(pool, floor.northline, pool.tote) == (1, 12.5)
    holds(floor)
