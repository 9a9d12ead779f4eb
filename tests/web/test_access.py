"""Roles x routes: every cell of the table, over HTTP."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from pydantic import SecretStr
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UUIDConverter
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.db.models import Device, table_of
from app.domain.vocabulary import DeviceKind, Role
from app.services.stationing import digest
from app.web.access import ROLES_OF
from app.web.doors import Door
from tests.factories import a_device, an_operator, make_floor

WALL_TOKEN = "of the wall display at dock four"
NOBODY, WALL = "nobody", "wall"
ASKERS = (*(role.value for role in Role), NOBODY, WALL)


@pytest.fixture(scope="module")
def app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, pin_hash: str) -> Flask:
    data_dir = tmp_path_factory.mktemp("access")
    file = shutil.copy(sqlite_template, data_dir / "backdock.sqlite")
    app = create_app(Settings(database_url=f"sqlite:///{file}", data_dir=data_dir, secret_key=SecretStr("x" * 32)))
    floor = make_floor(app.extensions["backdock"].database)
    with floor.database.unit_of_work() as session:
        for number, role in enumerate(Role, start=9001):
            an_operator(session, floor.site, [role], str(number), role.value, pin_hash=pin_hash)
        wall = a_device(session, floor.site, name="Wall 1")
        session.execute(
            sa.update(table_of(Device))
            .where(table_of(Device).c.id == wall.id)
            .values(kind=DeviceKind.WALL, token_digest=digest(WALL_TOKEN))
        )
    return app


@pytest.fixture(scope="module")
def cookies(app: Flask, pin: str) -> dict[str, dict[str, str]]:
    """What the browser of each asker sends along; of the wall display and of nobody, nothing."""
    kept: dict[str, dict[str, str]] = {NOBODY: {}, WALL: {}}
    for number, role in enumerate(Role, start=9001):
        browser = app.test_client()
        answer = browser.post(
            "/sign-in", data={"badge": str(number), "pin": pin}, headers={"Origin": "http://localhost"}
        )
        assert answer.status_code == 303
        kept[role.value] = {name: browser.get_cookie(name).value for name in ("backdock", "device")}  # type: ignore[union-attr]
    return kept


def test_every_route_stands_in_the_table(app: Flask) -> None:
    assert sorted({rule.endpoint for rule in app.url_map.iter_rules()} ^ set(ROLES_OF)) == []


def test_an_endpoint_that_is_not_in_the_table_is_refused(app: Flask, cookies: dict[str, dict[str, str]]) -> None:
    unlisted = create_app(app.extensions["backdock"].settings)
    unlisted.add_url_rule("/unlisted", "unlisted", lambda: "secret")
    for asker in Role:
        browser = unlisted.test_client()
        for name, value in cookies[asker.value].items():
            browser.set_cookie(name, value)
        answer = browser.get("/unlisted")
        assert (answer.status_code, b"secret" in answer.data) == (403, False)
    assert unlisted.test_client().get("/unlisted").status_code == 303


@pytest.mark.parametrize("endpoint", ROLES_OF)
def test_the_table_holds(app: Flask, cookies: dict[str, dict[str, str]], endpoint: str) -> None:
    for rule, method in routes(app, endpoint):
        answers = {asker: ask(app, rule, method, asker, cookies[asker]) for asker in ASKERS}
        assert {asker: outcome(answer) for asker, answer in answers.items()} == {
            asker: expected(endpoint, method, asker) for asker in ASKERS
        }
        assert [asker for asker, answer in answers.items() if answer.status_code >= 500] == []


def ask(app: Flask, rule: Rule, method: str, asker: str, cookies: dict[str, str]) -> TestResponse:
    browser = app.test_client()
    for name, value in cookies.items():
        browser.set_cookie(name, value)
    return browser.open(path(app, rule, asker), method=method, headers={"Origin": "http://localhost"}, buffered=True)


def routes(app: Flask, endpoint: str) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules(endpoint):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def path(app: Flask, rule: Rule, asker: str) -> str:
    values = {name: _anything(rule._converters[name]) for name in rule.arguments}
    if "token" in values:
        values["token"] = WALL_TOKEN if asker == WALL else "x"
    with app.test_request_context():
        return str(app.url_map.bind("localhost").build(rule.endpoint, values))


def _anything(converter: BaseConverter) -> str | int | UUID:
    match converter:
        case AnyConverter():
            return min(converter.items)
        case UUIDConverter():
            return UUID(int=0)
        case IntegerConverter():
            return 1
        case _:
            return "x"


def outcome(answer: TestResponse) -> str:
    if answer.status_code == 401 or (answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in")):
        return "sign in first"
    return "refused" if answer.status_code == 403 else "let in"


def expected(endpoint: str, method: str, asker: str) -> str:
    access = ROLES_OF[endpoint]
    if endpoint in {"signin.leave", "signin.lock"}:
        return "sign in first"  # open to all, and that is where they lead
    if access is Door.PUBLIC or access is Door.WALL:
        return "let in"  # a wall that does not know the token answers 404, which says nothing
    if access is Door.TOKEN or asker in {NOBODY, WALL}:
        return "sign in first"  # a system's way in is its token: nobody's cookie opens it
    return "let in" if access is Door.ANY_OPERATOR or Role(asker) in access else "refused"


def test_a_wall_display_s_token_opens_nothing_else(app: Flask) -> None:
    browser = app.test_client()
    browser.set_cookie("device", WALL_TOKEN)
    for endpoint in (name for name, access in ROLES_OF.items() if access not in {Door.PUBLIC, Door.WALL}):
        for rule, method in routes(app, endpoint):
            answer = browser.open(path(app, rule, WALL), method=method, headers={"Origin": "http://localhost"})
            assert outcome(answer) == "sign in first"


def test_a_wall_display_without_a_known_token_finds_nothing(app: Flask, cookies: dict[str, dict[str, str]]) -> None:
    for endpoint in (name for name, access in ROLES_OF.items() if access is Door.WALL):
        for rule, method in routes(app, endpoint):
            browser = app.test_client()
            for name, value in cookies[Role.SUPERVISOR.value].items():
                browser.set_cookie(name, value)
            assert browser.open(path(app, rule, Role.SUPERVISOR.value), method=method).status_code == 404


def test_a_refused_role_reads_why_and_where_to_go(app: Flask, cookies: dict[str, dict[str, str]]) -> None:
    guarded = create_app(app.extensions["backdock"].settings)
    guarded.add_url_rule("/unlisted", "unlisted", lambda: "secret")
    browser = guarded.test_client()
    for name, value in cookies[Role.DOCK.value].items():
        browser.set_cookie(name, value)
    text = browser.get("/unlisted").get_data(as_text=True)
    assert "Your role does not open this screen. Ask a supervisor, or switch operator." in text
