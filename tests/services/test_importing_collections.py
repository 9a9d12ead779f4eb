"""Imports of collection requests: known again by their authorizations, judged as the office's own are."""

from app.db.models import Collection
from app.domain.importing import ImportKind
from app.domain.transitions import CollectionState
from app.services.importing import collections, resolving
from tests.factories import Floor
from tests.services.importers import Importer, counted, stored
from tests.services.shipper import Shipper

ASKED = ("Authorizations", "Ready from", "Ready until", "Kilograms", "Pallets", "Address", "Postal code", "Contact")


def test_a_request_is_known_again_by_its_authorizations(importer: Importer, floor: Floor) -> None:
    row = ("RMA-104502; RMA-104418", "2026-11-22", "2099-12-31", 640, 2, "100 Commerce St", "78205", "")
    assert counted(importer.do(ImportKind.COLLECTIONS, ASKED, [row])) == (1, 0, 0, 0)
    assert counted(importer.do(ImportKind.COLLECTIONS, ASKED, [row])) == (0, 0, 1, 0)
    turned = ("RMA-104418, RMA-104502", "2026-11-22", "2099-12-31", 700, "", "", "", "Ana")
    assert counted(importer.do(ImportKind.COLLECTIONS, ASKED, [turned])) == (0, 1, 0, 0)
    kept = stored(floor, Collection, "kg", "litres", "address", "contact", "state", number="COL-000001")
    assert kept == [(700, 3600, "100 Commerce St", "Ana", CollectionState.REQUESTED)]
    Shipper(floor).plans("COL-000001")
    late = importer.do(ImportKind.COLLECTIONS, ASKED, [row])
    assert importer.faults(late) == ["2 : COL-000001 is planned, so this is not possible: edit."]


def test_requests_say_what_is_wrong_with_them(importer: Importer, floor: Floor) -> None:
    days = ("2026-11-22", "2099-12-31")
    rows = [
        ("RMA-1", *days, 640, 2, "100 Commerce St", "78205", ""),
        ("RMA-104418", "2026-11-22", "2026-11-01", 640, 2, "100 Commerce St", "78205", ""),
        ("RMA-104418, RMA-104502", *days, 640, "", "100 Commerce St", "78205", ""),
        ("RMA-104502", *days, 640, 2, "", "", ""),
    ]
    run = importer.do(ImportKind.COLLECTIONS, ASKED, rows, skips_bad=True)
    assert (counted(run), importer.faults(run)) == ((0, 0, 0, 4), [
        "2 : Read RMA-1. Expected the number of an authorization. None has it: import the authorizations first.",
        "3 : The last day is before the first one, 2026-11-22.",
        "4 : Say how many pallets or cartons there are, or their volume.",
        "5 : Say where the goods are to be collected: its address.",
    ])  # fmt: skip


def test_a_cell_without_any_number_is_refused(importer: Importer) -> None:
    run = importer.do(ImportKind.COLLECTIONS, ASKED, [(",", "2026-11-22", "2099-12-31", 640, 2, "", "", "")])
    assert importer.faults(run) == [
        "2 Authorizations: Read ,. Expected the number of an authorization. None has it: import the authorizations "
        "first."
    ]


def test_many_authorizations_are_one_key_that_fits_its_column_and_are_read_whole(importer: Importer) -> None:
    many, more = ({"authorizations": ", ".join(f"RMA-{n:06}" for n in range(count))} for count in (33, 34))
    assert len({collections.key(many), collections.key(more), collections.key(many)}) == 2
    assert max(len(collections.key(each)) for each in (many, more)) <= resolving.LONGEST_KEY
    row = (
        ";".join(["RMA-104418", *(f"RMA-2{n:05}" for n in range(32))]),
        "2026-11-22",
        "2099-12-31",
        640,
        2,
        "",
        "",
        "",
    )
    run = importer.do(ImportKind.COLLECTIONS, ASKED, [row])
    assert importer.faults(run) == [
        "2 : Read RMA-200000. Expected the number of an authorization. None has it: import the authorizations first."
    ]


def test_an_authorization_in_two_rows_is_told_with_the_first_of_them(importer: Importer) -> None:
    days = ("2026-11-22", "2099-12-31")
    rows = [("RMA-104502", *days, 640, 2, "100 Commerce St", "78205", ""),
            ("RMA-104418, RMA-104502", *days, 640, 2, "100 Commerce St", "78205", "")]  # fmt: skip
    run = importer.do(ImportKind.COLLECTIONS, ASKED, rows, skips_bad=True)
    assert (counted(run), importer.faults(run)) == ((1, 0, 0, 1), [
        "2 : RMA-104502 stands in row 3 already. Expected it once.",
    ])  # fmt: skip
