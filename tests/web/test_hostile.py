"""Bad input: 5,000 random and hostile scans, forms and uploads. No server error, nothing half-written, all escaped."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.db.engine import Database
from app.db.models import Answer, Carton, Event, Operator, table_of
from app.services.verifying import Verified, verify
from tests.factories import Floor, an_sscc, make_floor
from tests.services.bench import received
from tests.services.dock import Dock, gs1
from tests.services.forklift import a_tote
from tests.web.conftest import SECRET_KEY
from tests.web.hostility import Form, Hostile, Offered

REQUESTS, PARTS = 500, [*[("sqlite", seed) for seed in range(8)], ("postgresql", 8), ("postgresql", 9)]
BADGES = (("2231", "D-04"), ("2304", "B-02"), ("2412", "F-01"), ("2007", "D-04"))
CHECKED_EVERY, LOOKED_ROUND_EVERY = 100, 10


@pytest.fixture(params=PARTS, ids=lambda part: f"{part[0]}-{part[1]}")
def part(request: pytest.FixtureRequest) -> tuple[str, int]:
    """Which database and which seed: ten parts make 5,000 requests."""
    found: tuple[str, int] = request.param
    return found


@pytest.fixture
def app(part: tuple[str, int], request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """The app on a fresh database of the part's kind; errors are answered as in production, not raised."""
    url = request.getfixturevalue(f"{part[0]}_url")
    return create_app(Settings(database_url=url, data_dir=tmp_path, secret_key=SecretStr(SECRET_KEY)))


@pytest.fixture
def floor(app: Flask, app_database: Database, pin_hash: str) -> Floor:
    """One site whose operators have every role among them, and the same PIN."""
    floor = make_floor(app_database)
    with app_database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(pin_hash=pin_hash))
    return floor


class Browsers:
    """One browser for each role and one for nobody; a session that was ended comes back with its cookies."""

    def __init__(self, app: Flask, pin: str) -> None:
        self.cookies: list[dict[str, str]] = []
        self.open = [self._open(app, pin, *each) for each in BADGES] + [app.test_client()]
        self.cookies.append({})

    def _open(self, app: Flask, pin: str, badge: str, place: str) -> FlaskClient:
        browser = app.test_client()
        for path, data in (("/sign-in", {"badge": badge, "pin": pin}), ("/stations", {"place": place})):
            answer = browser.post(path, data=data, headers={"Origin": "http://localhost"})
            assert answer.status_code == 303
        kept = {name: browser.get_cookie(name) for name in ("backdock", "device")}
        self.cookies.append({name: cookie.value for name, cookie in kept.items() if cookie})
        return browser

    def any(self, draw: float) -> FlaskClient:
        """Return a browser, signed in again; supervisors most often, since most doors are open to them."""
        chosen = min(int(draw * 8), 4) if draw < 0.55 else 3
        for name, value in self.cookies[chosen].items():
            self.open[chosen].set_cookie(name, value)
        return self.open[chosen]


def test_whatever_is_sent_is_answered_and_nothing_is_half_written(
    app: Flask, floor: Floor, part: tuple[str, int], pin: str, test_data: Path
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    hostile, browsers = Hostile(part[1], floor, vectors(test_data)), Browsers(app, pin)
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    pages = [*start_work(floor), *(rule.rule for rule in rules if not rule.arguments and "GET" in (rule.methods or ()))]
    for number in range(REQUESTS):
        if number % LOOKED_ROUND_EVERY == 0:
            look(hostile, browsers, hostile.rng.choice(pages))
        rule, draw = hostile.rng.choice(rules), hostile.rng.random()
        form = (hostile.offered() if draw < 0.7 else None) or hostile.at_random(rule)
        send(hostile, browsers.any(hostile.rng.random()), form)
        if number % CHECKED_EVERY == 0:
            assert_nothing_is_half_written(floor)
    assert_nothing_is_half_written(floor)


def start_work(floor: Floor) -> list[str]:
    """Have goods in every stage, and return the pages that show them."""
    vitamin, omega = gs1(floor.vitamin, "10D9T", "270331"), gs1(floor.omega, "K7731", "270228")
    a_tote(floor, "T-0412", units=2, carton=3)
    received(floor, vitamin, omega, carton=1)
    docks = [Dock(floor, paper) for paper in ("RMA-104418", "RMA-104502", *[""] * 6)]
    for number, dock in enumerate(docks):
        dock.scans(an_sscc(10 + number), *[omega] * 3)
    with floor.database.reading() as session:
        ids = session.scalars(sa.select(table_of(Carton).c.id)).all()
    cartons = [f"/{noun}/{each}" for each in ids for noun in ("grading", "routes", "labels/cartons")]
    return [
        *[f"/receipts/{dock.screen.receipt_id}" for dock in docks] * 3,
        *cartons,
        *[f"/photos?carton={each}" for each in ids],
    ]


def look(hostile: Hostile, browsers: Browsers, page: str) -> None:
    """Open a page as the supervisor and learn what it offers."""
    response = followed(browsers.open[3], browsers.any(1).get(page))
    assert response.status_code < 500, page
    hostile.learn(Offered(response.get_data(as_text=True)))


def send(hostile: Hostile, browser: FlaskClient, form: Form) -> None:
    """Send one request, judge its answer, and learn what the page offers next."""
    sending = hostile.sending(form)
    sending["headers"] |= {"Origin": "http://localhost"}
    response = browser.open(form.action, **sending)
    request = f"{form.method} {form.action!r:.200} {sending!r:.1500}"
    assert response.status_code < 500 or response.status_code == 503, f"{response.status_code}: {request}"
    if response.mimetype == "text/html":
        page = followed(browser, response)
        if page.mimetype != "text/html":  # back to where it came from, and that was a file
            return
        offered = Offered(page.get_data(as_text=True))
        assert offered.broken == [], request
        hostile.learn(offered)


def followed(browser: FlaskClient, response: TestResponse) -> TestResponse:
    """Return the page that a browser without scripts would show."""
    if response.status_code == 303:
        response = browser.get(response.headers["Location"])
        assert response.status_code < 500
    return response


def assert_nothing_is_half_written(floor: Floor) -> None:
    """Every event has the one answer that tells of it, every answer has its verdict, and the ledger holds."""
    event, answer = table_of(Event), table_of(Answer)
    told = sa.select(answer.c.event_id).where(answer.c.event_id.is_not(None))
    with floor.database.reading() as session:
        assert session.scalars(sa.select(event.c.id).where(event.c.id.not_in(told))).all() == []
        assert session.scalars(told.where(answer.c.event_id.not_in(sa.select(event.c.id)))).all() == []
        assert session.scalars(told.group_by(answer.c.event_id).having(sa.func.count() > 1)).all() == []
        assert session.scalars(sa.select(answer.c.client_id).where(answer.c.verdict == "")).all() == []
        assert isinstance(verified := verify(session), Verified), verified


def vectors(test_data: Path) -> tuple[str, ...]:
    """Return the barcodes that are kept outside the repository, the invalid ones too."""
    lines = (test_data / "gs1_vectors.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["scan"] for line in lines)
