"""What every response forbids, which requests are refused, and how failures look."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from app import create_app
from app.config import Settings
from tests.factories import Floor
from tests.services.statements import statements
from tests.web.pages import page_of

NewBrowser = Callable[[], FlaskClient]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

ANSWERS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "a page": ("GET", "/sign-in", {}, 200),
    "a redirect": ("GET", "/", {}, 303),
    "a file": ("GET", "/static/css/base.css", {}, 200),
    "a file that is not there": ("GET", "/static/css/none.css", {}, 404),
    "no such page": ("GET", "/none", {}, 404),
    "a form opened as a page": ("GET", "/lock", {}, 405),
    "another site's form": ("POST", "/sign-in", {"headers": {"Origin": "https://evil.example"}}, 403),
    "nobody's act": ("POST", "/stations", {"data": {}}, 401),
    "a field too long": ("POST", "/sign-in", {"data": {"badge": "2" * 5000}}, 413),
    "a control character": ("POST", "/sign-in", {"data": {"badge": "22\x0031"}}, 400),
    "a wrong PIN": ("POST", "/sign-in", {"data": {"badge": "2231", "pin": "0000"}}, 422),
    "the health check": ("GET", "/healthz", {}, 200),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_is_sealed(visitor: FlaskClient, kind: str) -> None:
    method, path, request, status = ANSWERS[kind]
    answer = visitor.open(path, method=method, **request)
    assert answer.status_code == status
    directives = (part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert dict(directives) == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Permissions-Policy"].startswith("camera=(self), ")


def test_a_server_error_is_sealed_and_says_what_to_do(visitor: FlaskClient, floor: Floor) -> None:
    with floor.database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("ALTER TABLE operator RENAME TO gone")
    answer = visitor.get("/sign-in?badge=2231")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    text = page_of(answer).text
    assert "Something broke The server failed and has written down why." in text
    assert "operator" not in text.lower().replace("operator,", "")


def test_an_operator_meets_the_same_screen_when_the_database_fails(dock_worker: FlaskClient, floor: Floor) -> None:
    with floor.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE operator RENAME TO gone")
    answer = dock_worker.get("/stations")
    assert answer.status_code == 500
    assert "Check what was saved before you do it again." in page_of(answer).text


def test_pages_are_not_kept_and_files_are_kept_for_ever_by_version(visitor: FlaskClient) -> None:
    page = visitor.get("/sign-in")
    assert page.headers["Cache-Control"] == "no-store"
    sheet = next(link["href"] for link in page_of(page).all("link", rel="stylesheet") if "base.css" in link["href"])
    assert re.fullmatch(r"/static/css/base\.css\?v=[0-9a-f]{12}", sheet)
    assert visitor.get(sheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert visitor.get("/static/css/base.css").headers["Cache-Control"] == "no-cache"
    assert visitor.get("/static/css/none.css?v=1").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "https://localhost"}, False),
        ({"Origin": "http://localhost:8080"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Referer": "http://localhost/sign-in"}, False),
    ],
)
def test_an_act_is_taken_from_our_own_pages_only(
    app: Flask, floor: Floor, headers: dict[str, str], is_ours: bool
) -> None:
    browser = app.test_client()
    answer = browser.post("/preferences/language", data={"lang": "es"}, headers=headers)
    assert answer.status_code == (303 if is_ours else 403)
    assert (browser.get_cookie("language") is not None) == is_ours
    if not is_ours:
        assert (
            "Not from Backdock This request came from another site, so it was refused. Nothing was changed. "
            "Open Backdock and do it there." in page_of(answer).text
        )


def test_the_origin_is_the_one_the_browser_sees_behind_a_proxy(app: Flask, floor: Floor) -> None:
    def post(origin: str) -> int:
        return (
            app.test_client()
            .post("/preferences/language", base_url="https://dock.example:8443", headers={"Origin": origin})
            .status_code
        )

    assert post("https://dock.example:8443") == 303
    assert post("http://dock.example:8443") == 403
    assert post("https://dock.example") == 403


def test_reading_needs_no_origin(app: Flask, floor: Floor) -> None:
    assert app.test_client().get("/sign-in", headers={"Origin": "https://evil.example"}).status_code == 200


@pytest.mark.parametrize(
    ("request_", "status", "sentence"),
    [
        ({"data": {"back": "x" * 4097}}, 413, "Too large This is larger than Backdock takes. Nothing was changed."),
        ({"query_string": {"x": "x" * 4097}}, 413, "Too large This is larger than Backdock takes."),
        ({"data": {f"f{n}": "x" * 4000 for n in range(20)}}, 413, "Too large This is larger than Backdock takes."),
        ({"data": {"back": "/\x00"}}, 400, "Not understood This request cannot be read. Nothing was changed."),
        ({"query_string": {"x": "\x00"}}, 400, "Not understood This request cannot be read. Nothing was changed."),
    ],
)
def test_what_is_too_much_or_unreadable_is_refused(
    visitor: FlaskClient, request_: dict[str, object], status: int, sentence: str
) -> None:
    answer = visitor.post("/preferences/language", **request_)
    assert answer.status_code == status
    assert sentence in page_of(answer).text


def test_a_control_character_in_the_address_is_refused(visitor: FlaskClient) -> None:
    assert visitor.get("/static/%00").status_code == 400


def test_a_request_larger_than_the_setting_is_refused(visitor: FlaskClient, app: Flask) -> None:
    limit = app.config["MAX_CONTENT_LENGTH"]
    assert limit <= 16 * 1024 * 1024
    answer = visitor.post("/sign-in/badge", data=b"x" * (limit + 1), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_refusals_to_htmx_stand_in_the_band(visitor: FlaskClient) -> None:
    answer = visitor.get("/none", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (404, "#verdict")
    page = page_of(answer)
    assert page.text == "CHECK Nothing here This page does not exist, or what it showed is gone."
    assert page.one("section")["id"] == "verdict"


def test_a_form_opened_as_a_page_says_which_methods_it_takes(visitor: FlaskClient) -> None:
    assert "POST" in visitor.get("/lock").headers["Allow"]


def test_no_page_holds_script_or_style(supervisor: FlaskClient, app: Flask) -> None:
    seen = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        answer = supervisor.get(rule.rule)
        if answer.mimetype != "text/html":
            continue
        seen += 1
        for tag, attributes in page_of(answer).elements:
            assert tag != "style", rule.rule
            assert "style" not in attributes, (rule.rule, tag)
            assert not [name for name in attributes if name.startswith(("on", "hx-on"))], (rule.rule, tag)
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), rule.rule
    assert seen >= 3


def test_the_server_says_that_it_is_well(new_browser: NewBrowser) -> None:
    answer = new_browser().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_the_server_says_that_its_database_does_not_answer(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'no' / 'such' / 'directory.sqlite'}"
    app = create_app(Settings(database_url=nowhere, data_dir=tmp_path, secret_key=SecretStr("x" * 32)))
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (503, {"status": "database does not answer"})


@pytest.mark.parametrize("is_secure", [True, False])
def test_cookies_stay_on_https_where_the_site_says_so(sqlite_url: str, tmp_path: Path, is_secure: bool) -> None:
    settings = Settings(
        database_url=sqlite_url, data_dir=tmp_path, secret_key=SecretStr("x" * 32), secure_cookies=is_secure
    )
    answer = (
        create_app(settings)
        .test_client()
        .post("/preferences/language", data={"lang": "es"}, headers={"Origin": "http://localhost"})
    )
    assert all(("; Secure" in cookie) == is_secure for cookie in answer.headers.getlist("Set-Cookie"))


def test_the_database_is_asked_once_who_this_is(dock_worker: FlaskClient, floor: Floor) -> None:
    with statements(floor.database) as asked:
        dock_worker.get("/none")
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1
