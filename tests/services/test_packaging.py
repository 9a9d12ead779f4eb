"""Packaging on the floor: issued, taken back by condition, washed, repaired, lost and found, bulk, undone."""

import pytest

from tests.factories import Floor
from tests.services.packer import Packer, Pool, a_pool, code, holds, state_of


@pytest.fixture
def pool(floor: Floor) -> Pool:
    code(floor, floor.northline.id, "NORTH")
    code(floor, floor.harbor.id, "HARBOR")
    return a_pool(floor)


@pytest.fixture
def at(pool: Pool) -> Packer:
    return Packer(pool.floor)


def test_totes_go_out_and_come_back_by_condition(at: Packer, pool: Pool, floor: Floor) -> None:
    for text in ("CMD-ISSUE", "NORTH", pool.tote_scan(1), pool.tote_scan(1), pool.tote_scan(2), "CMD-TAKE-BACK",
                 pool.tote_scan(1), pool.tote_scan(1), "CMD-DAMAGED", pool.tote_scan(2), "CMD-UNDO", pool.tote_scan(2),
                 "CMD-TEND", pool.tote_scan(2), "CMD-ISSUE", "STRAPS", "1500", "CMD-TAKE-BACK", "STRAPS", "2000",
                 f"(8003){'09501101500024'}(3100)000001"):
        print(text, "->", at.scan(text))
    holds(floor)
    assert state_of(floor, 1) == "x"
