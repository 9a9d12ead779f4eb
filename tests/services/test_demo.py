"""The demo site: as large as it says, true to its own paper, and the same for everyone."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from app.db.engine import Database, open_database
from app.db.migrating import upgrade
from app.db.models import Base
from app.demo import DEMO_OPERATORS, DemoCode, SiteExists, demo_codes, load_demo
from app.demo.hands import operator_at
from app.domain.disposition import decide
from app.domain.grading import Question
from app.domain.identifiers import BadgeCode, Gln, Gtin, Lpn, PlaceCode
from app.domain.messages.core import Money
from app.domain.readings import read
from app.domain.rules import Facts, RuleTable
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, RuleEffect
from app.labels.rows import BarcodeKind, DemoCell
from app.labels.sheets import demo_sheet
from app.services.verifying import Verified, verify
from tests.factories import Floor, a_site
from tests.services.dock import Dock

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An SQLite database with the demo in it, which the tests of this module only read."""
    yield from _loaded(tmp_path_factory.mktemp("demo"), seed=1)


def _loaded(directory: Path, seed: int) -> Iterator[Database]:
    database = open_database(f"sqlite:///{directory / 'demo.sqlite'}")
    upgrade(database.engine)
    load_demo(database, seed, TODAY)
    yield database
    database.engine.dispose()


def rows(database: Database, query: str, **parameters: Any) -> list[sa.Row[Any]]:
    with database.reading() as session:
        return list(session.execute(sa.text(query), parameters).all())


def column(database: Database, query: str) -> list[Any]:
    return [row[0] for row in rows(database, query)]


def test_the_whole_site_is_loaded_on_either_database(database: Database) -> None:
    summary = load_demo(database, today=TODAY)

    assert summary.site == "Laredo returns"
    assert {name: summary.counts[name] for name in _EXPECTED} == _EXPECTED
    for name, number in summary.counts.items():
        assert rows(database, f'SELECT count(*) FROM "{name}"') == [(number,)]
    with database.reading() as session:
        assert isinstance(verify(session), Verified)


_EXPECTED = {
    "site": 1, "location": 25, "party": 12, "product": 60, "operator": 8, "shipment": 400, "authorization": 80,
    "checklist": 6, "disposition_rule": 17, "receipt": 11,
}  # fmt: skip


def test_a_database_that_has_a_site_is_refused_and_left_alone(database: Database) -> None:
    with database.unit_of_work() as session:
        a_site(session, "MONTERREY")

    with pytest.raises(SiteExists) as refusal:
        load_demo(database, today=TODAY)

    assert str(refusal.value) == (
        "The demo needs an empty database, and this one already has the site Monterrey returns. "
        "Nothing was changed. Point BACKDOCK_DATABASE_URL at a new database and load the demo there."
    )
    assert column(database, "SELECT code FROM site") == ["MONTERREY"]
    assert column(database, "SELECT sku FROM product") == []


def test_the_same_seed_and_day_give_the_same_rows(loaded: Database, tmp_path: Path) -> None:
    (again,) = _loaded(tmp_path, seed=1)

    assert _readable(again) == _readable(loaded)


def test_another_seed_gives_other_shipments(loaded: Database, tmp_path: Path) -> None:
    (other,) = _loaded(tmp_path, seed=2)

    assert _readable(other)["shipment"] != _readable(loaded)["shipment"]
    assert _readable(other)["product"] == _readable(loaded)["product"]


_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIFFERS = {"pin_hash", "digest"}  # salted, or over ids


def _readable(database: Database) -> dict[str, list[str]]:
    """Return all rows in the order of loading, with every id replaced by its order of first use."""
    numbers: dict[str, str] = {}
    with database.reading() as session:
        return {
            table.name: [
                _ID.sub(
                    lambda found: numbers.setdefault(found[0], f"#{len(numbers)}"),
                    repr({name: str(value) for name, value in row._mapping.items() if name not in _DIFFERS}),
                )
                for row in session.execute(sa.select(table).order_by(table.c.id))
            ]
            for table in Base.metadata.sorted_tables
            if "id" in table.c
        }


def test_every_number_has_its_check_digit(loaded: Database) -> None:
    gtins = column(loaded, "SELECT gtin FROM product UNION ALL SELECT code FROM pack")
    glns = column(loaded, "SELECT gln FROM party WHERE gln <> ''")

    assert [Gtin.parse(gtin).value for gtin in gtins] == gtins
    assert [Gln.parse(gln).value for gln in glns] == glns
    assert all(gtin[1:8] == "9521234" for gtin in gtins)
    assert all(code[0] in "12345678" for code in column(loaded, "SELECT code FROM pack"))


def test_every_place_badge_and_tote_reads_as_one(loaded: Database) -> None:
    places = column(loaded, "SELECT code FROM location")
    badges = column(loaded, "SELECT badge FROM operator")

    assert [PlaceCode.parse(code).value for code in places] == places
    assert [BadgeCode.parse(f"BADGE-{badge}").value for badge in badges] == badges
    assert rows(loaded, """
        SELECT c.lpn, l.code, c.state FROM carton c JOIN location l ON l.id = c.location_id
        WHERE c.is_quarantine ORDER BY c.lpn""") == [
        ("T-0901", "Q-01", "open"),
        ("T-0902", "Q-02", "open"),
    ]  # fmt: skip
    assert [
        Lpn.parse(lpn).value for lpn in column(loaded, "SELECT lpn FROM carton WHERE is_quarantine ORDER BY lpn")
    ] == [
        "T-0901",
        "T-0902",
    ]


def test_the_letter_of_a_place_is_its_zone(loaded: Database) -> None:
    assert rows(loaded, "SELECT code, zone FROM location WHERE zone <> '' AND zone <> substr(code, 1, 1)") == []
    zones = column(loaded, "SELECT DISTINCT zone FROM location WHERE zone <> '' ORDER BY zone")
    assert zones == sorted("SWVLNRXCQ")


def test_the_printed_pin_is_the_one_that_signs_in(loaded: Database) -> None:
    hashes = dict(map(tuple, rows(loaded, "SELECT badge, pin_hash FROM operator")))

    assert set(hashes) == {operator.badge for operator in DEMO_OPERATORS}
    for operator in DEMO_OPERATORS:
        assert PasswordHasher().verify(hashes[operator.badge], operator.pin)


def test_the_products_of_a_category_behave_like_it(loaded: Database) -> None:
    assert rows(loaded, """
        SELECT category, count(*), sum(lot_tracked), sum(serial_tracked), sum(expiry_tracked), sum(medical)
        FROM product GROUP BY category ORDER BY category""") == [
        ("apparel", 10, 0, 0, 0, 0),
        ("electronics", 10, 0, 9, 0, 0),
        ("food", 10, 10, 0, 10, 0),
        ("medical", 10, 10, 3, 7, 10),
        ("packaging", 10, 0, 0, 0, 0),
        ("tools", 10, 10, 5, 0, 0),
    ]  # fmt: skip


def test_what_is_tracked_was_shipped_with_its_lot_expiry_and_serial(loaded: Database) -> None:
    assert (
        column(
            loaded,
            """
        SELECT p.sku FROM product p WHERE NOT EXISTS (SELECT 1 FROM shipment_line l WHERE l.product_id = p.id)""",
        )
        == []
    )
    assert (
        rows(
            loaded,
            """
        SELECT p.sku, l.lot, l.serial, l.expiry FROM shipment_line l JOIN product p ON p.id = l.product_id
        WHERE (p.lot_tracked <> (l.lot <> '')) OR (p.serial_tracked <> (l.serial <> ''))
           OR (p.expiry_tracked <> (l.expiry < '9999-12-31'))""",
        )
        == []
    )
    assert rows(loaded, "SELECT serial FROM shipment_line WHERE serial <> '' AND quantity <> 1") == []
    assert (
        rows(
            loaded,
            """
        SELECT product_id, serial FROM shipment_line WHERE serial <> '' GROUP BY 1, 2 HAVING count(*) > 1""",
        )
        == []
    )


def test_a_lot_has_one_expiry_and_is_delivered_with_life_left(loaded: Database) -> None:
    assert (
        rows(
            loaded,
            """
        SELECT product_id, lot FROM shipment_line WHERE lot <> '' GROUP BY 1, 2
        HAVING count(DISTINCT expiry) > 1""",
        )
        == []
    )
    assert (
        rows(
            loaded,
            """
        SELECT s.number FROM shipment s JOIN shipment_line l ON l.shipment_id = s.id
        WHERE date(s.delivered_on, '+30 days') > l.expiry""",
        )
        == []
    )


def test_deliveries_lie_in_the_last_200_days(loaded: Database) -> None:
    ((first, last),) = rows(loaded, "SELECT min(delivered_on), max(delivered_on) FROM shipment")

    assert TODAY - timedelta(days=200) <= date.fromisoformat(first)
    assert date.fromisoformat(last) < TODAY


def test_there_are_authorizations_of_every_program_and_most_are_on_their_way(loaded: Database) -> None:
    programs = dict(map(tuple, rows(loaded, 'SELECT program, count(*) FROM "authorization" GROUP BY program')))
    states = dict(map(tuple, rows(loaded, 'SELECT state, count(*) FROM "authorization" GROUP BY state')))

    assert set(programs) == {program.value for program in Program}
    assert states["approved"] + states["in_transit"] > 50
    assert (states["receiving"], states["received"]) == (2, 8)
    assert not {"reconciled", "closed"} & set(states)
    assert (
        rows(
            loaded,
            """
        SELECT authorization_id FROM authorization_line GROUP BY 1 HAVING count(*) NOT BETWEEN 1 AND 6""",
        )
        == []
    )


def test_two_days_of_work_are_behind_us(loaded: Database) -> None:
    assert set(column(loaded, "SELECT kind FROM exception")) == {
        "over", "unexpected", "wrong_lot", "expired", "differences",
    }  # fmt: skip
    ((first, last),) = rows(loaded, "SELECT min(event_time), max(event_time) FROM event")
    assert (first[:10], last[:10]) == ("2026-11-20", "2026-11-22")
    assert last < "2026-11-22 19:00"


def test_there_is_something_to_do_at_every_station(loaded: Database) -> None:
    states = dict(map(tuple, rows(loaded, "SELECT state, count(*) FROM carton WHERE NOT is_quarantine GROUP BY state")))

    assert states["received"] >= 8
    assert {state: states[state] for state in ("receiving", "grading", "routing")} == {
        "receiving": 2,
        "grading": 1,
        "routing": 1,
    }
    assert set(states) == {"receiving", "received", "grading", "open", "graded", "routing", "placed", "closed"}
    assert rows(loaded, """
        SELECT c.lpn FROM carton c JOIN location l ON l.id = c.location_id
        WHERE c.state = 'placed' AND l.zone = ''""") == []  # fmt: skip


def test_nothing_of_the_tour_has_been_touched(loaded: Database) -> None:
    assert rows(loaded, """
        SELECT number, state FROM "authorization" WHERE number IN ('RMA-104418', 'RMA-104502') ORDER BY number""") == [
        ("RMA-104418", "in_transit"),
        ("RMA-104502", "in_transit"),
    ]  # fmt: skip
    with loaded.reading() as session:
        tour = {code.payload.removeprefix("(00)") for code in demo_codes(session)}
    assert not tour & set(column(loaded, "SELECT lpn FROM carton"))


def test_nobody_sends_back_more_than_was_delivered(loaded: Database) -> None:
    assert (
        rows(
            loaded,
            """
        SELECT a.party_id, l.product_id, l.lot, l.serial, sum(l.quantity) AS back,
               (SELECT coalesce(sum(d.quantity), 0) FROM shipment_line d JOIN shipment s ON s.id = d.shipment_id
                WHERE s.party_id = a.party_id AND d.product_id = l.product_id AND d.lot = l.lot
                  AND d.serial = l.serial) AS sent
        FROM authorization_line l JOIN "authorization" a ON a.id = l.authorization_id
        GROUP BY 1, 2, 3, 4 HAVING back > sent""",
        )
        == []
    )


def test_the_trade_return_of_the_tour(loaded: Database) -> None:
    assert rows(loaded, """
        SELECT p.name, a.program, a.state, a.credit_memo, g.sku, l.lot, l.expiry, l.quantity
        FROM "authorization" a JOIN party p ON p.id = a.party_id
        JOIN authorization_line l ON l.authorization_id = a.id JOIN product g ON g.id = l.product_id
        WHERE a.number = 'RMA-104418' ORDER BY l.position""") == [
        (*_NORTHLINE, "VIT-D3-120", "10D9T", "2027-03-31", 24),
        (*_NORTHLINE, "VIT-D3-120", "10F1C", "2027-05-31", 12),
        (*_NORTHLINE, "OMG-3-90", "K7731", "2027-02-28", 6),
        (*_NORTHLINE, "ZNC-25-60", "Z0415B", "2027-07-31", 18),
    ]  # fmt: skip


_NORTHLINE = ("Northline Pharmacy", "trade_return", "in_transit", "CM-88210")


def test_the_warranty_return_of_the_tour(loaded: Database) -> None:
    assert rows(loaded, """
        SELECT a.state, g.gtin, l.lot, l.claim FROM "authorization" a
        JOIN authorization_line l ON l.authorization_id = a.id JOIN product g ON g.id = l.product_id
        WHERE a.number = 'RMA-104502' AND l.serial = 'DR7-204815'""") == [
        ("in_transit", "09521234100775", "L2608", "Will not charge"),
    ]  # fmt: skip


def test_the_wrong_lot_of_the_tour_went_to_someone_else(loaded: Database) -> None:
    assert column(
        loaded,
        """
        SELECT DISTINCT p.name FROM shipment_line l JOIN shipment s ON s.id = l.shipment_id
        JOIN party p ON p.id = s.party_id WHERE l.lot = 'Z0392A'""",
    ) == ["Harbor & Pine Retail"]


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 12, 31), date(2027, 3, 1), date(2028, 2, 29)])
def test_the_tour_works_on_any_day(sqlite_database: Database, today: date) -> None:
    load_demo(sqlite_database, today=today)

    lines = rows(sqlite_database, """
        SELECT l.expiry FROM authorization_line l JOIN "authorization" a ON a.id = l.authorization_id
        WHERE a.number = 'RMA-104418'""")  # fmt: skip
    assert all(date.fromisoformat(expiry) > today + timedelta(days=45) for (expiry,) in lines)
    (expired,) = column(sqlite_database, "SELECT DISTINCT expiry FROM shipment_line WHERE lot = 'K6904'")
    assert date.fromisoformat(expired) < today


def test_every_category_has_a_checklist_of_three_to_six_questions(loaded: Database) -> None:
    with loaded.reading() as session:
        checklists = session.execute(sa.select(Base.metadata.tables["checklist"])).all()

    assert {checklist.category for checklist in checklists} == set(Category)
    for checklist in checklists:
        questions = [Question.parse(row) for row in checklist.questions]
        assert 3 <= len(questions) <= 6
        assert len({question.key for question in questions}) == len(questions)
        assert all(question.text.in_language("en") != question.text.in_language("es") for question in questions)


@pytest.fixture(scope="module")
def rules(loaded: Database) -> RuleTable:
    """The demo's disposition rules, parsed."""
    with loaded.reading() as session:
        return RuleTable.parse(session.execute(sa.select(Base.metadata.tables["disposition_rule"])))


def test_every_rule_can_be_read_and_none_excludes_destroying(rules: RuleTable) -> None:
    excluding = [rule for rule in rules.rules if rule.effect is RuleEffect.EXCLUDE]

    assert (rules.version, [rule.position for rule in rules.rules]) == (1, list(range(1, 18)))
    assert all(DispositionCode.DESTROY not in rule.codes for rule in excluding)
    assert all(rule.sentence.in_language("en") != rule.sentence.in_language("es") for rule in rules.rules)


_UNOPENED, _OPENED = frozenset({Condition.UNOPENED}), frozenset({Condition.OPENED})


def test_recalled_goods_are_never_used_again_whatever_they_are(rules: RuleTable) -> None:
    for category, grade, condition in product(Category, Grade, (_UNOPENED, _OPENED)):
        facts = Facts(Program.RECALL, None, category, condition, 6, 9, grade)
        assert _allowed(rules, facts) <= {DispositionCode.RETURN_TO_VENDOR, DispositionCode.DESTROY}


@pytest.mark.parametrize(
    ("facts", "code", "position"),
    [
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _UNOPENED, 6, 9, Grade.A, 120), "restock", 17),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _UNOPENED, 6, 9, Grade.A, 30), "return_to_vendor", 0),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _UNOPENED, 6, 9, Grade.A, -1), "destroy", 2),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _OPENED, 6, 6, Grade.B, 120), "restock", 0),
        (Facts(Program.TRADE_RETURN, None, Category.FOOD, _OPENED, 1, 6, Grade.D, 120), "return_to_vendor", 0),
        (Facts(Program.WARRANTY, None, Category.TOOLS, _OPENED, 4, 7, Grade.C), "rework", 0),
        (Facts(Program.WARRANTY, None, Category.TOOLS, _OPENED, 2, 7, Grade.D), "return_to_vendor", 12),
        (Facts(Program.CUSTOMER_RETURN, None, Category.ELECTRONICS, _OPENED, 5, 7, Grade.B, data_bearing=True),
         "rework", 0),
        (Facts(Program.CUSTOMER_RETURN, None, Category.TOOLS, frozenset({Condition.DAMAGED}), 2, 2, Grade.D,
               hazardous=True), "recycle", 8),
        (Facts(Program.PACKAGING, None, Category.PACKAGING, _OPENED, 2, 3, Grade.D), "recycle", 13),
        (Facts(None, None, Category.MEDICAL, _OPENED, 6, 9, Grade.A, medical=True), "return_to_vendor", 0),
    ],
)  # fmt: skip
def test_the_rules_send_goods_where_a_warehouse_would(rules: RuleTable, facts: Facts, code: str, position: int) -> None:
    decision = decide(facts, rules, _NETS)

    assert (decision.code, decision.rule_position) == (code, position)


# In the order of net recovery of a mid-priced article, so that only rules change the choice.
_NETS = {
    code: Money(Decimal(amount), "USD")
    for code, amount in zip(DispositionCode, (40, 32, 30, 20, 15, 4, 1, -2, -6), strict=True)
}


def _allowed(rules: RuleTable, facts: Facts) -> set[DispositionCode]:
    return {ranked.code for ranked in decide(facts, rules, _NETS).ranking if ranked.excluded_by is None}


@pytest.fixture(scope="module")
def tour(loaded: Database) -> tuple[DemoCode, ...]:
    """The barcodes of the tour."""
    with loaded.reading() as session:
        return demo_codes(session)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_barcode_of_the_tour_can_be_printed(tour: tuple[DemoCode, ...], language: str) -> None:
    cells = [
        DemoCell(getattr(code, f"title_{language}"), getattr(code, f"note_{language}"), code.kind, code.payload)
        for code in tour
    ]

    assert len(demo_sheet("Backdock", cells)) == -(-len(tour) // 10)
    assert {code.kind for code in tour} == set(BarcodeKind)


def test_the_tour_reads_as_what_it_says_it_is(tour: tuple[DemoCode, ...]) -> None:
    kinds = {code.title_en: read(code.payload)[0].kind.value for code in tour}

    assert {title: kinds[title] for title in _KINDS} == _KINDS


_KINDS = {
    "Badge M. Ortega": "badge",
    "Dock 4": "place",
    "Carton plate": "sscc",
    "Vitamin D3, lot 10D9T": "gs1",
    "Case of 12, lot 10F1C": "gs1",
    "Zinc, product only": "gtin",
    "Zinc, lot only": "lot",
    "Vitamin D3, QR": "gs1",
    "Tote T-0412": "plate",
    "Confirm": "command",
    "Grade A": "command",
}


@pytest.fixture
def dock(sqlite_database: Database) -> Dock:
    """M. Ortega at dock 4 of the demo, with the trade return of the tour open."""
    load_demo(sqlite_database, today=TODAY)
    with sqlite_database.reading() as session:
        by = operator_at(session, "2231", "D-04")
    return Dock(cast("Floor", SimpleNamespace(database=sqlite_database, dock_worker=None, principal=lambda _: by)))


def test_the_tour_goes_as_its_notes_say(dock: Dock, tour: tuple[DemoCode, ...]) -> None:
    codes = {code.title_en: code.payload for code in tour}
    said = []
    for step in _TOUR:
        dock.scan(codes[step])
        assert dock.answered
        said.append((step, dock.answered.said.message.key))

    assert said == list(_TOUR.items())
    dock.tap("accept")
    assert dock.counts() == {
        ("Vitamin D3 1000 IU, 120 ct", "10D9T"): "2/24",
        ("Vitamin D3 1000 IU, 120 ct", "10F1C"): "12/12",
        ("Omega-3 1200 mg, 90 ct", "K7731"): "6/6+2",
        ("Zinc 25 mg, 60 ct", "Z0415B"): "1/18",
    }


def test_what_does_not_belong_goes_to_quarantine(dock: Dock, tour: tuple[DemoCode, ...]) -> None:
    codes = {code.title_en: code.payload for code in tour}
    dock.scan(codes["Carton plate"])
    said = []
    for step in ("Work shirt", "Zinc, lot Z0392A", "Omega-3, expired", "Glucose strips (UDI)", "Monitor, on no paper"):
        dock.scan(codes[step])
        assert dock.answered
        said.append(dock.answered.said.message.key)
        dock.scan(codes["Confirm"])
        assert dock.answered.said.message.key == "receiving.counted_held"

    assert said == [
        "receiving.unexpected", "receiving.wrong_lot", "receiving.expired", "receiving.unexpected",
        "receiving.unexpected",
    ]  # fmt: skip


_TOUR = {
    "Carton plate": "receiving.carton_opened",
    "Vitamin D3, lot 10D9T": "receiving.counted",
    "Vitamin D3, QR": "receiving.counted",
    "Case of 12, lot 10F1C": "receiving.sealed",
    "Confirm": "receiving.counted",
    "Zinc, product only": "receiving.lot_needed",
    "Zinc, date only": "receiving.lot_needed",
    "Zinc, lot only": "receiving.counted",
    "A case nobody knows": "floor.unknown_pack",
    "Omega-3, eight in a bag": "receiving.over",
}
