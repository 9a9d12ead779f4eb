"""Trips by file, each row a stop, and parties with their place on the map."""

from datetime import date

from app.db.models import Party
from app.db.queries import trips
from app.domain.collecting import Freight
from app.domain.geography import Point
from app.domain.importing import ImportKind
from tests.factories import Floor
from tests.services.importers import PARTIES, Importer, counted, stored
from tests.services.shipper import Shipper

HEADINGS = ("Viaje", "Fecha", "Vehículo", "Capacidad", "Capacidad en litros", "Cliente", "Peso", "Volumen")
NORTHLINE, HARBOR = "Northline Pharmacy", "Harbor & Pine Retail"


def test_a_trip_is_its_stops_in_the_order_of_the_rows(importer: Importer, floor: Floor) -> None:
    rows = [("TR-7", "2026-11-24", "TX-1", 9_000, 40_000, HARBOR, 700, 2_000),
            ("TR-7", "2026-11-24", "TX-1", 9_000, 40_000, NORTHLINE, 400, "")]  # fmt: skip
    places = [("N-1", NORTHLINE, "customer", "1 Main St", "78205", "us", "29.4241", "-98.4936")]
    headings = ("Code", "Name", "Kind", "Address", "Postal code", "Country", "Latitude", "Longitude")
    assert counted(importer.do(PARTIES, headings, places)) == (1, 0, 0, 0)
    rows[1] = (*rows[1][:5], "N-1", *rows[1][6:])
    assert counted(importer.do(ImportKind.TRIPS, HEADINGS, rows)) == (2, 0, 0, 0)
    assert counted(importer.do(ImportKind.TRIPS, HEADINGS, rows)) == (0, 0, 2, 0)
    with floor.database.reading() as session:
        (trip,) = trips.planned(session, floor.site.id, date(2026, 11, 24))
    assert (trip.number, trip.capacity) == ("TR-7", Freight(9_000, 40_000))
    found = [(stop.position, stop.party, stop.freight, stop.point) for stop in trip.stops]
    assert found == [
        (1, HARBOR, Freight(700, 2_000), None),
        (2, NORTHLINE, Freight(400, 0), Point(29_424_100, -98_493_600)),
    ]


def test_what_a_place_or_a_stop_cannot_be_is_said(importer: Importer, floor: Floor) -> None:
    headings = ("Code", "Name", "Kind", "Country", "Latitude", "Longitude")
    rows = [("N-1", "One", "customer", "USA", "", ""), ("N-2", "Two", "customer", "", "91", ""),
            ("N-3", "Three", "customer", "", "", "west")]  # fmt: skip
    run = importer.do(PARTIES, headings, rows, skips_bad=True)
    assert importer.faults(run) == [
        "2 Country: Read USA. Expected two letters such as US.",
        "3 Latitude: Read 91. Expected degrees from -90 to 90, such as 27.5064.",
        "4 Longitude: Read west. Expected degrees from -180 to 180, such as 27.5064.",
    ]
    assert stored(floor, Party, "name", code="N-1") == []
    trip = importer.do(ImportKind.TRIPS, HEADINGS, [("TR-8", "2026-11-24", "", 0, 5, HARBOR, 1, 1)], skips_bad=True)
    assert importer.faults(trip) == ["2 Capacidad: Read 0. Expected a whole number from 1 to 40,000."]


def test_a_trip_that_brings_something_back_keeps_its_day_and_its_room(importer: Importer, floor: Floor) -> None:
    shipper = Shipper(floor).maps()
    trip_id = shipper.trip((floor.harbor.id, 300), (floor.northline.id, 300))
    shipper.asks(floor.trade_return.id, kg=500)
    shipper.combines(shipper.request("COL-000001"), trip_id)
    litres = 90_000
    head = ("TR-7", "2026-11-23", "TX-1", 1_000, litres)
    rows = [(*head, HARBOR, 300, 300), (*head, NORTHLINE, 300, 300)]
    assert counted(importer.do(ImportKind.TRIPS, HEADINGS, rows)) == (0, 2, 0, 0)
    later = [("TR-7", "2026-11-25", *row[2:]) for row in rows]
    smaller = [("TR-7", "2026-11-23", "TX-1", 600, litres, *row[5:]) for row in rows]
    elsewhere = [("TR-7", "2026-11-23", "TX-1", 1_000, litres, HARBOR, 900, 300)]
    full = [("TR-7", "2026-11-23", "TX-1", 600, litres, HARBOR, 700, 300)]
    why = [
        importer.faults(importer.do(ImportKind.TRIPS, HEADINGS, each))[0] for each in (later, smaller, elsewhere, full)
    ]
    assert why == [
        "2 : TR-7 brings LOAD-000001 back on 2026-11-23: that day stays. Nothing was changed.",
        "2 : TR-7 picks up what LOAD-000001 brings: with these stops it would not fit. Nothing was changed.",
        "2 : TR-7 picks up what LOAD-000001 brings: with these stops it would not fit. Nothing was changed.",
        "2 : The stops come to 700 kg and 300 l. The vehicle takes 600 kg and 90,000 l.",
    ]
