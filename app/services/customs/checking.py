"""What the customs regime of goods lets them do: where they may go, and whether they may leave.

`check_may_depart` is what a departure asks: without a recorded document no load leaves with goods under the regime.
"""

from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import customs_goods
from app.db.queries import discharges as queries
from app.db.queries.discharges import Under
from app.domain.discharging import BREAKS, ENDS_BY
from app.domain.errors import Refused
from app.domain.messages import discharging as say
from app.domain.messages.core import Local, Units
from app.domain.vocabulary import DispositionCode
from app.services.acting import Act


class Leaving(Protocol):
    """Goods that are about to leave: `quantity` base units of what was counted as a receipt line."""

    @property
    def receipt_line_id(self) -> UUID: ...

    @property
    def quantity(self) -> int: ...


def check_may_go(session: Session, act: Act, carton_ids: Collection[UUID], code: DispositionCode | None) -> None:
    """Raise Refused when goods in these cartons break their regime by going where `code` leads; says what is lawful."""
    for goods in customs_goods.under_regime(session, act.site_id, carton_ids) if code else ():
        message = BREAKS[goods.regime].get(code) if code else None
        if message:
            raise Refused(message, product=Local(goods.product), lpn=goods.lpn, entry=goods.entry)


def check_may_end(session: Session, act: Act, carton_ids: Collection[UUID], code: DispositionCode) -> None:
    """Raise Refused when goods in these cartons end here by `code` and no document for that covers them."""
    leaving = queries.in_cartons(session, act.site_id, carton_ids)
    for goods in queries.under(session, act.site_id, leaving):
        quantity = leaving[goods.receipt_line_id]
        own = sum(units for kind, units in goods.covered.items() if kind in ENDS_BY[code])
        missing = max(quantity - own, _missing(goods, quantity))
        if missing > 0:
            raise Refused(say.NOT_ENDED, product=goods.said, entry=goods.entry, units=Units(missing))


def check_may_depart(session: Session, site_id: UUID, lines: Iterable[Leaving]) -> None:
    """Raise Refused when goods among `lines` came under an entry and no recorded document covers them as they leave.

    The cartons that hold the lines are locked by the caller. Goods that never came under an entry pass.
    """
    leaving: dict[UUID, int] = {}
    for line in lines:
        leaving[line.receipt_line_id] = leaving.get(line.receipt_line_id, 0) + line.quantity
    for goods in queries.under(session, site_id, leaving):
        missing = _missing(goods, leaving[goods.receipt_line_id])
        if missing > 0:
            raise Refused(say.NOT_DEPARTING, product=goods.said, entry=goods.entry, units=Units(missing))


def _missing(goods: Under, quantity: int) -> int:
    """Return how many of `quantity` base units no document would cover once they are gone with what went before."""
    return goods.gone + quantity - goods.accounted
