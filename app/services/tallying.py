"""Running counts per day, kept in the transaction of the act that they count."""

import threading
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.models import Tally, table_of
from app.domain.vocabulary import TallyKind
from app.services.acting import Act

TALLY = table_of(Tally)
SLOTS = 64  # writers hash to slots, so that those of several servers too seldom queue for one row


def tally(session: Session, act: Act, kind: TallyKind, amount: int) -> None:
    """Add `amount` (negative for undo) to the day's count of `kind`, in the site's calendar."""
    day = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    slot = threading.get_native_id() % SLOTS
    row = {"site_id": act.site_id, "day": day, "kind": kind, "slot": slot, "amount": amount}
    session.execute(_ADD[session.get_bind().dialect.name], row)


def _add(statement: Any) -> sa.Insert:
    added: sa.Insert = statement.on_conflict_do_update(
        index_elements=["site_id", "day", "kind", "slot"],
        set_={"amount": TALLY.c.amount + statement.excluded.amount},
    )
    return added


# On the path of every scan statements are built once: building costs more than running them.
_ADD = {"sqlite": _add(sqlite.insert(TALLY)), "postgresql": _add(postgresql.insert(TALLY))}
