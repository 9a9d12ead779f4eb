"""Goods that come in, or get a paper by a match, while orders to hold are in force: locked as they are booked."""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.queries import isolating
from app.domain.holds import Lock
from app.domain.ledger import Change
from app.services.acting import Act
from app.services.isolating.marking import mark


def hold_what_came(session: Session, act: Act, *where: "sa.ColumnElement[bool]") -> tuple[Change, ...]:
    """Lock the goods of `where` that orders in force are about; return what the event of the act must say of it.

    Their cartons are locked by the act, and it passed the gate of the site.
    """
    changes: list[Change] = []
    for order, about in isolating.wide_ones(
        session, act.site_id, act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    ):
        pieces = isolating.pieces(session, (*isolating.lines_of(act.site_id, about), *where))
        if pieces:
            changes += mark(session, act, pieces, Lock(order.reason, order.code, order.id)).changes
    return tuple(changes)
