"""A lot that a sample judges: agreed with one trade customer, and begun at a bench."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Carton, CartonLine, Party, Product, Receipt, ReceiptLine, table_of
from app.demo.hands import Hand, Refusal, operator_at
from app.demo.parties import NORTHLINE
from app.domain.messages.core import Signal
from app.domain.sampling import Aql
from app.domain.transitions import CartonState
from app.domain.vocabulary import Program
from app.services import sampling
from app.services.acting import Answered
from app.services.sampling import Screen
from app.services.sampling.agreeing import Wish

CARTON, LINE, PRODUCT, PARTY = (table_of(each) for each in (Carton, CartonLine, Product, Party))
RECEIPT, RECEIPT_LINE, PAPER = (table_of(each) for each in (Receipt, ReceiptLine, Authorization))


def draw_samples(session: Session, now: datetime) -> None:
    """Keep an AQL for the largest lot of a trade customer that waits for grading, and look at its first unit."""
    lot = session.execute(_waiting()).first()
    if lot is None:
        return
    inspector = Hand(session, operator_at(session, "2550", "B-02"), Random(lot.quantity), now - timedelta(hours=1))  # noqa: S311
    _well(sampling.keep_aql(session, inspector.act(sampling.SCOPE), Wish(lot.party_id, lot.sku, Aql.P6_5)))
    _well(sampling.scan(session, inspector.act(sampling.SCOPE, lot.sku), Screen(lot.carton_id)))
    act = inspector.act(sampling.SCOPE)
    _well(sampling.told_good(session, act, Screen(lot.carton_id, lot.sku), good=True))


def _well(answered: Answered[None]) -> None:
    if answered.said.message.signal is not Signal.OK:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")


def _waiting() -> "sa.Select[Any]":
    def same(child: sa.Table, column: str, parent: sa.Table) -> "sa.ColumnElement[bool]":
        return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])

    return (
        sa.select(LINE.c.carton_id, LINE.c.quantity, PRODUCT.c.sku, PAPER.c.party_id)
        .select_from(LINE)
        .join(CARTON, same(LINE, "carton_id", CARTON))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, same(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, same(RECEIPT_LINE, "receipt_id", RECEIPT))
        .join(PAPER, same(RECEIPT, "authorization_id", PAPER))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(
            CARTON.c.state == CartonState.RECEIVED,
            LINE.c.quantity > 0,
            LINE.c.grade == "",
            LINE.c.hold == "",
            PAPER.c.program == Program.TRADE_RETURN,
            PARTY.c.name != NORTHLINE,  # whose goods the tour grades
        )
        .order_by(LINE.c.quantity.desc(), LINE.c.id)
        .limit(1)
    )
