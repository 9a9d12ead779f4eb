"""`flask --app app nightly`: what expires, what is given up, and what is kept no longer."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from pydantic import SecretStr

from app import create_app
from app.config import Settings
from app.db.engine import Database, open_database
from app.db.models import Authorization, ImportRow, ImportRun, table_of
from app.db.queries.imports import Run
from app.domain.transitions import AuthorizationState, ImportState
from tests.factories import Floor, make_floor
from tests.services.importers import SHIPMENT, SHIPMENTS, Importer, an_importer, said, shipped, stored

RUN = table_of(ImportRun)
LONG_AGO = datetime.now(UTC) - timedelta(days=31)

Command = Callable[..., Result]


@pytest.fixture
def nightly(sqlite_url: str, tmp_path: Path) -> Command:
    """Run the command on a fresh, migrated SQLite file; imports are kept for 30 days."""
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path, secret_key=SecretStr("x" * 32), import_days=30)
    return lambda: create_app(settings).test_cli_runner().invoke(args=["nightly"])


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


@pytest.fixture
def importer(floor: Floor, tmp_path: Path) -> Importer:
    """Files that are brought to it."""
    return an_importer(floor.database, floor.site.id, tmp_path)


def long_ago(importer: Importer, run: Run) -> Run:
    """Let an import and its file be of 31 days ago."""
    with importer.database.unit_of_work() as session:
        ended = sa.case((RUN.c.finished_at.is_not(None), LONG_AGO))
        session.execute(sa.update(RUN).where(RUN.c.id == run.id).values(created_at=LONG_AGO, finished_at=ended))
    os.utime(importer.store.path(run.digest), (LONG_AGO.timestamp(),) * 2)
    return importer.look(run.id)


def kept(importer: Importer, *runs: Run) -> list[bool]:
    """Tell of each import whether its file is still there."""
    return [importer.store.path(run.digest).is_file() for run in runs]


def test_authorizations_expire_whose_last_day_has_passed(nightly: Command, opened: Database, floor: Floor) -> None:
    paper = table_of(Authorization)
    with opened.unit_of_work() as session:
        session.execute(sa.update(paper).values(state=AuthorizationState.APPROVED, expires_on=date(2020, 2, 29)))
    assert nightly().output.splitlines() == [
        "Authorizations expired: 2.",
        "Orders to hold that are over: 0.",
        "Lines of expired goods locked: 0.",
        "Customs entries warned of: 0.",
        "Replacements charged: 0.",
        "Evidence and photos of ended authorizations deleted: 0.",
        "Imports given up that nobody began: 0.",
        "Refused rows of old imports deleted: 0.",
        "Kept files of old imports deleted: 0.",
    ]
    assert nightly().output.splitlines()[0] == "Authorizations expired: 0."
    with opened.reading() as session:
        assert set(session.scalars(sa.select(paper.c.state))) == {AuthorizationState.EXPIRED}


def test_the_file_and_the_refused_rows_of_an_import_go_when_its_days_are_over(
    nightly: Command, importer: Importer, floor: Floor
) -> None:
    rows = [shipped("SH-7"), shipped("SH-8", sku="NOBODY")]
    old = long_ago(importer, importer.do(SHIPMENTS, SHIPMENT, rows, skips_bad=True))
    new = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-9", quantity="many")])
    assert nightly().output.splitlines()[-2:] == [
        "Refused rows of old imports deleted: 1.",
        "Kept files of old imports deleted: 1.",
    ]
    assert kept(importer, old, new) == [False, True]
    assert stored(floor, ImportRow, "run_id", "number") == [(new.id, 2)]
    assert importer.look(old.id).refused == 1


def test_a_file_stays_while_another_import_needs_it(nightly: Command, importer: Importer, floor: Floor) -> None:
    ended = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7")])
    waits = importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-7")])
    long_ago(importer, ended)
    nightly()
    assert (waits.digest, kept(importer, waits)) == (ended.digest, [True])


def test_an_import_that_nobody_began_is_given_up_and_its_file_goes(
    nightly: Command, importer: Importer, floor: Floor
) -> None:
    old = long_ago(importer, importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-7")]))
    new = importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-8")])
    assert nightly().output.splitlines()[-3] == "Imports given up that nobody began: 1."
    assert kept(importer, old, new) == [False, True]
    assert [importer.look(run.id).state for run in (old, new)] == [ImportState.CANCELLED, ImportState.UPLOADED]
    assert said(importer.look(old.id)) == (
        "Nobody began it. Nothing was changed, and the file is not kept any longer: bring it again to import it."
    )


def test_what_an_upload_left_that_broke_off_goes_and_what_is_no_import_stays(
    nightly: Command, importer: Importer, floor: Floor
) -> None:
    importer.store.root.mkdir()
    broken, strange = importer.store.root / "tmpabc.part", importer.store.root / "notes.txt"
    for file in (broken, strange):
        file.write_text("x")
        os.utime(file, (LONG_AGO.timestamp(),) * 2)
    assert nightly().output.splitlines()[-1] == "Kept files of old imports deleted: 0."
    assert (broken.exists(), strange.exists()) == (False, True)
