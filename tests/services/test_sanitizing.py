"""Data on devices, on either database: recorded by medium, verified by a second person; until then nothing leaves."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.db.models import Carton, CartonLine, table_of
from app.db.queries import sanitizations
from app.db.queries.sanitizations import Wanted
from app.domain.sanitizing import SanitizationMethod, SanitizationResult
from app.domain.vocabulary import DispositionCode
from tests.factories import NOW, Floor
from tests.services.bench import BenchWork, assert_ledger_holds, events, state
from tests.services.forklift import Forklift, kinds
from tests.services.sanitizer import DESTROY, FAILED, SERIAL, Sanitizer, a_device, device

TOTE = "T-0412"


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with one device that bears data."""
    return a_device(floor)


def graded(floor: Floor, plate: str, code: DispositionCode) -> None:
    bench = BenchWork(floor, "supervisor", NOW + timedelta(hours=4))
    bench.scans(plate, device(floor))
    bench.says_more(code=code, reason="As agreed").scans("CMD-GRADE-B", TOTE, "CMD-CLOSE")
    assert state(floor, TOTE) == "graded", bench.says


def bound_for(floor: Floor, code: DispositionCode) -> None:
    """Send what was graded elsewhere, as an older decision would have."""
    with floor.database.unit_of_work() as session:
        for table in (table_of(Carton), table_of(CartonLine)):
            session.execute(sa.update(table).where(table.c.code != "").values(code=code))


def listed(floor: Floor, wanted: Wanted = Wanted()) -> list[tuple[str, str, str, str, str]]:  # noqa: B008
    with floor.database.reading() as session:
        rows = sanitizations.listed(session, floor.site.id, wanted)
        assert sanitizations.count(session, floor.site.id, wanted) == len(rows)
    return [(row.medium_serial, row.method.value, row.result.value, row.done_by, row.verified_by) for row in rows]


def test_a_medium_is_purged_verified_by_another_and_then_the_unit_may_leave(floor: Floor, plate: str) -> None:
    sanitizer = Sanitizer(floor)
    assert sanitizer.scan(SERIAL) == (
        f"{SERIAL} | Cordless drill 18 V kit in carton {plate}: not every medium in it is sanitized and verified yet."
        " | Say which medium, how and by what tool, then have it verified"
    )
    bench = BenchWork(floor, "supervisor", NOW + timedelta(hours=4))
    bench.scans(plate, device(floor))
    bench.says_more(code=DispositionCode.LIQUIDATE, reason="As agreed")
    assert "Its data is not sanitized and verified" in bench.scans("CMD-GRADE-B", TOTE)
    graded(floor, plate, DispositionCode.REFURBISH)
    bound_for(floor, DispositionCode.LIQUIDATE)
    assert Forklift(floor).scan(TOTE) == (
        f"Data on it | Cordless drill 18 V kit {SERIAL} in carton {TOTE} is not sanitized and verified: it may not go"
        " to L. | Sanitize it first: scan its serial under Data"
    )
    sanitizer.scan(device(floor))
    assert sanitizer.sanitize() == (
        f"Second person needed | verify_sanitization, {SERIAL}: nobody does this alone. Nothing was changed."
        " Who approves beside you: inspector, quality, supervisor."
        " | Scan the badge of one of them and enter the PIN here"
    )
    assert sanitizer.sanitize(by=floor.inspector).startswith("Second person needed | ")
    assert sanitizer.sanitize(by=floor.supervisor) == (
        f"Recorded | Medium M-1 of {SERIAL}: purge, passed, verified by A. Novak. Every medium recorded is sanitized."
        " | Record another medium, or scan the next unit"
    )
    assert sanitizer.scan(SERIAL).startswith(f"{SERIAL} | Cordless drill 18 V kit in carton {TOTE}: every medium")
    assert "L-01" in Forklift(floor).scans(TOTE, "L-01")
    assert state(floor, TOTE) == "placed"
    assert listed(floor) == [("M-1", "purge", "sanitization_passed", "J. Park", "A. Novak")]
    assert_ledger_holds(floor)


@pytest.mark.parametrize("code", [DispositionCode.REFURBISH, DispositionCode.DESTROY])
def test_data_may_stay_on_what_stays_in_the_house_or_ends_in_it(
    floor: Floor, plate: str, code: DispositionCode
) -> None:
    graded(floor, plate, code)
    assert not Forklift(floor).scan(TOTE).startswith("Data on it")


def test_every_medium_of_a_unit_counts(floor: Floor, plate: str) -> None:
    sanitizer = Sanitizer(floor)
    sanitizer.scan(SERIAL)
    assert sanitizer.sanitize("M-1", result=FAILED, method=SanitizationMethod.CLEAR, by=floor.supervisor) == (
        f"Failed | Medium M-1 of {SERIAL}: clear, failed, verified by A. Novak. The unit stays in the house."
        " | Purge or destroy the medium, then record that"
    )
    assert sanitizer.sanitize("M-2", by=floor.supervisor) == (
        f"Recorded | Medium M-2 of {SERIAL}: purge, passed, verified by A. Novak. Another medium of it is not."
        " | Go on with that one"
    )
    assert sanitizer.sanitize("M-1", result=FAILED, by=floor.supervisor) == (
        f"Destroy it | Medium M-1 of {SERIAL}: a purge has failed, verified by A. Novak."
        " Nothing but its destruction counts now. | Destroy the medium, then record that"
    )
    assert sanitizer.sanitize("M-1", by=floor.supervisor) == (
        "Destroy it | Nothing was recorded: a purge of medium M-1 has failed, so that it can only be destroyed."
        " | Destroy the medium, then record that"
    )
    assert "Every medium recorded is sanitized." in sanitizer.sanitize("M-1", DESTROY, by=floor.supervisor)
    assert [row[:2] for row in listed(floor, Wanted(result=SanitizationResult.PASSED, falls=False))] == [
        ("M-2", "purge"), ("M-1", "destroy_medium"),
    ]  # fmt: skip


def test_it_is_taken_back_until_something_later_stands_on_it(floor: Floor, plate: str) -> None:
    sanitizer = Sanitizer(floor)
    sanitizer.scan(SERIAL)
    sanitizer.sanitize(by=floor.supervisor)
    assert sanitizer.undo() == "Undone | Taken back: data_sanitized. | Scan the next item"
    assert listed(floor) == []
    assert sanitizer.scan(SERIAL).startswith(f"{SERIAL} | Cordless drill 18 V kit in carton {plate}: not every medium")
    sanitizer.sanitize(by=floor.supervisor)
    assert sanitizer.scan("CMD-UNDO").startswith("Undone | ")
    sanitizer.scan(SERIAL)
    sanitizer.sanitize(by=floor.supervisor)
    graded(floor, plate, DispositionCode.LIQUIDATE)
    assert sanitizer.undo().startswith("Too late to undo | A. Novak worked on the same goods at")
    assert kinds(floor).count("data_sanitized") == 3
    assert_ledger_holds(floor)


def test_what_is_not_recorded_says_why(floor: Floor, plate: str) -> None:
    sanitizer = Sanitizer(floor)
    assert sanitizer.scan("DR7-000000") == (
        "Unknown serial | No unit that bears data and stands here has the serial DR7-000000."
        " | Scan the serial plate on the unit, or have it received with its serial"
    )
    assert sanitizer.scan("S-01") == (
        "Scan the serial | Scanned S-01: place. Expected: the serial of a unit that bears data and stands here."
        " | Scan the serial plate on the unit"
    )
    sanitizer.scan(SERIAL)
    before = events(floor)
    assert sanitizer.sanitize("", by=floor.supervisor) == (
        "Which medium? | Nothing was recorded: the serial of the medium is missing. | Scan or type what its label says"
    )
    assert sanitizer.sanitize(tool="", by=floor.supervisor) == (
        "By what tool? | Nothing was recorded of medium M-1: the tool is missing. | Name the tool and its version"
    )
    assert events(floor) == before
    graded(floor, plate, DispositionCode.REFURBISH)
    assert sanitizer.sanitize(by=floor.supervisor) == (
        "Not here any more | The unit does not stand in this carton any more. Nothing was recorded."
        " | Scan its serial again"
    )


def test_a_replay_records_nothing_again(floor: Floor, plate: str) -> None:
    sanitizer = Sanitizer(floor)
    sanitizer.scan(SERIAL)
    first = sanitizer.sanitize(by=floor.supervisor, client_id="0" * 36)
    assert sanitizer.sanitize(by=floor.supervisor, client_id="0" * 36) == first
    assert len(listed(floor)) == 1
