"""What one customer announced: a large trade return on its way, packed into twelve cartons on two pallets."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Carton, DeclaredLine, table_of
from app.demo.arrivals import is_medical
from app.demo.authorizations import TRADE_RETURN
from app.demo.gs1 import sscc
from app.demo.rows import insert
from app.domain.transitions import AuthorizationState, CartonState
from app.domain.vocabulary import Program

PAPER, LINE = table_of(Authorization), table_of(AuthorizationLine)

PALLETS, CARTONS = (901, 902), range(911, 923)
"""Serial numbers of the customer's own plates."""


def announce(session: Session, now: datetime) -> None:
    """Write the notice; nothing of it has come yet."""
    paper = _largest(session)
    cartons = {
        serial: Carton(
            site_id=paper.site_id, id=new_id(), lpn=sscc(serial), state=CartonState.EXPECTED, state_since=now,
            authorization_id=paper.id, is_pallet=serial in PALLETS,
        )
        for serial in (*PALLETS, *CARTONS)
    }  # fmt: skip
    for serial in CARTONS:
        cartons[serial].parent_id = cartons[_pallet_under(serial)].id
    insert(session, [cartons[serial] for serial in PALLETS])
    insert(session, [cartons[serial] for serial in CARTONS])
    lines = list(session.execute(sa.select(LINE).where(LINE.c.authorization_id == paper.id).order_by(LINE.c.position)))
    insert(session, [
        DeclaredLine(
            site_id=paper.site_id, id=new_id(), carton_id=cartons[serial].id, pallet=sscc(_pallet_under(serial)),
            product_id=line.product_id, lot=line.lot, expiry=line.expiry, serial=line.serial, quantity=quantity,
        )
        for serial, line, quantity in _packed(lines)
    ])  # fmt: skip


def _largest(session: Session) -> Any:
    """Return the largest but one: a line of the largest is questioned at the dock, and no sample speaks for it."""
    return session.execute(
        sa.select(PAPER.c.site_id, PAPER.c.id)
        .join(LINE, (LINE.c.site_id == PAPER.c.site_id) & (LINE.c.authorization_id == PAPER.c.id))
        .where(
            PAPER.c.program == Program.TRADE_RETURN,
            PAPER.c.state.in_((AuthorizationState.APPROVED, AuthorizationState.IN_TRANSIT)),
            PAPER.c.number != TRADE_RETURN,
            ~is_medical(),
        )
        .group_by(PAPER.c.site_id, PAPER.c.id, PAPER.c.number)
        .order_by(sa.func.sum(LINE.c.quantity).desc(), PAPER.c.number)
        .offset(1)
        .limit(1)
    ).one()


def _pallet_under(serial: int) -> int:
    return PALLETS[(serial - CARTONS[0]) * len(PALLETS) // len(CARTONS)]


def _packed(lines: list[Any]) -> Iterator[tuple[int, Any, int]]:
    """Yield plate, line and units: the cartons are filled one after the other, all about equally."""
    total, packed = sum(line.quantity for line in lines), 0
    for line in lines:
        left = line.quantity
        while left:
            place = packed * len(CARTONS) // total
            room = -(-total * (place + 1) // len(CARTONS)) - packed
            units = min(left, room)
            yield CARTONS[place], line, units
            packed, left = packed + units, left - units
