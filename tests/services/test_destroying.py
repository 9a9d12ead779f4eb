"""Destroying before a witness, on either database: goods go once and for good, and a frozen certificate says so."""

from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import CartonLine, Certificate, table_of
from app.db.queries import certificates, destroying
from app.db.queries.certificates import Issued, Wanted
from app.domain.certificates import DestructionMethod
from app.domain.vocabulary import DispositionCode, Role, Zone
from app.services import certifying
from app.services.certifying import Changed, Held
from tests.factories import Floor
from tests.services.bench import BenchWork, assert_ledger_holds, events, goods, received, state
from tests.services.destroyer import Destroyer, graded_to_destroy, in_the_cage
from tests.services.dock import shown
from tests.services.floor_state import vitamin
from tests.services.forklift import Forklift, kinds
from tests.services.holder import lock
from tests.services.racing import race
from tests.services.stacker import ON, Stacker

LINE, CERTIFICATE = table_of(CartonLine), table_of(Certificate)


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a tote with two vitamins that stands in the cage X-01."""
    return in_the_cage(floor)


def issued(floor: Floor) -> list[Issued]:
    with floor.database.reading() as session:
        rows = certificates.listed(session, floor.site.id, Wanted(falls=False, order="number"))
        assert certificates.count(session, floor.site.id, Wanted()) == len(rows)
        found = [certificates.one(session, floor.site.id, row.id) for row in rows]
    return [each for each in found if each]


def holds(floor: Floor) -> Held | Changed:
    with floor.database.reading() as session:
        return certifying.verify(session)


def test_goods_are_destroyed_before_a_witness_and_a_certificate_is_frozen(
    floor: Floor, plate: str, tmp_path: Path
) -> None:
    destroyer = Destroyer(floor)
    assert destroyer.scan(plate) == (
        "Carton 0412 | 2 units in T-0412 at X-01 are to be destroyed."
        " | Photograph them, choose how, then have the witness sign"
    )
    assert destroyer.photograph(plate, tmp_path) == (
        "Photo kept | It will stand on the certificate of carton T-0412. | Take another, or have the witness sign"
    )
    assert destroyer.destroy(plate, floor.supervisor) == (
        "Destroyed | 2 units of carton T-0412 are destroyed. Certificate CE-000001 states it."
        " | Print the certificate, or scan the next carton"
    )
    assert (goods(floor), state(floor, plate), kinds(floor)[-1]) == ([], "closed", "goods_destroyed")
    (certificate,) = issued(floor)
    says = certificate.record
    assert (says.operator, says.witness, says.method, says.place) == (
        "D. Silva", "A. Novak", DestructionMethod.SHREDDING, "X-01",
    )  # fmt: skip
    (line,) = says.lines
    assert (line.sku, line.lot, line.paper, line.units, line.grams) == ("VIT-D3-120", "10D9T", "RMA-104418", 2, 400)
    assert len(says.pictures) == 1
    assert [certificate.papers[language]["title"] for language in ("en", "es")] == [
        "Destruction certificate", "Certificado de destrucción",
    ]  # fmt: skip
    assert says.seal == certificate.seal
    assert holds(floor) == Held(1)
    assert_ledger_holds(floor)


def test_all_that_stands_on_a_pallet_goes_with_it(floor: Floor, tmp_path: Path) -> None:
    totes = [graded_to_destroy(floor, tote, carton=number) for tote, number in (("T-0412", 4618), ("T-0413", 4619))]
    Stacker(floor).scans(ON, *totes)
    Forklift(floor).scans(ON, "X-01")
    destroyer = Destroyer(floor)
    assert f"| 4 units in {ON} at X-01 are to be destroyed. |" in destroyer.scan(ON)
    with floor.database.reading() as session:
        (row,) = destroying.standing(session, floor.site.id, Zone.DESTRUCTION)
    assert (row.lpn, row.is_pallet, row.units, row.place) == (ON, True, 4, "X-01")
    destroyer.photograph(ON, tmp_path)
    assert destroyer.destroy(ON, floor.supervisor).startswith(f"Destroyed | 4 units of carton {ON} are destroyed.")
    assert goods(floor) == []
    assert [state(floor, lpn) for lpn in (ON, *totes)] == ["closed"] * 3
    assert [line.lpn for line in issued(floor)[0].record.lines] == totes
    assert_ledger_holds(floor)


def test_a_carton_destroyed_alone_leaves_its_pallet(floor: Floor, tmp_path: Path) -> None:
    totes = [graded_to_destroy(floor, tote, carton=number) for tote, number in (("T-0412", 4618), ("T-0413", 4619))]
    Stacker(floor).scans(ON, *totes)
    Forklift(floor).scans(ON, "X-01")
    destroyer = Destroyer(floor)
    destroyer.photograph(totes[0], tmp_path)
    assert destroyer.destroy(totes[0], floor.supervisor).startswith("Destroyed | 2 units of carton T-0412")
    assert [state(floor, lpn) for lpn in (totes[0], totes[1], ON)][:2] == ["closed", "placed"]
    assert state(floor, ON) != "closed"
    assert_ledger_holds(floor)


def test_nothing_is_destroyed_without_photo_method_and_a_second_person(
    floor: Floor, plate: str, tmp_path: Path
) -> None:
    destroyer, before = Destroyer(floor), events(floor)
    assert destroyer.destroy(plate, floor.supervisor) == (
        "Photo missing | Nothing of carton T-0412 was destroyed: no photo was taken of it since it was put down here."
        " | Photograph it, then have the witness sign"
    )
    destroyer.photograph(plate, tmp_path)
    destroyer.method = None
    assert destroyer.destroy(plate, floor.supervisor) == (
        "How is it done? | Nothing of carton T-0412 was destroyed: the certificate must say how."
        " | Choose the method, then have the witness sign"
    )
    destroyer.method = DestructionMethod.CRUSHING
    assert destroyer.destroy(plate) == (
        "Second person needed | destroy_goods, T-0412: nobody does this alone. Nothing was changed."
        " Who approves beside you: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert destroyer.destroy(plate, floor.inspector, frozenset({Role.INSPECTOR})) == (
        "Another badge, please | destroy_goods, T-0412: J. Park cannot approve this. Nothing was changed."
        " Who approves: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert Destroyer(floor, "supervisor").destroy(plate, floor.supervisor).startswith("Second person needed | ")
    assert (goods(floor), events(floor), issued(floor)) == (["0412: 2 10D9T D destroy"], before, [])


def test_what_may_not_be_destroyed_says_why(floor: Floor) -> None:
    destroyer = Destroyer(floor)
    tote = graded_to_destroy(floor)
    assert destroyer.scan(tote) == (
        "Not in its place | Carton T-0412 is graded at B-02. Goods are destroyed only where they were put down for it,"
        " in zone X. | Route it there first, then scan it again"
    )
    assert destroyer.scan("T-0999") == (
        "Unknown carton | No open carton here has the plate T-0999. What was destroyed has its certificate."
        " | Scan another carton, or look under Certificates"
    )
    assert destroyer.scan("X-01") == (
        "Scan a carton | Scanned X-01: place. Expected: the plate of a carton or pallet that stands in a place for"
        " destruction. | Scan the plate on what is to be destroyed"
    )
    Forklift(floor).scans(tote, "X-01")
    lock(floor, "10D9T")
    assert destroyer.scan(tote) == (
        "Locked | Carton T-0412 holds goods that are locked, wrong_lot, and that lock does not let them be destroyed."
        " | Have the lock released under Locked goods first"
    )
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(LINE).values(hold=None, code=DispositionCode.RECYCLE))
    assert destroyer.scan(tote) == (
        "Not to be destroyed | Carton T-0412 holds goods that were not decided to be destroyed: recycle."
        " | Take those to where they belong, then scan it again"
    )
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(LINE).values(quantity=0))
    assert destroyer.scan(tote) == (
        "Nothing in it | Carton T-0412 holds no goods to be destroyed. | Scan the carton that holds them"
    )


def test_there_is_no_undo_and_no_second_time(floor: Floor, plate: str, tmp_path: Path) -> None:
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, vitamin(floor), carton=4700), vitamin(floor))
    destroyer = Destroyer(floor)
    destroyer.photograph(plate, tmp_path)
    destroyer.destroy(plate, floor.supervisor)
    assert (
        Destroyer(floor, "dock_worker")
        .destroy(plate, floor.supervisor)
        .startswith("Ended already | D. Silva ended what was in carton T-0412 at ")
    )
    forklift = Forklift(floor)
    assert destroyer.scan(plate).startswith("Unknown carton | ")
    assert forklift.scan(plate).startswith("Unknown carton")
    assert len(issued(floor)) == 1


def test_of_two_at_once_one_destroys_and_the_other_is_told_who(floor: Floor, plate: str, tmp_path: Path) -> None:
    pair = [Destroyer(floor), Destroyer(floor, "dock_worker")]
    pair[0].photograph(plate, tmp_path)
    race(*(partial(each.destroy, plate, floor.supervisor) for each in pair))
    (loser,) = [each for each in pair if each.answered and each.answered.event_id is None]
    (winner,) = [each for each in pair if each is not loser]
    (certificate,) = issued(floor)
    assert loser.says == (
        f"Ended already | {winner.by.operator_name} ended what was in carton T-0412 at"
        f" {shown(certificate.record.issued_at)}: destruction CE-000001 states it."
        " | Scan another carton, or look under Certificates"
    )
    assert_ledger_holds(floor)


def test_a_replay_destroys_nothing_again(floor: Floor, plate: str, tmp_path: Path) -> None:
    destroyer, client_id = Destroyer(floor), str(new_id())
    destroyer.photograph(plate, tmp_path)
    first, before = destroyer.destroy(plate, floor.supervisor, client_id=client_id), events(floor)
    assert (destroyer.destroy(plate, floor.supervisor, client_id=client_id), events(floor)) == (first, before)


def test_a_certificate_that_was_changed_is_found(floor: Floor, plate: str, tmp_path: Path) -> None:
    destroyer = Destroyer(floor)
    destroyer.photograph(plate, tmp_path)
    destroyer.destroy(plate, floor.supervisor)
    (certificate,) = issued(floor)
    states = certificate.record.to_json()
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(CERTIFICATE).values(record={**states, "witness": "Somebody else"}))
    assert holds(floor) == Changed("CE-000001", "what it states was changed after it was issued")
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(CERTIFICATE).values(record=states, seal="0" * 64))
    assert holds(floor) == Changed("CE-000001", "what it states was changed after it was issued")
