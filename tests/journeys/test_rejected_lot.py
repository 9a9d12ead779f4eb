"""A trade return whose sample is rejected, escalated to every single unit, on either database.

Played through the services: who scans and taps is in the tests of the screens.
"""

import pytest

from app.db.engine import Database
from app.domain.sampling import Aql
from tests.factories import Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received
from tests.services.dock import gs1
from tests.services.forklift import kinds
from tests.services.sampler import Sampler, agree, lots


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def test_a_rejected_aql_lot_is_escalated_to_every_unit(floor: Floor) -> None:
    omega, vitamin = gs1(floor.omega, "K7731", "270228"), gs1(floor.vitamin, "10D9T", "270331")
    assert agree(floor, Aql.P6_5).startswith("AQL 6.5 kept")
    mixed = received(floor, *[omega] * 6, *[vitamin] * 2)

    # a look at the bench: nothing as a whole before both lots are judged
    bench = BenchWork(floor)
    assert bench.scans(mixed, "CMD-WHOLE", "CMD-GRADE-A", mixed).startswith("Sample first | ")

    # two omegas of six are drawn, and the second is defective; of the vitamins both are good
    sampler = Sampler(floor, mixed)
    assert sampler.scans(omega, "CMD-PASS").startswith("Good, 1 of 2 | ")
    assert sampler.scans(omega, "CMD-HOLD").startswith("Lot rejected | ")
    assert sampler.scans(vitamin, "CMD-PASS", vitamin, "CMD-PASS").startswith("Lot accepted | ")
    assert sorted(lots(floor)) == ["10D9T accepted 2/2 0>0 normal", "K7731 rejected 2/2 1>0 normal"]
    assert bench.scans("CMD-CONFIRM").startswith("Unit by unit | Lot K7731 of Omega-3 1200 mg, 90 ct was rejected")

    # so every omega is graded by itself; what is left is an accepted lot, which goes as a whole
    bench = BenchWork(floor)
    bench.scan(mixed)
    for nth in range(6):
        grade, tote = ("CMD-GRADE-D", "T-0413") if nth == 0 else ("CMD-GRADE-A", "T-0412")
        assert bench.scans(omega, grade, tote).startswith("Grade ")
    assert bench.scans("CMD-WHOLE", "CMD-GRADE-A", mixed).startswith("Grade A")
    assert goods(floor) == ["0412: 5 K7731 A restock", "0413: 1 K7731 D liquidate", "6186: 2 10D9T A restock"]
    assert kinds(floor).count("sample_judged") == 2
    assert_ledger_holds(floor)
