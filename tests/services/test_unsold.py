"""Unsold stock, from the snapshot to authorizations: what is judged, proposed, made, and refused."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Job,
    SnapshotLine,
    UnsoldReturn,
    table_of,
)
from app.db.queries import agreements, surpluses
from app.domain.transitions import AuthorizationState
from app.domain.unsold import Limits
from app.domain.vocabulary import Category, DispositionCode, Program, ReasonCode
from app.services import unsold
from app.services.unsold import Chosen, Seen
from tests.factories import TODAY, Floor
from tests.services.importers import Importer, counted, stored
from tests.services.racing import race
from tests.services.unsold_stock import (
    LIMITS,
    NORTHLINE,
    STOCK,
    UnsoldClerk,
    a_supplier,
    chosen_of,
    stock_up,
    terms,
)

VENDOR, LIQUIDATE = DispositionCode.RETURN_TO_VENDOR, DispositionCode.LIQUIDATE


@pytest.fixture
def clerk(floor: Floor, importer: Importer) -> UnsoldClerk:
    """A clerk with thresholds in force and a snapshot of two places."""
    clerk = UnsoldClerk(floor)
    clerk.limits(0, LIMITS)
    assert counted(stock_up(importer)) == (5, 0, 0, 0)
    return clerk


@pytest.fixture
def vendor(floor: Floor) -> UUID:
    return a_supplier(floor)


def judged(floor: Floor) -> list[tuple[object, ...]]:
    return stored(floor, SnapshotLine, "excess", "lot", "worst", "judged_under")


def proposed(clerk: UnsoldClerk) -> Counter[DispositionCode]:
    units: Counter[DispositionCode] = Counter()
    for each in clerk.sees():
        units[each.way.code] += each.surplus.quantity
    return units


def test_a_snapshot_is_judged_as_it_comes_in_and_known_again(
    floor: Floor, importer: Importer, clerk: UnsoldClerk
) -> None:
    assert judged(floor) == [
        (0, "Z0415B", None, 1),
        (6, "K7731", "obsolete", 1),
        (12, "10D9T", "overstock", 1),
        (24, "Z0392A", "overstock", 1),
        (40, "", "end_of_season", 1),
    ]
    assert counted(stock_up(importer)) == (0, 0, 5, 0)
    fewer = [*STOCK[0][:5], 14, *STOCK[0][6:]]
    assert counted(stock_up(importer, [fewer])) == (0, 1, 0, 0)
    assert (2, "10D9T", "overstock", 1) in judged(floor)


def test_rows_of_a_snapshot_say_what_is_wrong_with_them(importer: Importer, floor: Floor) -> None:
    row = STOCK[0]
    late = [*row[:7], "2026-11-21", *row[8:]]
    run = stock_up(
        importer, [["2026-11-20", "Nowhere", *row[2:]], late, ["", *row[1:]], [*row[:5], "", *row[6:]], row, row]
    )
    assert importer.faults(run) == [
        "2 Place: Read Nowhere. Expected the code, GLN or whole name of a party. None has it: "
        "import the parties first.",
        "3 Last sold on: Read 2026-11-21, which is after the count of 2026-11-20. Expected that day or an earlier one.",
        "4 Counted on: The cell is empty. Expected: Counted on.",
        "5 On hand: The cell is empty. Expected: On hand.",
        "7 : 2026-11-20 10D9T stands in row 6 already. Expected it once.",
    ]
    assert judged(floor) == []


def test_new_thresholds_judge_the_newest_snapshots_again(floor: Floor, importer: Importer, clerk: UnsoldClerk) -> None:
    assert clerk.limits(1, LIMITS) == "Nothing changed | Version 1 says the same already."
    assert clerk.limits(1, {Category.FOOD: Limits(idle_days=10)}) == (
        "Version 2 is in force | Unsold stock is judged by version 2 from now on. "
        "The newest snapshots are judged again."
    )
    assert len(stored(floor, Job, "kind", kind="unsold")) == 2
    assert sum(unsold.judge_again(floor.database, floor.site.id)) == 5
    assert [row[:3] for row in judged(floor) if row[0]] == [
        (6, "K7731", "obsolete"),
        (24, "10D9T", "obsolete"),
        (30, "Z0392A", "obsolete"),
    ]
    other = UnsoldClerk(floor, "B. Luna", "2119")
    assert other.limits(1, LIMITS) == (
        "R. Castillo was first | Version 2 was put in force by R. Castillo at 20:32:03. Nothing of yours was kept."
        " | Look at what it says now, then change it again"
    )


def test_what_is_proposed_becomes_authorizations_once(floor: Floor, clerk: UnsoldClerk, vendor: UUID) -> None:
    clerk.agrees(terms(vendor))
    assert proposed(clerk) == {VENDOR: 20, LIQUIDATE: 62}
    act, chosen = clerk.act(), [chosen_of(each) for each in clerk.sees()]
    said = clerk.makes(chosen, act)
    assert said == (
        "Authorizations are made | 82 units go out on RMA-104503, RMA-104504, RMA-104505. Approved: 0. "
        "Waiting for approval: 3. Drafts: 0. | Send the labels, and let a supervisor decide about the rest"
    )
    made = stored(floor, Authorization, "number", "agreement", "state", program=Program.UNSOLD)
    assert sorted(row[1] for row in made) == ["AG-1", "liquidate", "liquidate"]
    assert {row[2] for row in made} == {AuthorizationState.PENDING_APPROVAL}
    reasons = {
        row[0] for row in stored(floor, AuthorizationLine, "reason", claim="") if row[0] is not ReasonCode.OVERSTOCK
    }
    assert {ReasonCode.OBSOLETE, ReasonCode.END_OF_SEASON} <= reasons
    assert proposed(clerk) == {}
    assert clerk.makes(chosen, act) == said
    assert len(stored(floor, UnsoldReturn, "id")) == len(chosen)


def test_the_credit_of_the_vendor_is_expected_on_the_authorization(
    floor: Floor, clerk: UnsoldClerk, vendor: UUID
) -> None:
    clerk.agrees(terms(vendor, quota=100))
    clerk.makes([chosen_of(each) for each in clerk.sees() if each.way.code is VENDOR])
    assert clerk.answered and clerk.answered.result
    with floor.database.reading() as session:
        told = [surpluses.credit_of(session, floor.site.id, paper) for paper in clerk.answered.result]
    # 18 of Northline and 24 of Harbor at 5.00, half of it less a tenth
    assert sorted((one.agreement, one.vendor, one.credit, one.units) for (one,) in told) == [
        ("AG-1", "Meridian Health Labs", Decimal("40.50"), 18),
        ("AG-1", "Meridian Health Labs", Decimal("54.00"), 24),
    ]


def test_a_newer_snapshot_does_not_propose_what_is_on_its_way(
    floor: Floor, importer: Importer, clerk: UnsoldClerk
) -> None:
    assert proposed(clerk) == {LIQUIDATE: 82}
    clerk.makes()
    stock_up(importer, [["2026-11-21", *row[1:]] for row in STOCK])
    assert proposed(clerk) == {}
    paper = table_of(Authorization)
    with floor.database.unit_of_work() as session:
        session.execute(
            sa.update(paper).where(paper.c.agreement == "liquidate").values(state=AuthorizationState.CANCELLED)
        )
    assert proposed(clerk) == {LIQUIDATE: 82}


def test_a_line_that_went_out_is_told_with_its_authorization(floor: Floor, clerk: UnsoldClerk) -> None:
    chosen = [chosen_of(each) for each in clerk.sees() if each.surplus.place_id == floor.northline.id][:1]
    other = UnsoldClerk(floor, "B. Luna", "2119")
    other.makes(chosen)
    assert clerk.makes(chosen) == (
        "B. Luna was first | Vitamin D3 1000 IU, 120 ct, lot 10D9T, went onto RMA-104503 by B. Luna at 20:32:01. "
        "Nothing was made of what you chose. | Look at what is still proposed, and choose again"
    )
    assert len(stored(floor, UnsoldReturn, "id")) == 1


def test_what_the_page_showed_must_still_stand(floor: Floor, clerk: UnsoldClerk, vendor: UUID) -> None:
    chosen = [chosen_of(each) for each in clerk.sees()]
    assert (
        clerk.makes([]) == "Choose lines | No line was chosen, so no authorization was made. | Tick what should go out"
    )
    assert clerk.makes([replace(chosen[0], quantity=99)]) == (
        "The proposals changed | Work shirt, M was shown as 99 units, and is proposed as 40 units by now."
        " Nothing was made of what you chose. "
        "| Look at what is still proposed, and choose again"
    )
    assert clerk.makes([Chosen(UUID(int=1), LIQUIDATE, 1)]) == (
        "The proposals changed | A line you chose is not proposed any more. Nothing was made of what you chose. "
        "| Look at what is still proposed, and choose again"
    )
    many = [Chosen(UUID(int=number), LIQUIDATE, 1) for number in range(201)]
    assert clerk.makes(many) == (
        "Too many lines | Lines chosen: 201. At once 200 at most. Nothing was made."
        " | Narrow the list, then choose again"
    )
    clerk.agrees(terms(vendor, quota=100, minimum=Decimal(60)))
    one = [chosen_of(each) for each in clerk.sees() if each.way.code is VENDOR and each.surplus.quantity == 6]
    assert clerk.makes(one) == (
        f"Too little for AG-1 | AG-1 takes returns of 60 USD or more from one place. What you chose from {NORTHLINE} "
        f"is worth 30 USD. | Choose more lines of {NORTHLINE}"
    )
    assert stored(floor, UnsoldReturn, "id") == []


def test_two_clerks_at_once_never_exceed_a_quota(floor: Floor, clerk: UnsoldClerk, vendor: UUID) -> None:
    clerk.agrees(terms(vendor, quota=30))
    other = UnsoldClerk(floor, "B. Luna", "2119")
    mine = [chosen_of(each) for each in clerk.sees() if each.way.code is VENDOR]
    said = race(partial(clerk.makes, mine), partial(other.makes, mine))
    assert sorted(each.split(" | ")[0].rsplit(" ", 2)[-1] for each in said) == ["first", "made"]
    assert sum(row[0] for row in stored(floor, UnsoldReturn, "quantity", way=VENDOR)) == 30
    with floor.database.reading() as session:
        (standing,) = agreements.standing(session, TODAY)
        (after,) = agreements.standing(session, date(2027, 1, 1))
    assert (standing.left, after.left) == (0, 30)


def test_an_agreement_is_changed_by_who_saw_it_as_it_is(floor: Floor, clerk: UnsoldClerk, vendor: UUID) -> None:
    first = terms(vendor)
    assert clerk.agrees(first) == "AG-1 is kept | AG-1 of Meridian Health Labs is in force as it says."
    assert clerk.answered
    seen = Seen(clerk.answered.result, 0)
    assert clerk.agrees(first) == (
        "Known already | AG-1 is the number of another agreement. Nothing was kept. | Enter a number of its own"
    )
    other = UnsoldClerk(floor, "B. Luna", "2119")
    other.agrees(replace(first, products=frozenset({floor.vitamin.id})), seen)
    assert clerk.agrees(first, seen) == (
        "B. Luna was first | AG-1 was changed by B. Luna at 20:32:01. Nothing of yours was kept. "
        "| Look at what it says now, then change it again"
    )
    assert clerk.agrees(first, Seen(UUID(int=1), 0)).startswith("Known already | ")
    assert clerk.agrees(replace(first, number="AG-2"), Seen(UUID(int=1), 0)) == (
        "Not found | This agreement does not exist here. | Look for it in the list"
    )
    assert clerk.agrees(replace(first, number="")) == (
        "Something is not right | The agreement was not kept. Entries to put right: 1. "
        "| Put them right, then save again"
    )
    with floor.database.reading() as session:
        (kept,) = agreements.listed(session, agreements.Wanted(), TODAY)
    assert (kept.skus, kept.revision, kept.left) == (("VIT-D3-120",), 1, 20)
