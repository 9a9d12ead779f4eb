"""Somebody at a workshop bench, as the browser would play them: the sheet goes from answer to answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Party, Product, WorkOrder, table_of
from app.db.queries import reworking as queries
from app.domain.approvals import Approver
from app.domain.vocabulary import DispositionCode, PartyKind
from app.domain.work_orders import Order
from app.services import reworking
from app.services.acting import Act, Answered
from app.services.reworking import Screen, Sheet
from tests.factories import NOW, Floor, a_gtin, a_party, a_product
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown
from tests.services.forklift import Forklift

LATER = NOW + timedelta(hours=3)


class Workshop:
    """Scans and taps at bench B-02. Every verb returns the verdict as `title | say | next` in English."""

    def __init__(self, floor: Floor, operator: str = "inspector", start: datetime = LATER) -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator), "B-02")
        self.now = start
        self.answered: Answered[Sheet] | None = None
        self.screen = Screen()
        self.approver: Approver | None = None

    def scan(self, text: str, client_id: str = "") -> str:
        return self.do(reworking.scan, text, client_id)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def works(self, minutes: int) -> "Workshop":
        """Let so much time pass."""
        self.now += timedelta(minutes=minutes)
        return self

    def approved_by(self, operator: str) -> "Workshop":
        """Have another operator's badge and PIN stand beside the next acts."""
        other = self.floor.principal(getattr(self.floor, operator))
        self.approver = Approver(other.operator_id, other.roles, other.operator_name)
        return self

    def tap(self, verb: str, *said: object) -> str:
        act = getattr(reworking, verb)
        return self.do(lambda session, asked, screen: act(session, asked, screen, *said))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[Sheet]], text: str = "", client_id: str = "") -> str:
        act = Act(
            by=self.by,
            scope=reworking.SCOPE,
            client_id=client_id or str(new_id()),
            now=self.now,
            content={"text": text},
            text=text,
            source="wedge",
            approver=self.approver,
        )
        screen = replace(self.screen, new_tote_id=new_id())
        with self.floor.database.unit_of_work() as session:
            self.answered = answered = verb(session, act, screen)
        last = act.client_id if answered.event_id else self.screen.last
        self.screen = replace(self.screen, sheet=Sheet.parse(answered.pending), last=last)
        return self.says

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        return " | ".join(part.format(**params) for part in (said.message.title, said.message.say, said.message.next))

    @property
    def order(self) -> Order:
        """The order on the sheet as it stands."""
        found = order(self.floor, self.screen.sheet.order_id)
        assert found
        return found


def order(floor: Floor, order_id: UUID | None) -> Order | None:
    with floor.database.reading() as session:
        return queries.one(session, floor.site.id, order_id)


def orders(floor: Floor) -> list[str]:
    """Return every order as `plate: quantity state`, the first drawn up first."""
    table, carton = table_of(WorkOrder), table_of(Carton)
    query = sa.select(carton.c.lpn, table.c.quantity, table.c.state).join(carton, carton.c.id == table.c.carton_id)
    with floor.database.reading() as session:
        rows = session.execute(query.order_by(table.c.id)).all()
    return [f"{row.lpn[-4:]}: {row.quantity} {row.state}" for row in rows]


def steps(work: Workshop) -> dict[str, str]:
    """Return the operations of the order on the sheet as kind -> `state minutes`."""
    return {step.kind.value: f"{step.state} {step.seconds // 60}" for step in work.order.steps}


def regrades(floor: Floor) -> list[str]:
    """Return the grades after rework of all lines with units that have one."""
    line = table_of(CartonLine)
    with floor.database.reading() as session:
        found = session.scalars(sa.select(line.c.regrade).where(line.c.quantity > 0, line.c.regrade != ""))
        return sorted(grade.value for grade in found)


def a_drill(floor: Floor, tote: str = "T-0412") -> str:
    """Receive the drill, grade it C for the workshop into `tote`, put that into W-03, and return its plate."""
    item = gs1(floor.drill, "L2608", serial="DR7-204815")
    bench = BenchWork(floor)
    bench.scans(received(floor, item, paper="RMA-104502", carton=4700), item)
    bench.says_more(function=4, cosmetics=5).scans(tote, "CMD-CLOSE")
    return in_the_workshop(floor, tote)


def vitamins(floor: Floor, *quantities: int, tote: str = "T-0412", carton: int = 4701) -> str:
    """Send so many vitamins of lot 10D9T, and of lot 10F1C, to the workshop in one tote, and return its plate."""
    lots = (gs1(floor.vitamin, "10D9T", "270331"), gs1(floor.vitamin, "10F1C", "270531"))
    items = [item for item, quantity in zip(lots, quantities, strict=False) for _ in range(quantity)]
    bench = BenchWork(floor, "supervisor")
    bench.scan(received(floor, *items, carton=carton))
    for item, quantity in zip(lots, quantities, strict=False):
        bench.scan(item)
        bench.says_more(
            function=4, cosmetics=5, code=DispositionCode.REWORK, reason="Sold re-packed", quantity=quantity
        )
        bench.scan(tote)
    bench.scan("CMD-CLOSE")
    return in_the_workshop(floor, tote)


def in_the_workshop(floor: Floor, tote: str) -> str:
    """Route a closed tote to W-03 and return its plate."""
    forklift = Forklift(floor)
    forklift.scan(tote)
    assert "W-0" in forklift.says, forklift.says
    forklift.scan(forklift.says.partition("Take it to ")[2][:4])
    return tote


def a_battery(floor: Floor) -> Product:
    """Return a part that is tracked by lot."""
    with floor.database.unit_of_work() as session:
        return a_product(
            session, floor.company, sku="BAT-18V", gtin=a_gtin(40001), name="Battery 18 V", unit_cost="14.50",
            list_price="29.00", lot_tracked=True,
        )  # fmt: skip


def a_contractor(floor: Floor) -> Party:
    """Return who takes work from the site."""
    with floor.database.unit_of_work() as session:
        return a_party(session, PartyKind.CONTRACTOR, "Rio Motor Service")
