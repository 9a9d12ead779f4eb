"""Sale bundles on either database: built by scan, one carton in one bundle, undone while nobody builds on it."""

from functools import partial
from uuid import uuid4

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, table_of
from app.db.queries import bundles
from app.services.bundling import Screen
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, assert_ledger_holds, events
from tests.services.bundler import Bundler, Seller, in_place, latest, to_liquidate
from tests.services.forklift import kinds
from tests.services.holder import carton_id, lock
from tests.services.racing import race
from tests.services.stacker import Stacker

CARTON, LINE = table_of(Carton), table_of(CartonLine)
ONE, TWO = "T-0412", "T-0413"


@pytest.fixture
def totes(floor: Floor) -> tuple[str, str]:
    """The plates of two totes, of two and three vitamins, that stand in L-01 to be liquidated."""
    return in_place(floor, ONE), in_place(floor, TWO, 3, carton=4619)


def inside(floor: Floor) -> list[str]:
    with floor.database.reading() as session:
        return [each.lpn for each in bundles.parts(session, floor.site.id, latest(floor).id)]


def test_a_bundle_is_built_by_scan_alone(floor: Floor, totes: tuple[str, str]) -> None:
    at, client_id = Bundler(floor), str(new_id())
    assert at.scan(ONE, client_id) == (
        "SB-000001 begun | Carton T-0412 is the first of sale bundle SB-000001: 2 units, estimated at 0.62 USD."
        " | Scan the next carton that goes into it"
    )
    chosen = at.screen
    at.screen = Screen()
    assert at.scan(ONE, client_id).startswith("SB-000001 begun"), "sent again, it begins no other"
    at.screen = chosen
    assert at.scan(TWO) == (
        "Carton 0413 added | Carton T-0413 goes with sale bundle SB-000001: 5 units in all, estimated at 1.55 USD."
        " | Scan the next carton"
    )
    assert at.scan(TWO) == (
        "Already in it | Carton T-0413 is part of sale bundle SB-000001."
        " | Scan the next carton; the confirm code takes this one out"
    )
    assert at.scan("CMD-CONFIRM") == (
        "Carton 0413 out | Carton T-0413 is part of no sale bundle. Left in SB-000001: 2 units. | Scan the next carton"
    )
    assert at.scan("CMD-UNDO").startswith("Undone | ")
    assert inside(floor) == [ONE, TWO]
    at.scan("CMD-CLOSE")
    assert at.scan(TWO) == (
        "SB-000001 | Sale bundle SB-000001 holds 5 units, estimated at 1.55 USD."
        " | Scan the next carton that goes into it, or one in it to take it out"
    )
    assert kinds(floor)[-4:] == ["bundle_filled", "bundle_filled", "bundle_reduced", "undone"]
    assert_ledger_holds(floor)


def test_what_was_begun_in_error_is_cancelled_unless_others_built_on(floor: Floor, totes: tuple[str, str]) -> None:
    at, other = Bundler(floor), Bundler(floor, "supervisor")
    at.scan(ONE)
    begun = at.screen
    other.scans(ONE, TWO)
    assert at.undo().startswith("Too late to undo | A. Novak worked on the same goods at ")
    other.undo()
    at.screen = begun
    assert at.undo().startswith("Undone | ")
    assert (latest(floor).state.value, inside(floor)) == ("cancelled", [])
    assert at.scan(TWO).startswith("Not open | Sale bundle SB-000001 is cancelled: ")


def test_a_pallet_goes_in_whole_and_a_carton_on_it_comes_out_alone(floor: Floor, totes: tuple[str, str]) -> None:
    pallet = an_sscc(9500)
    Stacker(floor).scans(pallet, ONE, TWO)
    at = Bundler(floor)
    assert at.scan(pallet).startswith(
        f"SB-000001 begun | Carton {pallet} is the first of sale bundle SB-000001: 5 units"
    )
    assert inside(floor) == sorted([pallet, ONE, TWO])
    at.take_out(TWO)
    assert inside(floor) == sorted([pallet, ONE])
    with floor.database.reading() as session:
        parents = dict(map(tuple, session.execute(sa.select(CARTON.c.lpn, CARTON.c.parent_id)).all()))
    assert (parents[TWO], parents[ONE] is None) == (None, False)
    assert_ledger_holds(floor)


def test_what_is_not_sold_says_why(floor: Floor, totes: tuple[str, str]) -> None:
    at = Bundler(floor)
    at.scan(ONE)
    graded = to_liquidate(floor, "T-0414", carton=4620)
    before = events(floor)
    assert at.scan(graded) == (
        "Not in its place | Carton T-0414 is graded at B-02. A sale bundle is made of what was put down in zone L."
        " | Route it there first, or leave it out"
    )
    assert at.scan("T-0999") == (
        "Unknown carton | No open carton here has the plate T-0999. Nothing was added. | Scan another carton"
    )
    assert at.scan("S-01") == (
        "Scan a carton | Scanned S-01: place. Expected: the plate of a carton or pallet that is to be liquidated."
        " | Scan the plate on it"
    )
    floor_says(floor, code="restock")
    assert at.scan(TWO) == (
        "Not to be liquidated | Carton T-0413 holds goods that were decided otherwise: restock. Only what is to be"
        " liquidated is sold so. | Take those to where they belong, or leave the carton out"
    )
    floor_says(floor, code="liquidate", owner_id=floor.northline.id)
    assert at.scan(TWO) == (
        "Another owner | Goods in carton T-0413 are not of the owner and currency that sale bundle SB-000001 is sold"
        " for. | Put it into a bundle of its own"
    )
    lock(floor, "10D9T")
    assert at.scan(TWO) == (
        "Locked | Carton T-0413 holds goods that are locked: wrong_lot. They are not sold."
        " | Split them out or have them released, or leave the carton out"
    )
    assert at.take_out(TWO) == (
        "Not in it | Carton T-0413 is not part of sale bundle SB-000001 any more. Nothing was changed."
        " | Scan the next carton"
    )
    at.screen = Screen(uuid4())
    assert at.scan(TWO) == ("No such bundle | There is no such sale bundle at this site. | Look under Sale bundles")
    assert events(floor) == before


def floor_says(floor: Floor, **columns: object) -> None:
    """Change the goods of the second tote behind everybody's back."""
    with floor.database.unit_of_work() as session:
        mine = LINE.c.carton_id == carton_id(floor, TWO)
        session.execute(sa.update(LINE).where(mine).values(**columns))


def test_goods_of_a_bundle_stay_as_they_are_and_in_one_bundle(floor: Floor, totes: tuple[str, str]) -> None:
    at, other = Bundler(floor), Bundler(floor, "supervisor")
    at.scan(ONE)
    other.scan(TWO)
    assert other.scan(ONE) == (
        "In another bundle | Carton T-0412 is part of sale bundle SB-000001, which is open. It was not added to"
        " SB-000002. | Take it out of SB-000001 first, or scan another carton"
    )
    assert BenchWork(floor, "supervisor").scans(ONE, ONE) == (
        "Part of a sale bundle | Carton T-0412 is part of sale bundle SB-000001, which is open: its goods stay as they"
        " are. | Take it out of the bundle first, or scan another carton"
    )
    Seller(floor).price("offer", "5.00")
    assert other.scan(ONE) == (
        "Not open | Sale bundle SB-000002 is offered: what it holds stays as it was offered. Nothing was changed."
        " | Have the office open it again, or begin another bundle"
    )
    assert other.undo().startswith("Not open | ")
    assert_ledger_holds(floor)


def test_two_who_take_the_same_carton_at_once_get_it_into_one_bundle(floor: Floor, totes: tuple[str, str]) -> None:
    workers = Bundler(floor), Bundler(floor, "supervisor")
    for _ in range(4):
        race(*(partial(worker.scan, ONE) for worker in workers))
        with floor.database.reading() as session:
            (of,) = bundles.of_cartons(session, floor.site.id, [carton_id(floor, ONE)]).values()
        begun = [worker for worker in workers if worker.says.endswith("goes into it")]
        assert [worker.screen.bundle_id for worker in begun] == [of.bundle_id]
        for worker in workers:
            worker.screen = Screen(of.bundle_id, begun[0].screen.last)
        begun[0].undo()
        for worker in workers:
            worker.screen = Screen()
    assert_ledger_holds(floor)
