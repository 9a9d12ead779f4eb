"""What cartons hold, added up carton by carton, and what it loses by waiting."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Carton, CartonLine, Product, Receipt, ReceiptLine, table_of
from app.db.queries import holds
from app.db.queries.rulesets import prices_in_force
from app.db.queries.vendor_windows import Windows, windows
from app.domain.holds import Lock, allows
from app.domain.messages.core import Money
from app.domain.pricing import NOTHING, Prices
from app.domain.recovery import CENT, Priced, lost_per_hour
from app.domain.vendor_windows import Window
from app.domain.vocabulary import DispositionCode, Grade, HoldReason, Program

CARTON, LINE, PRODUCT = table_of(Carton), table_of(CartonLine), table_of(Product)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)

GRADE: sa.ColumnElement[Any] = sa.type_coerce(
    sa.func.coalesce(sa.func.nullif(LINE.c.regrade, ""), LINE.c.grade), LINE.c.grade.type
).label("grade")
"""The grade that goods have now: after rework where they have one, else as found."""

A_THOUSAND = 1000  # losses are priced for so many units at once, since those of one round to nothing


@dataclass(frozen=True, slots=True)
class Contents:
    """The goods of one carton. `codes` and `grades` hold None for what is not decided; `lost` is per hour.

    `programs` are those of their papers, None for goods that came without.
    `way_out` is the code under which locked goods may leave: that of all that is in it, and every lock allows it.
    """

    units: int = 0
    names: tuple[Mapping[str, str], ...] = ()
    grades: frozenset[Grade | None] = frozenset()
    codes: frozenset[DispositionCode | None] = frozenset()
    holds: frozenset[HoldReason] = frozenset()
    way_out: DispositionCode | None = None
    lost: Decimal = NOTHING
    currency: str = ""
    programs: frozenset[Program | None] = frozenset()

    @property
    def is_locked(self) -> bool:
        """Whether something in it must not go where its code sends it."""
        return bool(self.holds) and self.way_out is None

    @property
    def losing(self) -> Money:
        """What waiting costs per hour, to the cent."""
        return Money(self.lost.quantize(CENT), self.currency)


EMPTY = Contents()


def contents(session: Session, site_id: UUID, today: date, *where: sa.ColumnElement[bool]) -> dict[UUID, Contents]:
    """Return what the cartons of `where` hold, by carton, in up to seven statements; empty ones are not among them."""
    rows = session.execute(
        sa.select(
            LINE.c.carton_id,
            *(LINE.c[name] for name in ("id", "product_id", "lot", "quantity", "expiry", "code", "hold")),
            GRADE,
            *(PRODUCT.c[name] for name in ("name", "vendor_id", "category", "unit_cost", "list_price", "currency")),
            PAPER.c.program,
        )
        .select_from(CARTON)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _parent(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _parent(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _parent(RECEIPT, "authorization_id", PAPER))
        .where(CARTON.c.site_id == site_id, *where)
        .order_by(LINE.c.id)
    ).all()
    lines: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        lines[row.carton_id].append(row)
    open_to = windows(session, site_id, rows, today)
    leaving = [row.id for each in lines.values() for row in each if row.hold and row.code]
    locked = holds.locks(session, site_id, leaving) if leaving else {}
    prices = prices_in_force(session, site_id)
    return {carton_id: _added_up(held, today, locked, prices, open_to) for carton_id, held in lines.items()}


def of_carton(session: Session, site_id: UUID, carton_id: UUID, today: date) -> Contents:
    """Return what one carton holds."""
    return contents(session, site_id, today, CARTON.c.id == carton_id).get(carton_id, EMPTY)


def together(held: Iterable[Contents]) -> Contents:
    """Return what several cartons hold, as if they were one: what stands on a pallet."""
    every = [each for each in held if each.units]
    codes = frozenset(code for each in every for code in each.codes)
    ways_out = {each.way_out for each in every if each.holds}
    return Contents(
        units=sum(each.units for each in every),
        names=tuple({name["en"]: name for each in every for name in each.names}.values()),
        grades=frozenset(grade for each in every for grade in each.grades),
        codes=codes,
        holds=frozenset(hold for each in every for hold in each.holds),
        way_out=ways_out.pop() if len(ways_out) == len(codes) == 1 else None,
        lost=sum((each.lost for each in every), NOTHING),
        currency=next((each.currency for each in every), ""),
        programs=frozenset(program for each in every for program in each.programs),
    )


def _parent(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


def _added_up(
    lines: Sequence[Any], today: date, locked: Mapping[UUID, Sequence[Lock]], prices: Prices, open_to: Windows
) -> Contents:
    return Contents(
        units=sum(line.quantity for line in lines),
        names=tuple({line.product_id: line.name for line in lines}.values()),
        grades=frozenset(line.grade for line in lines),
        codes=frozenset(line.code for line in lines),
        holds=frozenset(line.hold for line in lines if line.hold),
        way_out=_way_out(lines, locked),
        lost=sum((_lost(line, today, prices, open_to.of(line)) for line in lines), NOTHING),
        currency=lines[0].currency,
        programs=frozenset(line.program for line in lines),
    )


def _way_out(lines: Sequence[Any], locked: Mapping[UUID, Sequence[Lock]]) -> DispositionCode | None:
    codes = {line.code for line in lines}
    allowed = {allows(locked.get(line.id, [Lock(line.hold)])) for line in lines if line.hold}
    return allowed.pop() if len(allowed) == 1 and allowed == codes else None


def _lost(line: Any, today: date, prices: Prices, vendor: Window | None) -> Decimal:
    days = (line.expiry - today).days if line.expiry else None
    taken = (vendor.credit, vendor.days) if vendor else (None, None)
    goods = Priced(line.list_price, line.unit_cost, line.currency, line.category, days, *taken)
    quantity: int = line.quantity
    return _lost_by_a_thousand(prices, goods, line.grade, line.program, line.code) * quantity / A_THOUSAND


@lru_cache(maxsize=16384)
def _lost_by_a_thousand(
    prices: Prices, goods: Priced, grade: Grade | None, program: Program | None, code: DispositionCode | None
) -> Decimal:
    # The same goods are priced again with each look at the wall, and an exact price takes a millisecond.
    return lost_per_hour(goods, A_THOUSAND, grade=grade, program=program, code=code, prices=prices)
