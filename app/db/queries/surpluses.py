"""What could go out of the newest snapshots, less what went onto authorizations already."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    InventorySnapshot,
    Operator,
    Party,
    Site,
    SnapshotLine,
    UnsoldReturn,
    VendorAgreement,
    table_of,
)
from app.db.models import Product as ProductTable
from app.db.queries.products import COLUMNS, product_from
from app.db.queries.rulesets import prices_in_force
from app.db.queries.unsold import IS_NEWEST, OF_SNAPSHOT, ORDERS
from app.domain.pricing import Prices
from app.domain.products import Product
from app.domain.proposing import Surplus
from app.domain.recovery import Priced
from app.domain.transitions import AuthorizationState
from app.domain.unsold import UnsoldKind

HEAD, LINE, RETURN = table_of(InventorySnapshot), table_of(SnapshotLine), table_of(UnsoldReturn)
PARTY, PRODUCT, OPERATOR = table_of(Party), table_of(ProductTable), table_of(Operator)
SITE, PAPER, AGREEMENT = table_of(Site), table_of(Authorization), table_of(VendorAgreement)

MOST = 2_000
"""Lots that are proposed for at once, those first that cost most."""

_S = AuthorizationState
RELEASES = frozenset({_S.CANCELLED, _S.EXPIRED})
"""What an authorization in these states asked for is there again. A rejected one may still be put right."""
OPEN = frozenset({_S.DRAFT, _S.PENDING_APPROVAL, _S.APPROVED, _S.IN_TRANSIT, _S.RECEIVING, _S.REJECTED})
"""The goods still stand where the snapshot saw them, so that a newer one sees them again."""

_OF_PAPER = (PAPER.c.site_id == RETURN.c.site_id) & (PAPER.c.id == RETURN.c.authorization_id)
_OF_LINE = (LINE.c.site_id == RETURN.c.site_id) & (LINE.c.id == RETURN.c.snapshot_line_id)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A surplus with what its authorization line and its row on the screen say."""

    surplus: Surplus
    product: Product
    place: str
    lot: str
    expiry: date | None
    worst: UnsoldKind


def candidates(session: Session, site_id: UUID, today: date) -> list[Candidate]:
    """Return what no authorization has asked for yet, the MOST lots that cost most."""
    asked, prices = _asked_for(session, site_id), prices_in_force(session, site_id)
    with session.execute(_unsold_lots(site_id), execution_options={"yield_per": 500}) as rows:
        left = ((row, row.excess - asked[row.id] - asked[row.place_id, row.product_id, row.lot]) for row in rows)
        return list(islice((_candidate(row, units, today, prices) for row, units in left if units > 0), MOST))


def _unsold_lots(site_id: UUID) -> "sa.Select[Any]":
    return (
        sa.select(*(LINE.c[name] for name in _SAID), HEAD.c.place_id, PARTY.c.name.label("place"), PRODUCT.c.vendor_id,
                  *COLUMNS)
        .join(HEAD, OF_SNAPSHOT)
        .join(PARTY, PARTY.c.id == HEAD.c.place_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.excess > 0, IS_NEWEST)
        .order_by(ORDERS["value"].desc(), LINE.c.id)
    )  # fmt: skip


_SAID = ("id", "lot", "expiry", "received_on", "excess", "worst")


def _asked_for(session: Session, site_id: UUID) -> Counter[Any]:
    """Return base units by line where the goods are gone, and by place, product and lot where they still stand."""
    rows = session.execute(
        sa.select(
            RETURN.c.snapshot_line_id, RETURN.c.quantity, PAPER.c.state, HEAD.c.place_id, LINE.c.product_id, LINE.c.lot
        )
        .join(PAPER, _OF_PAPER)
        .join(LINE, _OF_LINE)
        .join(HEAD, OF_SNAPSHOT)
        .where(RETURN.c.site_id == site_id, PAPER.c.state.not_in(RELEASES), sa.or_(PAPER.c.state.in_(OPEN), IS_NEWEST))
    )
    asked: Counter[Any] = Counter()
    for row in rows:
        stands = row.state in OPEN
        asked[(row.place_id, row.product_id, row.lot) if stands else row.snapshot_line_id] += row.quantity
    return asked


def _candidate(row: Any, units: int, today: date, prices: Prices) -> Candidate:
    product = product_from(row)
    days = (row.expiry - today).days if row.expiry else None
    goods = Priced(product.list_price, product.unit_cost, product.currency, product.category, days)
    surplus = Surplus(row.id, row.place_id, product.id, row.vendor_id, goods, units, row.received_on, prices)
    return Candidate(surplus, product, row.place, row.lot, row.expiry, row.worst)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The authorization that a lot went onto, who made it and when."""

    paper_id: UUID
    number: str
    state: AuthorizationState
    quantity: int
    made_by: str
    made_at: datetime


def papers_of(session: Session, site_id: UUID, lines: list[UUID]) -> Mapping[UUID, list[OnPaper]]:
    """Return, by line, the authorizations that hold its goods, the latest first."""
    rows = session.execute(
        sa.select(
            RETURN.c.snapshot_line_id, PAPER.c.id, PAPER.c.number, PAPER.c.state, RETURN.c.quantity,
            sa.func.coalesce(OPERATOR.c.name, ""), RETURN.c.made_at,
        )
        .join(PAPER, _OF_PAPER)
        .outerjoin(OPERATOR, OPERATOR.c.id == RETURN.c.made_by)
        .where(RETURN.c.site_id == site_id, RETURN.c.snapshot_line_id.in_(lines), PAPER.c.state.not_in(RELEASES))
        .order_by(RETURN.c.made_at.desc(), RETURN.c.id)
    )  # fmt: skip
    found: dict[UUID, list[OnPaper]] = {}
    for line_id, *told in rows:
        found.setdefault(line_id, []).append(OnPaper(*told))
    return found


@dataclass(frozen=True, slots=True)
class Expected:
    """What a vendor is to credit for the goods of one authorization, under its agreement."""

    agreement: str
    vendor_id: UUID
    vendor: str
    credit: Decimal
    currency: str
    units: int


def credit_of(session: Session, site_id: UUID, paper_id: UUID) -> list[Expected]:
    """Return the credit that is expected for an authorization; empty for one that no agreement stands behind."""
    rows = session.execute(
        sa.select(
            AGREEMENT.c.number, AGREEMENT.c.vendor_id, PARTY.c.name, sa.func.sum(RETURN.c.credit), RETURN.c.currency,
            sa.func.sum(RETURN.c.quantity),
        )
        .join(AGREEMENT, AGREEMENT.c.id == RETURN.c.agreement_id)
        .join(PARTY, PARTY.c.id == AGREEMENT.c.vendor_id)
        .where(RETURN.c.site_id == site_id, RETURN.c.authorization_id == paper_id)
        .group_by(AGREEMENT.c.number, AGREEMENT.c.vendor_id, PARTY.c.name, RETURN.c.currency)
        .order_by(AGREEMENT.c.number)
    )  # fmt: skip
    return [Expected(*row[:5], int(row[5])) for row in rows]


def agreed_prices(session: Session, site_id: UUID, paper_id: UUID) -> Mapping[tuple[UUID, str], Decimal]:
    """Return, by product and lot, what a vendor agreed to credit for one unit of what is on an authorization."""
    rows = session.execute(
        sa.select(LINE.c.product_id, LINE.c.lot, sa.func.sum(RETURN.c.credit), sa.func.sum(RETURN.c.quantity))
        .join(LINE, _OF_LINE)
        .where(RETURN.c.site_id == site_id, RETURN.c.authorization_id == paper_id, RETURN.c.agreement_id.is_not(None))
        .group_by(LINE.c.product_id, LINE.c.lot)
    )
    return {(product_id, lot): credit / int(units) for product_id, lot, credit, units in rows}


def lock_site(session: Session, site_id: UUID) -> None:
    """Keep every other act of this kind at the site out until the transaction ends, and who numbers authorizations.

    Not the snapshots: another may come in meanwhile, and be the newest for whoever comes next.
    """
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == site_id).with_for_update(key_share=True))


def goods_of(session: Session, site_id: UUID, line_id: UUID) -> tuple[Mapping[str, str], str] | None:
    """Return the product's names and the lot of a line."""
    named = sa.select(PRODUCT.c.name, LINE.c.lot).join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    row = session.execute(named.where(LINE.c.site_id == site_id, LINE.c.id == line_id)).one_or_none()
    return (row.name, row.lot) if row else None
