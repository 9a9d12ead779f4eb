"""Pallets: what stands on them, what a notice announced, what was taken in as declared."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, DeclaredLine, ReceiptLine, table_of
from app.db.queries.cartons import StandingCarton
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.pallets import Announced, Declared, DeclaredGoods, NoticeLine
from app.domain.transitions import OPEN_CARTON, CartonState
from app.domain.vocabulary import LineVerdict

CARTON, LINE = table_of(Carton), table_of(CartonLine)
DECLARED, RECEIPT_LINE = table_of(DeclaredLine), table_of(ReceiptLine)

IS_ANNOUNCED = sa.or_(CARTON.c.state != CartonState.CANCELLED, CARTON.c.receipt_id.is_not(None))
"""Whether a carton of a notice is announced still: what was withdrawn is cancelled, and no receipt ever had it."""

_STANDING = tuple(CARTON.c[name] for name in StandingCarton.__dataclass_fields__)


def lock(session: Session, site_id: UUID, carton_ids: Iterable[UUID | None]) -> dict[UUID, StandingCarton]:
    """Lock cartons in the order of all acts, what stands on nothing before what stands on a pallet, then by id."""
    wanted = sorted({each for each in carton_ids if each})
    statement = sa.select(*_STANDING).where(CARTON.c.site_id == site_id, CARTON.c.id.in_(wanted))
    ordered = statement.order_by(CARTON.c.parent_id.is_not(None), CARTON.c.id)
    return {row.id: StandingCarton(*row) for row in session.execute(ordered.with_for_update(key_share=True))}


def standing_on(session: Session, site_id: UUID, pallet_id: UUID, *, locked: bool = False) -> list[StandingCarton]:
    """Return the open cartons on a pallet by their plates; `locked` keeps others from changing them.

    The pallet's own row is locked before: nothing comes onto it or leaves it meanwhile.
    """
    statement = sa.select(*_STANDING).where(
        CARTON.c.site_id == site_id, CARTON.c.parent_id == pallet_id, CARTON.c.state.in_(sorted(OPEN_CARTON))
    )
    ordered = statement.order_by(CARTON.c.id)
    rows = session.execute(ordered.with_for_update(key_share=True) if locked else ordered)
    return sorted((StandingCarton(*row) for row in rows), key=lambda carton: carton.lpn)


def declared(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> list[Declared]:
    """Return what notices say is in these cartons."""
    rows = session.execute(
        sa.select(DECLARED.c.carton_id, *(DECLARED.c[name] for name in _WHAT), *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == DECLARED.c.product_id)
        .where(DECLARED.c.site_id == site_id, DECLARED.c.carton_id.in_(carton_ids))
        .order_by(DECLARED.c.carton_id, DECLARED.c.id)
    )
    return [_declared(row) for row in rows]


_WHAT = ("lot", "expiry", "serial", "quantity")


def _declared(row: Any) -> Declared:
    return Declared(row.carton_id, product_from(row), row.lot, row.expiry, row.serial, row.quantity)


def goods_as_declared(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> list[DeclaredGoods]:
    """Return what these cartons hold that was taken in as declared and neither counted nor sampled since."""
    rows = session.execute(
        sa.select(
            CARTON.c.lpn,
            LINE.c.id.label("line_id"),
            LINE.c.receipt_line_id,
            LINE.c.carton_id,
            *(LINE.c[name] for name in _WHAT),
            *COLUMNS,
        )
        .select_from(CARTON)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id))
        .join(RECEIPT_LINE, _IS_DECLARED)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(CARTON.c.site_id == site_id, CARTON.c.id.in_(carton_ids), LINE.c.quantity > 0)
        .order_by(LINE.c.carton_id, LINE.c.id)
    )
    return [DeclaredGoods(row.lpn, row.line_id, row.receipt_line_id, _declared(row)) for row in rows]


_IS_DECLARED = (
    (RECEIPT_LINE.c.site_id == LINE.c.site_id)
    & (RECEIPT_LINE.c.id == LINE.c.receipt_line_id)
    & (RECEIPT_LINE.c.verdict == LineVerdict.DECLARED)
)


def lots_in(session: Session, site_id: UUID, carton_id: UUID) -> list[tuple[UUID, str, int]]:
    """Return product, lot and units of each line that a carton holds."""
    wanted = sa.select(LINE.c.product_id, LINE.c.lot, LINE.c.quantity)
    where = (LINE.c.site_id == site_id, LINE.c.carton_id == carton_id, LINE.c.quantity > 0)
    return [(row.product_id, row.lot, row.quantity) for row in session.execute(wanted.where(*where))]


def announced(session: Session, site_id: UUID, authorization_id: UUID) -> list[Announced]:
    """Return the cartons that notices announced for an authorization, by pallet and plate, as they stand now."""
    said = _said_of(site_id, authorization_id)
    rows = session.execute(
        sa.select(
            CARTON.c.id, CARTON.c.lpn, CARTON.c.state, said.c.pallet, said.c.units, _uncounted().label("uncounted")
        )
        .join(said, said.c.carton_id == CARTON.c.id)
        .where(CARTON.c.site_id == site_id)
        .order_by(said.c.pallet, CARTON.c.lpn)
    )
    return [Announced(row.id, row.lpn, row.state, row.pallet, int(row.units), int(row.uncounted)) for row in rows]


def notice(session: Session, site_id: UUID, authorization_id: UUID) -> list[NoticeLine]:
    """Return every line of the notices for an authorization, by pallet and carton, as the notice says them."""
    rows = session.execute(
        sa.select(DECLARED.c.pallet, CARTON.c.lpn, CARTON.c.state, *(DECLARED.c[name] for name in _WHAT), *COLUMNS)
        .join(CARTON, (CARTON.c.site_id == DECLARED.c.site_id) & (CARTON.c.id == DECLARED.c.carton_id))
        .join(PRODUCT, PRODUCT.c.id == DECLARED.c.product_id)
        .where(CARTON.c.site_id == site_id, CARTON.c.authorization_id == authorization_id, IS_ANNOUNCED)
        .order_by(DECLARED.c.pallet, CARTON.c.lpn, DECLARED.c.id)
    )
    return [
        NoticeLine(row.pallet, row.lpn, row.state, product_from(row), row.lot, row.expiry, row.serial, row.quantity)
        for row in rows
    ]


def _said_of(site_id: UUID, authorization_id: UUID) -> sa.Subquery:
    return (
        sa.select(
            DECLARED.c.carton_id,
            sa.func.min(DECLARED.c.pallet).label("pallet"),
            sa.func.sum(DECLARED.c.quantity).label("units"),
        )
        .join(CARTON, (CARTON.c.site_id == DECLARED.c.site_id) & (CARTON.c.id == DECLARED.c.carton_id))
        .where(CARTON.c.site_id == site_id, CARTON.c.authorization_id == authorization_id, IS_ANNOUNCED)
        .group_by(DECLARED.c.carton_id)
        .subquery()
    )


def _uncounted() -> "sa.ScalarSelect[Any]":
    return (
        sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0))
        .join(RECEIPT_LINE, _IS_DECLARED)
        .where(LINE.c.site_id == CARTON.c.site_id, LINE.c.carton_id == CARTON.c.id)
        .correlate(CARTON)
        .scalar_subquery()
    )
