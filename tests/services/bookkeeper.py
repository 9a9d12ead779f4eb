"""A clerk who reconciles: looks at the match of an authorization, writes memos for what is due, closes and reopens."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import authorization, credit_memos
from app.db.queries.credit_memos import Memo
from app.db.queries.reconciliation import match_of
from app.domain.crediting import MemoDraft, MemoLine
from app.domain.matched import Match
from app.domain.messages.core import Said
from app.services import authorizing, crediting
from app.services.acting import Act, Answered
from app.services.crediting import SeenMemo
from tests.factories import TODAY, Floor
from tests.services.bench import BenchWork, received
from tests.services.clerk import Clerk
from tests.services.dock import Dock, shown


class Bookkeeper(Clerk):
    """Acts on RMA-104418, or the authorization named, as its page showed it last."""

    def opens(self, number: str = "RMA-104418") -> "Bookkeeper":
        with self.floor.database.reading() as session:
            found = authorization.id_of(session, self.by.site_id, number)
        assert found
        self.looks_at(found)
        return self

    def reconciles(self) -> str:
        return self._on_paper(lambda session, act: authorizing.reconcile(session, act, self.seen))

    def closes(self) -> str:
        return self._on_paper(lambda session, act: authorizing.close(session, act, self.seen))

    def reopens(self, reason: str = "A carton was found") -> str:
        return self._on_paper(lambda session, act: authorizing.reopen(session, act, self.seen, reason))

    def _on_paper(self, verb: Callable[[Session, Act], Answered[UUID]]) -> str:
        said = self.do(verb)
        self.looks()
        return said

    @property
    def match(self) -> Match:
        with self.floor.database.reading() as session:
            return match_of(session, self.by.site_id, self.paper)

    @property
    def differences(self) -> list[str]:
        """Every difference as its X12 code and its sentence."""
        return [f"{each.code or '-'} {spoken(each.said)}" for each in self.match.differences]

    def due(self) -> tuple[MemoLine, ...]:
        """Return memo lines for what may be credited by right."""
        return tuple(
            MemoLine(line.line_id, line.product, lot.lot, lot.due, lot.worth_of(lot.due, line.product.currency))
            for line in self.match.lines
            for lot in line.lots
            if lot.due
        )

    def credits(self, *lines: MemoLine, number: str = "") -> str:
        """Write a draft of a memo, of all that is due unless told otherwise."""
        memo_id, draft = new_id(), MemoDraft(number, TODAY, lines or self.due())
        said = self.do(lambda session, act: crediting.create(session, act, memo_id, self.seen.id, draft))
        self.sees(memo_id)
        return said

    def sees(self, memo_id: UUID) -> "Bookkeeper":
        """Open the page of a memo: what is done to it next goes by what it shows now."""
        with self.floor.database.reading() as session:
            memo = credit_memos.one(session, self.by.site_id, memo_id)
        if memo:
            self.memo = SeenMemo(memo.id, memo.version)
        return self

    def edits_memo(self, *lines: MemoLine, number: str = "") -> str:
        draft = MemoDraft(number, TODAY, lines)
        return self._on_memo(lambda session, act: crediting.edit(session, act, self.memo, draft))

    def issues(self) -> str:
        return self._on_memo(lambda session, act: crediting.issue(session, act, self.memo))

    def settles(self) -> str:
        return self._on_memo(lambda session, act: crediting.settle(session, act, self.memo))

    def voids(self, reason: str = "Wrong quantity") -> str:
        return self._on_memo(lambda session, act: crediting.void(session, act, self.memo, reason))

    def _on_memo(self, verb: Callable[[Session, Act], Answered[UUID]]) -> str:
        said = self.do(verb)
        self.sees(self.memo.id)
        return said

    @property
    def memos(self) -> list[Memo]:
        with self.floor.database.reading() as session:
            return credit_memos.of_paper(session, self.by.site_id, self.seen.id)


def spoken(said: Said) -> str:
    """Return a sentence in English."""
    return said.message.say.format(**{name: shown(value) for name, value in said.params.items()})


def omegas_came(floor: Floor, units: int, carton: int = 4618, close: bool = True) -> str:
    """Receive omegas of RMA-104418, which expects six, into a carton of their own; return its plate."""
    plate = received(floor, some(floor.omega, "K7731", "270228", units), carton=carton)
    if close:
        Dock(floor).scans("CMD-CLOSE", "CMD-CONFIRM")
    return plate


def some(product: object, lot: str, expiry: str, units: int) -> str:
    """Return the element string of a label on several units: (01)(17)(30)(10)."""
    return f"01{product.gtin}17{expiry}30{units}\x1d10{lot}"  # type: ignore[attr-defined]


def graded(floor: Floor, plate: str) -> None:
    """Grade a carton as a whole, A."""
    bench = BenchWork(floor)
    bench.scans(plate, "CMD-WHOLE", "CMD-GRADE-A", "CMD-CONFIRM")
    assert bench.key == "graded_whole", bench.says


def fewer(line: MemoLine, quantity: int, amount: str = "10.00") -> MemoLine:
    """Return a memo line of another quantity."""
    return replace(line, quantity=quantity, amount=Decimal(amount))
