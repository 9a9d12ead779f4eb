"""Whoever decontaminates, and quality who identifies, as the browser would play them; and pumps that come back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, DeclaredLine, Operator, Product
from app.domain.approvals import Approver
from app.domain.decontamination import DecontaminationMethod, Treatment
from app.domain.transitions import CartonState
from app.domain.vocabulary import Category, Program, ReasonCode, Role
from app.services import decontaminating, identifying
from app.services.acting import Act, Answered
from app.services.decontaminating import Screen
from app.services.identifying import Identity
from tests.factories import NOW, ExpectedLine, Floor, a_gtin, a_product, a_shipment, an_authorization, an_operator
from tests.factories import an_sscc as plate
from tests.services.dock import Dock, shown

RMA = "RMA-104700"
SERIALS = ("IP2-0077", "IP2-0078")
LATER = NOW + timedelta(hours=1)


def a_pump(floor: Floor) -> Product:
    """Make the infusion pump, two of which were delivered to Northline and are to come back under RMA-104700."""
    with floor.database.unit_of_work() as session:
        pump = a_product(
            session, floor.company, sku="PMP-INF", gtin=a_gtin(20078), name="Infusion pump",
            category=Category.MEDICAL, unit_cost="640.00", list_price="1450.00", medical=True,
        )  # fmt: skip
        lines = [ExpectedLine(pump, 1, serial=serial, reason=ReasonCode.DEFECTIVE) for serial in SERIALS]
        a_shipment(session, floor.site, floor.northline, lines, "SH-7")
        lines.append(ExpectedLine(floor.shirt, 3))
        an_authorization(session, floor.site, floor.northline, lines, RMA, Program.TRADE_RETURN)
        session.expunge_all()
    return pump


def announce(floor: Floor, pump: Product, authorization_id: UUID, lpn: str, pallet: str = "") -> None:
    """Announce two pumps in one carton, on a pallet where one is named."""
    with floor.database.unit_of_work() as session:
        under = _announced(session, floor, authorization_id, pallet, None) if pallet else None
        carton_id = _announced(session, floor, authorization_id, lpn, under)
        session.add(DeclaredLine(
            site_id=floor.site.id, id=new_id(), carton_id=carton_id, pallet=pallet, product_id=pump.id, quantity=2,
        ))  # fmt: skip


def _announced(session: Session, floor: Floor, authorization_id: UUID, lpn: str, under: UUID | None) -> UUID:
    carton = Carton(
        site_id=floor.site.id, id=new_id(), lpn=lpn, state=CartonState.EXPECTED, state_since=NOW, parent_id=under,
        authorization_id=authorization_id, is_pallet=not under and lpn == plate(9001),
    )  # fmt: skip
    session.add(carton)
    session.flush()
    return carton.id


def hire_quality(floor: Floor) -> Operator:
    """Return an operator of quality."""
    with floor.database.unit_of_work() as session:
        hired = an_operator(session, floor.site, [Role.QUALITY], "2550", "I. Okafor")
        session.expunge_all()
    return hired


class Decontaminator:
    """Someone at staging G-01. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, operator: Operator | None = None) -> None:
        self.floor, self.seconds = floor, count(1)
        self.by = floor.principal(operator or floor.dock_worker, "G-01")
        self.screen = Screen()
        self.answered: Answered[UUID] | None = None

    def scan(self, text: str, by: Operator | None = None) -> str:
        act = self.act(decontaminating.SCOPE, text, by)
        return self._do(act, lambda session: decontaminating.scan(session, act, self.screen))

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def record(
        self, method: DecontaminationMethod | None, by: Operator | None = None, done_on: date | None = None
    ) -> str:
        act = self.act(decontaminating.SCOPE, "", by)
        screen = replace(self.screen, treatment=Treatment(method, done_on))
        return self._do(act, lambda session: decontaminating.record_treatment(session, act, screen))

    def undo(self) -> str:
        act = self.act(decontaminating.SCOPE)
        return self._do(act, lambda session: decontaminating.undo(session, act, self.screen.last))

    def identify(self, line_id: UUID, by: Operator | None = None, **said: Any) -> str:
        act = self.act(identifying.SCOPE, "", by)
        return self._do(act, lambda session: identifying.identify(session, act, line_id, Identity(**said)))

    def unidentify(self) -> str:
        act = self.act(identifying.SCOPE)
        return self._do(act, lambda session: identifying.undo(session, act, self.screen.last))

    def act(self, scope: str, text: str = "", by: Operator | None = None) -> Act:
        approver = Approver(by.id, frozenset(map(Role, by.roles.split(","))), by.name) if by else None
        return Act(
            by=self.by, scope=scope, client_id=str(new_id()), now=LATER + timedelta(seconds=next(self.seconds)),
            content={"text": text}, text=text, source="wedge", approver=approver,
        )  # fmt: skip

    def _do(self, act: Act, verb: Callable[[Session], Answered[UUID]]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session)
        last = act.client_id if self.answered.event_id else self.screen.last
        self.screen = replace(self.screen, carton_id=self.answered.result or self.screen.carton_id, last=last)
        return self.says

    @property
    def says(self) -> str:
        assert self.answered
        message, params = self.answered.said.message, self.answered.said.params
        told = {name: shown(value) for name, value in params.items()}
        return " | ".join(part.format(**told) for part in (message.title, message.say, message.next))


def cleaned(floor: Floor, lpn: str) -> Decontaminator:
    """Have the carton or pallet wiped down, confirmed by the supervisor."""
    who = Decontaminator(floor)
    who.scan(lpn)
    assert who.record(DecontaminationMethod.WIPE_DOWN, floor.supervisor).startswith("Carton"), who.says
    return who


def counting(at: Dock, lpn: str, pump: Product) -> Dock:
    """Bring a carton with pumps to where its units are counted."""
    at.scans(lpn, pump.gtin, "CMD-CONFIRM")
    cleaned(at.floor, lpn)
    at.scans(lpn, "CMD-CONFIRM")
    return at
