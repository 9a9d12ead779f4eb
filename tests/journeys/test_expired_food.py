"""A pallet of expired food, from the dock to the certificate, by scans, on either database.

Played through the services: who scans and taps is in the tests of the screens.
"""

from pathlib import Path

import pytest

from app.db.engine import Database
from app.domain.certificates import DestructionMethod
from app.domain.vocabulary import HoldReason
from tests.factories import Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received, state
from tests.services.destroyer import Destroyer
from tests.services.floor_state import omega
from tests.services.forklift import Forklift
from tests.services.holder import Holder, lock
from tests.services.releaser import locked_lines
from tests.services.stacker import ON, Stacker
from tests.services.test_destroying import issued
from tests.services.test_sending_out import Sender


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def test_a_pallet_of_expired_food_is_destroyed_with_a_certificate(floor: Floor, tmp_path: Path) -> None:
    """From the dock: expired units are locked, split out, sent the one way that their lock allows, still locked."""
    totes = ["T-0412", "T-0413"]
    for number, tote in enumerate(totes, start=4618):
        plate = received(floor, *[omega(floor)] * 3, carton=number)
        lock(floor, "K7731", HoldReason.EXPIRED)
        Holder(floor, plate).scan("T-0901")
        assert Sender(floor, line_id=locked_lines(floor)[0]).send(tote).startswith("destroy | 3 units in carton ")
        BenchWork(floor, "supervisor").scans(tote, "CMD-CLOSE")
    Stacker(floor).scans(ON, *totes)
    assert "X-01" in Forklift(floor).scans(ON, "X-01")
    destroyer = Destroyer(floor)
    destroyer.method = DestructionMethod.DENATURING
    destroyer.photograph(ON, tmp_path)
    assert destroyer.destroy(ON, floor.supervisor).startswith(f"Destroyed | 6 units of carton {ON} are destroyed.")
    assert (goods(floor), [state(floor, lpn) for lpn in (ON, *totes)]) == ([], ["closed"] * 3)
    (certificate,) = issued(floor)
    assert [(line.sku, line.lot, line.lpn, line.units) for line in certificate.record.lines] == [
        ("OMG-3-90", "K7731", tote, 3) for tote in totes
    ]
    assert_ledger_holds(floor)
