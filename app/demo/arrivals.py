"""Receipts of the last two days: what came at which door, and what was wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, AuthorizationLine, Product, table_of
from app.demo.authorizations import TRADE_RETURN, WARRANTY
from app.demo.catalogue import SHIRT
from app.demo.dock import Dock
from app.demo.gs1 import sscc
from app.demo.hands import Crew
from app.demo.site import TIME_ZONE
from app.domain.transitions import AuthorizationState

PRODUCT = table_of(Product)
PAPER, PAPER_LINE = table_of(Authorization), table_of(AuthorizationLine)

FIRST_PLATE = 400
"""Serial number of the first plate of the roll that is already on the floor."""


class Surprise(StrEnum):
    """What was wrong with the first line of a receipt."""

    NONE = "none"
    SHORT = "short"
    OVER = "over"
    UNEXPECTED = "unexpected"
    WRONG_LOT = "wrong_lot"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One receipt: when it was opened, by whom and where, in how many cartons; `is_open` leaves the last one open.

    A blind one has goods that nobody knows of, or those of an authorization whose `paper_is_lost`. Of several `papers`
    the goods of the first alone have been counted.
    """

    hours_ago: float
    badge: str
    dock: str
    cartons: int
    surprise: Surprise = Surprise.NONE
    is_blind: bool = False
    paper_is_lost: bool = False
    papers: int = 1
    is_open: bool = False


ARRIVALS = (
    Arrival(46.5, "2231", "D-01", 3),
    Arrival(44.0, "2236", "D-02", 2, Surprise.SHORT),
    Arrival(29.0, "2231", "D-04", 3, Surprise.OVER),
    Arrival(26.5, "2236", "D-03", 2, Surprise.UNEXPECTED),
    Arrival(23.0, "2231", "D-02", 3),
    Arrival(21.5, "2236", "D-04", 2, Surprise.WRONG_LOT),
    Arrival(6.0, "2231", "D-01", 2, Surprise.EXPIRED),
    Arrival(4.5, "2236", "D-03", 2, Surprise.SHORT),
    Arrival(3.2, "2236", "D-03", 1, is_blind=True),
    Arrival(2.9, "2231", "D-01", 1, is_blind=True, paper_is_lost=True),
    Arrival(2.2, "2236", "D-02", 3, is_open=True),
    Arrival(0.7, "2236", "D-01", 2, is_open=True, papers=2),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an authorization, as far as a dock worker's scanner is concerned."""

    gtin: str
    lot: str
    expiry: date | None
    serial: str
    quantity: int


class Arrivals:
    """The paper that has not been received yet, and the roll of plates."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._today = crew.now.astimezone(ZoneInfo(TIME_ZONE)).date()
        self._plates = (sscc(serial) for serial in count(FIRST_PLATE))
        self._papers = _papers(crew.session)
        self._shirt: str = crew.session.execute(sa.select(PRODUCT.c.gtin).where(PRODUCT.c.sku == SHIRT)).scalar_one()

    def receive(self, arrival: Arrival) -> None:
        """Play the arrival, on the first paper that suits it."""
        goods_are_known = arrival.paper_is_lost or not arrival.is_blind
        number, lines = self._next_paper(arrival) if goods_are_known else ("", self._stray())
        dock = Dock(self._crew.hand(arrival.badge, arrival.dock, arrival.hours_ago), "" if arrival.is_blind else number)
        for _ in range(1, arrival.papers):
            dock.scan(self._next_paper(arrival, apart_from=lines)[0])
        for carton, codes in enumerate(self._cartons(arrival, lines), start=1):
            dock.scan(f"00{next(self._plates)}")
            for code in codes:
                dock.scan(code)
            if not (arrival.is_open and carton == arrival.cartons):
                dock.close_carton()
        if not arrival.is_open:
            dock.close()

    def _next_paper(self, arrival: Arrival, apart_from: Sequence[_Line] = ()) -> tuple[str, list[_Line]]:
        taken = {line.gtin for line in apart_from}  # which paper an item answers is then never a question
        number = next(
            number
            for number, lines in self._papers.items()
            if self._suits(arrival, lines) and taken.isdisjoint(line.gtin for line in lines)
        )
        lines = self._papers.pop(number)
        return number, sorted(lines, key=lambda line: not self._can_surprise(line))

    def _suits(self, arrival: Arrival, lines: list[_Line]) -> bool:
        plain = arrival.surprise is Surprise.NONE or any(map(self._can_surprise, lines))
        return len(lines) >= arrival.cartons and plain and not any(self._is_past(line) for line in lines)

    def _can_surprise(self, line: _Line) -> bool:
        return line.expiry is not None and line.quantity > 3

    def _is_past(self, line: _Line) -> bool:
        return line.expiry is not None and line.expiry < self._today

    def _stray(self) -> list[_Line]:
        return [_Line(self._shirt, "", None, "", 7)]

    def _cartons(self, arrival: Arrival, lines: list[_Line]) -> Iterator[list[str]]:
        """Yield the codes to scan into each carton; the surprise comes with the first line."""
        for carton in range(arrival.cartons):
            codes = [_scanned(line) for line in lines[carton :: arrival.cartons]]
            if carton == 0:
                codes[:1] = self._surprising(arrival.surprise, lines[0])
            yield codes

    def _surprising(self, surprise: Surprise, line: _Line) -> list[str]:
        match surprise:
            case Surprise.SHORT:
                return [_scanned(line, quantity=line.quantity - 2)]
            case Surprise.OVER:
                return [_scanned(line, quantity=line.quantity + 2)]
            case Surprise.UNEXPECTED:
                return [_scanned(line), f"01{self._shirt}"]
            case Surprise.WRONG_LOT:
                return [_scanned(line, quantity=line.quantity - 1), _scanned(line, quantity=1, lot="Y5551")]
            case Surprise.EXPIRED:
                past = self._today - timedelta(days=20)
                return [_scanned(line, quantity=line.quantity - 1), _scanned(line, quantity=1, expiry=past)]
            case Surprise.NONE:
                return [_scanned(line)]


def _papers(session: Session) -> dict[str, list[_Line]]:
    """Return the lines of what is on its way, by number, without the two authorizations of the tour."""
    rows = session.execute(
        sa.select(PAPER.c.number, PRODUCT.c.gtin, *(PAPER_LINE.c[name] for name in _LINE))
        .select_from(PAPER)
        .join(PAPER_LINE, (PAPER_LINE.c.site_id == PAPER.c.site_id) & (PAPER_LINE.c.authorization_id == PAPER.c.id))
        .join(PRODUCT, PRODUCT.c.id == PAPER_LINE.c.product_id)
        .where(PAPER.c.state.in_(_COMING), PAPER.c.number.not_in((TRADE_RETURN, WARRANTY)), ~is_medical())
        .order_by(PAPER.c.number, PAPER_LINE.c.position)
    )
    papers: dict[str, list[_Line]] = {}
    for number, *line in rows:
        papers.setdefault(number, []).append(_Line(*line))
    return papers


def is_medical() -> sa.ColumnElement[bool]:
    """Whether some of it is medical: its cartons stay closed until they are decontaminated (see `ward`)."""
    line, product = PAPER_LINE.alias(), PRODUCT.alias()
    return sa.exists().where(
        line.c.site_id == PAPER.c.site_id, line.c.authorization_id == PAPER.c.id, product.c.id == line.c.product_id,
        product.c.medical,
    )  # fmt: skip


_COMING = (AuthorizationState.IN_TRANSIT, AuthorizationState.APPROVED)
_LINE = ("lot", "expiry", "serial", "quantity")


def _scanned(line: _Line, *, quantity: int = 0, lot: str = "", expiry: date | None = None) -> str:
    """Return the element string of a label on `line`; what is given replaces what the line says."""
    counted, expires = quantity or line.quantity, expiry or line.expiry
    text = f"01{line.gtin}" + (f"17{expires:%y%m%d}" if expires else "")
    open_ended = {"10": lot or line.lot, "21": line.serial, "30": str(counted) if counted > 1 else ""}
    return text + "\x1d".join(f"{ai}{value}" for ai, value in open_ended.items() if value)
