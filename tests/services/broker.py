"""A clerk who keeps customs entries, as the browser would play one: sees an entry, then acts on what was seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, table_of
from app.db.queries import customs as queries
from app.db.queries.customs import Entry
from app.db.queries.products import by_ids
from app.domain.customs import DischargeKind, DischargeMethod, EntryDraft, EntryLine, Pedimento, TariffUnit, due_on
from app.domain.discharging import Document
from app.domain.errors import Refused
from app.domain.principals import Principal
from app.domain.vocabulary import Role
from app.services import customs
from app.services.acting import Act, Answered
from app.services.customs import SeenEntry
from tests.factories import NOW, TODAY, Floor, an_operator
from tests.services.dock import shown

LINE = table_of(CartonLine)
ENTRY = "26 24 3421 6001234"
SECOND = "26 24 3421 6005678"
CLEARED = date(2026, 1, 31)


class Broker:
    """Writes entries. `says` is the last answer as `title | say | next` in English."""

    def __init__(self, floor: Floor, role: Role = Role.OFFICE, name: str = "L. Ibarra", badge: str = "2977") -> None:
        self.floor = floor
        with floor.database.unit_of_work() as session:
            operator = an_operator(session, floor.site, [role], badge, name)
        self.by: Principal = floor.principal(operator)
        self.seconds = count(1)
        self.answered: Answered[UUID] | None = None
        self.seen = SeenEntry(UUID(int=0), 0)
        self.document = UUID(int=0)

    def act(self, **content: str) -> Act:
        later = NOW + timedelta(seconds=next(self.seconds))
        return Act(by=self.by, scope=customs.SCOPE, client_id=str(new_id()), now=later, content=content)

    def do(self, verb: Callable[[Session, Act], Answered[UUID]], act: Act | None = None) -> str:
        acting = act or self.act()
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, acting)
        return self.says

    def enters(self, *lines: EntryLine, number: str = ENTRY, cleared: date = CLEARED) -> str:
        entry_id, draft = new_id(), self.draft(*lines, number=number, cleared=cleared)
        said = self.do(lambda session, act: customs.enter(session, act, entry_id, draft))
        if self.answered and self.answered.result:
            self.looks_at(number)
        return said

    def draft(self, *lines: EntryLine, number: str = ENTRY, cleared: date = CLEARED) -> EntryDraft:
        return EntryDraft(Pedimento.parse(number), "IN", cleared, due_on(cleared), self.floor.company.id, "USD", lines)

    def rectifies(self, *lines: EntryLine, by: str = "", number: str = ENTRY) -> str:
        draft, rectified = self.draft(*lines, number=number), Pedimento.parse(by) if by else None
        return self.again(lambda session, act: customs.rectify(session, act, self.seen, draft, rectified))

    def links(self, paper: str = "RMA-104418") -> str:
        return self.again(lambda session, act: customs.link(session, act, self.seen, paper))

    def unlinks(self, paper_id: UUID) -> str:
        return self.again(lambda session, act: customs.unlink(session, act, self.seen, paper_id))

    def cancels(self) -> str:
        return self.again(lambda session, act: customs.cancel(session, act, self.seen))

    def allocates(self) -> str:
        return self.again(lambda session, act: customs.allocate(session, act, self.seen))

    def records(self, kind: DischargeKind, number: str, *plates: str, dated: date = TODAY) -> str:
        self.document = new_id()
        document = Document(kind, number, dated, plates)
        return self.do(lambda session, act: customs.discharge(session, act, self.document, document))

    def voids(self, reason: str = "Another number") -> str:
        return self.do(lambda session, act: customs.void(session, act, self.document, reason))

    def again(self, verb: Callable[[Session, Act], Answered[UUID]]) -> str:
        """Do it, and look at the entry as it stands then."""
        said = self.do(verb)
        if self.answered and self.answered.result:
            self.looks_at()
        return said

    def looks_at(self, number: str = "") -> Entry:
        """Open the page of an entry: what is done next goes by what it shows now."""
        with self.floor.database.reading() as session:
            entry_id = self.seen.id
            if number:
                found = queries.id_of(session, self.floor.site.id, Pedimento.parse(number).value)
                assert found
                entry_id = found
            entry = queries.one(session, self.floor.site.id, entry_id)
        assert entry
        self.seen = SeenEntry(entry.id, entry.version)
        return entry

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        parts = (part.format(**params) for part in (said.message.title, said.message.say, said.message.next))
        return " | ".join(part for part in parts if part)


def line(
    floor: Floor,
    product: str = "vitamin",
    quantity: int = 60,
    fraction: str = "21069099",
    method: DischargeMethod = DischargeMethod.FIFO,
) -> EntryLine:
    """Return what an entry brings in of one of the floor's products."""
    row = getattr(floor, product)
    with floor.database.reading() as session:
        found = by_ids(session, [row.id])[row.id]
    value = Decimal(quantity) * Decimal("4.50")
    return EntryLine(found, fraction, "00", quantity, quantity * 120, TariffUnit.KILOGRAM, value, "US", method)


@dataclass(frozen=True, slots=True)
class Out:
    """Goods that are about to leave."""

    receipt_line_id: UUID
    quantity: int


def departing(floor: Floor, quantity: int) -> str:
    """Let some of the first counted line leave; return the refusal, or the empty string."""
    with floor.database.reading() as session:
        line_id = session.execute(sa.select(LINE.c.receipt_line_id).order_by(LINE.c.id).limit(1)).scalar_one()
        try:
            customs.check_may_depart(session, floor.site.id, [Out(line_id, quantity)])
        except Refused as refusal:
            said = refusal.said
            texts = {name: shown(value) for name, value in said.params.items()}
            return " | ".join((said.message.title, said.message.say, said.message.next)).format(**texts)
    return ""
