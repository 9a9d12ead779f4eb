"""A clerk who matches blind receipts, as the browser would play one, and the blind goods to match."""

from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, CartonLine, FloorException, Hold, Receipt, ReceiptLine, table_of
from app.db.queries import receipts
from app.domain.vocabulary import Program, ReasonCode
from app.services import matching
from app.services.acting import Answered
from app.services.matching import Making, Proposal
from tests.factories import Floor
from tests.services.clerk import Clerk
from tests.services.dock import Dock


class Matcher(Clerk):
    """Matches receipts and takes it back. `says` is the last answer as `title | say | next` in English."""

    def matches(self, receipt_id: UUID, paper_id: UUID) -> str:
        return self.do(lambda session, act: matching.match(session, act, receipt_id, paper_id))

    def makes(self, receipt_id: UUID, program: Program = Program.TRADE_RETURN, **details: str) -> str:
        making = Making(new_id(), program, self.floor.northline.id, ReasonCode.OVERSTOCK, details)  # type: ignore[arg-type]
        return self.do(lambda session, act: matching.make(session, act, receipt_id, making))

    def takes_back(self) -> str:
        assert self.answered
        last = self.answered.client_id
        return self.do(lambda session, act: matching.undo(session, act, last))

    def do(self, verb: Callable[..., Answered[UUID]], act: object = None) -> str:
        return super().do(verb)

    def proposal(self, receipt_id: UUID, find: str = "") -> Proposal:
        with self.floor.database.reading() as session:
            board = receipts.board(session, self.by.site_id, receipt_id)
            assert board
            return matching.propose(session, self.by, board, self.act().now, find)


def blind(floor: Floor, *texts: str, closed: bool = True) -> Dock:
    """Receive goods without paper; the first text is the plate of their carton."""
    dock = Dock(floor, "")
    dock.scans(*texts)
    if closed:
        dock.tap("close_carton")
        dock.tap("close_receipt")
        while dock.screen.pending:
            dock.tap("accept")
    return dock


def counted(floor: Floor) -> list[tuple[str, int, str, bool]]:
    """Return lot, units, verdict of what was counted, and whether a line of some authorization takes it."""
    line = table_of(ReceiptLine)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(line).where(line.c.quantity > 0).order_by(line.c.lot, line.c.verdict)).all()
    return [(row.lot, row.quantity, row.verdict.value, row.authorization_line_id is not None) for row in rows]


def locked(floor: Floor) -> list[str]:
    """Return the reasons of the holds that stand, as their rows say and as the lines say: the same."""
    hold, line = table_of(Hold), table_of(CartonLine)
    with floor.database.reading() as session:
        rows = session.execute(sa.select(hold.c.reason).where(hold.c.released_at.is_(None))).scalars().all()
        on_lines = session.execute(sa.select(line.c.hold).where(line.c.hold != "", line.c.quantity > 0)).scalars().all()
    assert sorted(rows) == sorted(on_lines)
    return sorted(reason.value for reason in rows)


def state_of(floor: Floor, number: str) -> str:
    """Return where an authorization stands."""
    paper = table_of(Authorization)
    return _one(floor, sa.select(paper.c.state).where(paper.c.number == number))


def paper_of(floor: Floor, receipt_id: UUID) -> UUID | None:
    """Return the authorization that a receipt answers."""
    receipt = table_of(Receipt)
    return _one(floor, sa.select(receipt.c.authorization_id).where(receipt.c.id == receipt_id))


def _one(floor: Floor, query: "sa.Select[tuple[Session]]") -> object:
    with floor.database.reading() as session:
        return session.execute(query).scalar_one()


def raised(floor: Floor) -> list[str]:
    """Return what is before the supervisors."""
    row = table_of(FloorException)
    with floor.database.reading() as session:
        return sorted(session.execute(sa.select(row.c.kind).where(row.c.resolved_at.is_(None))).scalars())
