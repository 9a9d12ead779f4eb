"""The office that plans outbound loads, and someone at dock door D-04 who loads them, as the browser would play one."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Product, table_of
from app.db.queries import outbound as queries
from app.domain.approvals import Approver
from app.domain.outbound import LoadDraft
from app.domain.vocabulary import DispositionCode, PartyKind
from app.exchange.documents import consignment
from app.services import loading, outbound
from app.services.acting import Act, Answered
from app.services.loading import Screen
from app.services.outbound import Proof, Seen
from tests.factories import NOW, TODAY, Floor, a_party
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown
from tests.services.forklift import Forklift

EVENING = NOW + timedelta(hours=8)
LIQUIDATE, TO_VENDOR = DispositionCode.LIQUIDATE, DispositionCode.RETURN_TO_VENDOR


class Said:
    """Whoever is answered: the verdict as `title | say | next` in English."""

    answered: Answered[Any] | None = None

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        message = said.message
        return " | ".join(part.format(**params) for part in (message.title, message.say, message.next) if part)


class Planner(Said):
    """The supervisor at the desk."""

    def __init__(self, floor: Floor) -> None:
        self.floor, self.seconds = floor, count(1)
        self.by = floor.principal(floor.supervisor)

    def plan(self, party: UUID, code: DispositionCode = LIQUIDATE, door: str = "D-04") -> str:
        draft = LoadDraft(party, code, TODAY, trailer="ty-8841", dock_id=self.floor.places[door].id if door else None)
        return self.do(lambda session, act: outbound.plan(session, act, new_id(), draft))

    def edit(self, number: str, party: UUID, code: DispositionCode = LIQUIDATE) -> str:
        draft = LoadDraft(party, code, TODAY, trailer="XX-1")
        return self.do(lambda session, act: outbound.edit(session, act, self.seen(number), draft))

    def cancel(self, number: str, version: int | None = None) -> str:
        return self.do(lambda session, act: outbound.cancel(session, act, self.seen(number, version)))

    def deliver(self, number: str, by: str = "L. Ortiz", on: date = TODAY) -> str:
        proof = Proof(on, by, "one tote dented")
        return self.do(lambda session, act: outbound.deliver(session, act, self.seen(number), proof))

    def seen(self, number: str, version: int | None = None) -> Seen:
        load = self.load(number)
        return Seen(load.id, load.version if version is None else version)

    def load(self, number: str = "OUT-000001") -> queries.Outbound:
        with self.floor.database.reading() as session:
            load = queries.by_code(session, self.floor.site.id, number)
        assert load
        return load

    def do(self, verb: Callable[[Session, Act], Answered[UUID]]) -> str:
        act = Act(self.by, outbound.SCOPE, str(new_id()), EVENING + timedelta(seconds=next(self.seconds)))
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, act)
        return self.says


class Loader(Said):
    """Scans and taps on the loading screen."""

    def __init__(self, floor: Floor, operator: str = "router") -> None:
        self.floor, self.seconds = floor, count(60)
        self.by = floor.principal(getattr(floor, operator))
        self.screen = Screen()
        self.approver: Approver | None = None

    def scan(self, text: str, client_id: str = "") -> str:
        verb = lambda session, act, screen: loading.scan(session, act, screen, consignment.papers)  # noqa: E731
        return self.do(verb, text, client_id)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def tap(self, verb: str, *more: Any) -> str:
        return self.do(lambda session, act, screen: getattr(loading, verb)(session, act, screen, *more))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "", client_id: str = "") -> str:
        act, screen = self.act(text, client_id), self.screen
        self._do(act, lambda session: verb(session, act, screen))
        return self.says

    def _do(self, act: Act, verb: Callable[[Session], Answered[None]]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session)
        last = act.client_id if self.answered.event_id else self.screen.last
        self.screen = Screen.parse(self.answered.pending, last)
        return self.says

    def act(self, text: str = "", client_id: str = "") -> Act:
        return Act(
            by=self.by, scope=loading.SCOPE, client_id=client_id or str(new_id()),
            now=EVENING + timedelta(seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
            approver=self.approver,
        )  # fmt: skip


def decided(floor: Floor, code: DispositionCode, tote: str = "T-0412", *, carton: int = 4618, place: str = "") -> str:
    """Receive two vitamins, decide them for `code` into `tote`, and take that to its place; return its plate."""
    item = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, item, item, carton=carton), item)
    bench.says_more(quantity=2, code=code, reason="Agreed").scans("CMD-GRADE-B", tote, "CMD-CLOSE")
    if place:
        Forklift(floor).scans(tote, place)
    return tote


def a_liquidator(floor: Floor) -> UUID:
    """Make the party that buys what is left over."""
    with floor.database.unit_of_work() as session:
        return a_party(session, PartyKind.LIQUIDATOR, "Second Dock").id


def a_vendor(floor: Floor, name: str = "Meridian Labs", *, of_vitamins: bool = True) -> UUID:
    """Make a vendor, that of the vitamins unless it is another."""
    with floor.database.unit_of_work() as session:
        vendor_id = a_party(session, PartyKind.VENDOR, name).id
        if of_vitamins:
            product = table_of(Product)
            session.execute(sa.update(product).where(product.c.id == floor.vitamin.id).values(vendor_id=vendor_id))
    return vendor_id
