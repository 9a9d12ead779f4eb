"""What service tests share."""

from collections.abc import Iterator

import pytest

from app.db.engine import Database, open_database
from app.db.migrating import upgrade
from app.demo import load_demo
from tests.services.demo_site import TODAY


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An SQLite database with the demo in it, which tests only read."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}")
    upgrade(database.engine)
    load_demo(database, today=TODAY)
    yield database
    database.engine.dispose()
