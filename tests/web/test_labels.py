"""Labels over HTTP: each is printed, read back, and means what the database says."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Checklist, Event, Inspection, Product, Site, table_of
from app.domain.vocabulary import DispositionCode, Grade
from tests.factories import NOW, Floor, an_sscc
from tests.labels.paper import readings, scanned
from tests.services.dock import Dock, gs1
from tests.web.conftest import SignIn
from tests.web.pages import Page, page_of
from tests.web.printing import both_ways, file, pictures, pixels

CARTON, LINE = table_of(Carton), table_of(CartonLine)


@dataclass(frozen=True)
class Goods:
    """A closed carton with 3 vitamins of one lot, and the id of their line."""

    carton: UUID
    line: UUID
    lpn: str


@pytest.fixture
def goods(floor: Floor) -> Goods:
    lpn = an_sscc(4418)
    dock = Dock(floor)
    dock.scans(f"00{lpn}", *[gs1(floor.vitamin, "10D9T", "270331")] * 3)
    carton = dock.board().carton_id
    dock.tap("close_carton")
    assert carton
    return Goods(carton, line_of(floor, carton), lpn)


def line_of(floor: Floor, carton: UUID) -> UUID:
    with floor.database.reading() as session:
        return session.execute(sa.select(LINE.c.id).where(LINE.c.carton_id == carton)).scalar_one()


def graded(floor: Floor, goods: Goods, *scores: tuple[int, int]) -> None:
    """Grade the line B for rework; `scores` are function and cosmetics of its inspections."""
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(CARTON).values(code=DispositionCode.REWORK).where(CARTON.c.id == goods.carton))
        session.execute(
            sa.update(LINE).values(code=DispositionCode.REWORK, grade=Grade.B).where(LINE.c.id == goods.line)
        )
        event, checklist = table_of(Event), table_of(Checklist)
        for function, cosmetics in scores:
            session.execute(
                sa.insert(table_of(Inspection)).values(
                    site_id=floor.site.id,
                    id=new_id(),
                    event_id=session.execute(sa.select(event.c.id).limit(1)).scalar_one(),
                    carton_line_id=goods.line,
                    checklist_id=session.execute(sa.select(checklist.c.id).limit(1)).scalar_one(),
                    quantity=1,
                    answers={},
                    function=function,
                    cosmetics=cosmetics,
                    grade=Grade.B,
                    grade_table=1,
                    because=None,
                    inspected_at=NOW,
                    inspected_by=floor.inspector.id,
                )
            )


@both_ways
@pytest.mark.parametrize("by", ["carton", "lpn"])
def test_the_plate_of_a_carton_reads_back(dock_worker: FlaskClient, goods: Goods, kind: str, by: str) -> None:
    printed = pixels(dock_worker, f"/labels/cartons/{getattr(goods, by)}.{kind}", "plate")
    assert scanned(printed) >= {(f"00{goods.lpn}", "]C1")}
    matrix = readings(printed)["]d2"]
    assert matrix.elements == {
        "00": goods.lpn, "02": "09521234001010", "17": "270331", "37": "3", "10": "10D9T"
    }  # fmt: skip


def test_the_plate_says_what_is_in_the_carton_and_who_printed_it(dock_worker: FlaskClient, goods: Goods) -> None:
    label = file(dock_worker, f"/labels/cartons/{goods.carton}.svg").text
    for text in ("Vitamin D3 1000 IU, 120 ct", "09521234001010", "10D9T", "2027-03-31", "RMA-104418", ">3<", ">units<"):
        assert text in label
    assert [text in label for text in (">Laredo returns, D-04<", ">M. Ortega, 20")] == [True] * 2


def test_a_routed_carton_shows_where_it_goes(dock_worker: FlaskClient, floor: Floor, goods: Goods) -> None:
    graded(floor, goods)
    label = file(dock_worker, f"/labels/cartons/{goods.carton}.svg").text
    assert [text in label for text in (">W<", ">Workshop<", "Grade B, Rework")] == [True] * 3
    assert "W-03" not in label
    with floor.database.unit_of_work() as session:
        there = floor.places["W-03"].id
        session.execute(sa.update(CARTON).values(location_id=there).where(CARTON.c.id == goods.carton))
    assert ">W-03<" in file(dock_worker, f"/labels/cartons/{goods.carton}.svg").text


def test_a_carton_of_several_products_names_none_of_them(dock_worker: FlaskClient, floor: Floor) -> None:
    dock = Dock(floor)
    dock.scans("T-0042", gs1(floor.vitamin, "10D9T", "270331"), gs1(floor.zinc, "Z0415B", "270731"))
    label = file(dock_worker, "/labels/cartons/T-0042.svg").text
    assert ">2 products<" in label
    assert [text in label for text in ("10D9T", "Z0415B", "GTIN")] == [False] * 3


def test_the_quarantine_carton_bears_its_letter(dock_worker: FlaskClient, floor: Floor) -> None:
    label = file(dock_worker, "/labels/cartons/T-0901.svg").text
    assert [text in label for text in (">Q<", ">Quarantine<", ">Q-01<")] == [True] * 3


def test_labels_speak_the_language_of_the_building(
    sign_in: SignIn, floor: Floor, goods: Goods, app_database: Database
) -> None:
    in_spanish = sign_in("2412")
    assert ">Lot<" in file(in_spanish, f"/labels/cartons/{goods.carton}.svg").text
    with app_database.unit_of_work() as session:
        session.execute(sa.update(table_of(Site)).values(language="es"))
    label = file(sign_in("2231"), f"/labels/cartons/{goods.carton}.svg").text
    assert [text in label for text in (">Lote<", ">unidades<")] == [True] * 2


@both_ways
def test_a_plate_that_no_carton_carries_is_printed_blank(dock_worker: FlaskClient, kind: str) -> None:
    assert scanned(pixels(dock_worker, f"/labels/cartons/T-7788.{kind}", "plate")) >= {("T-7788", "]C0")}


@pytest.mark.parametrize(
    "ref", ["x", "T-1", "195212340000044183", "<script>", "..%2f..%2fetc", str(UUID(int=0)), "'--"]
)
def test_what_is_no_plate_has_no_label(dock_worker: FlaskClient, ref: str) -> None:
    for ending in ("", ".svg", ".zpl"):
        assert dock_worker.get(f"/labels/cartons/{ref}{ending}").status_code == 404


@both_ways
def test_the_label_of_a_graded_unit_reads_back(dock_worker: FlaskClient, floor: Floor, goods: Goods, kind: str) -> None:
    graded(floor, goods, (5, 7))
    found = readings(pixels(dock_worker, f"/labels/items/{goods.line}.{kind}", "item"))["]d2"]
    assert found.elements == {"01": "09521234001010", "10": "10D9T", "7021": "F5C7"}


@both_ways
def test_the_label_of_a_serial_reads_back(dock_worker: FlaskClient, floor: Floor, kind: str) -> None:
    dock = Dock(floor, "RMA-104502")
    dock.scans("T-0042", gs1(floor.drill, "L2608", serial="DR7-204815"))
    carton = dock.board().carton_id
    assert carton
    found = readings(pixels(dock_worker, f"/labels/items/{line_of(floor, carton)}.{kind}", "item"))["]d2"]
    assert found.elements == {"01": floor.drill.gtin, "21": "DR7-204815", "10": "L2608"}


def test_units_that_were_judged_differently_share_no_functional_status(
    dock_worker: FlaskClient, floor: Floor, goods: Goods
) -> None:
    graded(floor, goods, (5, 7), (6, 7))
    label = file(dock_worker, f"/labels/items/{goods.line}.svg").text
    assert "Rework" in label
    assert "F5C7" not in label


def test_a_product_without_gtin_has_no_item_label(dock_worker: FlaskClient, floor: Floor, goods: Goods) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).values(gtin=""))
    answer = dock_worker.get(f"/labels/items/{goods.line}")
    assert answer.status_code == 422
    assert (
        "No product number Vitamin D3 1000 IU, 120 ct has no GTIN, which an item label needs."
        " Ask the office to add its GTIN, or use the carton's label"
    ) in page_of(answer).text
    assert dock_worker.get(f"/labels/cartons/{goods.carton}.svg").status_code == 200


def test_a_name_cannot_break_out_of_its_label(dock_worker: FlaskClient, floor: Floor, goods: Goods) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).values(name={"en": "</text><script>alert(1)</script>^XZ~"}))
    answer = file(dock_worker, f"/labels/cartons/{goods.carton}.svg")
    assert "<script" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert file(dock_worker, f"/labels/cartons/{goods.carton}.zpl").data.count(b"^XZ") == 1


def test_a_thermal_printer_gets_its_dots_and_copies(dock_worker: FlaskClient, goods: Goods) -> None:
    answer = file(dock_worker, f"/labels/cartons/{goods.lpn}.zpl?dpi=300&copies=2")
    assert (answer.mimetype, answer.headers["Content-Disposition"]) == (
        "text/plain",
        f'attachment; filename="{goods.lpn}.zpl"',
    )
    assert [part in answer.text for part in ("^PW1181", "^BY6", "^PQ2")] == [True] * 3
    assert "^PW800" in file(dock_worker, f"/labels/cartons/{goods.lpn}.zpl").text


@pytest.mark.parametrize("query", ["dpi=200", "dpi=", "copies=0", "copies=101", "copies=-1", "copies=²", "copies=1e2"])
def test_impossible_prints_are_not_understood(dock_worker: FlaskClient, query: str) -> None:
    assert dock_worker.get(f"/labels/cartons/T-0042.zpl?{query}").status_code == 400


def issue(browser: FlaskClient, client_id: str = "") -> Page:
    answer = browser.post("/labels/plates", data={"client_id": client_id or str(new_id())})
    assert answer.status_code == 303
    return page_of(browser.get(answer.location))


def test_a_new_plate_has_a_number_nobody_used(dock_worker: FlaskClient, supervisor: FlaskClient, floor: Floor) -> None:
    first = issue(dock_worker)
    assert "OK Plate T-0902 T-0902 is a new plate: no carton has carried it." in first.text
    assert pictures(first) == ["/labels/cartons/T-0902.svg"]
    assert pictures(issue(supervisor)) == ["/labels/cartons/T-0903.svg"]
    Dock(floor).scan("T-1200")
    assert pictures(issue(dock_worker)) == ["/labels/cartons/T-1201.svg"]


def test_a_plate_asked_for_twice_is_issued_once(dock_worker: FlaskClient) -> None:
    client_id = str(new_id())
    assert [pictures(issue(dock_worker, client_id)) for _ in range(2)] == [["/labels/cartons/T-0902.svg"]] * 2
    assert pictures(issue(dock_worker)) == ["/labels/cartons/T-0903.svg"]


def test_numbers_of_plates_run_out_in_a_sentence(dock_worker: FlaskClient, floor: Floor) -> None:
    Dock(floor).scan("T-999999")
    answer = dock_worker.post("/labels/plates", data={"client_id": str(new_id())})
    page = page_of(dock_worker.get(answer.location))
    assert (
        "STOP No number left All plates up to T-999999 have been used at this site."
        " Use a carton with an SSCC plate, and tell the office"
    ) in page.text


def test_the_index_finds_a_carton_by_the_end_of_its_plate(dock_worker: FlaskClient, goods: Goods, floor: Floor) -> None:
    found = page_of(dock_worker.get(f"/labels?find={goods.lpn[-4:]}"))
    assert [link["href"] for link in found.all("a", **{"class": "card"})] == [f"/labels/cartons/{goods.carton}"]
    assert goods.lpn in found.text
    assert (
        "No such carton No plate at this site ends in 77%77." in page_of(dock_worker.get("/labels?find=77%2577")).text
    )


def test_a_site_without_cartons_is_told_what_to_do(dock_worker: FlaskClient, app_database: Database) -> None:
    with app_database.unit_of_work() as session:
        session.execute(sa.delete(CARTON))
    page = page_of(dock_worker.get("/labels"))
    assert "No cartons yet Receive goods, or print a plate to stick on the first carton." in page.text
    assert "Barcodes of the tour" not in page.text


def test_a_carton_leads_to_the_labels_of_its_items(dock_worker: FlaskClient, goods: Goods) -> None:
    page = page_of(dock_worker.get(f"/labels/cartons/{goods.carton}"))
    assert "Item labels Vitamin D3 1000 IU, 120 ct 10D9T 3" in page.text
    (link,) = page.all("a", **{"class": "card"})
    assert pictures(page_of(dock_worker.get(link["href"]))) == [f"/labels/items/{goods.line}.svg"]


def test_a_site_of_its_own_has_no_tour(visitor: FlaskClient, new_browser: Callable[[], FlaskClient]) -> None:
    for browser in (visitor, new_browser()):
        assert [browser.get(url).status_code for url in ("/labels/demo", "/labels/demo/1.svg")] == [404, 404]
