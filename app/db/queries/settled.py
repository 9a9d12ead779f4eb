"""What each receipt line of an authorization is worth: the rows of its money page."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Operator, Product, Receipt, ReceiptLine, Settlement, table_of
from app.db.queries import settling
from app.domain.messages.core import Local, Money
from app.domain.money import NOTHING
from app.domain.refunds import NEEDS_APPROVAL, Resolution
from app.domain.vocabulary import LineVerdict

RECEIPT, LINE, PRODUCT = table_of(Receipt), table_of(ReceiptLine), table_of(Product)
SETTLEMENT, OPERATOR = table_of(Settlement), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Settled:
    """One receipt line: `units` of its `received` are owed, at `price` each, less grade and fee.

    `authorization_line_id` is None for goods that no line of the paper names.
    """

    id: UUID
    authorization_line_id: UUID | None
    receipt: str
    product: Local
    sku: str
    lot: str
    serial: str
    verdict: LineVerdict
    resolution: Resolution
    received: int
    units: int
    price: Money
    is_list_price: bool
    gross: Decimal
    fee: Decimal
    approved_by: str
    reason: str

    @property
    def net(self) -> Money:
        """What the party earned by it."""
        return Money(self.gross - self.fee, self.price.currency)

    @property
    def waits_for_approval(self) -> bool:
        """Whether nobody had asked for it, and nobody has approved it."""
        return self.verdict in NEEDS_APPROVAL and not self.approved_by


def of_paper(session: Session, site_id: UUID, authorization_id: UUID) -> tuple[Settled, ...]:
    """Return the receipt lines that came under an authorization and still hold units, each with what it is worth."""
    line_ids = settling.lines_of_paper(session, site_id, authorization_id)
    now = {line.id: line for line in settling.lines(session, site_id, line_ids)}
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in ("id", "authorization_line_id", "lot", "serial", "verdict", "quantity")),
            RECEIPT.c.number.label("receipt"), PRODUCT.c.name.label("product"), PRODUCT.c.sku,
            *(SETTLEMENT.c[name] for name in ("units", "gross", "fee", "reason")),
            OPERATOR.c.name.label("approved_by"),
        )
        .join(RECEIPT, (RECEIPT.c.site_id == LINE.c.site_id) & (RECEIPT.c.id == LINE.c.receipt_id))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(SETTLEMENT, (SETTLEMENT.c.site_id == LINE.c.site_id) & (SETTLEMENT.c.receipt_line_id == LINE.c.id))
        .outerjoin(OPERATOR, OPERATOR.c.id == SETTLEMENT.c.approved_by)
        .where(LINE.c.site_id == site_id, LINE.c.id.in_(now), LINE.c.quantity > 0)
        .order_by(LINE.c.id)
    )  # fmt: skip
    return tuple(
        Settled(
            row.id, row.authorization_line_id, row.receipt, Local(row.product), row.sku, row.lot, row.serial,
            row.verdict, now[row.id].facts.resolution, row.quantity, row.units or 0,
            Money(now[row.id].price.amount, now[row.id].price.currency), now[row.id].price.is_list,
            row.gross or NOTHING, row.fee or NOTHING, row.approved_by or "", row.reason or "",
        )
        for row in rows
    )  # fmt: skip
