"""Packaging in the office: written off and found again, settled, loss after the cut-off, types."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app.db.ids import new_id
from app.db.queries import packaging as queries
from app.db.queries import packaging_balances as balances
from app.domain.importing import ImportKind
from app.domain.messages.core import Money
from app.domain.packaging import CountedBy, Loss, Material, PackagingKind
from app.services import packaging
from app.services.packaging import Draft
from app.services.packaging.types import Seen
from tests.factories import Floor
from tests.services.importers import Importer, counted
from tests.services.packer import (
    AFTERNOON,
    BOARD,
    TOTE,
    Packer,
    Pool,
    a_pool,
    asset_type,
    asset_with,
    grai,
    has,
    holds,
    state_of,
)


@pytest.fixture
def pool(floor: Floor) -> Pool:
    return a_pool(floor)


@pytest.fixture
def at(pool: Pool) -> Packer:
    return Packer(pool.floor, "supervisor")


ONE = grai(TOTE, "1")


def lose(at: Packer, of: UUID) -> str:
    return at.decide(lambda session, act: packaging.lose(session, act, of))


def lose_bulk(at: Packer, pool: Pool, quantity: int, of: UUID | None = None) -> str:
    party_id = at.floor.northline.id
    return at.decide(lambda session, act: packaging.lose_bulk(session, act, party_id, of or pool.board, quantity))


def settle(at: Packer, amount: str, reference: str = "P-1", party_id: UUID | None = None) -> str:
    who, seen = party_id or at.floor.northline.id, Money(Decimal(amount), "USD")
    return at.decide(lambda session, act: packaging.settle(session, act, who, seen, reference))


def test_totes_are_settled_with_one_lost_and_one_damaged(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans(
        "CMD-ISSUE", "NORTH", *map(pool.scan, (1, 2, 3)), "CMD-TAKE-BACK", pool.scan(1), "CMD-DAMAGED", pool.scan(2)
    )
    assert lose(at, asset_with(floor, 3).id) == (
        f"Written off | {grai(TOTE, '3')} of Northline Pharmacy counts as lost. Deposit kept: 12.5 USD."
        " | Settle the balance of Northline Pharmacy"
    )
    assert lose(at, asset_with(floor, 3).id) == (
        f"Not out | {grai(TOTE, '3')} is lost since {at.clock(10)}: only what is issued can be lost. Nothing was"
        " changed. | Look at the asset again"
    )
    assert settle(at, "99") == (
        "Changed meanwhile | Northline Pharmacy comes to 18.75 USD by now, and the page showed 99 USD. Nothing was"
        " posted. | Look at the statement again, then settle it"
    )
    assert settle(at, "18.75", " ") == (
        "Reference missing | A payment has a number, and none was entered. Nothing was posted."
        " | Enter the number of the payment"
    )
    assert settle(at, "18.75") == (
        "Settled | Northline Pharmacy is settled: 18.75 USD, reference P-1. | Nothing is left to do"
    )
    assert settle(at, "0") == (
        "Nothing to settle | Nobody owes anything for the packaging of Northline Pharmacy. Nothing was posted."
        " | Look at its statement"
    )
    assert has(pool, floor.northline, pool.tote) == (0, 0)
    with floor.database.reading() as session:
        told = balances.statement(session, floor.site.id, floor.northline.id)
    assert [(each.kind, each.quantity) for each in told] == [
        ("deposit_settled", 0), ("lost", -1), ("came_back", -1), ("came_back", -1), *[("went_out", 1)] * 3,
    ]  # fmt: skip
    holds(floor)


def test_what_was_lost_is_found_and_its_deposit_given_back(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", pool.scan(1))
    lose(at, asset_with(floor, 1).id)
    at.scans("CMD-TAKE-BACK", "CMD-DIRTY")
    assert at.scan(pool.scan(1)) == (
        f"0131 was lost | Tote 60 l {ONE} was written off as lost on {at.clock(4)} and is back from Northline Pharmacy."
        " Deposit credited: 12.50 USD. | Put it in W-03, then scan the next one"
    )
    assert (state_of(floor, 1), pool.owed(floor.northline)) == ("washing", 0)
    holds(floor)
    at.scan("CMD-UNDO")
    assert (state_of(floor, 1), pool.owed(floor.northline)) == ("lost", Decimal("12.5"))
    holds(floor)


def test_bulk_is_written_off_and_only_what_is_out(at: Packer, pool: Pool, floor: Floor) -> None:
    at.scans("CMD-ISSUE", "NORTH", "BOARDS", "10")
    assert lose_bulk(at, pool, 4) == (
        "Written off | Corner board of Northline Pharmacy counts as lost. Deposit kept: 1.40 USD."
        " | Settle the balance of Northline Pharmacy"
    )
    assert lose_bulk(at, pool, 7).startswith("More than it has | Northline Pharmacy has 6 each of Corner board, and 7")
    assert lose_bulk(at, pool, 0).startswith("How much? | Scanned 0. A whole number from 1 to 10000000 was expected.")
    unknown = "Not here | This page names packaging or a party that is not here. | Open the list again"
    assert lose_bulk(at, pool, 1, pool.tote) == lose(at, new_id()) == settle(at, "1", party_id=new_id()) == unknown
    assert has(pool, floor.northline, pool.board) == (6, Decimal("2.1"))
    holds(floor)


def test_decisions_are_the_office_s(pool: Pool, floor: Floor) -> None:
    assert lose(Packer(floor), asset_with(floor, 1).id) == (
        "Not for you | Types, losses and deposits are the office's. Nothing was changed."
        " | Ask the office or a supervisor"
    )


def test_loss_is_of_what_was_issued_before_the_cut_off(at: Packer, pool: Pool, floor: Floor) -> None:
    at.now = AFTERNOON - timedelta(days=40)
    at.scans("CMD-ISSUE", "NORTH", *map(pool.scan, (1, 2, 3)), "CMD-TAKE-BACK", pool.scan(1))
    at.now = AFTERNOON
    at.scans("CMD-ISSUE", "NORTH", pool.scan(4))
    with floor.database.reading() as session:
        found = balances.losses(session, floor.site.id, AFTERNOON)
    assert (found[pool.tote], found[pool.strap]) == (Loss(3, 2), Loss(0, 0))


def draft(**changed: object) -> Draft:
    drawn = Draft(
        "CRATE", {"en": "Crate", "es": "Reja"}, PackagingKind.CRATE, CountedBy.ASSET, asset_type(7), Material.METAL,
        4000, Decimal(20), "USD", 90, 40, 0, 10, 60,
    )  # fmt: skip
    return replace(drawn, **changed)  # type: ignore[arg-type]


def keep(at: Packer, seen: Seen | None, wanted: Draft) -> str:
    return at.decide(lambda session, act: packaging.keep(session, act, seen, wanted))


def test_a_type_is_written_and_changed_by_whoever_saw_it_as_it_is(at: Packer, pool: Pool, floor: Floor) -> None:
    assert keep(at, None, draft()) == "Kept | CRATE is kept. | Import its assets, or scan them"
    with floor.database.reading() as session:
        crate = queries.type_by_code(session, "crate")
    assert crate
    assert keep(at, Seen(crate.id, 0), draft(deposit=Decimal(25), counted_by=CountedBy.PIECE)).startswith("Kept | ")
    with floor.database.reading() as session:
        changed = queries.type_by_id(session, crate.id)
    assert changed
    assert (changed.terms.deposit, changed.counted_by) == (25, CountedBy.ASSET)
    assert keep(at, Seen(crate.id, 0), draft()) == (
        f"Changed meanwhile | A. Novak changed CRATE on {at.clock(2)}. What you entered was not kept."
        " | Look at it as it is now"
    )
    assert keep(at, None, draft()) == "Taken | Another type has the code CRATE. Enter another one."
    assert keep(at, None, draft(code="BOX", asset_type=asset_type(BOARD))) == (
        f"Taken | Another type has the asset type {asset_type(BOARD)}. Enter the one of this type."
    )
    assert keep(at, Seen(new_id(), 0), draft(code="BOX", asset_type="")).startswith("Not here | ")


def test_assets_come_by_file_and_stay_where_they_are(at: Packer, pool: Pool, floor: Floor, importer: Importer) -> None:
    at.scans("CMD-ISSUE", "NORTH", pool.scan(1))
    rows = [(f"(8003){ONE}", "tote-60"), (grai(TOTE, "99"), ""), (grai(BOARD, "1"), ""), (grai(TOTE, "98"), "BOARDS"),
            (grai(TOTE, "")[1:], ""), ("tote", "")]  # fmt: skip
    run = importer.do(ImportKind.PACKAGING, ("GRAI", "Type"), rows, skips_bad=True)
    assert (counted(run), state_of(floor, 1), state_of(floor, 99)) == ((1, 0, 1, 4), "with_party", "available")
    board, tote = asset_type(BOARD), asset_type(TOTE)
    assert importer.faults(run) == [
        f"4 : No type of packaging that is counted one by one is called {board}. Enter its code.",
        f"5 : {grai(TOTE, '98')} is of asset type {tote}, and BOARDS has {board}. Enter the type of this asset.",
        f"6 GRAI: Read {tote}. Expected 0, 13 digits of asset type with their check digit,"
        " and the serial of the asset.",
        "7 GRAI: Read tote. Expected 0, 13 digits of asset type with their check digit, and the serial of the asset.",
    ]
    holds(floor)
