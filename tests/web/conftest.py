"""A running app on a fresh SQLite file with one site, and browsers in front of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from app import create_app
from app.config import Settings
from app.db.engine import Database
from app.db.models import Operator, table_of
from app.domain.vocabulary import Role
from tests.factories import Floor, an_operator
from tests.quick import copied_floor, hash_pin
from tests.web.pages import SignIn

SECRET_KEY = "of these tests only, and thirty-two characters long"


@pytest.fixture(scope="session")
def pin() -> str:
    """The PIN of every operator."""
    return "4187"


@pytest.fixture(scope="session")
def pin_hash(pin: str) -> str:
    """A hash of `pin`."""
    return hash_pin(pin)


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Flask:
    """The app on a fresh, migrated, empty SQLite file; its walls never show what is no longer so."""
    key = SecretStr(SECRET_KEY)
    return create_app(Settings(database_url=sqlite_url, data_dir=tmp_path, secret_key=key, wall_refresh_seconds=0))


@pytest.fixture
def app_database(app: Flask) -> Database:
    """The database of `app`."""
    database: Database = app.extensions["backdock"].database
    return database


@pytest.fixture
def floor(app_database: Database, floor_template: Floor, pin_hash: str) -> Floor:
    """One site with its goods, papers, places and operators, who all have the same PIN."""
    floor = copied_floor(floor_template, app_database)
    with app_database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(pin_hash=pin_hash))
    return floor


@pytest.fixture
def new_browser(app: Flask) -> Callable[[], FlaskClient]:
    """Open a browser that never was here; like every browser it says where its requests come from."""

    def open_browser() -> FlaskClient:
        browser = app.test_client()
        browser.environ_base["HTTP_ORIGIN"] = "http://localhost"
        return browser

    return open_browser


@pytest.fixture
def visitor(floor: Floor, new_browser: Callable[[], FlaskClient]) -> FlaskClient:
    """A browser in front of `floor`; nobody is signed in."""
    return new_browser()


@pytest.fixture
def sign_in(floor: Floor, new_browser: Callable[[], FlaskClient], pin: str) -> SignIn:
    """Sign in with a badge and return the browser; `at` is the code of the place its device stands at."""

    def signed_in(badge: str = "2231", at: str = "D-04") -> FlaskClient:
        browser = new_browser()
        assert browser.post("/sign-in", data={"badge": badge, "pin": pin}).status_code == 303
        assert browser.post("/stations", data={"place": at}).status_code == 303
        return browser

    return signed_in


@pytest.fixture
def dock_worker(sign_in: SignIn) -> FlaskClient:
    """The browser of M. Ortega, dock worker, at dock D-04."""
    return sign_in("2231")


@pytest.fixture
def supervisor(sign_in: SignIn) -> FlaskClient:
    """The browser of A. Novak, supervisor, at dock D-04."""
    return sign_in("2007")


@pytest.fixture
def clerk(floor: Floor, sign_in: SignIn, pin_hash: str) -> FlaskClient:
    """The browser of R. Castillo, returns office."""
    with floor.database.unit_of_work() as session:
        an_operator(session, floor.site, [Role.OFFICE], "2118", "R. Castillo", pin_hash=pin_hash)
    return sign_in("2118")
