"""What the calendar does to holds: orders whose last day has passed end, and goods whose date has passed are locked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operator, Site, table_of
from app.db.queries import hold_orders, isolating
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.holds import Lock, disposition_of
from app.domain.ledger import Entry
from app.domain.principals import Principal, the_calendar
from app.domain.transitions import Move
from app.domain.vocabulary import HoldReason
from app.services import accruing
from app.services.acting import Act
from app.services.isolating.ending import end
from app.services.isolating.marking import mark, standing
from app.services.recording import record

OPERATOR, SITE = table_of(Operator), table_of(Site)
SCOPE = "isolating by date"
AT_ONCE = 50
"""Lines of one transaction, so that it holds the write lock under 50 ms and no scan waits for long."""
CALENDAR = "Calendar"
"""By whom the ledger names what happens because a day came; without badge and PIN nobody can be it."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A site and what day it is there."""

    site_id: UUID
    time_zone: str
    today: date


def lapse_due(session: Session, now: datetime) -> int:
    """End one order whose last day has passed and return 1, or 0 when there is none; its goods are free."""
    for day in _days(session, now):
        for order_id in hold_orders.due(session, day.site_id, day.today)[:1]:
            order = hold_orders.one(session, day.site_id, order_id)
            assert order is not None, "it was found just now"
            end(session, Act(_calendar(session, day), SCOPE, str(order.id), now), order, Move.EXPIRE, None)
            return 1
    return 0


def hold_expired(session: Session, now: datetime) -> int:
    """Lock some goods whose date has passed where they stand; return how many lines, 0 when all are locked."""
    for day in _days(session, now):
        due = isolating.expired(session, day.site_id, day.today, AT_ONCE)
        if due:
            return _hold(session, day, due, now)
    return 0


def _hold(session: Session, day: _Day, due: list[UUID], now: datetime) -> int:
    act = Act(_calendar(session, day), SCOPE, str(new_id()), now)
    pieces = standing(session, day.site_id, isolating.these(day.site_id, due))
    marked = mark(session, act, pieces, Lock(HoldReason.EXPIRED))
    entry = Entry(
        kind=EventKind.HOLD_PLACED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.HOLDING,
        disposition=disposition_of(HoldReason.EXPIRED),
        items=marked.items,
        changes=marked.changes,
    )
    event_id = record(session, act, entry)
    accruing.restate(session, act, marked.receipt_lines, event_id)
    return len(due)


def _days(session: Session, now: datetime) -> Iterator[_Day]:
    for site_id, zone in session.execute(sa.select(SITE.c.id, SITE.c.time_zone).order_by(SITE.c.id)).all():
        yield _Day(site_id, zone, now.astimezone(ZoneInfo(zone)).date())


def _calendar(session: Session, day: _Day) -> Principal:
    """Return the calendar of a site as an operator: events name one, and nobody did this."""
    where = (OPERATOR.c.site_id == day.site_id, OPERATOR.c.badge == "", OPERATOR.c.name == CALENDAR)
    known = session.execute(sa.select(OPERATOR.c.id).where(*where).limit(1)).scalar_one_or_none()
    by = the_calendar(day.site_id, day.time_zone)
    return replace(by, operator_id=known or _hired(session, day), operator_name=CALENDAR)


def _hired(session: Session, day: _Day) -> UUID:
    operator_id = new_id()
    session.execute(
        sa.insert(OPERATOR).values(
            id=operator_id, site_id=day.site_id, badge="", name=CALENDAR, roles="", language="en", pin_hash="",
            failed_pins=0, theme="auto", gloves=False, left_handed=False, is_active=False,
        )
    )  # fmt: skip
    return operator_id
