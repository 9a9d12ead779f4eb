"""Drawing samples, on either database: a lot is accepted and graded as a whole, or rejected and graded unit by unit."""

import pytest

from app.db.ids import new_id
from app.db.models import SamplingGroup
from app.db.queries import sampling as queries
from app.domain.sampling import Aql, Severity
from app.domain.transitions import SampleState
from app.services import sampling
from tests.factories import NOW, Floor
from tests.services.bench import BenchWork, assert_ledger_holds, received
from tests.services.dock import gs1
from tests.services.floor_state import omega, vitamin
from tests.services.forklift import kinds
from tests.services.sampler import Sampler, agree, lots


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a carton with six omegas of lot K7731; at AQL 6.5 two are looked at, and none may be defective."""
    agree(floor)
    return received(floor, *[omega(floor)] * 6)


def whole(floor: Floor, plate: str) -> str:
    bench = BenchWork(floor)
    return bench.scans(plate, "CMD-WHOLE", "CMD-GRADE-A", plate)


def test_an_accepted_lot_is_graded_as_a_whole(floor: Floor, plate: str) -> None:
    assert whole(floor, plate) == (
        "Sample first | Lot K7731 of Omega-3 1200 mg, 90 ct is judged by a sample: looked at 0 of 2. Nothing was"
        " graded. | Draw the sample, or grade unit by unit"
    )
    sampler = Sampler(floor, plate)
    assert sampler.scan(omega(floor)) == (
        "Look at it | Omega-3 1200 mg, 90 ct, lot K7731: unit 1 of 2 is on the bench."
        " | Scan PASS when it is good, HOLD when it is defective"
    )
    assert sampler.scan("CMD-PASS") == (
        "Good, 1 of 2 | Lot K7731 of Omega-3 1200 mg, 90 ct. Defective so far: 0; up to 0 accept it."
        " | Draw the next unit"
    )
    assert sampler.scans(omega(floor), "CMD-PASS") == (
        "Lot accepted | Lot K7731 of Omega-3 1200 mg, 90 ct: of 2 looked at, defective were 0; up to 0 accept it."
        " | Grade what is defective by itself, then the cartons as a whole"
    )
    assert (lots(floor), kinds(floor)[-1]) == (["K7731 accepted 2/2 0>0 normal"], "sample_judged")
    assert sampler.scan(omega(floor)) == (
        "Decided already | Lot K7731 of Omega-3 1200 mg, 90 ct is accepted: its sample is complete. Nothing was"
        " counted. | Grade it at the bench"
    )
    assert whole(floor, plate).startswith("Grade A")
    assert_ledger_holds(floor)


def test_a_rejected_lot_is_graded_unit_by_unit(floor: Floor, plate: str) -> None:
    sampler = Sampler(floor, plate)
    assert sampler.scans(omega(floor), "CMD-HOLD") == (
        "Lot rejected | Lot K7731 of Omega-3 1200 mg, 90 ct: of 1 looked at, defective were 1; up to 0 accept it."
        " | Grade every unit of it by itself"
    )
    assert whole(floor, plate) == (
        "Unit by unit | Lot K7731 of Omega-3 1200 mg, 90 ct was rejected by its sample, so it is not graded as a whole."
        " Nothing was graded. | Grade every unit of it by itself"
    )
    assert BenchWork(floor).scans(plate, omega(floor), "CMD-GRADE-A", "T-0412").startswith("Grade A")
    assert lots(floor) == ["K7731 rejected 1/2 1>0 normal"]
    assert_ledger_holds(floor)


def test_what_a_larger_sample_forgives(floor: Floor) -> None:
    agree(floor)
    plate = received(floor, *[vitamin(floor)] * 20)  # at 6.5 eight are looked at, one may be defective
    sampler = Sampler(floor, plate)
    sampler.scans(vitamin(floor), "CMD-PASS")
    assert sampler.scans(vitamin(floor), "CMD-HOLD") == (
        "Defective, 2 of 8 | Lot 10D9T of Vitamin D3 1000 IU, 120 ct. Defective so far: 1; up to 1 accept it."
        " | Put it aside, then draw the next unit"
    )
    assert sampler.scans(*[vitamin(floor), "CMD-PASS"] * 6).startswith("Lot accepted")


def test_a_unit_is_put_back_and_the_last_one_taken_out_again(floor: Floor, plate: str) -> None:
    sampler = Sampler(floor, plate)
    assert sampler.scan("CMD-UNDO") == (
        "Nothing to undo | No unit of this carton was looked at whose lot is still open. Nothing was changed."
        " | Draw a unit"
    )
    sampler.scan(omega(floor))
    assert sampler.scan("CMD-UNDO") == "Put back | The unit was not looked at. | Draw a unit"
    assert sampler.scan("CMD-PASS") == (
        "Unit first | Good or defective is said of a unit, and none is on the bench. Nothing was counted."
        " | Scan the unit first"
    )
    sampler.scans(omega(floor), "CMD-PASS")
    assert sampler.do(sampling.undo) == (
        "Undone | Lot K7731 of Omega-3 1200 mg, 90 ct: the last unit is not looked at any more. Looked at: 0 of 2."
        " | Draw the next unit"
    )
    assert lots(floor) == ["K7731 drawing 0/2 0>0 normal"]


def test_other_goods_are_not_of_the_sample(floor: Floor, plate: str) -> None:
    sampler = Sampler(floor, plate)
    other = gs1(floor.zinc, "Z0391A", "271130")
    assert sampler.scan(other) == (
        f"Not of this sample | Scanned {other[:40]}: no lot of carton {plate} that a sample judges. Nothing was"
        " counted. | Scan a unit of the lots that are shown"
    )
    sampler.scan(omega(floor))
    assert sampler.scan("T-0412").startswith("Wrong kind of code"), "and the unit stays on the bench"
    assert sampler.scan("CMD-PASS").startswith("Good, 1 of 2")


def test_a_serial_is_looked_at_once(floor: Floor, plate: str) -> None:
    sampler, unit = Sampler(floor, plate), gs1(floor.omega, "K7731", "270228", serial="S-1")
    sampler.scans(unit, "CMD-PASS")
    assert sampler.scan(unit) == (
        "Looked at before | Serial S-1 of Omega-3 1200 mg, 90 ct is in the sample already. Nothing was counted."
        " | Draw another unit"
    )


def test_five_lots_rejected_under_tightened_inspection_stop_it(floor: Floor, plate: str) -> None:
    decided(floor, *[(Severity.NORMAL, 9)] * 2, *[(Severity.TIGHTENED, 9)] * 5)
    sentence = (
        "No samples any more | Five lots of Omega-3 1200 mg, 90 ct were rejected under tightened inspection: no sample"
        " accepts one now (9.4). | Grade every unit by itself, and let the office look at the supplier"
    )
    assert Sampler(floor, plate).scan(omega(floor)) == sentence
    assert whole(floor, plate) == sentence


def test_two_rejected_lots_tighten_the_next(floor: Floor, plate: str) -> None:
    decided(floor, *[(Severity.NORMAL, 9)] * 2)
    Sampler(floor, plate).scans(omega(floor), "CMD-PASS")
    assert "K7731 drawing 1/3 0>0 tightened" in lots(floor)


def decided(floor: Floor, *before: tuple[Severity, int]) -> None:
    """Have lots of omegas of Northline decided before."""
    with floor.database.unit_of_work() as session:
        for nth, (severity, defective) in enumerate(before):
            session.add(SamplingGroup(
                site_id=floor.site.id, id=new_id(), authorization_id=floor.trade_return.id,
                party_id=floor.northline.id, product_id=floor.omega.id, lot=f"OLD{nth}", aql=Aql.P6_5,
                severity=severity, lot_size=6, sample=2, accept=0, state=SampleState.REJECTED, defective=defective,
                opened_at=NOW, decided_at=NOW, decided_by=floor.inspector.id,
            ))  # fmt: skip


def test_what_is_agreed_of_a_product_goes_before_what_is_of_all(floor: Floor) -> None:
    assert agree(floor, Aql.P0_10) == "AQL 0.10 kept | Goods of Northline Pharmacy (*) are judged by samples. | "
    sku = floor.omega.sku
    assert (
        agree(floor, Aql.P6_5, sku) == f"AQL 6.5 kept | Goods of Northline Pharmacy ({sku}) are judged by samples. | "
    )
    plate = received(floor, *[omega(floor)] * 6)
    Sampler(floor, plate).scans(omega(floor), "CMD-PASS")
    assert lots(floor) == ["K7731 drawing 1/2 0>0 normal"]
    assert agree(floor, None, sku) == (
        f"No samples | Goods of Northline Pharmacy ({sku}) are not judged by samples any more. | "
    )
    with floor.database.reading() as session:
        assert [(row.sku, row.aql) for row in queries.settings(session)] == [("", Aql.P0_10)]


def test_who_and_what_is_agreed_about_must_be_known(floor: Floor) -> None:
    assert agree(floor, party=new_id()) == (
        "Party missing | Nobody here has that name. Nothing was changed. | Choose the party from the list"
    )
    assert agree(floor, sku="NOPE") == (
        "Unknown product | No product has the SKU NOPE. Nothing was changed."
        " | Enter another, or leave it empty for all products"
    )


def test_goods_of_others_are_graded_as_ever(floor: Floor) -> None:
    agree(floor, party=floor.harbor.id)
    plate = received(floor, *[omega(floor)] * 2)
    assert whole(floor, plate).startswith("Grade A")
