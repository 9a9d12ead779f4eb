"""Someone who builds sale bundles by scan, and the office that sells them, as the browser would play both."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import bundles
from app.db.queries.bundles import OneBundle, Wanted
from app.domain.approvals import Approver
from app.domain.vocabulary import DispositionCode, PartyKind, Role
from app.services import bundling
from app.services.acting import Act, Answered
from app.services.bundling import Price, Screen, Seen
from tests.factories import NOW, Floor, a_party
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown
from tests.services.forklift import Forklift
from tests.services.holder import carton_id

AFTERNOON = NOW + timedelta(hours=4)


class Bundler:
    """Scans and taps in the liquidation zone. Every verb returns the verdict as `title | say | next` in English."""

    def __init__(self, floor: Floor, operator: str = "router", place: str = "L-01") -> None:
        self.floor, self.seconds = floor, count(1)
        self.by = floor.principal(getattr(floor, operator), place)
        self.answered: Answered[Any] | None = None
        self.screen = Screen()

    def scan(self, text: str, client_id: str = "") -> str:
        return self.do(bundling.scan, text, client_id)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def tap(self, verb: str) -> str:
        return self.do(getattr(bundling, verb))

    def undo(self) -> str:
        return self.tap("undo")

    def take_out(self, lpn: str) -> str:
        which = carton_id(self.floor, lpn)
        return self.do(lambda session, act, screen: bundling.take_out(session, act, screen, which))

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "", client_id: str = "") -> str:
        act = self.act(bundling.BUILDING, text, client_id)
        screen = self.screen
        self.take(lambda session: verb(session, act, screen))
        assert self.answered
        bundle, ask = (str(self.answered.pending.get(name, "")) for name in ("bundle", "ask"))
        last = act.client_id if self.answered.event_id else screen.last
        self.screen = Screen(UUID(bundle) if bundle else None, last, ask)
        return self.says

    def act(self, scope: str, text: str = "", client_id: str = "", approver: Approver | None = None) -> Act:
        return Act(
            by=self.by, scope=scope, client_id=client_id or str(new_id()),
            now=AFTERNOON + timedelta(seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
            approver=approver,
        )  # fmt: skip

    def take(self, verb: Callable[[Session], Answered[Any]]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session)
        return self.says

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        told = {name: shown(value) for name, value in said.params.items()}
        return " | ".join(part.format(**told) for part in (said.message.title, said.message.say, said.message.next))


class Seller(Bundler):
    """The supervisor at the desk: what is done to the latest bundle, as it stands unless told otherwise."""

    def __init__(self, floor: Floor, operator: str = "supervisor") -> None:
        super().__init__(floor, operator, "D-04")
        self.approver: Approver | None = None

    def buyer(self, name: str = "Second Wind Liquidators") -> UUID:
        with self.floor.database.unit_of_work() as session:
            known = {each: id_ for id_, each in bundles.liquidators(session)}
            return known.get(name) or a_party(session, PartyKind.LIQUIDATOR, name).id

    def price(self, verb: str, amount: str, version: int | None = None, buyer: bool = True) -> str:
        return self.sell_as(verb, version, Price(self.buyer() if buyer else None, amount))

    def sell_as(self, verb: str, version: int | None = None, *what: Any) -> str:
        bundle = latest(self.floor)
        seen = Seen(bundle.id, bundle.version if version is None else version)
        act = self.act(bundling.SCOPE, approver=self.approver)
        return self.take(lambda session: getattr(bundling, verb)(session, act, seen, *what))


def latest(floor: Floor) -> OneBundle:
    """Return the bundle that was begun last."""
    with floor.database.reading() as session:
        return bundles.listed(session, floor.site.id, Wanted())[0]


def to_liquidate(floor: Floor, tote: str, units: int = 2, *, carton: int = 4618, grade: str = "C") -> str:
    """Receive vitamins, grade them into `tote` to be liquidated, close it, and return its plate."""
    item = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, *[item] * units, carton=carton), item)
    bench.says_more(quantity=units, code=DispositionCode.LIQUIDATE, reason="Agreed")
    bench.scans(f"CMD-GRADE-{grade}", tote, "CMD-CLOSE")
    return tote


def in_place(floor: Floor, tote: str, units: int = 2, *, carton: int = 4618) -> str:
    """Return the plate of a tote of vitamins that stands in L-01 to be liquidated."""
    Forklift(floor).scans(to_liquidate(floor, tote, units, carton=carton), "L-01")
    return tote


SUPERVISES = frozenset({Role.SUPERVISOR})
