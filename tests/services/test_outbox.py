"""News is written with what it tells, by dock, bench, office and calendar; and not with what is undone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import WebhookMessage, table_of
from app.domain.refunds import Resolution
from app.domain.vocabulary import Role
from app.domain.webhooks import WebhookKind
from app.services import authorizing, webhooks
from app.services.acting import Act
from app.services.webhooks.subscribing import Wish
from tests.factories import NOW, TODAY, Floor, make_floor
from tests.services.bench import BenchWork, received
from tests.services.clerk import Clerk, a_draft
from tests.services.dock import Dock, gs1
from tests.services.replacer import Replacer
from tests.services.settler import TermOf, terms_in_force

MESSAGE = table_of(WebhookMessage)


def listen(floor: Floor, *kinds: WebhookKind) -> None:
    act = Act(floor.principal(floor.supervisor), webhooks.SCOPE, str(new_id()), NOW)
    with floor.database.unit_of_work() as session:
        webhooks.add(session, act, Wish(new_id(), "https://erp.example/", kinds, allows_private=False))


def news(floor: Floor) -> list[tuple[str, dict[str, Any]]]:
    with floor.database.reading() as session:
        rows = session.execute(sa.select(MESSAGE.c.kind, MESSAGE.c.body).order_by(MESSAGE.c.id))
        return [(row.kind.value, row.body["data"]) for row in rows]


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def test_the_dock_tells_how_the_paper_stands_and_what_is_closed(floor: Floor) -> None:
    listen(floor, WebhookKind.RECEIPT_CLOSED, WebhookKind.AUTHORIZATION_CHANGED)
    dock = Dock(floor, "RMA-104502")
    dock.scans("T-0412", gs1(floor.drill, "L2608", serial="DR7-204815"))
    dock.tap("close_carton")
    dock.tap("close_receipt")
    paper = {"authorization_id": str(floor.warranty.id), "number": "RMA-104502"}
    assert news(floor) == [
        ("authorization.changed", {**paper, "before": "in_transit", "state": "receiving"}),
        ("receipt.closed", {
            "receipt_id": str(dock.screen.receipt_id), "number": "R-000001", "authorization_id": str(floor.warranty.id),
        }),
        ("authorization.changed", {**paper, "before": "receiving", "state": "received"}),
    ]  # fmt: skip


def test_the_bench_tells_what_it_graded_and_that_it_took_it_back(floor: Floor) -> None:
    listen(floor, WebhookKind.UNITS_GRADED, WebhookKind.GRADING_UNDONE)
    bench = BenchWork(floor)
    bench.scan(received(floor, *[gs1(floor.vitamin, "10D9T", "270331")] * 2))
    bench.scans(gs1(floor.vitamin, "10D9T", "270331"), "CMD-PASS", "T-0412")
    bench.undo()
    (kind, graded), undone = news(floor)
    [unit] = graded["units"]
    told = {name: unit[name] for name in ("product_id", "authorization_id", "lot", "quantity", "grade", "hold")}
    assert (kind, told) == ("units.graded", {
        "product_id": str(floor.vitamin.id), "authorization_id": str(floor.trade_return.id), "lot": "10D9T",
        "quantity": 1, "grade": "A", "hold": None,
    })  # fmt: skip
    assert undone == ("grading.undone", {"event_id": graded["event_id"]})


def test_the_office_and_the_calendar_tell_each_change_of_state(floor: Floor) -> None:
    listen(floor, WebhookKind.AUTHORIZATION_CHANGED)
    clerk, supervisor = Clerk(floor), Clerk(floor, Role.SUPERVISOR, "A. Novak", "2119")
    draft = replace(a_draft(floor), expires_on=NOW.date())
    clerk.writes(draft, submit=True)
    supervisor.looks_at(clerk.seen.id)
    supervisor.approves()
    with floor.database.unit_of_work() as session:
        authorizing.expire_due(session, NOW + timedelta(days=2))
    assert [(data["before"], data["state"]) for _kind, data in news(floor)] == [
        ("draft", "pending_approval"), ("pending_approval", "approved"), ("approved", "expired"),
    ]  # fmt: skip


def test_what_is_refused_tells_nothing_and_nobody_is_told_what_was_not_asked_for(floor: Floor) -> None:
    clerk = Clerk(floor)
    clerk.writes(a_draft(floor), submit=True)
    listen(floor, WebhookKind.AUTHORIZATION_CHANGED)
    assert clerk.cancels("").startswith("Say why")
    Dock(floor)
    listen(floor, WebhookKind.RECEIPT_CLOSED)
    assert [kind for kind, _data in news(floor)] == ["authorization.changed"]


def test_what_is_owed_tells_by_how_much_it_changed_and_a_replacement_that_it_is_due(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(advance_days=9))
    listen(floor, WebhookKind.REFUND_DUE, WebhookKind.REPLACEMENT_DUE)
    office, paper = Replacer(floor), str(floor.trade_return.id)
    office.lets_line_be(Resolution.REPLACEMENT)
    office.plans(2, is_advance=True, order="SO-9")
    office.ships()
    bench, item = BenchWork(floor), gs1(floor.vitamin, "10D9T", "270331")
    bench.scan(received(floor, item))
    bench.scans(item, "CMD-GRADE-B", "T-0412")
    bench.undo()
    office.today += timedelta(days=10)
    office.charges()
    (due, goods), *refunds = news(floor)
    assert (due, goods) == ("replacement.due", {
        "replacement_id": str(office.last.id), "number": "RMA-104418-S1", "authorization_id": paper,
        "party_id": str(floor.northline.id), "product_id": str(floor.omega.id), "sku": "OMG-3-90", "quantity": 2,
        "order": "SO-9", "due_on": TODAY.isoformat(), "is_advance": True,
    })  # fmt: skip
    told = [(kind, data["resolution"], data["changed_by"], data["currency"]) for kind, data in refunds]
    assert told == [
        ("refund.due", "credit", "8.00", "USD"), ("refund.due", "credit", "-8.00", "USD"),
        ("refund.due", "replacement", "-20.00", "USD"),
    ]  # fmt: skip
    assert {data["authorization_id"] for _kind, data in refunds} == {paper}
    assert refunds[0][1]["refund_id"] == refunds[1][1]["refund_id"] != refunds[2][1]["refund_id"]
