"""Taking the next best: what loses most first, nobody given the same, why it is this one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import CartonLine, Operator, Product, VendorAgreement, table_of
from app.db.queries import next_best
from app.db.queries.waiting import waiting
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.dwell import Stage
from app.domain.messages.giving import NOTHING_LEFT
from app.domain.vocabulary import HoldReason
from app.services import giving
from app.services.acting import Act
from tests.factories import NOW, TODAY, Floor, an_sscc
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown
from tests.services.forklift import AFTERNOON, Forklift, a_tote, vitamin
from tests.services.racing import race

EVERY = (Stage.GRADE, Stage.ROUTE, Stage.REWORK)
NOTHING = (
    "Nothing to take | All that waits is locked, in somebody's hands, or given to others."
    " | Scan the plate of any carton, or ask again in a minute"
)


def take(
    floor: Floor,
    by: Operator,
    stages: Collection[Stage] = EVERY,
    passed: UUID | None = None,
    now: datetime = AFTERNOON,
    client_id: str = "",
) -> str:
    """Return the verdict as `title | say | next`."""
    act = Act(floor.principal(by), giving.SCOPE, client_id or str(new_id()), now)
    with floor.database.reading() as session:
        ranked = next_best.ranked(session, floor.site.id, TODAY, stages)
    with floor.database.unit_of_work() as session:
        said = giving.give(session, act, ranked, passed).said
    params = {name: shown(value) for name, value in said.params.items()}
    return " | ".join(part.format(**params) for part in (said.message.title, said.message.say, said.message.next))


def title(said: str) -> str:
    return said.partition(" |")[0]


def test_what_loses_most_is_given_first_and_it_says_why(floor: Floor) -> None:
    a_tote(floor, "T-0412", units=2)
    a_tote(floor, "T-0413", units=12, carton=4619)
    received(floor, vitamin(floor), carton=4620)
    assert take(floor, floor.supervisor) == (
        "stage_route: carton 0413 | It loses 0.01 USD an hour, the most of all that you may take. Others that wait: 2."
        " | Go to B-02 and scan its plate: it is kept for you for ten minutes"
    )
    assert take(floor, floor.router, [Stage.ROUTE]) == (
        "stage_route: carton 0412 | Nothing that you may take loses a cent an hour; this one loses most of it. Others"
        " that wait: 0. | Go to B-02 and scan its plate: it is kept for you for ten minutes"
    )
    assert title(take(floor, floor.inspector, [Stage.GRADE])) == f"stage_grade: carton {an_sscc(4620)[-4:]}"


def test_where_nothing_loses_the_longest_wait_is_first(floor: Floor) -> None:
    shirts = [received(floor, gs1(floor.omega, "K7731", "270228"), carton=number) for number in (1, 2)]
    with floor.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE product SET list_price = 0, unit_cost = 0"))
    with floor.database.reading() as session:
        first, _second = waiting(session, floor.site.id, TODAY)
    assert first.lpn == shirts[0]
    assert take(floor, floor.inspector) == (
        f"stage_grade: carton {first.tail} | Nothing that you may take loses by the hour; this one has waited longest,"
        f" since {shown(first.since)}. Others that wait: 1. | Go to G-01 and scan its plate: it is kept for you for"
        " ten minutes"
    )


def test_it_is_kept_until_it_lapses_is_passed_over_or_somebody_scans_it(floor: Floor) -> None:
    a_tote(floor)
    asked = str(new_id())
    first = take(floor, floor.router, client_id=asked)
    assert title(first) == "stage_route: carton 0412"
    assert take(floor, floor.router, client_id=asked) == first, "a replay is the same answer"
    assert title(take(floor, floor.router)) == "stage_route: carton 0412", "nothing else was given to them yet"
    assert take(floor, floor.supervisor) == NOTHING
    assert title(take(floor, floor.supervisor, now=AFTERNOON + giving.KEPT)) == "stage_route: carton 0412"
    with floor.database.reading() as session:
        (tote,) = next_best.ranked(session, floor.site.id, TODAY, EVERY)
    later = AFTERNOON + giving.KEPT + timedelta(minutes=1)
    assert take(floor, floor.supervisor, passed=tote.id, now=later) == NOTHING
    assert title(take(floor, floor.router, now=later)) == "stage_route: carton 0412", "it was let go"
    assert Forklift(floor, "supervisor").scan("T-0412").startswith("Carton 0412 to"), "a scan is stronger"
    assert take(floor, floor.router, now=later) == NOTHING


def test_what_somebody_took_since_it_was_ranked_is_not_given(floor: Floor) -> None:
    a_tote(floor)
    with floor.database.reading() as session:
        ranked = next_best.ranked(session, floor.site.id, TODAY, EVERY)
    Forklift(floor).scan("T-0412")
    act = Act(floor.principal(floor.supervisor), giving.SCOPE, str(new_id()), AFTERNOON)
    with floor.database.unit_of_work() as session:
        assert giving.give(session, act, ranked).said.message is NOTHING_LEFT


def test_what_is_locked_open_or_on_a_bench_is_not_given(floor: Floor) -> None:
    plate = received(floor, vitamin(floor), carton=1)
    BenchWork(floor).scan(plate)
    received(floor, vitamin(floor), carton=2)
    line = table_of(CartonLine)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(line).where(line.c.quantity > 0).values(hold=HoldReason.EXPIRED))
    assert take(floor, floor.supervisor) == NOTHING


def test_a_vendor_s_last_day_makes_its_goods_the_next_best(floor: Floor) -> None:
    received(floor, *[vitamin(floor)] * 9, carton=1)
    omega = received(floor, gs1(floor.omega, "K7731", "270228"), carton=2)
    with floor.database.reading() as session:
        before = {row.lpn: row.goods.lost for row in waiting(session, floor.site.id, TODAY)}
    agree(floor)
    with floor.database.reading() as session:
        after = {row.lpn: row.goods.lost for row in waiting(session, floor.site.id, TODAY)}
        best = next_best.ranked(session, floor.site.id, TODAY, EVERY)[0]
    assert best.lpn == omega
    assert after[omega] > before[omega] * 10
    assert {lpn: lost for lpn, lost in after.items() if lpn != omega} == {
        lpn: lost for lpn, lost in before.items() if lpn != omega
    }


def agree(floor: Floor) -> None:
    """Let the vendor of the omegas take them back at a high cost, today for the last time."""
    product = table_of(Product)
    with floor.database.unit_of_work() as session:
        bought = {"vendor_id": floor.northline.id, "unit_cost": Decimal(100)}
        session.execute(sa.update(product).where(product.c.id == floor.omega.id).values(**bought))
        session.add(
            VendorAgreement(
                id=new_id(),
                number="VA-1",
                vendor_id=floor.northline.id,
                quota_kind=QuotaKind.UNITS,
                quota=100,
                period=QuotaPeriod.MONTH,
                ends_on=TODAY,
                minimum=Decimal(0),
                changed_at=NOW,
            )
        )


@pytest.mark.parametrize("rounds", [10])
def test_two_who_ask_at_the_same_moment_are_given_two_cartons(floor: Floor, rounds: int) -> None:
    a_tote(floor, "T-0412")
    a_tote(floor, "T-0413", carton=4619)
    for nth in range(rounds):
        now = AFTERNOON + nth * 2 * giving.KEPT
        said = race(
            lambda now=now: title(take(floor, floor.router, now=now)),  # type: ignore[misc]
            lambda now=now: title(take(floor, floor.supervisor, now=now)),  # type: ignore[misc]
        )
        assert sorted(said) == ["stage_route: carton 0412", "stage_route: carton 0413"]
