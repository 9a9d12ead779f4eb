"""Credit memos: one with its lines, those of an authorization, and the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, CreditMemo, CreditMemoLine, Party, table_of
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.crediting import MemoDraft, MemoLine
from app.domain.transitions import CreditMemoState

MEMO, LINE = table_of(CreditMemo), table_of(CreditMemoLine)
PAPER, PARTY = table_of(Authorization), table_of(Party)


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo with its lines in order. `version` guards every change; `paper` is the number of its authorization."""

    id: UUID
    number: str
    authorization_id: UUID
    paper: str
    party_id: UUID
    party: str
    state: CreditMemoState
    dated: date
    currency: str
    version: int
    lines: tuple[MemoLine, ...]

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def amount(self) -> Decimal:
        """The sum of its lines."""
        return sum((line.amount for line in self.lines), Decimal(0))

    def as_draft(self) -> MemoDraft:
        """Return what it says, as the office writes it."""
        return MemoDraft(self.number, self.dated, self.lines)


_HEAD = ("id", "number", "authorization_id", "party_id", "state", "dated", "currency", "version")


def one(session: Session, site_id: UUID, memo_id: UUID) -> Memo | None:
    """Return a memo of the site, or None."""
    return next(iter(_memos(session, site_id, MEMO.c.id == memo_id)), None)


def of_paper(session: Session, site_id: UUID, paper_id: UUID) -> list[Memo]:
    """Return the memos of an authorization, the first one first."""
    return _memos(session, site_id, MEMO.c.authorization_id == paper_id)


def _memos(session: Session, site_id: UUID, which: "sa.ColumnElement[bool]") -> list[Memo]:
    rows = session.execute(
        sa.select(*(MEMO.c[name] for name in _HEAD), PAPER.c.number.label("paper"), PARTY.c.name.label("party"))
        .join(PAPER, (PAPER.c.site_id == MEMO.c.site_id) & (PAPER.c.id == MEMO.c.authorization_id))
        .join(PARTY, PARTY.c.id == MEMO.c.party_id)
        .where(MEMO.c.site_id == site_id, which)
        .order_by(MEMO.c.id)
    ).all()
    lines = _lines(session, site_id, [row.id for row in rows])
    return [Memo(**row._mapping, lines=tuple(lines.get(row.id, ()))) for row in rows]


def _lines(session: Session, site_id: UUID, memo_ids: list[UUID]) -> dict[UUID, list[MemoLine]]:
    names = ("credit_memo_id", "authorization_line_id", "lot", "quantity", "amount")
    rows = session.execute(
        sa.select(*(LINE.c[name] for name in names), *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.credit_memo_id.in_(memo_ids))
        .order_by(LINE.c.credit_memo_id, LINE.c.position)
    )
    found: dict[UUID, list[MemoLine]] = {}
    for row in rows:
        line = MemoLine(row.authorization_line_id, product_from(row), row.lot, row.quantity, row.amount)
        found.setdefault(row.credit_memo_id, []).append(line)
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of memos is to hold, and in which order; None and empty leave nothing out. Days are included.

    `is_open` leaves out what is settled or void.
    """

    state: CreditMemoState | None = None
    party_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    is_open: bool = False
    find: str = ""
    order: str = "dated"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One memo of a list."""

    id: UUID
    number: str
    authorization_id: UUID
    paper: str
    party: str
    state: CreditMemoState
    dated: date
    currency: str
    units: int
    amount: Decimal


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": MEMO.c.number,
    "paper": PAPER.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "state": MEMO.c.state,
    "dated": MEMO.c.dated,
}
"""What the list sorts by."""

_MINE = (LINE.c.site_id == MEMO.c.site_id) & (LINE.c.credit_memo_id == MEMO.c.id)


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` memos from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    names = ("id", "number", "authorization_id", "state", "dated", "currency")
    amount: sa.ColumnElement[Any] = sa.type_coerce(sa.func.coalesce(sa.func.sum(LINE.c.amount), 0), LINE.c.amount.type)
    rows = session.execute(
        sa.select(
            *(MEMO.c[name] for name in names),
            PAPER.c.number.label("paper"),
            PARTY.c.name.label("party"),
            sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0)).where(_MINE).scalar_subquery().label("units"),
            sa.select(amount).where(_MINE).scalar_subquery().label("amount"),
        )
        .join(PAPER, (PAPER.c.site_id == MEMO.c.site_id) & (PAPER.c.id == MEMO.c.authorization_id))
        .join(PARTY, PARTY.c.id == MEMO.c.party_id)
        .where(*_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, MEMO.c.id.desc() if wanted.falls else MEMO.c.id)
        .offset(start)
        .limit(limit)
    )
    return [Listed(**{**row._mapping, "units": int(row.units)}) for row in rows]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many memos are wanted."""
    return session.execute(
        sa.select(sa.func.count())
        .select_from(MEMO)
        .join(PAPER, (PAPER.c.site_id == MEMO.c.site_id) & (PAPER.c.id == MEMO.c.authorization_id))
        .join(PARTY, PARTY.c.id == MEMO.c.party_id)
        .where(*_conditions(site_id, wanted))
    ).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, MEMO.c.state == wanted.state),
        (wanted.party_id, MEMO.c.party_id == wanted.party_id),
        (wanted.since, MEMO.c.dated >= (wanted.since or date.min)),
        (wanted.until, MEMO.c.dated <= (wanted.until or date.max)),
        (wanted.is_open or None, MEMO.c.state.in_((CreditMemoState.DRAFT, CreditMemoState.ISSUED))),
    ]
    text = wanted.find.lower()
    named = [sa.func.lower(column).contains(text, autoescape=True) for column in _NAMED]
    found = [sa.or_(*named)] if text else []
    return [MEMO.c.site_id == site_id, *(test for value, test in asked if value is not None), *found]


_NAMED = (MEMO.c.number, PAPER.c.number, PARTY.c.name)


def states(session: Session, site_id: UUID) -> dict[CreditMemoState, int]:
    """Return how many memos stand in each state that any stands in."""
    rows = session.execute(
        sa.select(MEMO.c.state, sa.func.count()).where(MEMO.c.site_id == site_id).group_by(MEMO.c.state)
    )
    return {row[0]: row[1] for row in rows}


def id_of(session: Session, site_id: UUID, number: str) -> UUID | None:
    """Return the memo with `number`."""
    wanted = sa.select(MEMO.c.id).where(MEMO.c.site_id == site_id, MEMO.c.number == number)
    return session.execute(wanted).scalar_one_or_none()
