"""Goods that leave for good: their lines are emptied, their cartons close, and the ledger says where they went."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.db.queries.destroying import EndingLine
from app.domain.epcis import Boundary, ItemRole
from app.domain.ledger import Change, Moved, Spot
from app.domain.transitions import Move
from app.services.acting import Act
from app.services.moving import Standing, move_carton
from app.services.parting import Parted
from app.services.routing.stack import Stack

LINE = table_of(CartonLine)


def close(session: Session, act: Act, stack: Stack, lines: Iterable[EndingLine], parted: Parted) -> tuple[Change, ...]:
    """Empty the lines and close the locked carton or pallet with all on it; `parted` is what it left, if it did."""
    ids = [line.id for line in lines]
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(ids)).values(quantity=0))
    changes = list(parted.changes)
    for each in stack.every:
        standing = Standing(each.id, each.lpn, each.state, each.version)
        columns = parted.columns if each is stack.carton else {}
        changes += move_carton(session, act, standing, Move.EMPTY, **columns)
    return tuple(changes)


def gone(line: EndingLine, where: Boundary) -> Moved:
    """Return the item that says that all of a line went to the boundary `where`."""
    return Moved(
        role=ItemRole.CHILD,
        source=Spot.line(line.carton_id, line.id),
        target=Spot(where),
        quantity=line.says.units,
        product_id=line.product_id,
        owner_id=line.owner_id,
        lot=line.says.lot,
        expiry=line.says.expiry,
        serial=line.says.serial,
        lpn=line.says.lpn,
        receipt_line_id=line.receipt_line_id,
    )
