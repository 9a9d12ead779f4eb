"""An import in a real browser: a doubtful file, its dates declared, the progress followed; without scripts too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers
from tests.browser.live import PINS, House

OFFICE = "2118"
SIZES = [(390, 844), (800, 1280), (1280, 800)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """3,000 rows as a Mexican ERP writes them, every date of which can be read in two ways."""
    rows = [f"SHX-{n // 3:04};Northline Pharmacy;{1 + n // 3 % 12:02}/03/2026;VIT-D3-120;{1 + n % 40};L{n % 90:03}"
            for n in range(3000)]  # fmt: skip
    path = tmp_path / "embarques.csv"
    path.write_text("\n".join(["Embarque;Cliente;Fecha de entrega;SKU;Cantidad;Lote", *rows]), encoding="cp1252")
    return path


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    """One good row and one with three faults."""
    path = tmp_path / "malos.csv"
    path.write_text(
        "Embarque;Cliente;Fecha de entrega;SKU;Cantidad\nSHY-1;Northline Pharmacy;2026-05-04;VIT-D3-120;4\n"
        "SHY-2;Nadie;ayer;VIT-D3-120;muchas\n"
    )
    return path


@pytest.fixture
def office(page: Page, fresh_house: House) -> Iterator[Page]:
    yield signed_in(page, fresh_house)


def signed_in(page: Page, house: House) -> Page:
    """Sign the clerk of the returns office in, in English."""
    ours = {"Origin": house.address}
    for path, form in (
        ("/sign-in", {"badge": OFFICE, "pin": PINS[OFFICE]}),
        ("/stations", {"place": "B-02"}),
        ("/preferences/language", {"lang": "en"}),
    ):
        page.request.post(house.address + path, form=form, headers=ours)
    page.goto(f"{house.address}/imports")
    return page


def bring(page: Page, file: Path) -> None:
    page.get_by_label("What it brings").select_option("shipments")
    page.get_by_label("CSV or XLSX file").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="Which column is which")).to_be_visible()


def test_a_doubtful_file_is_declared_followed_and_imported(office: Page, file: Path) -> None:
    bring(office, file)
    expect(office.get_by_text("01/03/2026 in column Fecha de entrega can be read day first")).to_be_visible()
    expect(office.get_by_label("Lot", exact=True)).to_have_value("5")
    office.get_by_label("Dates").select_option("dmy")
    office.get_by_role("button", name="Import", exact=True).click()
    expect(office.get_by_text("You may leave this page and come back: the import goes on.")).to_be_visible()
    expect(office.get_by_text("Rows created: 3,000, updated: 0, unchanged: 0, refused: 0.")).to_be_visible(
        timeout=60_000
    )
    office.get_by_role("link", name="Another file").click()
    expect(office.get_by_role("row", name="embarques.csv").get_by_text("imported")).to_be_visible()


def test_without_scripts_the_page_is_loaded_again_until_it_is_done(
    browser: Browser, fresh_house: House, bad_file: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = signed_in(context.new_page(), fresh_house)
    bring(page, bad_file)
    page.get_by_label("leave them out").check()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Rows created: 1, updated: 0, unchanged: 0, refused: 1.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Read muchas. Expected a whole number from 1 to 10,000,000.")).to_be_visible()
    context.close()


def test_no_page_of_an_import_has_a_barrier_or_runs_over(office: Page, bad_file: Path) -> None:
    found = [*seen(office, "list")]
    bring(office, bad_file)
    found += seen(office, "columns")
    office.get_by_role("button", name="Import", exact=True).click()
    expect(office.get_by_text("Rows refused: 1 of 2, so nothing was changed.")).to_be_visible(timeout=30_000)
    found += seen(office, "refused")
    assert found == []


def seen(page: Page, state: str) -> Iterator[str]:
    """Yield the barriers of a page, and the sizes at which it is wider than its window."""
    yield from barriers(page, state)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{state} is wider than {width} px"
    page.set_viewport_size({"width": 1280, "height": 800})
