"""What service tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.engine import Database, open_database
from app.db.migrating import upgrade
from app.demo import load_demo
from tests.factories import Floor, an_sscc, make_floor
from tests.quick import copied_floor
from tests.services.demo_site import TODAY
from tests.services.dock import Dock
from tests.services.importers import Importer, an_importer


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An SQLite database with the demo in it, which tests only read."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}")
    upgrade(database.engine)
    load_demo(database, today=TODAY)
    yield database
    database.engine.dispose()


@pytest.fixture
def floor(database: Database, floor_template: Floor) -> Floor:
    """A site ready for work, on either database."""
    return copied_floor(floor_template, database) if database.engine.dialect.name == "sqlite" else make_floor(database)


@pytest.fixture
def dock(floor: Floor) -> Dock:
    """The dock worker with RMA-104418 and a carton open."""
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    return dock


@pytest.fixture
def importer(floor: Floor, tmp_path: Path) -> Importer:
    """An importer at the floor's site."""
    return an_importer(floor.database, floor.site.id, tmp_path)
