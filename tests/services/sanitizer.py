"""Whoever sanitizes media, as the browser would play one; and a data-bearing unit that came in."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operator, Product, table_of
from app.domain.approvals import Approver
from app.domain.sanitizing import Attempt, Medium, SanitizationMethod, SanitizationResult
from app.domain.vocabulary import Role
from app.services import sanitizing
from app.services.acting import Act, Answered
from app.services.sanitizing import Screen
from tests.factories import NOW, Floor
from tests.services.bench import received
from tests.services.dock import gs1, shown

SERIAL = "DR7-204815"
AFTERNOON = NOW + timedelta(hours=3)
PURGE, DESTROY = SanitizationMethod.PURGE, SanitizationMethod.DESTROY
FAILED = SanitizationResult.FAILED


class Sanitizer:
    """Someone at bench B-02. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, operator: str = "inspector") -> None:
        self.floor, self.seconds, self.last = floor, count(1), ""
        self.by = floor.principal(getattr(floor, operator), "B-02")
        self.answered: Answered[UUID] | None = None
        self.line_id: UUID | None = None

    def scan(self, text: str) -> str:
        act = self.act(text)
        return self._do(act, lambda session: sanitizing.scan(session, act, self.last))

    def sanitize(
        self, medium: str = "M-1", method: SanitizationMethod = PURGE,
        result: SanitizationResult = SanitizationResult.PASSED, by: Operator | None = None, tool: str = "nwipe",
        client_id: str = "",
    ) -> str:  # fmt: skip
        verifier = Approver(by.id, frozenset(map(Role, by.roles.split(","))), by.name) if by else None
        act = self.act("", client_id, verifier)
        assert self.line_id
        screen = Screen(self.line_id, Attempt(Medium("Acme", "D500", medium), method, tool, "0.36", result))
        return self._do(act, lambda session: sanitizing.sanitize(session, act, screen))

    def undo(self) -> str:
        act = self.act()
        return self._do(act, lambda session: sanitizing.undo(session, act, self.last))

    def act(self, text: str = "", client_id: str = "", approver: Approver | None = None) -> Act:
        return Act(
            by=self.by, scope=sanitizing.SCOPE, client_id=client_id or str(new_id()),
            now=AFTERNOON + timedelta(seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
            approver=approver,
        )  # fmt: skip

    def _do(self, act: Act, verb: Callable[[Session], Answered[UUID]]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session)
        self.last = act.client_id if self.answered.event_id else self.last
        self.line_id = self.answered.result or self.line_id
        return self.says

    @property
    def says(self) -> str:
        assert self.answered
        message, params = self.answered.said.message, self.answered.said.params
        told = {name: shown(value) for name, value in params.items()}
        return " | ".join(part.format(**told) for part in (message.title, message.say, message.next))


def a_device(floor: Floor) -> str:
    """Receive the drill as a device that bears data, by its serial, and return the plate of its carton."""
    with floor.database.unit_of_work() as session:
        product = table_of(Product)
        session.execute(sa.update(product).where(product.c.id == floor.drill.id).values(data_bearing=True))
    return received(floor, device(floor), paper="RMA-104502")


def device(floor: Floor) -> str:
    """Return the element string on the device."""
    return gs1(floor.drill, lot="L2608", serial=SERIAL)
