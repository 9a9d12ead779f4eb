"""What the grading screen reads: the carton on the bench, claims and deliveries, rules, open totes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Answer,
    Authorization,
    AuthorizationLine,
    Carton,
    CartonLine,
    Event,
    EventItem,
    Inspection,
    Operator,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    WorkOrder,
    table_of,
)
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.epcis import EventKind
from app.domain.inspection import Bench, Claim, Contents, Delivery, Goods, Tote
from app.domain.transitions import OPEN_CARTON, CartonState, WorkOrderState

CARTON, LINE = table_of(Carton), table_of(CartonLine)
RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)
PAPER, PAPER_LINE = table_of(Authorization), table_of(AuthorizationLine)
SHIPMENT, SHIPMENT_LINE = table_of(Shipment), table_of(ShipmentLine)
INSPECTION, ORDER = table_of(Inspection), table_of(WorkOrder)
ANSWER, EVENT, ITEM, OPERATOR = table_of(Answer), table_of(Event), table_of(EventItem), table_of(Operator)


def bench(session: Session, site_id: UUID, carton_id: UUID, *, again: bool = False) -> Bench | None:
    """Return the carton with its ungraded lines, or `again` with its graded ones, in the order they were received."""
    in_it = sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0)).where(
        LINE.c.site_id == site_id, LINE.c.carton_id == carton_id
    )
    carton = session.execute(
        sa.select(
            *(CARTON.c[name] for name in ("id", "lpn", "state", "version", "code")),
            in_it.scalar_subquery().label("units"),
        ).where(CARTON.c.site_id == site_id, CARTON.c.id == carton_id)
    ).one_or_none()
    if carton is None:
        return None
    to_grade = LINE.c.grade != "" if again else sa.or_(LINE.c.grade == "", ORDER.c.id.is_not(None))
    goods = _goods(session, site_id, LINE.c.carton_id == carton_id, LINE.c.quantity > 0, to_grade)
    return Bench(carton.id, carton.lpn, carton.state, carton.version, goods, int(carton.units), carton.code)


def goods_of(session: Session, site_id: UUID, line_id: UUID) -> Goods:
    """Return one line of goods, graded or not."""
    return _goods(session, site_id, LINE.c.id == line_id)[0]


def holds_goods(session: Session, site_id: UUID, carton_id: UUID) -> bool:
    """Tell whether any units are in a carton."""
    in_it = sa.exists().where(LINE.c.site_id == site_id, LINE.c.carton_id == carton_id, LINE.c.quantity > 0)
    return bool(session.execute(sa.select(in_it)).scalar_one())


_OWN = ("id", "receipt_line_id", "lot", "expiry", "serial", "condition", "grade", "regrade", "hold", "quantity")


def _goods(session: Session, site_id: UUID, *which: sa.ColumnElement[bool]) -> tuple[Goods, ...]:
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in _OWN),
            RECEIPT_LINE.c.receipt_id,
            RECEIPT_LINE.c.verdict,
            RECEIPT_LINE.c.regime,
            PAPER.c.id.label("paper_id"),
            PAPER.c.number,
            PAPER.c.party_id,
            PAPER.c.program,
            PAPER_LINE.c.id.label("paper_line_id"),
            PAPER_LINE.c.reason,
            PAPER_LINE.c.claim,
            PAPER_LINE.c.lot.label("claimed_lot"),
            PAPER_LINE.c.serial.label("claimed_serial"),
            PAPER_LINE.c.condition.label("claimed_condition"),
            ORDER.c.id.label("work_order_id"),
            *COLUMNS,
        )
        .select_from(LINE)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _same(RECEIPT, "authorization_id", PAPER))
        .outerjoin(PAPER_LINE, _same(RECEIPT_LINE, "authorization_line_id", PAPER_LINE))
        .outerjoin(ORDER, _reworked())
        .where(LINE.c.site_id == site_id, *which)
        .order_by(LINE.c.id)
    )
    return tuple(_line(row) for row in rows)


def _same(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


def _reworked() -> sa.ColumnElement[bool]:
    """A line whose work order is done is graded again."""
    mine = (ORDER.c.site_id == LINE.c.site_id) & (ORDER.c.carton_line_id == LINE.c.id)
    return mine & (ORDER.c.state == WorkOrderState.DONE)


def _line(row: Any) -> Goods:
    return Goods(
        id=row.id,
        receipt_line_id=row.receipt_line_id,
        receipt_id=row.receipt_id,
        product=product_from(row),
        lot=row.lot,
        expiry=row.expiry,
        serial=row.serial,
        condition=row.condition,
        hold=row.hold,
        verdict=row.verdict,
        quantity=row.quantity,
        grade=row.grade,
        claim=_claim(row) if row.paper_id else None,
        regrade=row.regrade,
        work_order_id=row.work_order_id,
        regime=row.regime,
    )


def _claim(row: Any) -> Claim:
    return Claim(
        authorization_id=row.paper_id,
        number=row.number,
        party_id=row.party_id,
        program=row.program,
        reason=row.reason,
        text=row.claim or "",
        lot=row.claimed_lot or "",
        serial=row.claimed_serial or "",
        line_id=row.paper_line_id,
        condition=row.claimed_condition or frozenset(),
    )


def delivery(session: Session, site_id: UUID, goods: Goods) -> Delivery | None:
    """Return the delivery to the claiming party that fits `goods` best: by serial, then by lot, then the latest."""
    if goods.claim is None:
        return None
    same_serial = sa.and_(SHIPMENT_LINE.c.serial == goods.serial, SHIPMENT_LINE.c.serial != "")
    row = session.execute(
        sa.select(SHIPMENT.c.delivered_on, SHIPMENT_LINE.c.lot, SHIPMENT_LINE.c.serial)
        .join(SHIPMENT_LINE, _same(SHIPMENT_LINE, "shipment_id", SHIPMENT))
        .where(
            SHIPMENT.c.site_id == site_id,
            SHIPMENT.c.party_id == goods.claim.party_id,
            SHIPMENT_LINE.c.product_id == goods.product.id,
        )
        .order_by(
            sa.case((same_serial, 0), else_=1),
            sa.case((SHIPMENT_LINE.c.lot == goods.lot, 0), else_=1),
            SHIPMENT.c.delivered_on.desc(),
        )
        .limit(1)
    ).one_or_none()
    return Delivery(row.delivered_on, row.lot, row.serial) if row else None


def tote(session: Session, site_id: UUID, lpn: str) -> Tote | None:
    """Return the open carton with plate `lpn`, whatever it is, with what its lines have in common."""
    found = _totes(session, site_id, CARTON.c.lpn == lpn, CARTON.c.state.in_(sorted(OPEN_CARTON)))
    return found[0] if found else None


def tote_by_id(session: Session, site_id: UUID, carton_id: UUID) -> Tote | None:
    """Return the carton with that id in any state."""
    found = _totes(session, site_id, CARTON.c.id == carton_id)
    return found[0] if found else None


def lock_tote(session: Session, site_id: UUID, carton_id: UUID) -> Tote:
    """Keep others from changing a carton, and return it as it stands then."""
    where = (CARTON.c.site_id == site_id, CARTON.c.id == carton_id)
    session.execute(sa.select(CARTON.c.id).where(*where).with_for_update(key_share=True))
    tote = tote_by_id(session, site_id, carton_id)
    assert tote is not None, "a carton's row stays for the ledger"
    return tote


def open_totes(session: Session, site_id: UUID, location_id: UUID | None) -> list[Tote]:
    """Return the totes that are being filled at a bench, by plate."""
    here = (CARTON.c.location_id == location_id, CARTON.c.state == CartonState.OPEN, ~CARTON.c.is_quarantine)
    return _totes(session, site_id, *here)


def _totes(session: Session, site_id: UUID, *where: sa.ColumnElement[bool]) -> list[Tote]:
    own = [CARTON.c[name] for name in ("id", "lpn", "state", "version", "code", "is_quarantine")]
    shared = [LINE.c.owner_id, PRODUCT.c.hazardous, LINE.c.hold, RECEIPT_LINE.c.regime, PRODUCT.c.medical]
    rows = session.execute(
        sa.select(*own, *shared, sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0).label("units"))
        .select_from(CARTON)
        .outerjoin(
            LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0)
        )
        .outerjoin(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .where(CARTON.c.site_id == site_id, ~CARTON.c.is_pallet, *where)
        .group_by(*own, *shared)
        .order_by(CARTON.c.lpn)
    )
    totes: dict[UUID, Tote] = {}
    for row in rows:  # more than one row a tote only where it is a carton that still mixes
        units = totes[row.id].units if row.id in totes else 0
        totes[row.id] = _tote(row, units)
    return list(totes.values())


def _tote(row: Any, units: int) -> Tote:
    is_known = row.owner_id is not None
    contents = Contents(row.owner_id, row.hazardous, row.hold, row.regime, row.medical) if is_known else None
    return Tote(
        id=row.id,
        lpn=row.lpn,
        state=row.state,
        version=row.version,
        code=row.code,
        is_quarantine=row.is_quarantine,
        units=units + int(row.units),
        contents=contents,
    )


def last_taken(session: Session, site_id: UUID, line_id: UUID) -> Any:
    """Return who last took units of which product from a line, and when: (`who`, `when`, `product`), or None."""
    return session.execute(
        sa.select(OPERATOR.c.name.label("who"), EVENT.c.record_time.label("when"), PRODUCT.c.name.label("product"))
        .select_from(ITEM)
        .join(EVENT, _same(ITEM, "event_id", EVENT))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .join(PRODUCT, PRODUCT.c.id == ITEM.c.product_id)
        .where(ITEM.c.site_id == site_id, ITEM.c.from_line_id == line_id)
        .order_by(EVENT.c.id.desc())
        .limit(1)
    ).one_or_none()


def last_inspection(session: Session, site_id: UUID, line_id: UUID) -> UUID | None:
    """Return the inspection that gave a graded line its grade last."""
    return session.execute(
        sa.select(INSPECTION.c.id)
        .where(
            INSPECTION.c.site_id == site_id, INSPECTION.c.carton_line_id == line_id, INSPECTION.c.undone_at.is_(None)
        )
        .order_by(INSPECTION.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()  # fmt: skip


def graded_line(session: Session, site_id: UUID, event_id: UUID) -> UUID | None:
    """Return the line that an event of grading put its units into; of several the first."""
    return session.execute(
        sa.select(ITEM.c.to_line_id)
        .where(ITEM.c.site_id == site_id, ITEM.c.event_id == event_id, ITEM.c.to_line_id.is_not(None))
        .order_by(ITEM.c.position)
        .limit(1)
    ).scalar_one_or_none()


def last_act(session: Session, site_id: UUID, operator_id: UUID, scope: str, kinds: Iterable[EventKind]) -> str:
    """Return the client id of an operator's last act in `scope` that still stands, or the empty string."""
    undoing = EVENT.alias("undoing")
    taken_back = sa.exists().where(undoing.c.site_id == EVENT.c.site_id, undoing.c.undoes_event_id == EVENT.c.id)
    found = session.execute(
        sa.select(ANSWER.c.client_id)
        .join(EVENT, _same(ANSWER, "event_id", EVENT))
        .where(
            ANSWER.c.site_id == site_id,
            ANSWER.c.operator_id == operator_id,
            ANSWER.c.scope == scope,
            ANSWER.c.event_id.is_not(None),
            EVENT.c.kind.in_(sorted(kinds)),
            ~taken_back,
        )
        .order_by(ANSWER.c.event_id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found or ""
