"""The demo's products, shipments and authorizations: true to each other."""

from datetime import date, timedelta

import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Authorization, table_of
from app.db.queries.authorization import history, one
from app.domain.authorizing import PaperAct, lacking, wrong
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program
from tests.services.demo_site import TODAY, column, rows

PAPER = table_of(Authorization)


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
    assert (states["receiving"], states["received"], states["reconciled"], states["closed"]) == (4, 5, 3, 1)
    assert (
        rows(
            loaded,
            """
        SELECT authorization_id FROM authorization_line GROUP BY 1 HAVING count(*) NOT BETWEEN 1 AND 6""",
        )
        == []
    )


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


def test_what_was_submitted_says_all_that_its_program_asks_for(loaded: Database) -> None:
    with loaded.reading() as session:
        ids = session.execute(sa.select(PAPER.c.site_id, PAPER.c.id).where(PAPER.c.state != "draft")).all()
        papers = [one(session, site_id, paper_id) for site_id, paper_id in ids]
    assert len(papers) > 70
    assert {paper.number: list(faults) for paper in papers if paper and (faults := lacking(paper.as_draft()))} == {}
    assert {paper.number: list(faults) for paper in papers if paper and (faults := wrong(paper.as_draft()))} == {}


def test_every_authorization_tells_how_it_came_to_where_it_stands(loaded: Database) -> None:
    with loaded.reading() as session:
        ids = session.execute(sa.select(PAPER.c.site_id, PAPER.c.id, PAPER.c.state)).all()
        told = {row.id: (row.state, history(session, row.site_id, row.id)) for row in ids}
    assert all(story[-1].act is PaperAct.CREATED for _state, story in told.values())
    decided = {state: story[0].act for state, story in told.values()}
    assert decided[AuthorizationState.PENDING_APPROVAL] is PaperAct.SUBMITTED
    assert decided[AuthorizationState.IN_TRANSIT] is PaperAct.SENT
    assert decided[AuthorizationState.REJECTED] is PaperAct.REJECTED


def test_what_is_graded_is_credited_whole_in_part_or_not_yet(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        SELECT a.state, m.state, sum(l.quantity) FROM "authorization" a
        LEFT JOIN credit_memo m ON m.authorization_id = a.id
        LEFT JOIN credit_memo_line l ON l.credit_memo_id = m.id
        WHERE a.state IN ('reconciled', 'closed') GROUP BY a.number, a.state, m.state ORDER BY a.number""",
    )
    assert [row[:2] for row in found] == [("closed", "settled"), *[("reconciled", None)] * 3]
    assert column(loaded, "SELECT state FROM credit_memo ORDER BY number") == ["settled", "issued"]
