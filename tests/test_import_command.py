"""`flask --app app import`: what it says, what it asks, and its exit codes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from pydantic import SecretStr

from app import create_app
from app.config import Settings
from app.db.engine import Database, open_database
from app.db.models import Shipment, table_of
from tests.factories import Floor, a_site, make_floor

Run = Callable[..., Result]

SHIPMENTS = """Shipment,Customer,Delivered on,SKU,Quantity
SH-7,Northline Pharmacy,2026-10-02,VIT-D3-120,4
SH-8,Nobody,03/04/2026,VIT-D3-120,many
"""


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path) -> Run:
    """Run one command on a fresh, migrated SQLite file."""
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path, secret_key=SecretStr("x" * 32))
    runner = create_app(settings).test_cli_runner()
    return lambda *words: runner.invoke(args=words)


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Database]:
    """The same file, for the tests to look into."""
    database = open_database(sqlite_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def floor(opened: Database) -> Floor:
    """One site in it."""
    return make_floor(opened)


def test_import_says_what_it_did_and_changes_nothing_twice(
    run: Run, opened: Database, tmp_path: Path, floor: Floor
) -> None:
    file = tmp_path / "shipments.csv"
    file.write_text(SHIPMENTS.rpartition("SH-8")[0])
    first, second = run("import", "shipments", str(file)), run("import", "shipments", str(file))
    assert (first.exit_code, first.output) == (0, "Rows created: 1, updated: 0, unchanged: 0, refused: 0.\n")
    assert second.output == "All rows say what is stored already: 1. Nothing was changed.\n"
    with opened.reading() as session:
        numbers = session.execute(sa.select(table_of(Shipment).c.number)).scalars().all()
    assert sorted(numbers) == ["SH-1", "SH-2", "SH-3", "SH-7"]


def test_the_example_of_a_snapshot_is_imported(run: Run, floor: Floor) -> None:
    refused = run("import", "snapshots", "docs/imports/snapshots.csv", "--skip-bad")
    # of the demo's products this floor has all but the rain jacket
    assert refused.stdout == "Rows created: 2, updated: 0, unchanged: 0, refused: 1.\n"


def test_import_asks_which_day_is_meant_then_refuses_bad_rows_in_words(run: Run, tmp_path: Path, floor: Floor) -> None:
    file = tmp_path / "shipments.csv"
    file.write_text(SHIPMENTS)
    asked = run("import", "shipments", str(file))
    assert (asked.exit_code, asked.output) == (
        1,
        "Error: 03/04/2026 in column Delivered on can be read day first or month first. "
        "Say how the dates of this file are written.\n",
    )
    refused = run("import", "shipments", str(file), "--dates", "dmy")
    assert (refused.exit_code, refused.output) == (
        1,
        "Row 3, Quantity: Read many. Expected a whole number from 1 to 10,000,000.\n"
        "Row 3, Customer: Read Nobody. Expected the code, GLN or whole name of a party. None has it: "
        "import the parties first.\n"
        "Error: Rows refused: 1 of 2, so nothing was changed. Correct them, or import without them.\n",
    )
    skipped = run("import", "shipments", str(file), "--dates", "dmy", "--skip-bad")
    assert (skipped.exit_code, skipped.stdout) == (0, "Rows created: 1, updated: 0, unchanged: 0, refused: 1.\n")


def test_import_needs_to_know_which_site(run: Run, tmp_path: Path, opened: Database, floor: Floor) -> None:
    file = tmp_path / "parties.csv"
    file.write_text("Code,Name,Kind\nA,B,vendor\n")
    with opened.unit_of_work() as session:
        a_site(session, "MONTERREY")
    refused = run("import", "parties", str(file))
    assert (refused.exit_code, refused.output) == (
        1, "Error: Name the building by --site. There are: LAREDO, MONTERREY.\n",
    )  # fmt: skip
    assert run("import", "parties", str(file), "--site", "LAREDO").exit_code == 0


def test_import_refuses_a_file_that_is_no_table(run: Run, tmp_path: Path, floor: Floor) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\0")
    refused = run("import", "products", str(file))
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: The file is neither text nor a spreadsheet. Expected CSV in UTF-8 or Windows-1252, or XLSX.\n",
    )
