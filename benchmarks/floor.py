"""A floor to measure on: the demo site in a file of its own, an open receipt, a browser that is signed in."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from app import create_app
from app.config import Settings
from app.db.engine import Database
from app.db.ids import new_id
from app.db.migrating import upgrade
from app.db.models import Authorization, AuthorizationLine, Operator, Party, Product, table_of
from app.db.models import Site as Building
from app.demo.loading import load_demo
from app.domain.authorizing import Detail, LineDetail
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, ReasonCode
from app.services import displaying
from app.services.signing_in import hash_pin
from benchmarks.calls import Tablet

PIN, ORIGIN = "4187", "http://localhost"
KEY = "of benchmarks only, thirty-two characters or more"


@dataclass(frozen=True)
class Site:
    """The demo site, its app and the item code that every measured scan counts."""

    app: Flask
    url: str
    directory: Path
    item: str
    badges: tuple[str, ...]

    @property
    def database(self) -> Database:
        """The database of the app."""
        found: Database = self.app.extensions["backdock"].database
        return found

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(self.url.removeprefix("sqlite:///"))


@contextmanager
def demo_site(url: str = "") -> Iterator[Site]:
    """Load the demo into the empty database at `url`, else into an SQLite file in a temporary directory."""
    with tempfile.TemporaryDirectory(prefix="floor-") as directory:
        url = url or f"sqlite:///{Path(directory) / 'backdock.sqlite'}"
        app = create_app(Settings(database_url=url, data_dir=Path(directory), secret_key=SecretStr(KEY)))
        database: Database = app.extensions["backdock"].database
        upgrade(database.engine)
        load_demo(database, today=datetime.now(UTC).date())
        item, badges = _prepare(database)
        yield Site(app, url, Path(directory), item, badges)
        database.engine.dispose()


def _prepare(database: Database) -> tuple[str, tuple[str, ...]]:
    """Give every dock worker and supervisor the same PIN; pick a product whose code alone is counted at once."""
    operator, product = table_of(Operator), table_of(Product)
    plain = (~product.c.lot_tracked, ~product.c.serial_tracked, ~product.c.expiry_tracked, product.c.gtin != "")
    with database.unit_of_work() as session:
        session.execute(sa.update(operator).values(pin_hash=hash_pin(PIN)))
        badges = session.scalars(sa.select(operator.c.badge).where(operator.c.roles.contains("supervisor"))).all()
        gtin = session.scalars(sa.select(product.c.gtin).where(*plain).order_by(product.c.sku).limit(1)).one()
    return f"01{gtin}", tuple(badges)


def tablet(site: Site, plate: str, turn: int = 0) -> Tablet:
    """Sign in as one supervisor by turns, open a receipt of a paper that expects ten million units, a carton in it."""
    paper = f"RMA-{plate}"
    _expect(site, paper)
    browser = site.app.test_client()
    browser.environ_base["HTTP_ORIGIN"] = ORIGIN
    _post(browser, "/sign-in", badge=site.badges[turn % len(site.badges)], pin=PIN)
    opened = _post(browser, "/receipts", client_id=str(new_id()), receipt_id=str(new_id()), text=paper)
    receipt = re.search(r"/receipts/([0-9a-f-]{36})", opened)
    assert receipt, opened
    action, carton_id = f"/receipts/{receipt[1]}/scans", str(new_id())
    _post(browser, action, client_id=str(new_id()), text=plate, new_carton_id=carton_id)
    kept = {name: browser.get_cookie(name) for name in ("backdock", "device")}
    cookies = {name: cookie.value for name, cookie in kept.items() if cookie}
    return Tablet(cookies, action, carton_id, site.item)


def hang_walls(site: Site, count: int) -> list[str]:
    """Make so many wall displays and return their addresses."""
    with site.database.unit_of_work() as session:
        site_id = session.scalars(sa.select(table_of(Building).c.id)).one()
        return [f"/wall/{displaying.hang(session, site_id, f'Wall {number}')}" for number in range(1, count + 1)]


def _expect(site: Site, number: str) -> None:
    paper, line, product = table_of(Authorization), table_of(AuthorizationLine), table_of(Product)
    with site.database.unit_of_work() as session:
        site_id = session.scalars(sa.select(table_of(Building).c.id)).one()
        party = session.scalars(sa.select(table_of(Party).c.id)).first()
        item = session.scalars(sa.select(product.c.id).where(product.c.gtin == site.item[2:])).one()
        whole = {"site_id": site_id, "id": new_id(), "number": number, "program": Program.UNSOLD, "party_id": party}
        dated = {
            "state": AuthorizationState.IN_TRANSIT,
            "created_at": datetime.now(UTC),
            "language": "en",
            "version": 0,
        }
        session.execute(sa.insert(paper).values(whole | dated | _empty(paper, *(detail.value for detail in Detail))))
        one = {"site_id": site_id, "id": new_id(), "authorization_id": whole["id"], "position": 1, "product_id": item}
        said = {"quantity": 10_000_000, "reason": ReasonCode.OVERSTOCK, "expiry": None}
        session.execute(sa.insert(line).values(one | said | _empty(line, *(detail.value for detail in LineDetail))))


def _empty(table: sa.Table, *columns: str) -> dict[str, str]:
    return {name: "" for name in columns if name in table.c}


def _post(browser: FlaskClient, path: str, **form: str) -> str:
    response = browser.post(path, data=form)
    assert response.status_code == 303, f"{path}: {response.status_code} {response.get_data(as_text=True)[:500]}"
    return str(response.headers["Location"])
