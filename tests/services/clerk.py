"""A clerk of the returns office, as the browser would play one: sees an authorization, then acts on what was seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Product as ProductRow
from app.db.queries import authorization
from app.db.queries.authorization import Paper
from app.db.queries.products import by_codes
from app.domain.authorizing import Detail, Draft, DraftLine
from app.domain.vocabulary import Program, ReasonCode, Role
from app.services import authorizing
from app.services.acting import Act, Answered
from app.services.authorizing import SCOPE, Seen
from tests.factories import NOW, Floor, an_operator
from tests.services.dock import shown


class Clerk:
    """Writes and decides. `says` is the last answer as `title | say | next` in English."""

    def __init__(self, floor: Floor, role: Role = Role.OFFICE, name: str = "R. Castillo", badge: str = "2118") -> None:
        self.floor = floor
        with floor.database.unit_of_work() as session:
            operator = an_operator(session, floor.site, [role], badge, name)
        self.by = floor.principal(operator)
        self.seconds = count(1)
        self.answered: Answered[UUID] | None = None
        self.seen = Seen(UUID(int=0), 0)

    def act(self, **content: str) -> Act:
        later = NOW + timedelta(seconds=next(self.seconds))
        return Act(by=self.by, scope=SCOPE, client_id=str(new_id()), now=later, content=content)

    def do(self, verb: Callable[[Session, Act], Answered[UUID]], act: Act | None = None) -> str:
        acting = act or self.act()
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session, acting)
        return self.says

    def writes(self, draft: Draft, *, submit: bool = False) -> str:
        paper_id = new_id()
        said = self.do(lambda session, act: authorizing.create(session, act, paper_id, draft, submit=submit))
        return (self.looks_at(paper_id) and said) or said

    def edits(self, draft: Draft, *, submit: bool = False) -> str:
        return self.do(lambda session, act: authorizing.edit(session, act, self.seen, draft, submit=submit))

    def submits(self) -> str:
        return self.do(lambda session, act: authorizing.submit(session, act, self.seen))

    def approves(self) -> str:
        return self.do(lambda session, act: authorizing.approve(session, act, self.seen))

    def rejects(self, reason: str = "Too late") -> str:
        return self.do(lambda session, act: authorizing.reject(session, act, self.seen, reason))

    def cancels(self, reason: str = "The customer keeps it") -> str:
        return self.do(lambda session, act: authorizing.cancel(session, act, self.seen, reason))

    def splits(self, *positions: int, units: int | None = None) -> str:
        chosen = {line.id for line in self.paper.lines if line.position in positions}
        part_id, shares = new_id(), dict.fromkeys(chosen, units) if units is not None else {}
        return self.do(lambda session, act: authorizing.split(session, act, self.seen, part_id, chosen, shares))

    def tracks(self, text: str) -> str:
        return self.do(lambda session, act: authorizing.track(session, act, self.seen, text))

    def untracks(self, number: str) -> str:
        return self.do(lambda session, act: authorizing.untrack(session, act, self.seen, number))

    def looks_at(self, paper_id: UUID) -> Paper | None:
        """Open the page of an authorization: what is done next goes by what it shows now."""
        with self.floor.database.reading() as session:
            paper = authorization.one(session, self.by.site_id, paper_id)
        self.seen = Seen(paper.id, paper.version) if paper else self.seen
        return paper

    def looks(self) -> "Clerk":
        self.looks_at(self.seen.id)
        return self

    @property
    def paper(self) -> Paper:
        """What the authorization says now, without taking that for seen."""
        with self.floor.database.reading() as session:
            paper = authorization.one(session, self.by.site_id, self.seen.id)
        assert paper
        return paper

    @property
    def story(self) -> list[str]:
        """The history from the first act on: "act who field: before > after, ... (reason)"."""
        with self.floor.database.reading() as session:
            told = authorization.history(session, self.by.site_id, self.seen.id)
        return [
            " ".join(
                part
                for part in (
                    each.act.value.removeprefix("paper_"),
                    f"by {each.who}" if each.who else "by itself",
                    ", ".join(f"{field}: {was or '-'} > {now or '-'}" for field, was, now in each.changes),
                    f"({each.reason})" if each.reason else "",
                )
                if part
            )
            for each in reversed(told)
        ]

    @property
    def says(self) -> str:
        assert self.answered
        message, params = self.answered.said.message, self.answered.said.params
        shown_params = {name: shown(value) for name, value in params.items()}
        parts = (message.title, message.say, message.next)
        return " | ".join(part.format(**shown_params) for part in parts if part)


def line(floor: Floor, row: ProductRow, quantity: int = 1, **said: object) -> DraftLine:
    """Return a line of a product, overstock unless told otherwise."""
    with floor.database.reading() as session:
        (found,) = by_codes(session, [row.sku])
    made = DraftLine(found.product, quantity, ReasonCode.OVERSTOCK)
    return replace(made, **said)  # type: ignore[arg-type]


def a_draft(floor: Floor, program: Program = Program.TRADE_RETURN, *lines: DraftLine, **details: str) -> Draft:
    """Return a draft of Northline's: six shirts against PO-7, unless told otherwise."""
    said = details or {"purchase_order": "PO-7"}
    return Draft(
        program=program,
        party_id=floor.northline.id,
        lines=lines or (line(floor, floor.shirt, 6),),
        details={Detail(name): text for name, text in said.items()},
    )
