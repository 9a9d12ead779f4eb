"""A floor to measure on: the demo site in a file of its own, an open receipt, a browser that is signed in."""

import re
import sqlite3
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
from app.services.signing_in import hash_pin

PIN, ORIGIN = "4187", "http://localhost"


@dataclass(frozen=True)
class Site:
    """The demo site, its app and the item code that every measured scan counts."""

    app: Flask
    path: Path
    item: str
    badges: tuple[str, ...]

    @property
    def database(self) -> Database:
        """The database of the app."""
        found: Database = self.app.extensions["backdock"].database
        return found


@contextmanager
def demo_site() -> Iterator[Site]:
    """Load the demo into an SQLite file in a temporary directory, as `make run` does."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "backdock.sqlite"
        key = SecretStr("of benchmarks only, thirty-two characters or more")
        app = create_app(Settings(database_url=f"sqlite:///{path}", data_dir=Path(directory), secret_key=key))
        database: Database = app.extensions["backdock"].database
        upgrade(database.engine)
        load_demo(database, today=datetime.now(UTC).date())
        item, badges = _prepare(database)
        yield Site(app, path, item, badges)
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


@dataclass
class Tablet:
    """A signed-in browser on a receipt with an open carton: every `form` counts one expected unit."""

    cookies: dict[str, str]
    action: str
    carton_id: str
    item: str

    def form(self) -> dict[str, str]:
        """Return what the browser posts for one scan of a unit."""
        return {
            "client_id": str(new_id()), "after": "", "device_time": datetime.now(UTC).isoformat(), "text": self.item,
            "source": "wedge", "carton_id": self.carton_id, "new_carton_id": str(new_id()), "pending": "", "last": "",
        }  # fmt: skip


def tablet(site: Site, plate: str) -> tuple[Tablet, FlaskClient]:
    """Sign in, open a receipt of a paper that expects ten million units, and a carton in it."""
    paper = f"RMA-{plate}"
    _expect(site, paper)
    browser = site.app.test_client()
    browser.environ_base["HTTP_ORIGIN"] = ORIGIN
    _post(browser, "/sign-in", badge=site.badges[0], pin=PIN)
    opened = _post(browser, "/receipts", client_id=str(new_id()), receipt_id=str(new_id()), text=paper)
    receipt = re.search(r"/receipts/([0-9a-f-]{36})", opened)
    assert receipt, opened
    action, carton_id = f"/receipts/{receipt[1]}/scans", str(new_id())
    _post(browser, action, client_id=str(new_id()), text=plate, new_carton_id=carton_id)
    kept = {name: browser.get_cookie(name) for name in ("backdock", "device")}
    cookies = {name: cookie.value for name, cookie in kept.items() if cookie}
    return Tablet(cookies, action, carton_id, site.item), browser


def _expect(site: Site, number: str) -> None:
    paper, line, product = table_of(Authorization), table_of(AuthorizationLine), table_of(Product)
    with site.database.unit_of_work() as session:
        site_id, party = session.scalars(sa.select(Building.id)).one(), session.scalars(sa.select(Party.id)).first()
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


def grow(site: Site, events: int) -> None:
    """Add `events` past counts to the ledger by bulk insert: event, item, answer and scan each, like the last one."""
    with sqlite3.connect(site.path) as connection:
        last = {name: _last(connection, name) for name in ("event", "event_item", "answer", "scan")}
        for start in range(0, events, 10_000):
            _insert(connection, last, min(10_000, events - start))
            connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _last(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    order = "event_id" if table == "answer" else "id"
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order} DESC LIMIT 1')
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _insert(connection: sqlite3.Connection, last: dict[str, dict[str, object]], count: int) -> None:
    ids = [(new_id().hex, new_id()) for _ in range(count)]
    changed = {
        "event": lambda event, client: {"id": event, "client_id": str(client), "undoes_event_id": None},
        "event_item": lambda event, _: {"id": new_id().hex, "event_id": event},
        "answer": lambda event, client: {"event_id": event, "client_id": str(client)},
        "scan": lambda _, client: {"id": new_id().hex, "client_id": str(client)},
    }
    for table, row in last.items():
        rows = [tuple((row | changed[table](event, client)).values()) for event, client in ids]
        marks = ", ".join("?" * len(row))
        connection.executemany(f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({marks})', rows)
