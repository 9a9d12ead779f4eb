"""The commands of an administrator, and the server that refuses to start unready."""

import os
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from click.testing import Result
from pydantic import SecretStr

from app import create_app
from app.config import Settings
from app.db.engine import Database, open_database
from app.db.ids import new_id
from app.db.locks import only_server
from app.db.migrating import downgrade, newest_revision, revision_of
from app.db.models import Certificate, Event, OutboundLoad, Posting, Site, table_of
from app.domain.journal import Account, EntryKind, JournalEntry, transfer
from app.services.acting import Act
from app.services.posting import post
from tests.factories import NOW, Floor, make_floor
from tests.services.destroyer import Destroyer, in_the_cage
from tests.services.dock import Dock
from tests.services.loader import LIQUIDATE, Loader, Planner, a_liquidator, decided

ROOT = Path(__file__).parents[1]
KEY = "long enough to sign the sessions of these tests"
NO_SERVER_STARTS = {"BACKDOCK_PORT": "9", "BACKDOCK_HOST": "192.0.2.1"}  # TEST-NET-1: nothing here can be bound

Run = Callable[..., Result]


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path) -> Run:
    """Run one command on a fresh, migrated, empty SQLite file."""
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path, secret_key=SecretStr(KEY))
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


def test_migrate_brings_an_empty_file_to_the_newest_revision(run: Run, opened: Database) -> None:
    downgrade(opened.engine)
    assert run("migrate").output == "The database is at the newest revision.\n"
    assert revision_of(opened.engine) == newest_revision()


def test_migrate_waits_for_the_server_to_stop(run: Run, tmp_path: Path) -> None:
    with only_server(tmp_path / "backdock.sqlite"):
        refused = run("migrate")
    assert (refused.exit_code, refused.output) == (
        1,
        f"Error: Another Backdock server is using {tmp_path}/backdock.sqlite. "
        "Stop it first: SQLite takes one server process.\n",
    )


def test_demo_loads_a_site_once_and_says_each_time_how_to_sign_in(run: Run, opened: Database) -> None:
    first, second = run("demo"), run("demo")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == second.output
    assert "  BADGE-2231  PIN 4187  M. Ortega: dock\n" in first.output
    assert count(opened, Site) == 1


def test_demo_leaves_a_site_of_ones_own_alone(run: Run, opened: Database, floor: Floor) -> None:
    with opened.unit_of_work() as session:
        session.execute(sa.update(table_of(Site)).values(code="MONTERREY"))
    refused = run("demo")
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: This database has a site of its own. The demo is loaded into an empty one only.\n",
    )


def test_prepare_makes_an_empty_directory_ready(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new", port=8123)
    said = create_app(settings).test_cli_runner().invoke(args=["prepare"])
    assert said.exit_code == 0
    assert said.output.startswith("Badges of the demo site:\n")
    assert said.output.endswith("Barcodes to print and scan: http://127.0.0.1:8123/labels/demo\n")
    assert revision_of(open_database(settings.database_url).engine) == newest_revision()
    key = tmp_path / "new/secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert Settings(data_dir=tmp_path / "new").secret_key.get_secret_value() == key.read_text().strip()


def test_prepare_keeps_the_key_it_made(tmp_path: Path) -> None:
    prepare = create_app(Settings(data_dir=tmp_path)).test_cli_runner()
    prepare.invoke(args=["prepare"])
    made = (tmp_path / "secret-key").read_text()
    prepare.invoke(args=["prepare"])
    assert (tmp_path / "secret-key").read_text() == made


def test_verify_counts_the_events_of_a_ledger_that_holds(run: Run, opened: Database, floor: Floor) -> None:
    Dock(floor)
    events = count(opened, Event)
    held = run("verify")
    assert (held.exit_code, held.output) == (
        0,
        f"The ledger holds: {events} events verified.\nThe journal balances: 0 entries verified.\n"
        "The certificates hold: 0 seals verified.\nThe papers of loads hold: 0 seals verified.\n",
    )
    assert events > 0


def test_verify_names_the_entry_whose_legs_do_not_balance(run: Run, opened: Database, floor: Floor) -> None:
    posting, brought = table_of(Posting), EntryKind.LIQUIDATION_PROCEEDS
    with opened.unit_of_work() as session:
        act = Act(by=floor.principal(floor.supervisor), scope="money", client_id=str(new_id()), now=NOW)
        legs = transfer(Account.CASH, Account.PROCEEDS, Decimal(5))
        entry_id = post(session, act, JournalEntry(brought, "USD", legs, floor.trade_return.id, floor.harbor.id))
        session.execute(sa.update(posting).where(posting.c.amount < Decimal(0)).values(amount=Decimal(7)))
    off = run("verify")
    assert (off.exit_code, off.output.splitlines()[-1]) == (
        1, f"Error: The journal is off at {entry_id}: the entry's 2 legs come to 12 USD.",
    )  # fmt: skip


def test_verify_names_the_event_whose_bytes_were_changed(run: Run, opened: Database, floor: Floor) -> None:
    Dock(floor)
    with opened.unit_of_work() as session:
        event_id = session.execute(sa.select(table_of(Event).c.id)).scalars().first()
        session.execute(sa.update(table_of(Event)).where(table_of(Event).c.id == event_id).values(zone="+09:00"))
    broken = run("verify")
    assert (broken.exit_code, broken.output) == (
        1,
        f"Error: The ledger is broken at event {event_id}: its bytes were changed after it was written.\n",
    )


def test_verify_names_the_certificate_that_was_changed(
    run: Run, opened: Database, floor: Floor, tmp_path: Path
) -> None:
    destroyer, plate = Destroyer(floor), in_the_cage(floor)
    destroyer.photograph(plate, tmp_path)
    destroyer.destroy(plate, floor.supervisor)
    with opened.unit_of_work() as session:
        session.execute(sa.update(table_of(Certificate)).values(seal="0" * 64))
    assert run("verify").output.endswith(
        "Error: Certificate CE-000001 does not hold: what it states was changed after it was issued.\n"
    )


def test_verify_names_the_load_whose_papers_were_changed(run: Run, opened: Database, floor: Floor) -> None:
    Planner(floor).plan(a_liquidator(floor))
    tote = decided(floor, LIQUIDATE, place="L-01")
    Loader(floor).scans("OUT-000001", tote, "CMD-CLOSE", "CMD-CONFIRM", "CMD-CONFIRM")
    with opened.unit_of_work() as session:
        session.execute(sa.update(table_of(OutboundLoad)).values(digest="0" * 64))
    assert run("verify").output.endswith(
        "Error: The papers of OUT-000001 do not hold: what they state was changed after it departed.\n"
    )


def test_verify_wants_the_newest_schema(run: Run, opened: Database) -> None:
    downgrade(opened.engine)
    refused = run("verify")
    assert refused.exit_code == 1
    assert "Run `flask --app app migrate` first; back up before you do." in refused.output


def test_backup_copies_a_database_under_a_writer(run: Run, opened: Database, tmp_path: Path, floor: Floor) -> None:
    with opened.unit_of_work() as session:
        session.execute(sa.update(table_of(Site)).values(name="not committed yet"))
        copied = run("backup", str(tmp_path / "copy.sqlite"))
    assert (copied.exit_code, copied.output) == (
        0,
        f"{tmp_path}/copy.sqlite holds the whole database. Copy {tmp_path}/photos beside it for the photos.\n",
    )
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT name FROM site").fetchall() == [(floor.site.name,)]
    assert not list(tmp_path.glob("*.unfinished"))


def test_backup_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "copy.sqlite"
    kept.write_text("of yesterday")
    refused = run("backup", str(kept))
    assert (refused.exit_code, refused.output) == (1, f"Error: {kept} exists already. Name a new file.\n")
    assert kept.read_text() == "of yesterday"


def test_backup_of_postgresql_names_the_tool_for_it(postgresql_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=postgresql_url, data_dir=tmp_path, secret_key=SecretStr(KEY))
    refused = create_app(settings).test_cli_runner().invoke(args=["backup", str(tmp_path / "copy")])
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: This database is PostgreSQL: back it up with pg_dump, which also works under load.\n",
    )


def test_the_server_does_not_start_without_a_secret_key(sqlite_url: str, tmp_path: Path) -> None:
    assert refusal(sqlite_url, tmp_path) == (
        "Backdock did not start. BACKDOCK_SECRET_KEY is not set. Set it to 32 random characters or more and keep it: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(32))"\n'
    )


def test_the_server_does_not_start_on_an_old_schema(sqlite_url: str, opened: Database, tmp_path: Path) -> None:
    downgrade(opened.engine)
    assert refusal(sqlite_url, tmp_path, KEY) == (
        f"Backdock did not start. The database is at revision none, this program needs {newest_revision()}. "
        "Run `flask --app app migrate` first; back up before you do.\n"
    )


def test_the_server_does_not_start_beside_another(sqlite_url: str, tmp_path: Path) -> None:
    with only_server(tmp_path / "backdock.sqlite"):
        said = refusal(sqlite_url, tmp_path, KEY)
    assert said == (
        f"Backdock did not start. Another Backdock server is using {tmp_path}/backdock.sqlite. "
        "Stop it first: SQLite takes one server process.\n"
    )


def test_the_server_answers_until_it_is_told_to_stop(sqlite_url: str, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    environment = server_environment(sqlite_url, tmp_path, KEY) | {"BACKDOCK_PORT": address.rpartition(":")[2]}
    command = [sys.executable, "run.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Backdock answers at {address}\n"
        with urlopen(f"{address}/healthz", timeout=30) as answer:
            assert answer.status == 200
        server.terminate()
        assert server.wait(30) == 0


def refusal(database_url: str, data_dir: Path, key: str = "") -> str:
    """Return what `python run.py` says before it gives up."""
    environment = server_environment(database_url, data_dir, key) | NO_SERVER_STARTS
    done = subprocess.run([sys.executable, "run.py"], cwd=ROOT, env=environment, capture_output=True, text=True,
                          timeout=60, check=False)  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def server_environment(database_url: str, data_dir: Path, key: str) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("BACKDOCK_")}
    ours = {"DATABASE_URL": database_url, "DATA_DIR": str(data_dir), "SECRET_KEY": key}
    return others | {f"BACKDOCK_{name}": value for name, value in ours.items()}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def count(database: Database, model: type[Event | Site]) -> int:
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table_of(model))) or 0
