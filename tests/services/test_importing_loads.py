"""Imports of inbound loads: known again by the requests that they bring, planned as the office plans them."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from app.config import Settings
from app.context import Backdock
from app.db.models import Party, table_of
from app.domain.importing import ImportKind
from app.domain.transitions import AuthorizationState, CollectionState
from app.domain.vocabulary import PartyKind
from app.imports import FileToImport, import_file
from app.services import transporting
from app.services.importing import loads, resolving
from tests.exchange.files import xlsx_file
from tests.factories import Floor, an_authorization
from tests.makers import ExpectedLine, a_party
from tests.services.importers import GLN, Importer, counted
from tests.services.shipper import Shipper

PLANNED = ("Requests or authorizations", "Day", "Carrier", "Trailer", "Seal", "Door", "Appointment from", "Cita hasta")
REST = ("", "", "", "", "", "")
LOADS = ImportKind.LOADS


@pytest.fixture
def shipper(floor: Floor) -> Shipper:
    """The desk with three requests that wait, of 9000 kg each, and a carrier."""
    with floor.database.unit_of_work() as session:
        paper = an_authorization(session, floor.site, floor.northline, [ExpectedLine(floor.shirt, 5)], "RMA-104600",
                                 state=AuthorizationState.APPROVED)  # fmt: skip
        carrier = a_party(session, PartyKind.CARRIER, "Rio Freight")
        session.execute(sa.update(table_of(Party)).values(code="RIO", gln=GLN).where(Party.id == carrier.id))  # type: ignore[arg-type]
    shipper = Shipper(floor)
    for paper_id in (floor.trade_return.id, floor.warranty.id, paper.id):
        shipper.asks(paper_id, kg=9_000)
    return shipper


def test_a_load_is_known_again_by_what_it_brings_until_it_is_here(importer: Importer, shipper: Shipper) -> None:
    row = ("COL-000002; RMA-104418", "2026-11-23", "RIO", "tx-9", "sl-1", "d-04", "8:30", "10:00:00")
    assert counted(importer.do(LOADS, PLANNED, [row])) == (1, 0, 0, 0)
    assert counted(importer.do(LOADS, PLANNED, [row])) == (0, 0, 1, 0)
    otherwise = ("RMA-104502, COL-000001", "2026-11-24", GLN, "", "SL-2", "", "", "")
    assert counted(importer.do(LOADS, PLANNED, [otherwise])) == (0, 1, 0, 0)
    load, until = shipper.load(), datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert (load.requests, load.carrier, load.trailer, load.seal, load.dock) == (
        2,
        "Rio Freight",
        "TX-9",
        "SL-2",
        "D-04",
    )
    assert (load.appointment_from, load.appointment_until) == (until.replace(hour=14, minute=30), until)
    assert (load.changed_by, shipper.request("COL-000001").state) == ("", CollectionState.PLANNED)
    shipper.finds("LOAD-000001")
    shipper.scans("D-04", "SL-2")
    assert counted(importer.do(LOADS, PLANNED, [otherwise])) == (0, 0, 1, 0)
    late = importer.do(LOADS, PLANNED, [row])
    assert importer.faults(late) == ["2 : LOAD-000001 is arrived, so this is not possible: edit."]


def test_loads_say_what_is_wrong_with_them(importer: Importer, shipper: Shipper) -> None:
    def refusal(*row: str) -> str:
        (fault,) = importer.faults(importer.do(LOADS, PLANNED, [row]))
        return fault.removeprefix("2 ")

    one, day = "COL-000001", "2026-11-23"
    assert refusal("RMA-1", day, *REST) == (
        ": Read RMA-1. Expected numbers of collection requests, or of authorizations that stand on one."
    )
    assert refusal(";", day, *REST).startswith("Requests or authorizations: Read ;. Expected numbers of ")
    assert refusal(one, day, "Northline Pharmacy", *REST[1:]) == (
        ": Northline Pharmacy is no carrier. Expected the code or GLN of one."
    )
    assert refusal(one, day, "", "", "", "B-01", "", "") == (
        ": B-01 is no dock door of this building. Choose one from the list."
    )
    assert refusal(one, day, "", "", "", "", "8:30", "") == (
        ": An appointment needs both: when it begins, and when it ends after that."
    )
    assert refusal(one, day, "", "", "", "", "8:30", "24:10") == (
        "Cita hasta: Read 24:10, expected hours and minutes such as 14:30."
    )
    assert refusal(one, "2026-12-01", *REST) == (
        ": COL-000001 can be collected from 2026-11-22 to 2026-11-26, not on 2026-12-01."
    )
    assert refusal("COL-000001, COL-000002, COL-000003", day, *REST) == (
        ": COL-000001, COL-000002, COL-000003 come to 27,000 kg and 81,000 l. A trailer takes 20,000 kg and 60,000 l."
    )
    shipper.plans("COL-000001", "COL-000002")
    assert refusal(one, day, *REST) == (
        ": COL-000001 is on LOAD-000001 already, which brings COL-000001, COL-000002. Expected exactly those, or "
        "requests that no load brings yet."
    )
    assert refusal("COL-000001, COL-000002", "2026-12-01", *REST) == (
        ": COL-000001 can be collected from 2026-11-22 to 2026-11-26, not on 2026-12-01."
    )
    shipper.to(transporting.cancel, shipper.request("COL-000003"))
    assert refusal("COL-000003", day, *REST) == ": COL-000003 is cancelled, so this is not possible: plan."


def test_loads_of_one_file_leave_each_other_their_requests_and_doors(importer: Importer, shipper: Shipper) -> None:
    at_door = ("2026-11-23", "", "", "", "D-04")
    rows = [
        ("COL-000001", *at_door, "08:00", "09:00"),
        ("COL-000002", *at_door, "08:30", "09:30"),
        ("COL-000003", *at_door, "09:00", "10:00"),
        ("RMA-104418", "2026-11-24", *REST),
    ]
    run = importer.do(LOADS, PLANNED, rows, skips_bad=True)
    assert (counted(run), importer.faults(run)) == ((2, 0, 0, 2), [
        "3 : D-04 is taken by COL-000001 from 2026-11-23 08:00:00-06:00 to 2026-11-23 09:00:00-06:00.",
        "5 : COL-000001 stands in row 2 already. Expected it once.",
    ])  # fmt: skip
    taken = importer.do(LOADS, PLANNED, [rows[1]])
    assert importer.faults(taken) == [
        "2 : D-04 is taken by LOAD-000001 from 2026-11-23 14:00:00+00:00 to 2026-11-23 15:00:00+00:00."
    ]


def test_a_load_of_many_requests_has_a_key_that_fits_its_column() -> None:
    many, more = ({"requests": ", ".join(f"COL-{n:06}" for n in range(count))} for count in (99, 100))
    assert len({loads.key(many), loads.key(more), loads.key(many)}) == 2
    assert max(len(loads.key(each)) for each in (many, more)) <= resolving.LONGEST_KEY


def test_a_file_of_loads_knows_the_trailer_of_the_settings(shipper: Shipper, tmp_path: Path) -> None:
    row = ("COL-000001", date(2026, 11, 23), "", "", "", "D-04", time(8, 30), time(10))
    path, floor = xlsx_file(tmp_path, [PLANNED, row]), shipper.floor

    def faults(kg: int) -> list[str]:
        settings = Settings(data_dir=tmp_path, secret_key=SecretStr("x" * 32), trailer_kg=kg)
        given = Backdock(settings, floor.database), FileToImport(LOADS, path), floor.site.id
        return import_file(*given, skips_bad=False)[1]

    assert faults(8_999) == ["Row 2: COL-000001 come to 9,000 kg and 27,000 l. A trailer takes 8,999 kg and 60,000 l."]
    assert (faults(9_000), shipper.load().appointment_from) == ([], datetime(2026, 11, 23, 14, 30, tzinfo=UTC))
