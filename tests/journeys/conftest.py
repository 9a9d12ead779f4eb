"""Journeys play the whole house: a server of its own for each, on either database, before Debian's Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.engine import open_database
from app.demo import load_demo
from tests.browser.conftest import (
    browser_context_args,
    browser_type_launch_args,
    kept_context,
    nothing_left_open,
    page,
)
from tests.browser.live import House, demo_file, fresh_house, house, serving, standing_house

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "demo_file",
    "fresh_house",
    "house",
    "kept_context",
    "nothing_left_open",
    "page",
    "standing_house",
]


@pytest.fixture
def postgresql_house(postgresql_url: str, tmp_path: Path) -> Iterator[House]:
    """The demo site on a fresh PostgreSQL database."""
    database = open_database(postgresql_url)
    load_demo(database)
    database.engine.dispose()
    with serving(postgresql_url, tmp_path) as house:
        yield house
