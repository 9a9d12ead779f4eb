"""What is particular about taking an arrival back: undo itself is `services.correcting`, for this act as for any."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Load, Operator, Receipt, table_of
from app.domain.epcis import EventKind
from app.domain.errors import Refused
from app.domain.messages import floor
from app.services.acting import Act
from app.services.refunding import lock_papers

LOAD, RECEIPT, OPERATOR = table_of(Load), table_of(Receipt), table_of(Operator)


def check(session: Session, act: Act, event: Any) -> None:
    """Refuse to take an arrival back once anything that the load brings is received: it did come."""
    if event.kind is not EventKind.LOAD_ARRIVED:
        return
    ids = {kind: [UUID(each["id"]) for each in event.biz_transactions if each["type"] == kind] for kind in _NAMED}
    of_load = sa.select(LOAD.c.id).where(LOAD.c.site_id == act.site_id, LOAD.c.id.in_(ids["load"]))
    session.execute(of_load.with_for_update(key_share=True))
    lock_papers(session, act, ids["rma"])  # whoever opens a receipt of one holds it: what is asked next stays true
    since = session.execute(
        sa.select(OPERATOR.c.name, RECEIPT.c.opened_at)
        .join(OPERATOR, OPERATOR.c.id == RECEIPT.c.opened_by)
        .where(
            RECEIPT.c.site_id == act.site_id,
            RECEIPT.c.authorization_id.in_(ids["rma"]),
            RECEIPT.c.opened_at >= event.record_time,
        )
        .order_by(RECEIPT.c.opened_at)
        .limit(1)
    ).one_or_none()
    if since:
        raise Refused(floor.UNDO_TOO_LATE, who=since.name, when=since.opened_at)


_NAMED = ("load", "rma")
