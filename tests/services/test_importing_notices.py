"""Advance notices in files: what they announce, when they may be sent again, and why one is refused."""

from app.db.models import Carton, DeclaredLine
from app.domain.importing import ImportKind
from app.domain.transitions import CartonState
from tests.factories import Floor, an_sscc
from tests.services.dock import Dock
from tests.services.importers import Importer, counted, stored

NOTICE = ("RMA", "Pallet", "Carton", "SKU", "Quantity", "Lot")
PALLET, FIRST, SECOND = an_sscc(9001), an_sscc(9101), an_sscc(9102)
ROWS = [
    ("RMA-104418", f"00{PALLET}", FIRST, "VIT-D3-120", 12, "10D9T"),
    ("RMA-104418", PALLET, SECOND, "VIT-D3-120", 12, "10D9T"),
    ("RMA-104418", PALLET, SECOND, "OMG-3-90", 6, "K7731"),
]


def test_a_notice_announces_pallets_cartons_and_contents(importer: Importer, floor: Floor) -> None:
    assert counted(importer.do(ImportKind.ASN, NOTICE, ROWS)) == (3, 0, 0, 0)
    assert stored(floor, Carton, "lpn", "is_pallet", "state", authorization_id=floor.trade_return.id) == [
        (PALLET, True, CartonState.EXPECTED),
        (FIRST, False, CartonState.EXPECTED),
        (SECOND, False, CartonState.EXPECTED),
    ]
    assert stored(floor, DeclaredLine, "lot", "quantity", "pallet") == [
        ("10D9T", 12, PALLET), ("10D9T", 12, PALLET), ("K7731", 6, PALLET),
    ]  # fmt: skip
    assert counted(importer.do(ImportKind.ASN, NOTICE, ROWS)) == (0, 0, 3, 0)


def test_a_notice_sent_anew_takes_the_place_of_the_last_until_something_of_it_came(
    importer: Importer, floor: Floor
) -> None:
    importer.do(ImportKind.ASN, NOTICE, ROWS)
    assert counted(importer.do(ImportKind.ASN, NOTICE, ROWS[1:])) == (0, 2, 0, 0)
    expected = {"authorization_id": floor.trade_return.id, "state": CartonState.EXPECTED}
    assert stored(floor, Carton, "lpn", **expected) == [(PALLET,), (SECOND,)]
    Dock(floor).scan(PALLET)
    run = importer.do(ImportKind.ASN, NOTICE, ROWS, skips_bad=True)
    assert importer.faults(run)[0] == (
        f"2 : Carton {SECOND} of RMA-104418 is received. Expected a notice of which nothing has come yet."
    )
    assert counted(importer.do(ImportKind.ASN, NOTICE, ROWS[1:])) == (0, 0, 2, 0)


def test_a_notice_that_cannot_be_is_refused_whole(importer: Importer, floor: Floor) -> None:
    other = an_sscc(9002)
    rows = [
        *ROWS,
        ("RMA-1", "", an_sscc(1), "VIT-D3-120", 1, ""),
        ("RMA-104502", other, an_sscc(2), "DRL-18V", 1, ""),
        ("RMA-104502", PALLET, an_sscc(2), "DRL-18V", 1, ""),
    ]
    run = importer.do(ImportKind.ASN, NOTICE, rows, skips_bad=True)
    assert counted(run) == (3, 0, 0, 3)
    assert importer.faults(run) == [
        "5 : Read RMA-1. Expected the number of an authorization. None has it: import the authorizations first.",
        *[
            f"{row} : Carton {an_sscc(2)} of RMA-104502 stands on pallet {other} and on {PALLET}."
            " Expected one pallet, or none."
            for row in (6, 7)
        ],
    ]
    both = [("RMA-104502", other, an_sscc(2), "DRL-18V", 1, ""), ("RMA-104502", "", other, "DRL-18V", 1, "")]
    assert importer.faults(importer.do(ImportKind.ASN, NOTICE, both, skips_bad=True))[0] == (
        f"2 : {other} is a pallet and a carton of RMA-104502. Expected one of the two."
    )
    taken = [("RMA-104502", "", FIRST, "DRL-18V", 1, "")]
    assert importer.faults(importer.do(ImportKind.ASN, NOTICE, taken, skips_bad=True)) == [
        f"2 : {FIRST} of RMA-104502 is the plate of another carton, which is expected."
        " Expected a plate that is not in use."
    ]
    bad = [("RMA-104502", "", "123", "DRL-18V", 1, "")]
    assert importer.faults(importer.do(ImportKind.ASN, NOTICE, bad, skips_bad=True)) == [
        "2 Carton: Read 123. Expected an SSCC of 18 digits with the right check digit."
    ]


def test_a_notice_for_paper_whose_goods_do_not_come_is_refused(importer: Importer, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        paper = session.merge(floor.warranty)
        paper.state = type(paper.state).CANCELLED
    run = importer.do(ImportKind.ASN, NOTICE, [("RMA-104502", "", FIRST, "DRL-18V", 1, "L2608")], skips_bad=True)
    assert importer.faults(run) == [
        "2 : RMA-104502 is cancelled. Expected an authorization whose goods are still to come."
    ]
