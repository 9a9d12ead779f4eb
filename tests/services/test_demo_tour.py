"""The five-minute tour: its barcodes can be printed, read, and do what their notes say."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from app.db.engine import Database
from app.demo import DemoCode, demo_codes, load_demo
from app.demo.hands import operator_at
from app.domain.readings import read
from app.labels.rows import BarcodeKind, DemoCell
from app.labels.sheets import demo_sheet
from tests.factories import Floor
from tests.services.demo_site import TODAY, column, rows
from tests.services.dock import Dock


def test_nothing_of_the_tour_has_been_touched(loaded: Database) -> None:
    assert rows(loaded, """
        SELECT number, state FROM "authorization" WHERE number IN ('RMA-104418', 'RMA-104502') ORDER BY number""") == [
        ("RMA-104418", "in_transit"),
        ("RMA-104502", "in_transit"),
    ]  # fmt: skip
    with loaded.reading() as session:
        tour = {code.payload.removeprefix("(00)") for code in demo_codes(session)}
    assert not tour & set(column(loaded, "SELECT lpn FROM carton WHERE state <> 'expected'"))


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 12, 31), date(2027, 3, 1), date(2028, 2, 29)])
def test_the_tour_works_on_any_day(sqlite_database: Database, today: date) -> None:
    load_demo(sqlite_database, today=today)

    lines = rows(sqlite_database, """
        SELECT l.expiry FROM authorization_line l JOIN "authorization" a ON a.id = l.authorization_id
        WHERE a.number = 'RMA-104418'""")  # fmt: skip
    assert all(date.fromisoformat(expiry) > today + timedelta(days=45) for (expiry,) in lines)
    (expired,) = column(sqlite_database, "SELECT DISTINCT expiry FROM shipment_line WHERE lot = 'K6904'")
    assert date.fromisoformat(expired) < today


@pytest.fixture(scope="module")
def tour(loaded: Database) -> tuple[DemoCode, ...]:
    """The barcodes of the tour."""
    with loaded.reading() as session:
        return demo_codes(session)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_barcode_of_the_tour_can_be_printed(tour: tuple[DemoCode, ...], language: str) -> None:
    cells = [
        DemoCell(getattr(code, f"title_{language}"), getattr(code, f"note_{language}"), code.kind, code.payload)
        for code in tour
    ]

    assert len(demo_sheet("Backdock", cells)) == -(-len(tour) // 10)
    assert {code.kind for code in tour} == set(BarcodeKind)


def test_the_tour_reads_as_what_it_says_it_is(tour: tuple[DemoCode, ...]) -> None:
    kinds = {code.title_en: read(code.payload)[0].kind.value for code in tour}

    assert {title: kinds[title] for title in _KINDS} == _KINDS


_KINDS = {
    "Badge M. Ortega": "badge",
    "Dock 4": "place",
    "Carton plate": "sscc",
    "Vitamin D3, lot 10D9T": "gs1",
    "Case of 12, lot 10F1C": "gs1",
    "Zinc, product only": "gtin",
    "Zinc, lot only": "lot",
    "Vitamin D3, QR": "gs1",
    "Tote T-0412": "plate",
    "Confirm": "command",
    "Grade A": "command",
}


@pytest.fixture
def dock(sqlite_database: Database) -> Dock:
    """M. Ortega at dock 4 of the demo, with the trade return of the tour open."""
    load_demo(sqlite_database, today=TODAY)
    with sqlite_database.reading() as session:
        by = operator_at(session, "2231", "D-04")
    return Dock(cast("Floor", SimpleNamespace(database=sqlite_database, dock_worker=None, principal=lambda _: by)))


def test_the_tour_goes_as_its_notes_say(dock: Dock, tour: tuple[DemoCode, ...]) -> None:
    codes = {code.title_en: code.payload for code in tour}
    said = []
    for step in _TOUR:
        dock.scan(codes[step])
        assert dock.answered
        said.append((step, dock.answered.said.message.key))

    assert said == list(_TOUR.items())
    dock.tap("accept")
    assert dock.counts() == {
        ("Vitamin D3 1000 IU, 120 ct", "10D9T"): "2/24",
        ("Vitamin D3 1000 IU, 120 ct", "10F1C"): "12/12",
        ("Omega-3 1200 mg, 90 ct", "K7731"): "6/6+2",
        ("Zinc 25 mg, 60 ct", "Z0415B"): "1/18",
    }


def test_what_does_not_belong_goes_to_quarantine(dock: Dock, tour: tuple[DemoCode, ...]) -> None:
    codes = {code.title_en: code.payload for code in tour}
    dock.scan(codes["Carton plate"])
    said = []
    for step in ("Work shirt", "Zinc, lot Z0392A", "Omega-3, expired"):
        dock.scan(codes[step])
        assert dock.answered
        said.append(dock.answered.said.message.key)
        dock.scan(codes["Confirm"])
        assert dock.answered.said.message.key == "receiving.counted_held"

    assert said == [
        "receiving.unexpected", "receiving.wrong_lot", "receiving.expired",
    ]  # fmt: skip
    for step in ("Glucose strips (UDI)", "Monitor, on no paper"):
        dock.scan(codes[step])
        assert dock.answered
        assert dock.answered.said.message.key == "medical.unopened"
        dock.scan(codes["Undo last"])


_TOUR = {
    "Carton plate": "receiving.carton_opened",
    "Vitamin D3, lot 10D9T": "receiving.counted",
    "Vitamin D3, QR": "receiving.counted",
    "Case of 12, lot 10F1C": "receiving.sealed",
    "Confirm": "receiving.counted",
    "Zinc, product only": "receiving.lot_needed",
    "Zinc, date only": "receiving.lot_needed",
    "Zinc, lot only": "receiving.counted",
    "A case nobody knows": "floor.unknown_pack",
    "Omega-3, eight in a bag": "receiving.over",
}
