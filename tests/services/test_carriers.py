"""A tote with a GRAI that is scanned in a receipt, on either database: back from its party by that one scan."""

import pytest

from tests.factories import Floor
from tests.services.dock import Dock
from tests.services.floor_state import vitamin
from tests.services.forklift import kinds
from tests.services.packer import TOTE, Packer, Pool, a_pool, grai, holds, state_of


@pytest.fixture
def pool(floor: Floor) -> Pool:
    """Totes of which Northline has the first."""
    pool = a_pool(floor)
    Packer(floor).scans("CMD-ISSUE", "NORTH", pool.scan(1))
    return pool


def test_what_carries_goods_is_back_by_its_scan_in_the_receipt(floor: Floor, pool: Pool) -> None:
    dock = Dock(floor)
    dock.scans("195212340000000010", vitamin(floor))
    assert dock.scan(pool.scan(1)).startswith(f"0131 back, good | Tote 60 l {grai(TOTE, '1')} is back from Northline")
    assert (state_of(floor, 1), pool.owed(floor.northline)) == ("available", 0)
    assert kinds(floor)[-1] == "packaging_returned"
    assert dock.scan(pool.scan(1)).startswith("Here before | ")
    assert "counted" in dock.scan(vitamin(floor)).lower()
    holds(floor)


def test_it_is_taken_back_like_a_count(floor: Floor, pool: Pool) -> None:
    dock = Dock(floor)
    dock.scans("195212340000000010", vitamin(floor), pool.scan(1), "CMD-UNDO")
    assert (state_of(floor, 1), kinds(floor)[-1]) == ("with_party", "undone")
    assert dock.scan(pool.scan(99)).startswith("Not ours | ")
    holds(floor)
