"""Two languages: chosen, kept, complete; and how dates, ages and money are written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from app.domain.messages.core import Message as Sentence
from app.domain.messages.core import Money, Said, Signal
from app.domain.messages.receiving import CARTON_OPENED
from app.domain.messages.signing_in import PIN_LOCKED
from app.web import current, i18n
from app.web.signals import signal_of
from tests.factories import Floor
from tests.web.pages import SignIn, page_of

APP = Path(__file__).parents[2] / "app"
SPANISH = APP / "translations/es/LC_MESSAGES/messages.po"
PRINTF = re.compile(r"%\(\w+\)[sd]")


Id = str | tuple[str, ...]


def extracted() -> set[Id]:
    with (APP / "translations/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(APP, methods, options, keywords=KEYWORDS)
    return {text if isinstance(text, str) else tuple(text) for _file, _line, text, _comments, _context in found}


KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "msg": None}


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with SPANISH.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> dict[Id, Message]:
    found = (message for message in catalogue if message.id)
    return {message.id if isinstance(message.id, str) else tuple(message.id): message for message in found}


def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Every text with its translation; each Spanish plural with the English one."""
    found = []
    for id, message in messages(catalogue).items():
        strings = [message.string] if isinstance(message.string, str) else message.string
        found += [(id if isinstance(id, str) else id[min(n, 1)], es) for n, es in enumerate(strings)]
    return found


def placeholders(text: str) -> list[str]:
    return sorted(PRINTF.findall(text)) or sorted(name for _t, name, _s, _c in Formatter().parse(text) if name)


def test_every_sentence_has_its_spanish(spanish: Catalog) -> None:
    known = {id for id, message in messages(spanish).items() if message.string and all(message.string)}
    assert sorted(map(str, extracted() - known)) == []


def test_nothing_is_translated_that_nobody_says(spanish: Catalog) -> None:
    assert sorted(map(str, set(messages(spanish)) - extracted())) == []
    assert list(spanish.obsolete) == []


def test_no_translation_is_a_guess(spanish: Catalog) -> None:
    assert [id for id, message in messages(spanish).items() if message.fuzzy] == []


def test_a_translation_fills_in_what_the_original_does(spanish: Catalog) -> None:
    assert [(en, es) for en, es in pairs(spanish) if placeholders(en) != placeholders(es)] == []


def test_a_translation_ends_as_the_original_does(spanish: Catalog) -> None:
    sentences = [(en, es) for en, es in pairs(spanish) if " " in en]
    assert [(en, es) for en, es in sentences if (en[-1:] in ".?:") != (es[-1:] in ".?:")] == []


def test_questions_open_and_close(spanish: Catalog) -> None:
    texts = [es for _en, es in pairs(spanish)]
    assert [text for text in texts if text.count("¿") != text.count("?") or text.count("¡") != text.count("!")] == []


@pytest.mark.parametrize(
    ("asked", "lang", "sentence"),
    [
        ({}, "en", "Scan your badge Then enter your PIN"),
        ({"Accept-Language": "es-MX,es;q=0.9,en;q=0.8"}, "es", "Escanee su gafete Luego teclee su NIP"),
        ({"Accept-Language": "fr"}, "en", "Scan your badge Then enter your PIN"),
    ],
)
def test_before_sign_in_the_browser_decides(
    visitor: FlaskClient, asked: dict[str, str], lang: str, sentence: str
) -> None:
    page = page_of(visitor.get("/sign-in", headers=asked))
    assert page.one("html")["lang"] == lang
    assert sentence in page.text


@pytest.mark.parametrize(("chosen", "lang"), [("es", "es"), ("en", "en"), ("../../etc", "en")])
def test_a_choice_made_in_this_browser_comes_before_its_settings(visitor: FlaskClient, chosen: str, lang: str) -> None:
    visitor.set_cookie("language", chosen)
    assert page_of(visitor.get("/sign-in", headers={"Accept-Language": "es"})).one("html")["lang"] == lang


def test_the_operator_s_language_wins_after_sign_in(sign_in: SignIn) -> None:
    driver = sign_in("2412", at="F-01")
    page = page_of(driver.get("/stations", headers={"Accept-Language": "en"}))
    assert page.one("html")["lang"] == "es"
    assert "Escanee su lugar" in page.text
    assert "Lugar D-04" in page.text


def test_a_switch_of_language_keeps_the_step_and_stays(dock_worker: FlaskClient) -> None:
    before = page_of(dock_worker.get("/stations?back=/x"))
    form = before.one("form", **{"class": "lang"})
    (back,) = {had["value"] for had in before.all("input", name="back")} - {"/x"}
    switched = dock_worker.post(form["action"], data={"lang": "es", "back": back})
    assert (switched.status_code, switched.location) == (303, "/stations?back=/x")
    page = page_of(dock_worker.get(switched.location))
    assert page.one("html")["lang"] == "es"
    assert {had["value"] for had in page.all("input", name="back")} == {"/stations?back=/x", "/x"}
    dock_worker.post("/sign-out")
    assert page_of(dock_worker.get("/sign-in")).one("html")["lang"] == "es"


def test_a_switch_on_a_refusal_goes_back_to_the_page_before_it(visitor: FlaskClient) -> None:
    came = {"Referer": "http://localhost/sign-in?badge=2231&back=/stations"}
    refused = visitor.post("/sign-in", data={"badge": "2231", "pin": "0000", "back": "/stations"}, headers=came)
    form_fields = [had["value"] for had in page_of(refused).all("input", name="back")]
    assert "/sign-in?badge=2231&back=/stations" in form_fields


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "stations"])
def test_a_switch_leads_nowhere_but_into_the_house(visitor: FlaskClient, back: str) -> None:
    assert visitor.post("/preferences/language", data={"lang": "es", "back": back}).location == "/"
    assert visitor.post("/preferences/appearance", data={"theme": "dark", "back": back}).location == "/"


def test_looks_are_kept_with_the_operator_and_in_the_browser(dock_worker: FlaskClient, pin: str) -> None:
    chosen = {"theme": "dark", "gloves": "on", "hand": "left", "back": "/stations"}
    assert dock_worker.post("/preferences/appearance", data=chosen).location == "/stations"
    looks = {"data-theme": "dark", "data-gloves": "on", "data-hand": "left"}
    assert looks.items() <= page_of(dock_worker.get("/stations")).one("html").items()
    dock_worker.post("/sign-out")
    assert looks.items() <= page_of(dock_worker.get("/sign-in")).one("html").items()
    dock_worker.post("/sign-in", data={"badge": "2304", "pin": pin})
    assert page_of(dock_worker.get("/stations")).one("html")["data-theme"] == "auto"


def test_a_look_nobody_offers_is_the_usual_one(dock_worker: FlaskClient) -> None:
    dock_worker.post("/preferences/appearance", data={"theme": "neon", "gloves": "2", "hand": "third"})
    html = page_of(dock_worker.get("/stations")).one("html")
    assert (html["data-theme"], html.get("data-gloves"), html.get("data-hand")) == ("auto", None, None)


REFUSALS = {
    "wrong PIN": (
        "/sign-in",
        {"badge": "2231", "pin": "0000"},
        "REVISE NIP incorrecto El gafete y el NIP no corresponden. Con cinco NIP incorrectos el gafete se bloquea "
        "cinco minutos. Teclee su NIP otra vez",
    ),
    "not a badge": (
        "/sign-in/badge",
        {"text": "T-0042"},
        "REVISE No es un gafete Eso no es un gafete. Aquí se espera un gafete como BADGE-2231, o su número. "
        "Escanee su gafete",
    ),
    "unknown badge": (
        "/sign-in/badge",
        {"text": "9999"},
        "REVISE Gafete desconocido Nadie en este sitio tiene ese gafete. Escanee su propio gafete, o llame a un "
        "supervisor",
    ),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_refusals_are_said_in_spanish(visitor: FlaskClient, kind: str) -> None:
    path, fields, sentence = REFUSALS[kind]
    visitor.set_cookie("language", "es")
    assert sentence in page_of(visitor.post(path, data=fields)).text


def test_failures_are_said_in_spanish(visitor: FlaskClient) -> None:
    visitor.set_cookie("language", "es")
    assert "Aquí no hay nada Esta página no existe, o lo que mostraba ya no está." in page_of(visitor.get("/none")).text


@contextmanager
def speaking(app: Flask, language: str) -> Iterator[None]:
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        yield


@pytest.mark.parametrize(
    ("minutes", "en"),
    [(-5, "0 min"), (0, "0 min"), (42, "42 min"), (59, "59 min"), (60, "1 h"), (31 * 60, "31 h"),
     (47 * 60 + 59, "47 h"), (48 * 60, "2 d"), (60 * 24 * 1234, "1,234 d")],
)  # fmt: skip
def test_an_age_has_one_unit(app: Flask, floor: Floor, minutes: int, en: str) -> None:
    for language in ("en", "es"):
        with speaking(app, language):
            assert i18n.age(timedelta(minutes=minutes)) == en


def test_dates_are_in_the_site_s_zone_and_the_reader_s_language(app: Flask, floor: Floor) -> None:
    late = datetime(2027, 4, 1, 3, 30, tzinfo=UTC)  # still the evening before in Laredo
    with speaking(app, "en"):
        assert (i18n.day(date(2027, 3, 31)), i18n.day(late), i18n.clock(late)) == (
            "31 Mar 2027",
            "31 Mar 2027",
            "22:30",
        )
        assert i18n.moment(datetime(2020, 1, 2, 12, tzinfo=UTC)) == "2 Jan 2020 06:00"
        assert i18n.when(datetime(2020, 1, 2, 12, tzinfo=UTC)) == "2 Jan 2020 06:00"
        assert re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", i18n.when(current.now()))
    with speaking(app, "es"):
        assert (i18n.day(late), i18n.clock(late)) == ("31 mar 2027", "22:30")


def test_money_and_numbers_are_written_as_in_texas_and_in_mexico(app: Flask, floor: Floor) -> None:
    with speaking(app, "en"):
        assert i18n.money(Money(Decimal("1234.5"), "USD")) == "$1,234.50"
        assert i18n.number(12345) == "12,345"
    with speaking(app, "es"):
        assert i18n.money(Money(Decimal("1234.5"), "USD")) == "USD\N{NO-BREAK SPACE}1,234.50"
        assert i18n.money(Decimal("1234.5"), "MXN") == "$1,234.50"
        assert i18n.number(12345) == "12,345"


def test_a_sentence_is_filled_in_where_it_is_read(app: Flask, floor: Floor) -> None:
    with speaking(app, "en"):
        until = current.now()
        view = signal_of(Said(PIN_LOCKED, {"until": until}))
        assert (view.kind, view.word, view.title) == ("stop", "STOP", "Badge locked")
        assert (
            view.say == f"Five wrong PINs: this badge is locked until {i18n.clock(until)}. A supervisor has been told."
        )
    with speaking(app, "es"):
        view = signal_of(Said(CARTON_OPENED, {"tail": "4618", "lpn": "T-0042"}))
        assert (view.word, view.title, view.say) == ("OK", "Caja 4618", "La caja T-0042 está abierta.")


def test_braces_in_what_was_scanned_stay_what_they_are(app: Flask, floor: Floor) -> None:
    with speaking(app, "en"):
        view = signal_of(Said(Sentence("test", Signal.STOP, "{text}"), {"text": "{0.__class__} %s %(x)s"}))
        assert view.title == "{0.__class__} %s %(x)s"


def test_a_word_that_a_template_names_is_written_for_each_reader_anew(app: Flask) -> None:
    template = app.jinja_env.from_string("{{ 'purchase_order'|word }}, {{ 1234.5|number }}")
    written = []
    for language in ("en", "es"):
        with app.test_request_context(headers={"Accept-Language": language}):
            written.append(template.render())
    assert written == ["Purchase order, 1,234.5", "Orden de compra, 1,234.5"]
