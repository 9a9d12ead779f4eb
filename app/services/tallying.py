"""Running counts per day, kept in the transaction of the act that they count."""

import threading
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Tally, table_of
from app.db.prepared import PreparedInsert
from app.domain.vocabulary import TallyKind
from app.services.acting import Act

TALLY = table_of(Tally)
SLOTS = 64  # writers hash to slots, so that those of several servers too seldom queue for one row


def tally(session: Session, act: Act, kind: TallyKind, amount: int) -> None:
    """Add `amount` (negative for undo) to the day's count of `kind`, in the site's calendar."""
    day = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    slot = threading.get_native_id() % SLOTS
    row = {"site_id": act.site_id, "day": day, "kind": kind, "slot": slot, "amount": amount}
    _ADD.run(session, row)


def _add(insert: Any) -> sa.Insert:
    added: sa.Insert = insert.on_conflict_do_update(
        index_elements=["site_id", "day", "kind", "slot"],
        set_={"amount": TALLY.c.amount + insert.excluded.amount},
    )
    return added


_ADD = PreparedInsert(TALLY, _add)
